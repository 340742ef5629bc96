//! What a text must begin or end with for a pattern to match it.

use super::literals::{Held, class_of, folded, unique};
use regex_syntax::ast::{self, Ast};

/// More of them are not worth their memory.
const MOST: usize = 256;
/// Longer ones reject little more; so many bytes fit a word.
const LONGEST: usize = 8;

/// Which edge of a text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

impl Edge {
    /// Folded edges, none of which has another for its own: every text that the pattern matches has
    /// one of them. `None` if it may match anywhere, or anything may stand at the edge.
    pub(super) fn of(self, pattern: &Ast) -> Option<Vec<String>> {
        if !self.is_anchor(pattern) {
            return None;
        }
        let mut list: Vec<_> = self.all(pattern).into_iter().map(|outer| outer.text).collect();
        list.iter_mut().for_each(|text| self.cut(text));
        let list = self.without_longer(unique(list));
        (list.iter().all(|text| !text.is_empty()) && list.len() <= MOST).then_some(list)
    }

    /// Whether all matches of a part of a pattern lie at the edge.
    fn is_anchor(self, ast: &Ast) -> bool {
        use ast::AssertionKind as Kind;
        match ast {
            Ast::Assertion(assertion) => match self {
                Self::Start => matches!(assertion.kind, Kind::StartLine | Kind::StartText),
                Self::End => matches!(assertion.kind, Kind::EndLine | Kind::EndText),
            },
            Ast::Group(group) => {
                !group.flags().is_some_and(has_lines) && self.is_anchor(&group.ast)
            }
            Ast::Concat(list) => {
                let sets_lines =
                    |ast: &Ast| matches!(ast, Ast::Flags(set) if has_lines(&set.flags));
                let outermost = match self {
                    Self::Start => list.asts.first(),
                    Self::End => list.asts.last(),
                };
                outermost.is_some_and(|ast| self.is_anchor(ast))
                    && !list.asts.iter().any(sets_lines)
            }
            Ast::Alternation(list) => list.asts.iter().all(|ast| self.is_anchor(ast)),
            _ => false,
        }
    }

    /// A text with what stands next to it, further in.
    fn join(self, outer: &str, inner: &str) -> String {
        match self {
            Self::Start => format!("{outer}{inner}"),
            Self::End => format!("{inner}{outer}"),
        }
    }

    fn has(self, text: &str, edge: &str) -> bool {
        match self {
            Self::Start => text.starts_with(edge),
            Self::End => text.ends_with(edge),
        }
    }

    /// Cuts a text to what is looked at.
    fn cut(self, text: &mut String) {
        match self {
            Self::Start => super::literals::cut(text, LONGEST),
            Self::End => {
                let from = text.len().saturating_sub(LONGEST)..=text.len();
                let from = from.into_iter().find(|&at| text.is_char_boundary(at));
                text.drain(..from.unwrap_or_default());
            }
        }
    }

    /// The outermost bytes of a text as a number, the first from the edge lowest; 0 for those that it
    /// lacks.
    pub(super) fn number(self, text: &str) -> u64 {
        let (bytes, mut outer) = (text.as_bytes(), [0; LONGEST]);
        let count = bytes.len().min(LONGEST);
        match self {
            Self::Start => {
                outer[..count].copy_from_slice(&bytes[..count]);
                u64::from_le_bytes(outer)
            }
            Self::End => {
                outer[LONGEST - count..].copy_from_slice(&bytes[bytes.len() - count..]);
                u64::from_be_bytes(outer)
            }
        }
    }

    fn without_longer(self, list: Vec<String>) -> Vec<String> {
        let is_longer = |text: &str| list.iter().any(|edge| edge != text && self.has(text, edge));
        list.iter().filter(|text| !is_longer(text)).cloned().collect()
    }

    /// What the matches of a part of a pattern begin or end with.
    fn all(self, ast: &Ast) -> Vec<Outer> {
        match ast {
            Ast::Empty(_) | Ast::Assertion(_) | Ast::Flags(_) => Outer::nothing(),
            Ast::Literal(literal) => vec![Outer::new(folded(literal.c), true)],
            Ast::ClassBracketed(class) => match class_of(class) {
                Held::Exact(list) => list.into_iter().map(|text| Outer::new(text, true)).collect(),
                _ => Outer::anything(),
            },
            Ast::Group(group) => self.all(&group.ast),
            Ast::Repetition(repetition) => self.repeated(repetition),
            Ast::Alternation(list) => list.asts.iter().flat_map(|ast| self.all(ast)).collect(),
            Ast::Concat(list) => match self {
                Self::Start => self.sequence(list.asts.iter()),
                Self::End => self.sequence(list.asts.iter().rev()),
            },
            Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) => Outer::anything(),
        }
    }

    fn repeated(self, repetition: &ast::Repetition) -> Vec<Outer> {
        use ast::{RepetitionKind as Kind, RepetitionRange as Range};
        let (least, once) = match &repetition.op.kind {
            Kind::ZeroOrOne => (0, true),
            Kind::ZeroOrMore => (0, false),
            Kind::OneOrMore => (1, false),
            Kind::Range(Range::Exactly(n)) => (*n, *n <= 1),
            Kind::Range(Range::AtLeast(n)) => (*n, false),
            Kind::Range(Range::Bounded(n, most)) => (*n, *most <= 1),
        };
        let mut out = self.all(&repetition.ast);
        out.iter_mut().for_each(|outer| outer.whole &= once);
        if least == 0 {
            out.extend(Outer::nothing());
        }
        out
    }

    /// Of parts from the edge inwards.
    fn sequence<'a>(self, parts: impl Iterator<Item = &'a Ast>) -> Vec<Outer> {
        let goes_on = |outer: &Outer| outer.whole && outer.text.len() < LONGEST;
        let mut out = Outer::nothing();
        for part in parts {
            if !out.iter().any(goes_on) {
                break;
            }
            let next = self.all(part);
            let extended = out.iter().flat_map(|outer| {
                let inner: &[Outer] = if goes_on(outer) { &next } else { &[] };
                let longer =
                    |inner: &Outer| Outer::new(self.join(&outer.text, &inner.text), inner.whole);
                let kept = (!goes_on(outer)).then(|| outer.clone());
                inner.iter().map(longer).chain(kept)
            });
            let mut extended: Vec<_> = extended.take(MOST * 4 + 1).collect();
            let all = extended.len() <= MOST * 4;
            extended.sort_unstable();
            extended.dedup();
            let most = match self {
                Self::Start => MOST * 4,
                Self::End => MOST,
            };
            if !all || extended.len() > most {
                out.iter_mut().for_each(|outer| outer.whole = false);
                break;
            }
            out = extended;
        }
        out
    }
}

