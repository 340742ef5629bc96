//! A page over a limit: the limit holds, the text stays, and the report says so.

use copydesk::{Cleaner, Limit, LimitHit, Limits, Page, Report};
use std::time::{Duration, Instant};

fn explain(limits: Limits, page: &Page<'_>) -> Report {
    Cleaner::builder().with_limits(limits).build().expect("valid").explain(page)
}

fn hit(report: &Report, limit: Limit) -> Option<LimitHit> {
    report.limits.iter().copied().find(|hit| hit.limit == limit)
}

/// All words that were judged, kept or removed.
fn words(report: &Report) -> Vec<&str> {
    report.blocks.iter().flat_map(|block| block.text.split_whitespace()).collect()
}

fn numbered(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect()
}

#[test]
fn input_is_cut_on_a_character() {
    for allowed in [20, 21, 22, 23] {
        let limits = Limits::default().with_input_bytes(allowed);
        let text = "é漢".repeat(20);
        let report = explain(limits.clone(), &Page::text(&text));
        let kept = words(&report).concat();
        assert!(text.starts_with(&kept) && kept.len() > allowed - 3, "{allowed}: {kept}");
        let over = hit(&report, Limit::InputBytes).expect("reported");
        assert_eq!(over.count as usize, text.len() - kept.len());
        let html = format!("<p>{text}");
        let report = explain(limits, &Page::bytes(html.as_bytes()));
        assert!(hit(&report, Limit::InputBytes).is_some());
        let kept = words(&report).concat();
        assert!(text.starts_with(&kept) && "<p>".len() + kept.len() > allowed - 3, "{kept}");
    }
}

#[test]
fn deep_elements_are_flattened_and_their_text_stays() {
    let html = numbered(300, |i| format!("<div>w{i} "));
    let report = explain(Limits::default().with_depth(64), &Page::html(&html));
    assert_eq!(words(&report), (0..300).map(|i| format!("w{i}")).collect::<Vec<_>>());
    let over = hit(&report, Limit::Depth).expect("reported");
    assert_eq!((over.allowed, over.count), (64, 300 - 62));
    let flat = explain(Limits::default(), &Page::html(&html));
    assert_eq!(hit(&flat, Limit::Depth), None);
}

/// A thread of a test has a stack of 2 MB.
#[test]
fn a_hundred_thousand_open_elements_overflow_no_stack() {
    let html = format!("{}The ferry left at six.", "<div>".repeat(100_000));
    let report = explain(Limits::default(), &Page::html(&html));
    assert_eq!(hit(&report, Limit::Depth).map(|hit| hit.allowed), Some(512));
    assert_eq!(words(&report).join(" "), "The ferry left at six.");
}

#[test]
fn elements_over_the_number_of_nodes_are_left_out_and_their_text_stays() {
    let html = numbered(500, |i| format!("<p>w{i}</p> "));
    let lines = numbered(500, |i| format!("w{i}\n"));
    for page in [Page::html(&html), Page::text(&lines)] {
        let report = explain(Limits::default().with_nodes(100), &page);
        assert_eq!(words(&report), (0..500).map(|i| format!("w{i}")).collect::<Vec<_>>());
        let over = hit(&report, Limit::Nodes).expect("reported");
        assert!(over.count > 400 && over.allowed == 100, "{over:?}");
    }
}

#[test]
fn a_page_of_little_else_than_tags_has_fewer_nodes_and_the_same_text() {
    let html = "<p>x".repeat(50_000);
    let report = explain(Limits::default(), &Page::html(&html));
    let over = hit(&report, Limit::Nodes).expect("reported");
    assert_eq!(over.allowed, 65_536 + html.len() as u64 / 8);
    assert!(over.count > 2_000, "{over:?}");
    let kept: usize = report.blocks.iter().map(|block| block.text.matches('x').count()).sum();
    assert_eq!(kept, 50_000);
    let spaced = "<p>rain in Bergen".repeat(35_000);
    let report = explain(Limits::default(), &Page::html(&spaced));
    assert_eq!(hit(&report, Limit::Nodes), None);
}

