//! A rule file from a stranger is refused with a place, or builds a cleaner that cleans.
#![no_main]

use copydesk::{Cleaner, Page, RuleSet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &str| {
    for rules in [RuleSet::from_toml("fuzz.toml", file), RuleSet::from_json("fuzz.json", file)] {
        let built = rules.and_then(|rules| Cleaner::builder().with_rules(rules).build());
        match built {
            Ok(cleaner) => drop(cleaner.clean(&Page::text("By Ada Byron\nSign up now\nA story."))),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
