//! What a text must hold for a pattern to match it: what is looked for before the pattern is.

use super::fold::Look;
use regex_syntax::ast::{self, Ast};

/// More literals than this are no help, or are not worth their memory.
const MOST: usize = 128;
/// So many at most by multiplying one part of a sequence with the next.
const PRODUCTS: usize = 48;
/// A range of so many characters, `[0-9]`, stands for each of them.
const SHORT_RANGE: usize = 10;
/// Longer literals reject little more.
const LONGEST: usize = 12;

/// Folded literals of which every match of the pattern holds one; `None` if the pattern does not
/// tell. Folding a text makes the two alike whether or not the pattern heeds case.
pub(super) fn literals(pattern: &Ast) -> Option<Vec<String>> {
    let mut list = held(pattern).best().filter(|list| is_telling(list))?;
    list.iter_mut().for_each(|literal| cut(literal, LONGEST));
    Some(shortest(unique(list)))
}

/// Without the literals that hold another.
fn shortest(list: Vec<String>) -> Vec<String> {
    let held = |long: &String| list.iter().any(|l| l != long && long.contains(l.as_str()));
    list.iter().filter(|literal| !held(literal)).cloned().collect()
}

/// Cuts a text to at most so many bytes.
pub(super) fn cut(text: &mut String, most: usize) {
    let end = (0..=text.len().min(most)).rev().find(|&at| text.is_char_boundary(at));
    text.truncate(end.unwrap_or(0));
}

fn is_telling(list: &[String]) -> bool {
    list.len() <= MOST && list.iter().all(|l| !l.is_empty())
}

/// What the matches of a part of a pattern hold.
pub(super) enum Held {
    /// They are these and no others.
    Exact(Vec<String>),
    /// Each holds one of these.
    One(Vec<String>),
    Anything,
}

impl Held {
    fn best(self) -> Option<Vec<String>> {
        match self {
            Self::Exact(list) | Self::One(list) => Some(list),
            Self::Anything => None,
        }
    }
}

fn held(ast: &Ast) -> Held {
    match ast {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Held::Exact(vec![String::new()]),
        Ast::Literal(literal) => Held::Exact(vec![folded(literal.c)]),
        Ast::ClassBracketed(class) => class_of(class),
        Ast::Group(group) => held(&group.ast),
        Ast::Repetition(repetition) => repeated(repetition),
        Ast::Alternation(list) => alternatives(&list.asts),
        Ast::Concat(list) => sequence(&list.asts),
        Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) => Held::Anything,
    }
}

pub(super) fn folded(c: char) -> String {
    let mut out = String::new();
    Look::of(c).fold(c, |c| out.push(c));
    out
}

/// A class of a few characters stands for each of them.
pub(super) fn class_of(class: &ast::ClassBracketed) -> Held {
    let ast::ClassSet::Item(item) = &class.kind else { return Held::Anything };
    let items = match item {
        ast::ClassSetItem::Union(union) => &*union.items,
        one => std::slice::from_ref(one),
    };
    let literals = items.iter().map(|item| match item {
        ast::ClassSetItem::Literal(literal) => Some(vec![folded(literal.c)]),
        ast::ClassSetItem::Range(range) => {
            let all = range.start.c..=range.end.c;
            (all.clone().nth(SHORT_RANGE).is_none()).then(|| all.map(folded).collect())
        }
        _ => None,
    });
    match literals.collect::<Option<Vec<Vec<_>>>>().map(|lists| lists.concat()) {
        Some(list) if !class.negated && !list.is_empty() => Held::Exact(unique(list)),
        _ => Held::Anything,
    }
}

fn repeated(repetition: &ast::Repetition) -> Held {
    use ast::{RepetitionKind as Kind, RepetitionRange as Range};
    let least = match &repetition.op.kind {
        Kind::ZeroOrOne => {
            return match held(&repetition.ast) {
                Held::Exact(mut list) => {
                    list.push(String::new());
                    Held::Exact(unique(list))
                }
                _ => Held::Anything,
            };
        }
        Kind::ZeroOrMore => 0,
        Kind::OneOrMore => 1,
        Kind::Range(Range::Exactly(n) | Range::AtLeast(n) | Range::Bounded(n, _)) => *n,
    };
    match held(&repetition.ast).best() {
        Some(list) if least > 0 => Held::One(list),
        _ => Held::Anything,
    }
}

