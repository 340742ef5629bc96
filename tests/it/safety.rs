//! What comes out can be shown: HTML without anything that runs, text without control sequences.

use crate::arbitrary;
use copydesk::{Article, Cleaner, Page, RuleSet, TextOptions, terminal_safe};
use proptest::prelude::*;
use scraper::{Html, Selector};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The elements that the writer knows, with their attributes.
const KNOWN: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("aside", &[]),
    ("blockquote", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("html", &[]),
    ("img", &["alt", "src"]),
    ("li", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("strong", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &[]),
    ("th", &[]),
    ("tr", &[]),
    ("ul", &[]),
];

#[track_caller]
fn assert_safe(html: &str) {
    for element in Html::parse_fragment(html).select(&Selector::parse("*").unwrap()) {
        let element = element.value();
        let known = KNOWN.iter().find(|(name, _)| *name == element.name());
        let Some((name, attributes)) = known else { panic!("<{}> in {html}", element.name()) };
        for (attribute, value) in element.attrs() {
            assert!(attributes.contains(&attribute), "<{name} {attribute}> in {html}");
            let schemes: &[&str] = match attribute {
                "src" => &["http:", "https:"],
                "href" => &["http:", "https:", "mailto:", "tel:"],
                _ => continue,
            };
            assert!(schemes.iter().any(|scheme| value.starts_with(scheme)), "{value} in {html}");
        }
    }
    assert_eq!(ammonia::clean(html), html, "a sanitiser finds nothing to change");
    let reparsed = Html::parse_fragment(html).root_element().inner_html();
    assert_eq!(reparsed, html, "parsing and writing again changes nothing");
}

const PROSE: &str = "<p>The ferry left at six in the morning, as it had on every day since the war, \
    and nobody on the quay thought anything of it until the lights went out.</p>";

pub(crate) fn vectors() -> Vec<&'static str> {
    let lines = include_str!("../data/xss.txt").lines();
    lines.filter(|line| !line.starts_with("# ")).collect()
}

/// A page with the vector between paragraphs, in and behind one, in an item, in a caption.
pub(crate) fn pages(vector: &str) -> [String; 4] {
    [
        format!("<article><h1>Ferry</h1>{PROSE}{vector}{PROSE}{PROSE}</article>"),
        format!("<article>{PROSE}<p>One {vector}</p>{vector}<p>Two</article>"),
        format!("<article>{PROSE}<ul><li>One {vector}<li>Two</ul>{PROSE}</article>"),
        format!(
            "<article>{PROSE}<figure><img src=a.jpg alt='a'><figcaption>Quay {vector}</figcaption>\
             </figure>{PROSE}</article>"
        ),
    ]
}

fn cleaned(html: &str) -> Article {
    Cleaner::new().clean(&Page::html(html).with_url("https://example.org/a"))
}

/// As cleaned by default, and with all text kept: no rule or score helps then.
#[track_caller]
fn assert_comes_out_safe(keeps_all: &Cleaner, html: &str) {
    assert_safe(&cleaned(html).to_html());
    let page = Page::html(html).with_url("https://example.org/a");
    assert_safe(&keeps_all.clean(&page).to_html());
}

#[test]
fn vectors_come_out_as_nothing_or_as_text() {
    let keeps_all = keeps_all();
    for page in vectors().into_iter().flat_map(pages) {
        assert_comes_out_safe(&keeps_all, &page);
    }
}

#[test]
fn unsafe_addresses_are_named_in_the_report() {
    let html = format!(
        "<article>{PROSE}<p>Click <a href='javascript:hit()'>here</a> to go on with the story of the ferry and its crew.</p>{PROSE}</article>"
    );
    let report = Cleaner::new().explain(&Page::html(&html));
    assert_eq!(report.dropped.len(), 1, "{:?}", report.dropped);
    assert_eq!(report.dropped[0].url, "javascript:hit()");
    assert!(report.article.to_text().contains("Click here to go on"));
}

/// All text is kept, so that every vector reaches the writer.
pub(crate) fn keeps_all() -> Cleaner {
    let keep = "[[rule]]\nid = 'user/widget/keep-all'\nwhy = 'test'\nwhen = { text = '.' }\n\
                then = 'keep'\nhits = ['a']\nmisses = ['']\n";
    let keep = RuleSet::from_toml("keep-all.toml", keep).expect("a rule that keeps all");
    Cleaner::builder().with_rules(keep).build().expect("valid rules")
}

/// The pages of the torture corpus with a vector in them, where the corpus is there: vector, place
/// in the page, page.
pub(crate) fn torture_pages() -> Option<Vec<[String; 3]>> {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let out = std::env::temp_dir().join(format!("copydesk-torture-{}-{run}", std::process::id()));
    if !crate::shared::make_torture(&out, "xss") {
        return None;
    }
    let lines = std::fs::read_to_string(out.join("xss.jsonl")).expect("xss.jsonl");
    let _ = std::fs::remove_dir_all(&out);
    let records = lines.lines().map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        ["vector", "slot", "html"].map(|key| record[key].as_str().expect(key).to_owned())
    });
    let records: Vec<_> = records.collect();
    assert!(records.len() > 2000, "{} pages", records.len());
    Some(records)
}

#[test]
fn the_torture_corpus_comes_out_safe() {
    let Some(pages) = torture_pages() else { return };
    let keeps_all = keeps_all();
    for [_, _, html] in &pages {
        assert_comes_out_safe(&keeps_all, html);
    }
}

proptest! {
    #![proptest_config(arbitrary::config(500))]

    #[test]
    fn html_of_any_article_is_safe(article in arbitrary::hostile_article()) {
        assert_safe(&article.to_html());
    }

    #[test]
    fn a_terminal_is_not_commanded(text in arbitrary::any_text(), article in arbitrary::hostile_article()) {
        let all = article.to_text_with(&TextOptions::all());
        for text in [terminal_safe(&text), terminal_safe(&all)] {
            let commands = |c: char| c.is_control() && c != '\n' && c != '\t'
                || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
            prop_assert!(!text.contains(commands), "{text:?}");
        }
    }
}
