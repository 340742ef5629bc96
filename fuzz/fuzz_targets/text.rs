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

/// What of a line is text if it is Markdown: addresses, labels of images and fences are not.
fn least(line: &str) -> usize {
    let marks = [line.find("]("), line.find("![")];
    let from = marks.into_iter().flatten().min();
    match (from, line.rfind(')')) {
        _ if line.trim_start().starts_with("```") => 0,
        (Some(from), Some(to)) if from < to => plain(&line[..from]) + plain(&line[to..]),
        _ => plain(line),
    }
}

fuzz_target!(|text: &str| {
    let report = CLEANER.explain(&Page::text(text));
    let judged: usize = report.blocks.iter().map(|block| plain(&block.text)).sum();
    if judged != plain(text) {
        assert!(text.contains("](") || text.contains("# "), "only Markdown has what is no text");
        let least: usize = text.lines().map(least).sum();
        assert!((least..plain(text)).contains(&judged), "{judged} of at least {least}");
    }
});
