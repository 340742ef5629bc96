//! The pattern of a rule: compiled when it is first needed, since most pages need few of them.

use super::builtin::NEEDS;
use super::literals::NESTING;
use super::needs::{Needs, needs};
use regex_automata::PatternID;
use regex_automata::meta::{self, Regex};
use regex_automata::util::syntax;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// From so many texts on, a pattern is worth its fast automata.
const SELDOM: u32 = 300;
/// What one pattern may take, compiled.
const BYTES: usize = 4 << 20;

#[derive(Debug, Clone, Default)]
pub(crate) struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
    /// For a pattern that turns out to be tried often.
    fast: OnceLock<Regex>,
    tried: Arc<AtomicU32>,
    pub(super) needs: Needs<Vec<Cow<'static, str>>>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let needs = match NEEDS.binary_search_by_key(&text, |(pattern, _)| pattern) {
            Ok(at) => NEEDS[at].1.map(|list| list.iter().map(|&one| one.into()).collect()),
            Err(_) => needs(text).map(|list| list.into_iter().map(Cow::from).collect()),
        };
        Self { text: text.to_owned(), needs, ..Self::default() }
    }

    /// Compiles it; what is wrong with it, if anything.
    pub(super) fn check(&self) -> Result<(), String> {
        let regex = compile(&self.text, Use::Often)?;
        self.regex.get_or_init(|| regex.clone());
        self.fast.get_or_init(|| regex);
        Ok(())
    }

    /// # Panics
    /// If a built-in pattern is bad: the crate's tests check every one of them, and those of users
    /// are checked when they are added.
    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| compile(&self.text, Use::Seldom).expect("a checked pattern"))
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        if let Some(fast) = self.fast.get() {
            return fast.is_match(text);
        }
        if !self.text.starts_with('^') {
            // It may begin anywhere: its automata have too many states to be worth building, and
            // `find` backtracks in texts of any length.
            return self.regex().find(text).is_some();
        }
        if self.tried.fetch_add(1, Ordering::Relaxed) < SELDOM {
            return self.regex().is_match(text);
        }
        let fast = || compile(&self.text, Use::Often).expect("a checked pattern");
        self.fast.get_or_init(fast).is_match(text)
    }

    /// The names of its groups.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.regex().group_info().pattern_names(PatternID::ZERO).flatten()
    }

    /// The named groups that take part in the first match.
    pub(crate) fn groups(&self, text: &str) -> Vec<(&str, Range<usize>)> {
        let mut found = self.regex().create_captures();
        self.regex().captures(text, &mut found);
        let group = |name| Some((name, found.get_group_by_name(name)?.range()));
        self.names().filter_map(group).collect()
    }
}

/// The bytes that a pattern takes; `None` if more than `most`. What else is wrong with it is said
/// where it is compiled.
pub(super) fn bytes(text: &str, most: usize) -> Option<usize> {
    match build(text, Use::Seldom, most) {
        Ok(regex) => Some(regex.memory_usage()).filter(|&bytes| bytes <= most),
        Err(error) => error.size_limit().is_none().then_some(0),
    }
}

/// A user's pattern may be tried on every text; most built-in ones, with their literals looked for
/// first, on a few short ones: then compiling is what takes time, and automata that search faster
/// are not worth it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Often,
    Seldom,
}

fn compile(text: &str, how: Use) -> Result<Regex, String> {
    build(text, how, BYTES).map_err(|error| format!("bad pattern: {}", said(&error)))
}

fn build(text: &str, how: Use, most: usize) -> Result<Regex, Box<meta::BuildError>> {
    let fast = how == Use::Often;
    let config = meta::Config::new()
        .nfa_size_limit(Some(most))
        .hybrid_cache_capacity(2 * BYTES)
        .hybrid(fast)
        .onepass(fast)
        .auto_prefilter(fast || !text.starts_with('^'));
    let syntax = syntax::Config::new().nest_limit(NESTING);
    meta::Builder::new().configure(config).syntax(syntax).build(text).map_err(Box::new)
}

fn said(error: &meta::BuildError) -> String {
    let Some(syntax) = error.syntax_error() else {
        let size = error.size_limit().map(|limit| format!("compiled it takes over {limit} bytes"));
        return size.unwrap_or_else(|| error.to_string());
    };
    let message = syntax.to_string();
    let last = message.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}
