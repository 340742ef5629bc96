//! The JSON of articles and reports.

use crate::arbitrary;
use copydesk::{Article, Author, Block, Cell, Figure, Page, Report, SpanKind};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn fields_have_their_names() {
    let article = Article::new()
        .with_title("Ferry")
        .with_author(Author::person("Ada Lovelace"))
        .with_source("The Quay")
        .with_url("https://example.org/a")
        .with_blocks([
            Block::heading(2, "Dawn"),
            Block::list_item(1, true, "one").with_span(0, 3, SpanKind::Strong),
            Block::table(vec![vec![Cell::header("a"), Cell::new("b")]]),
            Block::figure(Figure::new("https://example.org/i.jpg").with_caption("Quay")),
            Block::embed("https://example.org/v"),
            Block::code("x"),
        ]);
    let json = serde_json::to_value(&article).unwrap();
    for (field, value) in [
        ("title", json!("Ferry")),
        ("authors", json!([{ "name": "Ada Lovelace", "kind": "person" }])),
        ("published", Value::Null),
        ("modified", Value::Null),
        ("section", Value::Null),
        ("source", json!("The Quay")),
        ("language", Value::Null),
        ("url", json!("https://example.org/a")),
    ] {
        assert_eq!(json[field], value, "{field}");
    }
    let blocks = json!([
        { "kind": "heading", "level": 2, "text": "Dawn" },
        { "kind": "list_item", "depth": 1, "ordered": true, "text": "one",
          "spans": [{ "span": "strong", "start": 0, "end": 3 }] },
        { "kind": "table", "text": "a\tb",
          "rows": [[{ "text": "a", "header": true }, { "text": "b", "header": false }]] },
        { "kind": "figure", "source": "https://example.org/i.jpg", "alt": null,
          "caption": "Quay", "credit": null, "text": "Quay" },
        { "kind": "embed", "url": "https://example.org/v", "text": "" },
        { "kind": "code", "text": "x" },
    ]);
    assert_eq!(json["blocks"], blocks);
    assert_eq!(serde_json::from_value::<Article>(json).unwrap(), article);
}

#[test]
fn what_is_missing_has_its_default() {
    assert_eq!(serde_json::from_str::<Article>("{}").unwrap(), Article::new());
    let block = r#"{"blocks":[{"kind":"paragraph"}]}"#;
    let article: Article = serde_json::from_str(block).unwrap();
    assert_eq!(article.blocks, [Block::paragraph("")]);
    assert!(serde_json::from_str::<Article>(r#"{"blocks":[{"kind":"poem"}]}"#).is_err());
}

#[test]
fn each_line_of_a_report_says_what_decided() {
    let html = "<p>The ferry left at six in the morning, as it had on every day since the war.</p>\
        <p>Subscribe to our newsletter</p>";
    let report = copydesk::Cleaner::new().explain(&Page::html(html));
    let json = serde_json::to_value(&report).unwrap();
    let lines = json["blocks"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    for line in lines {
        for field in ["text", "verdict", "category", "reason"] {
            assert!(line.get(field).is_some(), "{field} of {line}");
        }
        assert!(line["reason"]["by"].is_string(), "{line}");
    }
    assert_eq!(serde_json::from_value::<Report>(json).unwrap(), report);
}

proptest! {
    #![proptest_config(arbitrary::config(500))]

    #[test]
    fn any_article_is_read_back(article in arbitrary::hostile_article()) {
        let json = serde_json::to_string(&article).unwrap();
        let read: Article = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read, article);
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_names_every_field_and_kind() {
    let schema = Article::json_schema();
    let article = serde_json::to_value(Article::new()).unwrap();
    for field in article.as_object().unwrap().keys() {
        assert!(schema["properties"].get(field).is_some(), "{field}");
    }
    let kinds = schema.to_string();
    for kind in
        ["paragraph", "heading", "list_item", "quote", "code", "table", "figure", "embed", "note"]
    {
        assert!(kinds.contains(&format!("\"{kind}\"")), "{kind}");
    }
    let report = Report::json_schema();
    assert!(report["$defs"]["Judged"]["properties"].get("verdict").is_some());
}