#[test]
fn attributes_over_their_number_are_left_out() {
    let html = "<p id=a class=b title=c lang=de hidden=e>Der Rest der Zeile.";
    let report = explain(Limits::default().with_attributes(2), &Page::html(html));
    let over = hit(&report, Limit::Attributes).expect("reported");
    assert_eq!((over.allowed, over.count), (2, 3));
    assert_eq!(words(&report).join(" "), "Der Rest der Zeile.");
}

#[test]
fn json_ld_over_its_limits_is_left_out() {
    let data = |json: &str| {
        format!("<script type=application/ld+json>{json}</script><p>The ferry left at six.")
    };
    let story = r#"{"@type": "NewsArticle", "headline": "Ferry", "section": [[[["x"]]]]}"#;
    let html = [data(story), data(story)].concat();
    let report = explain(Limits::default().with_json_ld_bytes(100), &Page::html(&html));
    let over = hit(&report, Limit::JsonLdBytes).expect("reported");
    assert_eq!((over.allowed, over.count), (100, 1));
    assert_eq!(report.article.title.as_deref(), Some("Ferry"));
    let report = explain(Limits::default().with_json_ld_depth(3), &Page::html(&html));
    let over = hit(&report, Limit::JsonLdDepth).expect("reported");
    assert_eq!((over.allowed, over.count), (3, 2));
    assert_eq!(report.article.title.as_deref(), Some("Ferry"));
    let deep = format!(
        "{{\"@type\": \"NewsArticle\", \"headline\": \"Ferry\", \"a\": {}",
        "[".repeat(9000)
    );
    let report = explain(Limits::default(), &Page::html(data(&deep)));
    assert_eq!(hit(&report, Limit::JsonLdDepth).map(|hit| hit.allowed), Some(120));
    assert_eq!(explain(Limits::default(), &Page::html(&html)).limits, []);
}

#[test]
fn a_deadline_of_nothing_gives_nothing_and_says_so() {
    let html = "<article><h1>Ferry</h1><p>The ferry left at six.</article>";
    for page in [Page::html(html), Page::text(html), Page::bytes(html.as_bytes())] {
        let report = explain(Limits::default().with_deadline(Duration::ZERO), &page);
        assert!(report.blocks.is_empty() && report.article.blocks.is_empty());
        let over = hit(&report, Limit::Deadline).expect("reported");
        assert_eq!((over.allowed, over.count as usize), (0, html.len()));
        assert_eq!(over.to_string(), "the deadline of 0 ms passed; 58 bytes were not read");
    }
}

#[test]
fn a_deadline_that_is_kept_changes_nothing() {
    let html = "<article><h1>Ferry</h1><p>The ferry left at six.</article>";
    let ample = Limits::default().with_deadline(Duration::from_secs(3600));
    let report = explain(ample, &Page::html(html));
    assert_eq!(report, Cleaner::new().explain(&Page::html(html)));
    assert_eq!(report.limits, []);
}

#[test]
fn a_page_is_finished_when_time_is_up() {
    let sentence =
        "The ferry left at six, as it had on every day since the war, and nobody saw it. ";
    let html = numbered(200_000, |i| format!("<p>{i}. {sentence}</p>\n"));
    let text = numbered(200_000, |i| format!("{i}. {sentence}\n"));
    for page in [Page::html(&html), Page::text(&text)] {
        let limits = Limits::default().with_deadline(Duration::from_millis(20));
        let cleaner = Cleaner::builder().with_limits(limits).build().expect("valid");
        let start = Instant::now();
        let report = cleaner.explain(&page);
        let taken = start.elapsed();
        let over = hit(&report, Limit::Deadline).expect("a page of this size takes longer");
        assert!(over.count > 1 << 20, "{over}");
        // What was read is the beginning of the page, without a gap.
        let firsts =
            report.blocks.iter().filter_map(|b| b.text.split('.').next()?.parse::<usize>().ok());
        assert!(firsts.eq(0..report.blocks.len()), "{} blocks", report.blocks.len());
        // Far less than the page takes as a whole, even where the machine is busy.
        assert!(taken < Duration::from_secs(10), "{taken:?}");
    }
}
