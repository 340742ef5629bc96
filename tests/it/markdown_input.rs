//! Text in Markdown, as other extractors write it: its marks are markup, not words.

use copydesk::{BlockKind, Page, SpanKind, clean_text};
use proptest::prelude::*;

const STORY: &str = "\
[Home](https://a.example/) / [News](https://a.example/news)

# The ferry that would not leave

By [Maria Ortiz](https://a.example/maria)

It rained in Bergen, again, all day long, and the ferry to the islands did not leave before noon, which was nobody's **fault**.

## What the pilot said

He said that [the engine](https://a.example/engine) had been mended twice, and that he would not \\[sic\\] go to sea with it a third time.

- A rope, for the bell that had fallen from its frame in March.
* A lamp, for the stairs, since nobody could see them after four.

> I have been on this boat for thirty years, and I have never once been late for my supper.

```
# tide

low  04:10
```

The council will meet on Monday to decide who pays for the engine, the rope and the lamp, and for the soup that everybody had.

**Read also:** [The storm of the year](https://a.example/storm)
";

#[test]
fn marks_are_markup() {
    let article = clean_text(STORY);
    assert_eq!(article.title.as_deref(), Some("The ferry that would not leave"));
    assert_eq!(article.authors[0].name, "Maria Ortiz");
    let is = |kind: fn(&BlockKind) -> bool, text: &str| {
        let block = article.blocks.iter().find(|b| b.text.contains(text));
        assert!(kind(&block.unwrap_or_else(|| panic!("{text} is lost")).kind), "{text}");
    };
    is(|k| matches!(k, BlockKind::Heading { level: 2 }), "What the pilot said");
    is(|k| matches!(k, BlockKind::ListItem { ordered: false, .. }), "A rope, for");
    is(|k| matches!(k, BlockKind::ListItem { ordered: false, .. }), "A lamp, for");
    is(|k| matches!(k, BlockKind::Code { .. }), "# tide\n\nlow  04:10");
    let text = article.to_text();
    for gone in ["Read also", "Home", "](", "**", "##", "\\["] {
        assert!(!text.contains(gone), "{gone} is left in: {text}");
    }
    assert!(text.contains("not [sic] go"));
    let links = article.blocks.iter().flat_map(|b| &b.spans);
    assert!(
        links
            .into_iter()
            .any(|s| matches!(&s.kind, SpanKind::Link { url } if url.ends_with("/engine")))
    );
}

#[test]
fn text_that_is_not_markdown_keeps_its_marks() {
    let story = "# 4 on the list was the ferry, which had rained full of water again by noon on Monday.\n\n* Prices are in crowns, and the harbour takes no other money, said the man at the gate.";
    let article = clean_text(story);
    let texts: Vec<_> = article.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, story.split("\n\n").collect::<Vec<_>>());
}

#[test]
fn only_marks_are_no_text() {
    let lines = [
        "## What he wrote in the spring",
        "He wrote [a letter](https://example.org/letter \"The letter\") to the harbour master of Bergen.",
        "He wrote [sic](in his own hand, and twice) that the ferry would never leave on time again.",
        "```let it = rain;``` was all that the second of his letters to the harbour master said.",
    ];
    let report = copydesk::Cleaner::new().explain(&Page::text(lines.join("\n\n")));
    let text: Vec<_> = report.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(text[0], "What he wrote in the spring");
    assert_eq!(text[1], "He wrote a letter to the harbour master of Bergen.");
    assert_eq!(text[2..], lines[2..]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_character_of_odd_markdown_is_doubled(text in r"([#>*+\-\[\]()!`\\a-zé漢 /\n]|\]\(http|```|## ){0,80}") {
        let report = copydesk::Cleaner::new().explain(&Page::text(&text));
        let letters = |s: &str| s.chars().filter(|c| *c == '漢').count();
        let judged: usize = report.blocks.iter().map(|b| letters(&b.text)).sum();
        prop_assert!(judged <= letters(&text));
    }
}
