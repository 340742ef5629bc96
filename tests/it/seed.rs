//! The input that the crate was founded on, if it is there, and one of the same shape that ships.

use copydesk::{Article, Cleaner, Page, Report, Verdict};

fn removed(report: &Report) -> Vec<(&str, &str)> {
    let removals = report.removals();
    removals.map(|b| (b.text.as_str(), b.category.as_ref().map_or("", |c| c.as_str()))).collect()
}

/// Title, authors, day, section, source, language and dateline, each on a line.
fn facts(article: &Article) -> String {
    let authors: Vec<&str> = article.authors.iter().map(|a| a.name.as_str()).collect();
    let text = |fact: &Option<String>| fact.clone().unwrap_or_default();
    let facts = [
        text(&article.title),
        authors.join("; "),
        article.published.as_ref().map(|date| date.as_str().to_owned()).unwrap_or_default(),
        text(&article.section),
        text(&article.source),
        text(&article.language),
        text(&article.dateline),
    ];
    facts.join("\n")
}

const PAGE: &str = "Harbour Council Votes to Keep the Night Ferry

Marta Lindqvist
By Marta Lindqvist
4 May 2024Politicsshare

KALMAR—The council voted on Thursday to keep the night ferry for another year, after a debate of six hours.

“We will not strand four hundred people,” said the chair, Anna Berg, before the vote was taken.

The ferry has sailed every night since 1951, and carries fewer people each year.

From The Kalmar Courier

courier newsletter icon
Sign up for Courier Evening
The day on the coast, wrapped up in one email.
Stay informed with reporting you can rely on.
By signing up, you agree to the Terms of Service.";

#[test]
fn a_scraped_page_of_the_founding_shape() {
    let report = Cleaner::new().explain(&Page::text(PAGE));
    let expected = [
        ("Harbour Council Votes to Keep the Night Ferry", "title"),
        ("Marta Lindqvist", "byline"),
        ("By Marta Lindqvist", "byline"),
        ("4 May 2024", "date"),
        ("Politics", "section"),
        ("share", "share"),
        ("From The Kalmar Courier", "source"),
        ("courier newsletter icon", "newsletter"),
        ("Sign up for Courier Evening", "newsletter"),
        ("The day on the coast, wrapped up in one email.", "newsletter"),
        ("Stay informed with reporting you can rely on.", "newsletter"),
        ("By signing up, you agree to the Terms of Service.", "newsletter"),
    ];
    assert_eq!(removed(&report), expected);
    let expected = "Harbour Council Votes to Keep the Night Ferry\nMarta Lindqvist\n2024-05-04\n\
                    Politics\nThe Kalmar Courier\nen\nKALMAR";
    assert_eq!(facts(&report.article), expected);
    let paragraphs: Vec<&str> = PAGE.lines().skip(6).step_by(2).take(3).collect();
    assert_eq!(report.article.to_text(), paragraphs.join("\n"));
}

#[test]
fn the_founding_input() {
    let Some(folder) = super::shared::folder("seed") else { return };
    let text = std::fs::read_to_string(folder.join("scraped-article.txt")).expect("it is there");
    let report = Cleaner::new().explain(&Page::text(&text));
    let categories: Vec<_> = removed(&report).into_iter().map(|r| r.1).collect();
    let expected = [
        "title",
        "byline",
        "byline",
        "date",
        "section",
        "share",
        "source",
        "newsletter",
        "newsletter",
        "newsletter",
        "newsletter",
        "newsletter",
    ];
    assert_eq!(categories, expected, "{:?}", removed(&report));
    let kept: Vec<_> = report.blocks.iter().filter(|b| b.verdict == Verdict::Keep).collect();
    assert_eq!(kept.len(), 24);
    assert!(kept[0].text.starts_with("NEW YORK—Secretary"));
    let expected = "Blinken Meets With Chinese Deputy Leader Amid Ongoing Tensions\nEva Fu\n\
                    2023-09-18\nChina\nThe Epoch Times\nen\nNEW YORK";
    assert_eq!(facts(&report.article), expected);
    assert!(report.article.to_text().starts_with("NEW YORK—Secretary"));
}
