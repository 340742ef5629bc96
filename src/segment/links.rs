//! What an address says about a link.

use super::Flags;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input};
use std::sync::LazyLock;

static SHARE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(include_str!("../../data/share-links.txt").lines().filter(|line| !line.is_empty()))
        .expect("share links are plain strings")
});

/// The flags that a link's address sets. Only the first 200 bytes count.
pub(super) fn flags(href: &str) -> Flags {
    let href = &href.as_bytes()[..href.len().min(200)];
    let mut flags = Flags::default();
    if may_share(href) && SHARE.find(Input::new(href).anchored(Anchored::No)).is_some() {
        flags.insert(Flags::SHARE_LINK);
    }
    if href.len() > 8 && href[..7].eq_ignore_ascii_case(b"mailto:") && href[7] != b'?' {
        flags.insert(Flags::MAIL_LINK);
    }
    flags
}

/// Links within a site are most of a page's: they have no host and hold no address.
fn may_share(href: &[u8]) -> bool {
    memchr::memchr(b':', href).is_some() || href.starts_with(b"//")
}
