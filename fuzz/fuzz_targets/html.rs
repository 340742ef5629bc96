//! HTML: serde gives the article back, and cleaning what the HTML writer made breaks nothing.
#![no_main]

use copydesk::{Article, Cleaner, Page};
use libfuzzer_sys::fuzz_target;
use scraper::{Html, Node};
use std::sync::LazyLock;

const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::new);

fuzz_target!(|html: &str| {
    let report = CLEANER.explain(&Page::html(html).with_url("https://example.org/a/b"));
    let json = serde_json::to_string(&report.article).expect("an article is JSON");
    let back: Article = serde_json::from_str(&json).expect("and JSON an article");
    assert_eq!(back, report.article);
    let written = report.article.to_html();
    for element in Html::parse_fragment(&written).tree.values().filter_map(Node::as_element) {
        let safe = |(name, value): (&str, &str)| match name {
            "href" | "src" => SCHEMES.iter().any(|scheme| value.starts_with(scheme)),
            _ => matches!(name, "alt" | "rel" | "start"),
        };
        assert!(element.name() != "script" && element.attrs().all(safe), "{written}");
    }
    let _ = CLEANER.clean(&Page::html(&written));
    let _ = report.article.to_markdown();
});