/// What matches of a part of a pattern have at the edge.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Outer {
    text: String,
    /// It is all of the match, so that what stands next in the pattern goes on from it.
    whole: bool,
}

impl Outer {
    fn new(text: String, whole: bool) -> Self {
        Self { text, whole }
    }

    fn anything() -> Vec<Self> {
        vec![Self::new(String::new(), false)]
    }

    fn nothing() -> Vec<Self> {
        vec![Self::new(String::new(), true)]
    }
}

/// Whether `^` and `$` may stand for the edges of any line.
fn has_lines(flags: &ast::Flags) -> bool {
    flags.flag_state(ast::Flag::MultiLine).is_some()
}

#[cfg(test)]
mod tests {
    use super::Edge;
    use crate::rules::needs::parsed;

    fn starts(pattern: &str) -> Option<Vec<String>> {
        Edge::Start.of(&parsed(pattern)?)
    }

    fn ends(pattern: &str) -> Option<Vec<String>> {
        Edge::End.of(&parsed(pattern)?)
    }

    #[test]
    fn every_match_has_one_of_the_beginnings() {
        for (pattern, wanted) in [
            ("^By ", "by "),
            (
                r"^[(\[]?(?:Foto|bild) ?:",
                "(bild :|(bild:|(foto :|(foto:|[bild :|[bild:|[foto :|[foto:|bild :|bild:|foto :|foto:",
            ),
            ("^(?i:a|b)+c", "a|b"),
            ("^ab?c*d", "abc|abd|ac|ad"),
            (r"^x\d", "x"),
            ("^(?:.*|©)", ""),
            (r"^©.*|^(?:Copyright) \d", "copyrigh|©"),
            ("^Μέσω|^ΜΕΣΑ", "μεσα|μεσω"),
            ("^It’s", "its"),
            ("^[0-2]{1,4}(?:,[0-9])?k", "0|1|2"),
        ] {
            assert_eq!(starts(pattern).unwrap_or_default().join("|"), wanted, "{pattern}");
        }
    }

    #[test]
    fn no_beginning_is_lost_where_they_are_more_than_are_looked_through() {
        let letter = format!("(?:{})", ["a|b|c|d|e|f"; 5].join("|"));
        let starts = starts(&format!("^{}", letter.repeat(4))).expect("letters");
        assert!(starts.iter().any(|start| "ffff".starts_with(&**start)), "{starts:?}");
    }

    #[test]
    fn patterns_that_may_begin_with_anything_have_no_beginnings() {
        for pattern in ["By ", "^a|b", r"^\p{Lu}", "(?m)^By", "(?m:^By)", "^a?", "^[^a]"] {
            assert_eq!(starts(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn every_match_has_one_of_the_ends() {
        for (pattern, wanted) in [
            (r"[(\[]\p{Lu}+[)）\]]\.?$", ")|).|]|]."),
            (r"(?:AP|Reuters)(?: Wire)?$", "ap|ap wire|reuters|ers wire"),
            ("ab?c*d$|(?i:É)\\z", "abd|ad|cd|e"),
            ("(?:ab)+$", "ab"),
            (r"\d (?:straßen|ки)$", "strassen| ки"),
            ("größere Bilder$", "e bilder"),
        ] {
            let mut wanted: Vec<_> = wanted.split('|').collect();
            wanted.sort_unstable();
            assert_eq!(ends(pattern).unwrap_or_default(), wanted, "{pattern}");
        }
    }

    #[test]
    fn of_many_that_are_alike_none_is_lost() {
        let pattern = format!("{}k$", "(?:[a-d]|[a-d])".repeat(4));
        assert_eq!(ends(&pattern).map(|list| list.len()), Some(256));
    }

    #[test]
    fn patterns_that_may_end_with_anything_have_no_ends() {
        for pattern in
            ["by", "a|b$", r"\p{Lu}$", "(?m)by$", "(?m:by$)", "^a?$", "(?:(?m)a$)", "[^a]$"]
        {
            assert_eq!(ends(pattern), None, "{pattern}");
        }
    }
}
