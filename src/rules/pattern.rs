//! The pattern of a rule.

use super::builtin::TABLE;
use super::needs::{NESTING, Needs, needs};
use super::program::{Builtin, Program};
use regex_automata::PatternID;
use regex_automata::meta::{self, Regex};
use regex_automata::util::syntax;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// What one pattern may take, compiled.
const BYTES: usize = 4 << 20;

/// A built-in pattern is a program; those of users, and what programs cannot say or read, are
/// compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pattern {
    text: String,
    program: Option<&'static Program>,
    regex: OnceLock<Regex>,
    pub(super) needs: Needs<Vec<Cow<'static, str>>>,
}

impl Pattern {
    /// A built-in one, with what the build script made of it.
    pub(super) fn new(text: &str, builtin: Option<&'static Builtin>) -> Self {
        let Some(Builtin { needs, program, .. }) = builtin else { return Self::other(text) };
        let needs = needs.as_ref().map(|list| list.iter().map(Cow::from).collect());
        Self { text: text.to_owned(), program: program.as_ref(), needs, ..Self::default() }
    }

    fn other(text: &str) -> Self {
        let needs = needs(text).map(|list| list.into_iter().map(Cow::from).collect());
        Self { text: text.to_owned(), needs, ..Self::default() }
    }

    /// A user's; or what is wrong with it.
    pub(super) fn checked(text: &str) -> Result<Self, String> {
        Ok(Self { regex: compile(text)?.into(), ..Self::other(text) })
    }

    /// # Panics
    /// If a built-in pattern is bad: the crate's tests check every one of them, and those of users
    /// are checked when they are added.
    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| compile(&self.text).expect("a checked pattern"))
    }

    fn program(&self, text: &str) -> Option<&'static Program> {
        self.program.filter(|program| program.can_read(text))
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        match self.program(text) {
            Some(program) => program.search(&TABLE, text, &mut []),
            None => self.regex().is_match(text),
        }
    }

    /// The names of its groups.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self.program {
            Some(program) => program.names.iter().map(String::as_str).collect(),
            None => self.regex().group_info().pattern_names(PatternID::ZERO).flatten().collect(),
        }
    }

    /// The named groups that take part in the first match.
    pub(crate) fn groups(&self, text: &str) -> Vec<(&str, Range<usize>)> {
        match self.program(text) {
            Some(program) => program.groups(&TABLE, text),
            None => {
                let mut found = self.regex().create_captures();
                self.regex().captures(text, &mut found);
                let group = |name| Some((name, found.get_group_by_name(name)?.range()));
                self.names().into_iter().filter_map(group).collect()
            }
        }
    }
}

/// The bytes that a pattern takes; `None` if more than `most`. What else is wrong with it is said
/// where it is compiled.
pub(super) fn bytes(text: &str, most: usize) -> Option<usize> {
    match build(text, most, false) {
        Ok(regex) => Some(regex.memory_usage()).filter(|&bytes| bytes <= most),
        Err(error) => error.size_limit().is_none().then_some(0),
    }
}

fn compile(text: &str) -> Result<Regex, String> {
    build(text, BYTES, true).map_err(|error| format!("bad pattern: {}", said(&error)))
}

/// With automata that search faster, or without.
fn build(text: &str, most: usize, fast: bool) -> Result<Regex, Box<meta::BuildError>> {
    let config = meta::Config::new().nfa_size_limit(Some(most)).hybrid_cache_capacity(2 * BYTES);
    let config = config.hybrid(fast).onepass(fast);
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
