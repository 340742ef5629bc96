//! What an address says about a link.

use super::Flags;
use crate::text::terms::Terms;
use std::sync::LazyLock;

static SHARE: LazyLock<Terms> = LazyLock::new(|| {
    let lines = include_str!("../../data/share-links.txt").lines();
    Terms::new(lines.filter(|line| !line.is_empty()))
});

/// The flags that a link's address sets. Only the first 200 bytes count.
pub(super) fn flags(href: &str) -> Flags {
    let href = &href.as_bytes()[..href.len().min(200)];
    let mut flags = Flags::default();
    if may_share(href) && SHARE.find_in(href).next().is_some() {
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
