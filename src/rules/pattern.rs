//! The pattern of a rule: compiled when it is first needed, since most pages need few of them.

use super::literals::{self, literals};
use regex::Regex;
use std::sync::OnceLock;

/// What one pattern may take, compiled.
const BYTES: usize = 4 << 20;

#[derive(Debug, Clone)]
pub(super) struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
    /// A text that holds none of these does not match.
    pub(super) literals: Option<Vec<String>>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), regex: OnceLock::new(), literals: literals(text) }
    }

    /// Compiles it; what is wrong with it, if anything.
    pub(super) fn check(&self) -> Result<(), String> {
        let regex = compile(&self.text)?;
        self.regex.get_or_init(|| regex);
        Ok(())
    }

    /// # Panics
    /// If a built-in pattern is bad: the crate's tests check every one of them, and those of users
    /// are checked when they are added.
    pub(super) fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| compile(&self.text).expect("a checked pattern"))
    }
}

fn compile(text: &str) -> Result<Regex, String> {
    regex::RegexBuilder::new(text)
        .size_limit(BYTES)
        .dfa_size_limit(2 * BYTES)
        .nest_limit(literals::NESTING)
        .build()
        .map_err(|e| {
            let message = e.to_string();
            let last = message.lines().last().unwrap_or_default();
            format!("bad pattern: {}", last.trim_start_matches("error: "))
        })
}
