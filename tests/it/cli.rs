//! `copydesk clean`, `explain` and `rules` through the real binary.

use crate::command::{Folder, fixture, run, run_with};
use copydesk::{Article, Cleaner, Page};
use serde_json::Value;

const PACK: &str = r#"
[[rule]]
id = "mine/newsletter/pigeon-post"
why = "The pigeon post is ours."
when = { phrases = ["get the pigeon post"] }
then = "remove"
hits = ["Get the pigeon post!"]
"#;

/// A page whose story nobody doubts.
fn page(extra: &str) -> String {
    let story = "<p>The night ferry sailed again on Thursday for the first time in eleven years, \
                 with ninety passengers and a dog named Admiral on board, the company said.</p>";
    format!(
        "<!DOCTYPE html><html lang=en><title>Night ferry returns</title><body><article>\
         <h1>Night ferry returns</h1>{}{extra}{story}</article></body></html>",
        story.replace("Thursday", "Monday").repeat(3)
    )
}

#[test]
fn clean_prints_the_article_in_each_form() {
    let file = fixture("news/page.html");
    let article = Cleaner::new().clean(&Page::bytes(std::fs::read(&file).unwrap()));
    assert!(
        article.to_text().contains("The night ferry to Saint Brannoc sailed again on Thursday")
    );
    let clean = |format: &str| {
        let ran = run(&["clean", "--format", format, &file]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{format}");
        ran.out
    };
    assert_eq!(clean("text"), article.to_text() + "\n");
    assert_eq!(run(&["clean", &file]).out, clean("text"), "text is the default");
    assert_eq!(clean("html"), article.to_html());
    assert_eq!(clean("markdown"), article.to_markdown());
    assert_eq!(serde_json::from_str::<Article>(&clean("json")).unwrap(), article);
}

#[test]
fn html_and_text_are_told_apart_by_content() {
    let html = run_with(&["clean", "-"], page("").as_bytes()).out;
    assert!(html.contains("The night ferry sailed") && !html.contains('<'), "{html}");
    let text =
        "Ferries < planes\nThe night ferry sailed again on Thursday, with ninety on board.\n";
    let out = run_with(&["clean", "-"], text.as_bytes()).out;
    assert!(out.contains("The night ferry sailed again on Thursday"), "{out}");
    let forced = run_with(&["explain", "-", "--input", "text"], b"<p>As it stands</p>").out;
    assert!(forced.contains("<p>As it stands</p>"), "{forced}");
}

#[test]
fn explain_names_the_verdict_the_category_and_the_rule_of_each_line() {
    let folder = Folder::new("explain");
    let pack = folder.file("mine.toml", PACK);
    let page = page("<p>Get the pigeon post!</p>");
    let args = ["explain", "-", "--rules", &pack];
    let ran = run_with(&args, page.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let at = ran.out.lines().position(|line| line.contains("Get the pigeon post!")).unwrap();
    let words: Vec<_> = ran.out.lines().nth(at).unwrap().split_whitespace().take(3).collect();
    assert_eq!(words, ["remove", "newsletter", "mine/newsletter/pigeon-post"]);
    assert_eq!(ran.out.lines().nth(at + 1).unwrap().trim(), "The pigeon post is ours.");
    assert!(!ran.out.contains('\u{1b}'), "no colour where nobody looks");

    let json = run_with(&[&args[..], &["--format", "json"]].concat(), page.as_bytes()).out;
    let report: Value = serde_json::from_str(&json).unwrap();
    let blocks = report["blocks"].as_array().unwrap();
    let removed = blocks.iter().find(|b| b["text"] == "Get the pigeon post!").unwrap();
    assert_eq!(
        (&removed["verdict"], &removed["category"]),
        (&"remove".into(), &"newsletter".into())
    );
    assert_eq!(removed["reason"]["id"], "mine/newsletter/pigeon-post");
}

#[test]
fn explain_names_each_fact() {
    let out = run_with(&["explain", "-"], page("").as_bytes()).out;
    let title = out.lines().find(|line| line.split_whitespace().take(2).eq(["fact", "title"]));
    assert!(title.expect(&out).ends_with(" Night ferry returns"), "{out}");
}

#[test]
fn what_rules_remove_can_be_kept() {
    let folder = Folder::new("keep");
    let pack = folder.file("mine.toml", PACK);
    let page = page("<p>Get the pigeon post!</p>");
    let clean = |more: &[&str]| {
        let args = [&["clean", "-", "--rules", &pack], more].concat();
        run_with(&args, page.as_bytes()).out.contains("pigeon post")
    };
    assert!(!clean(&[]));
    assert!(clean(&["--without-rule", "mine/newsletter/pigeon-post"]));
    assert!(clean(&["--keep", "newsletter"]));
}

#[test]
fn no_control_sequence_of_a_page_reaches_the_terminal() {
    let page = page(
        "<p>The captain \u{1b}]0;owned\u{7} said \u{9b}31m that\u{202e} all was well on the ship.</p>",
    );
    for args in [["clean", "-"], ["explain", "-"]] {
        let out = run_with(&args, page.as_bytes()).out;
        assert!(out.contains("The captain"), "{out}");
        let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!out.contains(steers), "{out:?}");
    }
}

#[test]
fn errors_are_one_line_and_say_where() {
    let folder = Folder::new("errors");
    let bad = folder.file("bad.toml", "[[rule]]\nidd = 'x'\n");
    let ran = run_with(&["clean", "-", "--rules", &bad], b"x");
    assert_eq!((ran.code, ran.err.lines().count(), ran.out.as_str()), (Some(1), 1, ""));
    let place = format!("copydesk: {bad}:2:1: ");
    assert!(ran.err.starts_with(&place) && ran.err.contains("did you mean `id`?"), "{}", ran.err);
    let ran = run(&["explain", "/no/such/page.html"]);
    assert_eq!((ran.code, ran.err.lines().count()), (Some(1), 1));
    assert!(ran.err.starts_with("copydesk: /no/such/page.html: cannot read"), "{}", ran.err);
    assert_eq!(run(&["clean"]).code, Some(2));
    assert_eq!(run(&["clean", "--format", "pdf", "x"]).code, Some(2));
    assert_eq!(run(&["--version"]).out.trim(), concat!("copydesk ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn rules_can_be_listed_and_shown() {
    let list = run(&["rules", "list", "--category", "newsletter"]);
    assert_eq!(list.code, Some(0));
    assert!(list.out.lines().count() >= 2);
    let first = list.out.lines().next().unwrap();
    let mut words = first.split_whitespace();
    let (id, action) = (words.next().unwrap(), words.next().unwrap());
    assert!(id.contains("/newsletter/"), "{first}");
    assert!(["keep", "remove", "remove-run", "remove-rest", "split", "note"].contains(&action));
    // What is shown is a rule file.
    let shown = run(&["rules", "show", id]).out;
    let set = copydesk::RuleSet::from_toml("shown.toml", &shown).unwrap();
    assert_eq!(set.rules.len(), 1);
    assert_eq!(set.rules[0].id, id);
    let ran = run(&["rules", "show", "en/no/such"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("no rule `en/no/such`"), "{}", ran.err);
}

#[test]
fn rule_files_are_checked_with_their_examples() {
    let folder = Folder::new("check");
    let good = folder.file("good.toml", PACK);
    let ran = run(&["rules", "check", &good]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let wrong = folder.file("wrong.toml", PACK.replace("Get the pigeon post!", "Other words"));
    let ran = run(&["rules", "check", &wrong, &good]);
    assert_eq!((ran.code, ran.err.lines().count()), (Some(1), 1));
    assert!(ran.err.contains("wrong.toml:"), "{}", ran.err);
    assert!(ran.out.contains("good.toml: 1 rules, all good"), "the rest is checked all the same");
}

#[test]
fn the_schema_of_rule_files_is_json() {
    let schema: Value = serde_json::from_str(&run(&["rules", "schema"]).out).unwrap();
    assert!(schema["properties"]["rule"].is_object(), "{schema}");
}

#[test]
fn a_diff_shows_rules_and_the_lines_that_change() {
    let folder = Folder::new("diff");
    let old = folder.file("old.toml", PACK);
    let new = folder.file("new.toml", PACK.replace("pigeon", "raven"));
    let ran = run(&["rules", "diff", &old, &new]);
    assert_eq!(ran.out, "- mine/newsletter/pigeon-post\n+ mine/newsletter/raven-post\n");
    let story = page("<p>Get the raven post!</p>");
    let page = folder.file("page.html", &story);
    let ran = run(&["rules", "diff", &old, &new, &page]);
    assert_eq!(
        ran.out,
        format!("{page}: - Get the raven post! [mine/newsletter/raven-post]\n"),
        "{}",
        ran.err
    );
}
