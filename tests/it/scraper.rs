//! A tree that the caller has parsed.

use copydesk::{Cleaner, Page};
use scraper::Html;

fn cleaned(page: &Page<'_>) -> copydesk::Article {
    Cleaner::new().clean(page)
}

#[test]
fn a_parsed_page_gives_the_article_of_its_source() {
    for (_, html) in crate::cases::pages().iter().filter(|(is_html, _)| *is_html) {
        let parsed = Page::from_scraper_0_29(&Html::parse_document(html));
        assert_eq!(cleaned(&parsed), cleaned(&Page::html(html)));
    }
}

#[test]
fn noscript_is_content_though_the_caller_parsed_with_scripts() {
    let html = "<noscript><p>The ferry left at six, as it always had.</p></noscript>";
    let article = cleaned(&Page::from_scraper_0_29(&Html::parse_document(html)));
    assert_eq!(article.to_text(), "The ferry left at six, as it always had.");
}
