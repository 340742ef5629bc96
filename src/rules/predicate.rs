//! A condition, compiled: a list of tests that must all hold.

use super::builtin::Pack;
use super::condition::{Condition, OriginName, Position, Range, Shape};
use super::markup::{MarkupIndex, Token};
use super::pattern::Pattern;
use super::phrase::{PhraseIndex, Place};
use super::source::Key;
use crate::report::Verdict;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Patterns look at texts of at most so many words, unless the rule says otherwise.
const PATTERN_WORDS: u32 = 60;
/// How deep conditions may nest.
const MAX_DEPTH: usize = 16;
/// How far `near` and `run` may look.
pub(super) const MAX_REACH: u32 = 10;

pub(super) type Tests = Vec<Test>;

#[derive(Debug, Clone)]
pub(super) enum Test {
    Phrase(u32),
    Markup {
        atom: u32,
        levels: u32,
    },
    Text {
        pattern: u32,
        max_words: u32,
    },
    Words {
        min: u32,
        max: u32,
    },
    Chars(u32),
    LinkDensity(Range),
    Position(Vec<Position>),
    /// Bits of [`super::scene::kind_bit`].
    Kind(u16),
    /// Bits of `Flags`.
    Marks(u32),
    Shape(Vec<Shape>),
    Language(Vec<String>),
    Site(Vec<String>),
    Origin(OriginName),
    Score(Range),
    Verdict(Verdict),
    Category(Vec<String>),
    Previous(Tests),
    Next(Tests),
    Under(Tests),
    Near(u32, Tests),
    Any(Vec<Tests>),
    All(Vec<Tests>),
    Not(Tests),
}

/// A wrong value: where in the file, and what is wrong.
pub(super) type Problem = (Vec<Key>, String);

/// What the tests of all rules share.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool {
    pub(super) phrases: PhraseIndex,
    pub(super) markup: MarkupIndex,
    pub(super) patterns: Vec<Pattern>,
    pub(super) atoms: u32,
}

impl Pool {
    pub(super) fn atom(&mut self) -> u32 {
        self.atoms += 1;
        self.atoms - 1
    }
}

/// Compiles one condition; `sets` are the phrase sets of its file.
pub(super) struct Compiler<'a> {
    pub(super) pool: &'a mut Pool,
    pub(super) sets: &'a BTreeMap<String, Vec<String>>,
    pub(super) path: Vec<Key>,
    /// The pack of a built-in rule.
    pub(super) pack: Option<&'static Pack>,
    /// Patterns are compiled at once, so that a bad one is told; else when they are first tried.
    pub(super) checked: bool,
}

