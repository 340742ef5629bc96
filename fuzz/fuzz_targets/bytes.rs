//! Any bytes make an article, in every form, and `clean` says what `explain` says.
#![no_main]

use copydesk::{Cleaner, Page};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::new);

fuzz_target!(|bytes: &[u8]| {
    let page = Page::bytes(bytes);
    let article = CLEANER.explain(&page).into_article();
    assert_eq!(CLEANER.clean(&page), article);
    let _ = (article.to_text(), article.to_markdown(), article.to_html());
});
