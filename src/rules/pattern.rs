//! The pattern of a rule: compiled when it is first needed, since most pages need few of them.

use super::builtin::NEEDS;
use super::latin::{is_latin, narrowed};
use super::needs::{NESTING, Needs, needs};
use regex_automata::PatternID;
use regex_automata::meta::{self, Regex};
use regex_automata::util::syntax;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// What one pattern may take, compiled.
const BYTES: usize = 4 << 20;

#[derive(Debug, Clone, Default)]
pub(crate) struct Pattern {
    text: String,
    how: Use,
    /// For texts in Latin letters alone: most.
    latin: Compiled,
    any: Compiled,
    pub(super) needs: Needs<Vec<Cow<'static, str>>>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let needs = match NEEDS.binary_search_by_key(&text, |(pattern, _)| pattern) {
            Ok(at) => NEEDS[at].1.map(|lines| lines.split('\n').map(Cow::from).collect()),
            Err(_) => needs(text).map(|list| list.into_iter().map(Cow::from).collect()),
        };
        Self { text: text.to_owned(), needs, ..Self::default() }
    }

    /// A user's; or what is wrong with it.
    pub(super) fn checked(text: &str) -> Result<Self, String> {
        let any = compile(text, Letters::Any, Use::Often)?;
        let any = Compiled { regex: any.into(), ..Compiled::default() };
        Ok(Self { how: Use::Often, any, ..Self::new(text) })
    }

    fn compiled(&self, text: &str) -> (&Compiled, Letters) {
        if is_latin(text) { (&self.latin, Letters::Latin) } else { (&self.any, Letters::Any) }
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        let (compiled, letters) = self.compiled(text);
        compiled.is_match(self, letters, text)
    }

    /// The names of its groups.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let any = self.any.regex.get();
        let regex = any.unwrap_or_else(|| self.latin.regex(self, Letters::Latin));
        regex.group_info().pattern_names(PatternID::ZERO).flatten()
    }

    /// The named groups that take part in the first match.
    pub(crate) fn groups(&self, text: &str) -> Vec<(&str, Range<usize>)> {
        let (compiled, letters) = self.compiled(text);
        let regex = compiled.regex(self, letters);
        let mut found = regex.create_captures();
        regex.captures(text, &mut found);
        let group = |name| Some((name, found.get_group_by_name(name)?.range()));
        self.names().filter_map(group).collect()
    }
}

/// From so many texts on, a pattern is worth its fast automata.
const SELDOM: u32 = 300;

/// A pattern compiled when it is first needed.
#[derive(Debug, Clone, Default)]
struct Compiled {
    regex: OnceLock<Regex>,
    /// For a pattern that turns out to be tried often.
    fast: OnceLock<Regex>,
    tried: Arc<AtomicU32>,
}

impl Compiled {
    /// # Panics
    /// If a built-in pattern is bad: the crate's tests check every one of them, and those of users
    /// are checked when they are added.
    fn regex(&self, pattern: &Pattern, letters: Letters) -> &Regex {
        let Pattern { text, how, .. } = pattern;
        let any = |_| compile(text, Letters::Any, *how);
        // Narrowed to Latin letters it may be larger, and too large.
        let regex = || compile(text, letters, *how).or_else(any).expect("a checked pattern");
        self.regex.get_or_init(regex)
    }

    fn is_match(&self, pattern: &Pattern, letters: Letters, text: &str) -> bool {
        if let Some(fast) = self.fast.get() {
            return fast.is_match(text);
        }
        if pattern.how == Use::Often {
            return self.regex(pattern, letters).is_match(text);
        }
        if !pattern.text.starts_with('^') {
            // It may begin anywhere: its automata have too many states to be worth building, and
            // `find` backtracks in texts of any length.
            return self.regex(pattern, letters).find(text).is_some();
        }
        if self.tried.fetch_add(1, Ordering::Relaxed) < SELDOM {
            return self.regex(pattern, letters).is_match(text);
        }
        let fast = || compile(&pattern.text, letters, Use::Often).expect("a checked pattern");
        self.fast.get_or_init(fast).is_match(text)
    }
}

/// The bytes that a pattern takes; `None` if more than `most`. What else is wrong with it is said
/// where it is compiled.
pub(super) fn bytes(text: &str, most: usize) -> Option<usize> {
    match build(text, Letters::Any, Use::Seldom, most) {
        Ok(regex) => Some(regex.memory_usage()).filter(|&bytes| bytes <= most),
        Err(error) => error.size_limit().is_none().then_some(0),
    }
}

/// A user's pattern may be tried on every text; most built-in ones, with their literals looked for
/// first, on a few short ones: then compiling is what takes time, and automata that search faster
/// are not worth it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Use {
    Often,
    #[default]
    Seldom,
}

/// Which texts it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Latin,
    Any,
}

fn compile(text: &str, letters: Letters, how: Use) -> Result<Regex, String> {
    build(text, letters, how, BYTES).map_err(|error| format!("bad pattern: {}", said(&error)))
}

fn build(
    text: &str,
    letters: Letters,
    how: Use,
    most: usize,
) -> Result<Regex, Box<meta::BuildError>> {
    let fast = how == Use::Often;
    let config = meta::Config::new()
        .nfa_size_limit(Some(most))
        .hybrid_cache_capacity(2 * BYTES)
        .hybrid(fast)
        .onepass(fast)
        .auto_prefilter(fast || !text.starts_with('^'));
    let syntax = syntax::Config::new().nest_limit(NESTING);
    let mut builder = meta::Builder::new();
    builder.configure(config).syntax(syntax);
    // What is wrong with the pattern, the builder says.
    let hir = syntax::parse_with(text, &syntax).ok().filter(|_| letters == Letters::Latin);
    let built = match hir {
        Some(hir) => builder.build_from_hir(&narrowed(&hir)),
        None => builder.build(text),
    };
    built.map_err(Box::new)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_patterns_match_the_same_texts_in_latin_letters() {
        let texts = [
            "© 2024 The Harbour Gazette. All rights reserved.",
            "The harbour on May 4. (Photo: Anna Berg/AFP)",
            "By Ólafur Þórsson | 4 May 2024 – 3 min read",
            "Łódź, “Über uns” … ÉCRIT PAR ANNE-MARIE O’NEILL",
            "Foto: J. Kelly / Getty Images",
            "12:04 | 1.2k shares | #weather",
            "📷 Anna Berg ❤️ | 👉 Read more",
        ];
        for (pattern, _) in NEEDS {
            let [any, latin] = [Letters::Any, Letters::Latin]
                .map(|letters| compile(pattern, letters, Use::Seldom).unwrap());
            for text in texts {
                let range = |regex: &Regex| regex.find(text).map(|found| found.range());
                assert_eq!(range(&any), range(&latin), "{pattern} in {text}");
            }
        }
    }
}
