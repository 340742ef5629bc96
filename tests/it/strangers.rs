//! Rule files from strangers: refused with a place, or bounded; never a panic or an overflow.

use copydesk::{Cleaner, Error, ErrorKind, Limits, Page, RuleSet};
use std::time::{Duration, Instant};

/// On a thread with the stack of a server's worker, within a time that a user would wait.
fn build(file: String) -> Result<(), Error> {
    let work = move || {
        let start = Instant::now();
        let rules = match file.starts_with('{') {
            true => RuleSet::from_json("strange.json", &file),
            false => RuleSet::from_toml("strange.toml", &file),
        };
        let built = rules.and_then(|rules| Cleaner::builder().with_rules(rules).build());
        let done = built.map(|cleaner| {
            let text = "By Ada Byron\nSign up now\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n";
            assert_eq!(cleaner.explain(&Page::text(text)).blocks.len(), 3);
        });
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
        done
    };
    let worker = std::thread::Builder::new().stack_size(2 << 20).spawn(work).expect("a thread");
    worker.join().expect("no panic")
}

#[track_caller]
fn refused(file: String, kind: ErrorKind, says: &str) {
    let head: String = file.chars().take(60).collect();
    let error = build(file).expect_err(&head);
    assert_eq!(error.kind(), kind, "{error} in {head}");
    let message = error.to_string();
    assert!(message.contains(says), "{message} in {head}");
    assert!(message.starts_with("strange."), "names the file: {message}");
    assert!(message.len() < 2000, "{} characters in {head}", message.len());
}

fn rule(when: &str, rest: &str) -> String {
    format!("[[rule]]\nid = 'x/share/y'\nwhen = {{ {when} }}\nthen = 'remove'\n{rest}\n")
}

#[test]
fn patterns_are_bounded() {
    for pattern in
        ["(x{1000}){1000}", r"\w{5000}", r"(\pL{100}|\pN{100}){300}", "((a*)*)*{999}{999}"]
    {
        refused(rule(&format!("text = '{pattern}'"), ""), ErrorKind::Limit, "pattern");
    }
    let deep = format!("{}x{}", "(".repeat(50_000), ")".repeat(50_000));
    refused(rule(&format!("text = '{deep}'"), ""), ErrorKind::Rule, "pattern");
    for pattern in ["(?=look)", r"(a)\1", "(", "[z-a]", "a**{"] {
        refused(rule(&format!("text = '{pattern}'"), ""), ErrorKind::Rule, "strange.toml:3:");
    }
    // What backtracks for ever elsewhere is linear here.
    assert!(build(rule("text = '^(a+)+$'", "")).is_ok());
    assert!(build(rule("text = '^(a|a?)+$'", "")).is_ok());
}

#[test]
fn the_size_of_a_pattern_is_an_option() {
    let file = rule("text = '^\\pL{12}$'", "hits = ['Geldbetraege']");
    let build = |bytes| {
        let limits = Limits::default().with_rule_pattern_bytes(bytes);
        let rules = RuleSet::from_toml("mine.toml", &file).expect("a rule file");
        Cleaner::builder().with_limits(limits).with_rules(rules).build()
    };
    assert!(build(1 << 20).is_ok());
    let error = build(1 << 14).expect_err("over 16 KiB");
    assert_eq!((error.kind(), error.line()), (ErrorKind::Limit, Some(3)));
}

#[test]
fn many_large_patterns_are_bounded_in_sum() {
    let one = |i| {
        format!(
            "[[rule]]\nid = 'x/share/r{i}'\nwhen = {{ text = '{i}\\w{{20}}' }}\nthen = 'keep'\n"
        )
    };
    refused((0..3000).map(one).collect(), ErrorKind::Limit, "pattern");
}

