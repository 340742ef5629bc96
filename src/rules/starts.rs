//! What a text must begin with for a pattern to match it.

use super::literals::{Held, class_of, cut, folded, unique};
use regex_syntax::ast::{self, Ast};

/// More beginnings than this are not worth their memory.
const MOST: usize = 256;
/// Longer ones reject little more; so many bytes fit a word.
pub(super) const LONGEST: usize = 8;

/// Folded beginnings, none of which begins with another: every text that the pattern matches has
/// one of them. `None` if it may match anywhere, or anything may stand first.
pub(super) fn starts(pattern: &Ast) -> Option<Vec<String>> {
    if !is_anchored(pattern) {
        return None;
    }
    let mut fronts: Vec<_> = fronts(pattern).into_iter().map(|front| front.text).collect();
    fronts.iter_mut().for_each(|front| cut(front, LONGEST));
    let list = without_longer(unique(fronts));
    (list.iter().all(|start| !start.is_empty()) && list.len() <= MOST).then_some(list)
}

fn is_anchored(ast: &Ast) -> bool {
    match ast {
        Ast::Assertion(assertion) => {
            use ast::AssertionKind as Kind;
            matches!(assertion.kind, Kind::StartLine | Kind::StartText)
        }
        Ast::Group(group) => !group.flags().is_some_and(has_lines) && is_anchored(&group.ast),
        Ast::Concat(list) => list.asts.first().is_some_and(is_anchored),
        Ast::Alternation(list) => list.asts.iter().all(is_anchored),
        _ => false,
    }
}

/// What the matches of a part of a pattern begin with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Front {
    text: String,
    /// It is all of the match, so that what stands next in the pattern goes on from it.
    whole: bool,
}

impl Front {
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

fn fronts(ast: &Ast) -> Vec<Front> {
    match ast {
        Ast::Empty(_) | Ast::Assertion(_) | Ast::Flags(_) => Front::nothing(),
        Ast::Literal(literal) => vec![Front::new(folded(literal.c), true)],
        Ast::ClassBracketed(class) => match class_of(class) {
            Held::Exact(list) => list.into_iter().map(|text| Front::new(text, true)).collect(),
            _ => Front::anything(),
        },
        Ast::Group(group) => fronts(&group.ast),
        Ast::Repetition(repetition) => repeated(repetition),
        Ast::Alternation(list) => list.asts.iter().flat_map(fronts).collect(),
        Ast::Concat(list) => sequence(&list.asts),
        Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) => Front::anything(),
    }
}

/// Whether `^` may stand for the beginning of any line.
fn has_lines(flags: &ast::Flags) -> bool {
    flags.flag_state(ast::Flag::MultiLine).is_some()
}

fn repeated(repetition: &ast::Repetition) -> Vec<Front> {
    use ast::{RepetitionKind as Kind, RepetitionRange as Range};
    let (least, once) = match &repetition.op.kind {
        Kind::ZeroOrOne => (0, true),
        Kind::ZeroOrMore => (0, false),
        Kind::OneOrMore => (1, false),
        Kind::Range(Range::Exactly(n)) => (*n, *n <= 1),
        Kind::Range(Range::AtLeast(n)) => (*n, false),
        Kind::Range(Range::Bounded(n, most)) => (*n, *most <= 1),
    };
    let mut out = fronts(&repetition.ast);
    out.iter_mut().for_each(|front| front.whole &= once);
    if least == 0 {
        out.extend(Front::nothing());
    }
    out
}

fn sequence(asts: &[Ast]) -> Vec<Front> {
    let goes_on = |front: &Front| front.whole && front.text.len() < LONGEST;
    let mut out = Front::nothing();
    for ast in asts {
        if !out.iter().any(goes_on) {
            break;
        }
        let next = fronts(ast);
        let extended = out.iter().flat_map(|front| {
            let tails: &[Front] = if goes_on(front) { &next } else { &[] };
            let longer =
                |tail: &Front| Front::new(format!("{}{}", front.text, tail.text), tail.whole);
            let kept = (!goes_on(front)).then(|| front.clone());
            tails.iter().map(longer).chain(kept)
        });
        let mut extended: Vec<_> = extended.take(MOST * 4 + 1).collect();
        extended.sort_unstable();
        extended.dedup();
        if extended.len() > MOST * 4 {
            out.iter_mut().for_each(|front| front.whole = false);
            break;
        }
        out = extended;
    }
    out
}

/// Sorted, a text stands right after what it begins with.
fn without_longer(sorted: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in sorted {
        if out.last().is_none_or(|last| !text.starts_with(last.as_str())) {
            out.push(text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::rules::needs::parsed;

    fn starts(pattern: &str) -> Option<Vec<String>> {
        super::starts(&parsed(pattern)?)
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
    fn patterns_that_may_begin_with_anything_have_no_beginnings() {
        for pattern in ["By ", "^a|b", r"^\p{Lu}", "(?m)^By", "(?m:^By)", "^a?", "^[^a]"] {
            assert_eq!(starts(pattern), None, "{pattern}");
        }
    }
}
