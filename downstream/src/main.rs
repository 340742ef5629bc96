//! What a user's first program looks like: the public API alone.

use copydesk::{Cleaner, Page, Verdict};

const HTML: &str = "<html lang=en><body><article><h1>Ferry returns</h1>\
    <p>The night ferry sailed again on Thursday for the first time in eleven years, with ninety \
    passengers and a dog on board, the company said.</p></article></body></html>";

fn main() -> Result<(), copydesk::Error> {
    let cleaner = Cleaner::builder().build()?;
    let page = Page::html(HTML).with_url("https://example.org/ferry");
    let report = cleaner.explain(&page);
    let kept = report.blocks.iter().filter(|block| block.verdict == Verdict::Keep).count();
    assert!(kept > 0, "the story is kept");
    let article = cleaner.clean(&page);
    assert!(article.to_text().contains("The night ferry sailed again on Thursday"));
    assert!(!article.to_html().contains("<script"));
    println!("{}", article.to_markdown());
    Ok(())
}