impl Compiler<'_> {
    pub(super) fn condition(&mut self, c: &Condition, depth: usize) -> Result<Tests, Problem> {
        if depth > MAX_DEPTH {
            return Err(self.problem(&format!("conditions nest at most {MAX_DEPTH} deep")));
        }
        let mut out = Vec::new();
        self.own(c, &mut out);
        self.words(c, &mut out)?;
        self.markup(c, &mut out)?;
        self.neighbours(c, depth, &mut out)?;
        for (key, list) in [("all", &c.all), ("any", &c.any)] {
            let mut tests = Vec::new();
            for (at, one) in list.iter().enumerate() {
                let inner = [Key::Name(key.into()), Key::Index(at)];
                tests.push(self.inside(inner, |s| s.condition(one, depth + 1))?);
            }
            match (key, tests.is_empty()) {
                (_, true) => {}
                ("all", _) => out.push(Test::All(tests)),
                (_, _) => out.push(Test::Any(tests)),
            }
        }
        if let Some(not) = &c.not {
            out.push(Test::Not(self.named("not", |s| s.condition(not, depth + 1))?));
        }
        if out.is_empty() {
            return Err(self.problem("an empty condition would match everything"));
        }
        out.sort_by_key(cost);
        Ok(out)
    }

    fn problem(&self, message: &str) -> Problem {
        (self.path.clone(), message.to_owned())
    }

    fn inside<T, const N: usize>(
        &mut self,
        keys: [Key; N],
        run: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.path.extend(keys);
        let out = run(self)?;
        self.path.truncate(self.path.len() - N);
        Ok(out)
    }

    fn named<T>(
        &mut self,
        key: &str,
        run: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.inside([Key::Name(key.into())], run)
    }

    /// Tests that need no compiling.
    fn own(&mut self, c: &Condition, out: &mut Tests) {
        if c.min_words.is_some() || c.max_words.is_some() {
            let (min, max) = (c.min_words.unwrap_or(0), c.max_words.unwrap_or(u32::MAX));
            out.push(Test::Words { min, max });
        }
        if !c.kind.is_empty() {
            out.push(Test::Kind(c.kind.iter().fold(0, |bits, k| bits | 1 << *k as u16)));
        }
        if !c.marks.is_empty() {
            let bits = c.marks.iter().fold(0, |bits, m| bits | super::scene::flag(*m).0);
            out.push(Test::Marks(bits));
        }
        out.extend(c.max_chars.map(Test::Chars));
        out.extend(c.link_density.map(Test::LinkDensity));
        out.extend(c.origin.map(Test::Origin));
        out.extend(c.score.map(Test::Score));
        out.extend(c.verdict.map(Test::Verdict));
        let lists = [
            (&c.category, Test::Category as fn(Vec<String>) -> Test),
            (&c.language, Test::Language),
            (&c.site, Test::Site),
        ];
        for (list, test) in lists {
            if !list.is_empty() {
                out.push(test(list.clone()));
            }
        }
        if !c.position.is_empty() {
            out.push(Test::Position(c.position.clone()));
        }
    }

    fn words(&mut self, c: &Condition, out: &mut Tests) -> Result<(), Problem> {
        let keys = [
            ("phrases", &c.phrases, Place::Whole),
            ("starts", &c.starts, Place::Start),
            ("ends", &c.ends, Place::End),
            ("contains", &c.contains, Place::Anywhere),
            ("label", &c.label, Place::Label),
        ];
        for (key, list, place) in keys {
            if list.is_empty() {
                continue;
            }
            let atom = self.pool.atom();
            self.named(key, |s| {
                list.iter().enumerate().try_for_each(|(at, written)| {
                    s.inside([Key::Index(at)], |s| {
                        let phrase = s.with_sets(written)?;
                        s.pool.phrases.add(&phrase, place, atom).map_err(|e| s.problem(&e))
                    })
                })
            })?;
            out.push(Test::Phrase(atom));
        }
        if let Some(text) = &c.text {
            let pattern = match self.checked {
                true => {
                    self.named("text", |s| Pattern::checked(text).map_err(|e| s.problem(&e)))?
                }
                false => Pattern::new(text, self.pack.and_then(|pack| pack.pattern(text))),
            };
            let max_words = c.max_words.unwrap_or(PATTERN_WORDS);
            out.push(Test::Text { pattern: self.pool.patterns.len() as u32, max_words });
            self.pool.patterns.push(pattern);
        }
        if !c.is.is_empty() {
            out.push(Test::Shape(c.is.clone()));
        }
        Ok(())
    }

    /// A phrase with each `@set` replaced by the members of the set, as alternatives.
    fn with_sets<'b>(&self, written: &'b str) -> Result<Cow<'b, str>, Problem> {
        if !written.contains('@') {
            return Ok(written.into());
        }
        let mut out = String::new();
        let mut rest = written;
        while let Some(at) = rest.find('@') {
            out.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
            let name = rest[..end.unwrap_or(rest.len())].trim_end_matches('-');
            let after = &rest[name.len()..];
            let Some(members) = self.sets.get(name) else {
                let near = super::nearest::nearest(name, self.sets.keys().map(String::as_str));
                let hint = super::nearest::hint(near);
                return Err(self.problem(&format!("no phrase set `{name}` in this file{hint}")));
            };
            if members.is_empty() || members.iter().any(|m| m.contains('@')) {
                return Err(
                    self.problem(&format!("the phrase set `{name}` is empty or names another"))
                );
            }
            out.push_str(&format!("({})", members.join("|")));
            rest = after;
        }
        out.push_str(rest);
        Ok(out.into())
    }

    fn markup(&mut self, c: &Condition, out: &mut Tests) -> Result<(), Problem> {
        let levels = c.levels.unwrap_or(u32::MAX);
        let keys = [
            (Token::Class, &c.class),
            (Token::Word, &c.class_word),
            (Token::Id, &c.id),
            (Token::Role, &c.role),
            (Token::Tag, &c.tag),
        ];
        for (kind, list) in keys {
            if list.is_empty() {
                continue;
            }
            let atom = self.pool.atom();
            list.iter().for_each(|token| self.pool.markup.add_token(kind, token, atom));
            out.push(Test::Markup { atom, levels });
        }
        for (name, values) in &c.attr {
            let atom = self.pool.atom();
            values.as_slice().iter().for_each(|v| self.pool.markup.add_attr(name, v, atom));
            out.push(Test::Markup { atom, levels });
        }
        if let Some(selector) = &c.selector {
            let css = self.named("selector", |s| {
                super::css::Css::parse(selector).map_err(|e| s.problem(&e))
            })?;
            let atom = self.pool.atom();
            css.into_iter().for_each(|css| self.pool.markup.add_selector(css, atom));
            out.push(Test::Markup { atom, levels });
        }
        Ok(())
    }

    fn neighbours(&mut self, c: &Condition, depth: usize, out: &mut Tests) -> Result<(), Problem> {
        let keys = [
            ("previous", &c.previous, Test::Previous as fn(Tests) -> Test),
            ("next", &c.next, Test::Next),
            ("under", &c.under, Test::Under),
        ];
        for (key, inner, test) in keys {
            if let Some(inner) = inner {
                out.push(test(self.named(key, |s| s.condition(inner, depth + 1))?));
            }
        }
        if let Some(near) = &c.near {
            let within = near.within;
            if within == 0 || within > MAX_REACH {
                let message = format!("`within` is 1 to {MAX_REACH}");
                return self.named("near", |s| Err(s.problem(&message)));
            }
            let inner = [Key::Name("near".into()), Key::Name("when".into())];
            let tests = self.inside(inner, |s| s.condition(&near.when, depth + 1))?;
            out.push(Test::Near(within, tests));
        }
        Ok(())
    }
}