fn alternatives(asts: &[Ast]) -> Held {
    let (mut all, mut exact) = (Vec::new(), true);
    for ast in asts {
        let held = held(ast);
        exact &= matches!(held, Held::Exact(_));
        match held.best() {
            Some(list) if all.len() + list.len() <= MOST => all.extend(list),
            _ => return Held::Anything,
        }
    }
    if exact { Held::Exact(unique(all)) } else { Held::One(unique(all)) }
}

/// How seldom texts hold a literal, roughly: what each of its characters adds.
fn rarity(literal: &str) -> u32 {
    let of = |c| match c {
        ' ' => 0,
        '.' | ',' => 1,
        'a'..='z' => 2,
        c if c.is_ascii() => 3,
        _ => 6,
    };
    literal.chars().map(of).sum()
}

/// The same of the commonest of some literals.
pub(super) fn least_rarity(literals: &[String]) -> u32 {
    literals.iter().map(|literal| rarity(literal)).min().unwrap_or_default()
}

/// Of all that a sequence must hold, the rarest.
fn sequence(asts: &[Ast]) -> Held {
    let mut best: Option<Vec<String>> = None;
    let mut weigh = |list: Vec<String>| {
        let worth = |l: &Vec<String>| (least_rarity(l), std::cmp::Reverse(l.len()));
        if is_telling(&list) && best.as_ref().is_none_or(|b| worth(b) < worth(&list)) {
            best = Some(list);
        }
    };
    let (mut run, mut exact) = (vec![String::new()], true);
    for ast in asts {
        if let Ast::Literal(literal) = ast {
            let look = Look::of(literal.c);
            run.iter_mut().for_each(|one| look.fold(literal.c, |c| one.push(c)));
            continue;
        }
        match held(ast) {
            Held::Exact(list)
                if run.len() == 1 || list.len() == 1 || run.len() * list.len() <= PRODUCTS =>
            {
                run = product(&run, &list);
            }
            held => {
                exact = false;
                let next = match held {
                    Held::Exact(list) => list,
                    Held::One(list) => {
                        weigh(list);
                        vec![String::new()]
                    }
                    Held::Anything => vec![String::new()],
                };
                weigh(std::mem::replace(&mut run, next));
            }
        }
    }
    if exact {
        return Held::Exact(run);
    }
    weigh(run);
    best.map_or(Held::Anything, Held::One)
}

fn product(left: &[String], right: &[String]) -> Vec<String> {
    unique(left.iter().flat_map(|l| right.iter().map(move |r| format!("{l}{r}"))).collect())
}

pub(super) fn unique(mut list: Vec<String>) -> Vec<String> {
    list.sort_unstable();
    list.dedup();
    list
}

#[cfg(test)]
mod tests {
    use crate::rules::needs::parsed;

    fn literals(pattern: &str) -> Option<Vec<String>> {
        super::literals(&parsed(pattern)?)
    }

    #[test]
    fn every_match_holds_one_of_the_literals() {
        for (pattern, wanted) in [
            ("^By ", "by "),
            ("^(?i:Foto|bild) ?[:]", "bild :|bild:|foto :|foto:"),
            ("^(?:Tags?|Topics) ?:(?<tags>.+)$", "tag :|tag:|tags :|tags:|topics :|topics:"),
            ("^(?:a|b|c|d)[efgh]", "ae|af|ag|ah|be|bf|bg|bh|ce|cf|cg|ch|de|df|dg|dh"),
            ("^Schreiben Sie uns", "schreiben si"),
            (r"^\p{Nd}{1,5} (?i:ΣΧΌΛΙΑ|σχόλιο)$", " σχολι"),
            (r"\b(?:said|told)\b", "said|told"),
            ("^[（(]?(?:记者)+", "记者"),
            ("(?:ab|c)*d", "d"),
            ("(?:(?:ab){2,}|ce)x?", "ab|ce"),
            (r"[(\[]\p{Lu}+(?: \p{Lu}+)*", "(|["),
            (r"\p{Lu}(?: \p{Lu})+ ?/ ?\p{L}", "/"),
            ("[1-3]:[a-z]", "1:|2:|3:"),
        ] {
            let found = literals(pattern).map(|list| list.join("|")).unwrap_or_default();
            assert_eq!(found, wanted, "{pattern}");
        }
    }

    #[test]
    fn patterns_without_a_sure_literal_have_none() {
        for pattern in [r"^\p{Lu}+$", "a?", "(?:a|.)b*", "[^a]", "a*", "(?:)", r"[\d]", "[a-z]"] {
            assert_eq!(literals(pattern), None, "{pattern}");
        }
    }
}