#[test]
fn selectors_are_bounded() {
    let deep = format!("{}p{}", ":is(".repeat(100_000), ")".repeat(100_000));
    refused(rule(&format!("selector = '{deep}'"), ""), ErrorKind::Rule, "selector");
    let deep = format!("{}p{}", ":not(".repeat(500), ")".repeat(500));
    refused(rule(&format!("selector = '{deep}'"), ""), ErrorKind::Rule, "selector");
    let deep = format!("[a={}{}]", "(".repeat(100_000), ")".repeat(100_000));
    refused(rule(&format!("selector = '{deep}'"), ""), ErrorKind::Rule, "selector");
    refused(rule("selector = 'p::before'", ""), ErrorKind::Rule, "selector");
    let _ = build(rule(&format!("selector = '{}p'", "div > ".repeat(20_000)), ""));
    let _ = build(rule(&format!("selector = '{}p'", "p, ".repeat(100_000)), ""));
}

#[test]
fn nesting_is_bounded() {
    let deep = |n: usize| format!("{}text = 'x'{}", "not = { ".repeat(n), " }".repeat(n));
    assert!(build(rule(&deep(8), "")).is_ok());
    refused(rule(&deep(40), ""), ErrorKind::Rule, "strange.toml:3:");
    assert!(build(rule(&deep(50_000), "")).is_err());
    let json = |n: usize| {
        let (open, close) = ("{\"not\":".repeat(n), "}".repeat(n));
        format!(
            "{{\"rule\":[{{\"id\":\"x/share/y\",\"then\":\"remove\",\"when\":{open}{{}}{close}}}]}}"
        )
    };
    assert!(build(json(100)).is_err());
    refused(json(50_000), ErrorKind::Syntax, "");
    refused(format!("a = {}", "[".repeat(100_000)), ErrorKind::Syntax, "");
    refused(format!("{}x = 1", "a.".repeat(100_000)), ErrorKind::Syntax, "");
}

#[test]
fn large_files_are_refused() {
    refused(format!("# {}\n", "x".repeat(10 << 20)), ErrorKind::Limit, "bytes");
    let many = |i| {
        format!("[[rule]]\nid = 'x/share/r{i}'\nwhen = {{ phrases = 'w{i}' }}\nthen = 'keep'\n")
    };
    refused((0..25_000).map(many).collect(), ErrorKind::Limit, "rules");
    // Every rule has the same mistake: the first is told, and telling it takes no time.
    let same = "[[rule]]\nid = 'x/share/y'\nwhen = { text = 'x' }\nthen = 'keep'\n";
    refused(same.repeat(15_000), ErrorKind::Rule, "stands twice");
}

#[test]
fn mistakes_in_names_have_a_place() {
    let twice = [rule("text = 'x'", ""), rule("text = 'y'", "")].concat();
    refused(twice, ErrorKind::Rule, "strange.toml:7:6:");
    refused(rule("text = 'x'", "capture = 'autors'"), ErrorKind::Rule, "authors");
    let group = rule("text = '(?<who>x)'", "capture = { authors = 'whom' }");
    refused(group, ErrorKind::Rule, "who");
    refused(rule("text = 'x'", "hits = ['y']"), ErrorKind::Rule, "is not matched");
    refused(rule("texxt = 'x'", ""), ErrorKind::Syntax, "text");
    let path = rule("text = 'x'", "").replace("x/share/y", "../../etc/passwd");
    refused(path, ErrorKind::Rule, "strange.toml:2:");
    refused("\0".into(), ErrorKind::Syntax, "strange.toml:1:");
    // Sets of phrases that name each other go round in no circle: a set holds phrases alone.
    let circle = "[phrases]\na = ['{b}']\nb = ['{a}']\n";
    let _ = build([circle, &rule("phrases = 'a'", "")].concat());
}

#[test]
fn phrases_are_bounded() {
    let braces = "{".repeat(50_000);
    let _ = build(rule(&format!("phrases = '{braces}'"), ""));
    let _ = build(rule(&format!("phrases = '{}'", "(a|b) ".repeat(5_000)), ""));
    let _ = build(rule(&format!("phrases = '{}'", "((a|b)|".repeat(5_000)), ""));
    let _ = build(rule(&format!("phrases = '{}'", "[a] ".repeat(5_000)), ""));
}
