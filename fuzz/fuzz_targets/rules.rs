//! A rule file from a stranger is refused with a place, or makes a cleaner that cleans. The
//! built-in rules stay out: compiling them takes a thousand times as long as what is tried here.
#![no_main]

use copydesk::{Page, RuleSet, internals};
use libfuzzer_sys::fuzz_target;

const HTML: &str = "<article class='post story'><h1>Rain</h1><p class=byline>By Ada Byron</p>\
    <p>It rained in Bergen, again, all day, and the ferry left at six, as it always had.</p>\
    <aside id=share><a href='https://x.com/share'>Share</a></aside></article>";

fuzz_target!(|file: &str| {
    for rules in [RuleSet::from_toml("fuzz.toml", file), RuleSet::from_json("fuzz.json", file)] {
        match rules.and_then(|rules| internals::with_rules_alone(&rules)) {
            Ok(cleaner) => {
                let page = Page::text("By Ada Byron\nSeptember 18, 2023Share\nSign up now\nA story.");
                let _ = (cleaner.explain(&page), cleaner.clean(&Page::html(HTML)));
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