/// About what a test takes: evaluation stops at the first failure.
fn cost(test: &Test) -> u32 {
    let all = |tests: &Tests| tests.iter().map(cost).sum::<u32>();
    match test {
        Test::Phrase(_) | Test::Markup { .. } | Test::Site(_) | Test::Category(_) => 2,
        Test::Text { .. } => 20,
        Test::Shape(shapes) if shapes.iter().all(|s| matches!(s, Shape::LinkOnly)) => 1,
        Test::Shape(_) => 40,
        Test::Previous(tests) | Test::Next(tests) | Test::Not(tests) => 2 + all(tests),
        Test::Under(tests) => 20 + all(tests),
        Test::Near(within, tests) => (2 + all(tests)).saturating_mul(2 * within),
        Test::Any(list) | Test::All(list) => list.iter().map(all).sum(),
        _ => 1,
    }
}

/// Whether any test reads what pass one decided.
pub(super) fn reads_pass_one(tests: &[Test]) -> bool {
    tests.iter().any(|test| match test {
        Test::Verdict(_) | Test::Category(_) => true,
        Test::Previous(_) | Test::Next(_) | Test::Under(_) | Test::Near(..) => true,
        Test::Any(list) | Test::All(list) => list.iter().any(|t| reads_pass_one(t)),
        Test::Not(inner) => reads_pass_one(inner),
        _ => false,
    })
}

/// Whether any test asks for a place in the story or for the score, which pass two knows better.
pub(super) fn reads_position(tests: &[Test]) -> bool {
    tests.iter().any(|test| match test {
        Test::Position(_) | Test::Score(_) => true,
        Test::Previous(t) | Test::Next(t) | Test::Under(t) | Test::Near(_, t) | Test::Not(t) => {
            reads_position(t)
        }
        Test::Any(list) | Test::All(list) => list.iter().any(|t| reads_position(t)),
        _ => false,
    })
}

/// The most words of a text that any pattern of the tests looks at.
pub(super) fn longest_text(tests: &[Test]) -> u32 {
    let longest = |test: &Test| match test {
        Test::Text { max_words, .. } => *max_words,
        Test::Any(list) | Test::All(list) => {
            list.iter().map(|t| longest_text(t)).max().unwrap_or(0)
        }
        _ => 0,
    };
    tests.iter().map(longest).max().unwrap_or(0)
}
