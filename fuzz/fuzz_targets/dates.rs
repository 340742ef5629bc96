//! Dates and names in short texts of any kind.
#![no_main]

use copydesk::internals;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for language in [None, Some("en"), Some("de"), Some("zh")] {
        let _ = internals::date(text, language);
    }
    let _ = internals::names(text);
});
