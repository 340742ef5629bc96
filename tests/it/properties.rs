//! What holds of every page: one answer however it is asked, and nothing changes the second time.

use crate::arbitrary;
use copydesk::{Article, BlockKind, Cleaner, Page, Report};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The pages of the fixtures: HTML, and text.
static PAGES: LazyLock<Vec<(bool, String)>> = LazyLock::new(crate::cases::pages);

fn page(is_html: bool, content: &str) -> Page<'_> {
    let page = if is_html { Page::html(content) } else { Page::text(content) };
    page.with_url("https://example.org/2024/05/a")
}

/// Keeps every line: what the rules and the score would remove.
static KEEP_ALL: LazyLock<Cleaner> = LazyLock::new(crate::safety::keeps_all);

#[track_caller]
fn assert_one_answer(page: &Page<'_>) {
    let cleaner = Cleaner::new();
    let report = cleaner.explain(page);
    let json = serde_json::to_string(&report).expect("a report is JSON");
    let back: Report = serde_json::from_str(&json).expect("and JSON a report");
    assert_eq!(back, report);
    let article = cleaner.clean(page);
    let json = serde_json::to_string(&article).expect("an article is JSON");
    assert_eq!(serde_json::from_str::<Article>(&json).expect("and JSON an article"), article);
    assert_eq!(article, report.into_article());
}

#[test]
fn fixtures_have_one_answer() {
    for (is_html, content) in &*PAGES {
        assert_one_answer(&page(*is_html, content));
        assert_one_answer(&Page::bytes(content.as_bytes()));
    }
}

/// Rules name what the score took out far from the story in reports alone: a line that only such a
/// name makes a caption joins none.
#[test]
fn names_of_what_is_removed_change_no_article() {
    let prose = "It rained in Bergen, again, all day, and the ferry did not leave at all, which \
                 nobody on the quay had expected that morning.";
    let links: String = ["Home", "News", "Sport", "Weather", "Contact"]
        .map(|word| format!("<a href=/{word}>{word}</a><br>"))
        .concat();
    let html = format!(
        "<main><h1>Rain</h1><p>{prose}</p><figure><figcaption><p>{}</p></main>\
         <nav>{links}</nav><p>Photo © Anna Berg",
        prose.replace("Bergen", "Voss")
    );
    let report = Cleaner::new().explain(&Page::html(&html));
    let credit = report.blocks.iter().find(|block| block.text.starts_with("Photo"));
    assert!(credit.is_some_and(|credit| credit.category.is_some()), "a rule names it");
    assert_one_answer(&Page::html(&html));
}

/// Nor does a page depend on those before it.
#[test]
fn eight_threads_say_what_one_says() {
    let say = |n: usize| {
        let (is_html, content) = &PAGES[n % PAGES.len()];
        serde_json::to_string(&Cleaner::new().explain(&page(*is_html, content))).expect("JSON")
    };
    let alone: Vec<String> = (0..PAGES.len()).map(say).collect();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (alone, say) = (&alone, &say);
            // Each in an order of its own, so that what threads reuse is never the same.
            let order =
                (0..alone.len()).map(move |i| (i * (2 * thread + 1) + thread) % alone.len());
            scope.spawn(move || order.for_each(|n| assert_eq!(say(n), alone[n])));
        }
    });
}

/// What `text` is after normalising, line by line.
fn normalised(text: &str) -> String {
    let report = KEEP_ALL.explain(&Page::text(text));
    report.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=share>",
        "</div>",
        "<a href='/x?a=1&b'>",
        "</a>",
        "<b>",
        "<i>",
        "</b>",
        "<ul><li>",
        "<li>",
        "</ul>",
        "<h2>",
        "</h2>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<pre>",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "<br>",
        "<img src=a.jpg alt='b'>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<script>",
        "</script>",
        "<form><input type=email>",
        "</form>",
        "<aside>",
        "</aside>",
        "<time datetime=2024-05-06>",
        "</time>",
        "By Ada Byron",
        "Sign up for our newsletter",
        "The ferry left at six, as it had on every day since the war.",
        "May 6, 2024",
        "Share",
        "e\u{301}",
        "\u{ad}\u{200b}",
        "👩\u{200d}🚀",
        "&amp;",
        "&#0;",
        " ",
        "\n",
    ]);
    prop::collection::vec(piece, 1..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(arbitrary::config(200))]

    #[test]
    fn any_page_has_one_answer(marked in soup(), text in arbitrary::any_text()) {
        assert_one_answer(&page(true, &marked));
        assert_one_answer(&page(false, &marked));
        assert_one_answer(&page(false, &text));
    }

    #[test]
    fn normalising_again_changes_nothing(text in any::<String>(), marked in soup()) {
        for text in [text, marked] {
            let once = normalised(&text);
            prop_assert_eq!(normalised(&once), once);
        }
    }

    #[test]
    fn html_is_read_back_by_our_own_parser(article in arbitrary::prose()) {
        let written = article.to_html();
        let read = KEEP_ALL.clean(&Page::html(&written));
        prop_assert_eq!(shape(&read), shape(&article), "{}", written);
    }
}

/// Kinds and texts: what must survive being written and read.
fn shape(article: &Article) -> Vec<(String, String)> {
    let kind = |kind: &BlockKind| match kind {
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::ListItem { ordered, .. } => format!("item {ordered}"),
        BlockKind::Quote => "quote".into(),
        BlockKind::Code { .. } => "code".into(),
        _ => "text".into(),
    };
    article.blocks.iter().map(|block| (kind(&block.kind), block.text.clone())).collect()
}
