//! Text: every line is in the report, and what is kept is what the input had.
#![no_main]

use copydesk::{Cleaner, Page};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::new);

/// Letters and digits of ASCII, accents taken off: what normalising never changes.
fn plain(text: &str) -> usize {
    text.nfd().filter(char::is_ascii_alphanumeric).count()
}

fuzz_target!(|text: &str| {
    let report = CLEANER.explain(&Page::text(text));
    let judged: usize = report.blocks.iter().map(|block| plain(&block.text)).sum();
    assert_eq!(judged, plain(text));
});
