//! What a user's first program looks like: the public API alone.

use copydesk::{Cleaner, Field, Page, RuleSet, Verdict};

const HTML: &str = "<html lang=en><head><title>Ferry returns | The Harbour Watch</title>\
    <meta property=og:site_name content=\"The Harbour Watch\">\
    <meta name=author content=\"Ada Brandt\">\
    <meta property=article:published_time content=2023-09-18T06:00:00Z></head>\
    <body><article><h1>Ferry returns</h1><p>By Ada Brandt</p>\
    <p>The night ferry sailed again on Thursday for the first time in eleven years, with ninety \
    passengers and a dog on board, the company said.</p><p>Get the pigeon post!</p>\
    </article></body></html>";

const RULES: &str = r#"
[[rule]]
id = "mine/newsletter/pigeon-post"
when = { phrases = "get the pigeon post" }
then = "remove"
hits = ["Get the Pigeon Post!"]
"#;

fn main() -> Result<(), copydesk::Error> {
    let rules = RuleSet::from_toml("mine.toml", RULES)?;
    let cleaner = Cleaner::builder().with_rules(rules).build()?;
    let page = Page::html(HTML).with_url("https://example.org/ferry");

    let report = cleaner.explain(&page);
    let kept = report.blocks.iter().filter(|block| block.verdict == Verdict::Keep).count();
    assert!(kept > 0, "the story is kept");
    let removed = report.removals().find(|block| block.text == "Get the pigeon post!");
    assert!(removed.is_some_and(|block| block.category.as_ref().unwrap().as_str() == "newsletter"));
    let published = report.facts.iter().find(|fact| fact.field == Field::Published);
    println!("published: {}", published.expect("the page says it").origin);

    let article = cleaner.clean(&page);
    assert_eq!(article.title.as_deref(), Some("Ferry returns"));
    assert_eq!(article.authors[0].name, "Ada Brandt");
    assert_eq!(article.published.as_ref().unwrap().to_string(), "2023-09-18T06:00:00Z");
    assert_eq!(article.source.as_deref(), Some("The Harbour Watch"));
    assert!(article.to_text().contains("The night ferry sailed again on Thursday"));
    assert!(!article.to_html().contains("<script"));
    println!("{}", article.to_markdown());
    Ok(())
}
