//! What a text needs for a pattern to match it: what is looked at before the pattern is.

use super::edges::Edge;
use super::literals::{least_rarity, literals};
use regex_syntax::ast::{self, Ast};
use serde::{Deserialize, Serialize};

/// How deep patterns nest: what bounds the recursion over them.
pub(super) const NESTING: u32 = 64;

/// How much rarer a literal is where it ends a text, as [`least_rarity`] counts.
const AT_END: u32 = 6;
/// What is no rarer, nearly every text holds: full stops.
const COMMON: u32 = 1;

/// Folded texts, one of which a text needs.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) enum Needs<T> {
    /// It begins with one.
    Start(T),
    /// It ends with one.
    End(T),
    /// It holds one.
    Held(T),
    /// The pattern does not tell.
    #[default]
    Nothing,
}

impl<T> Needs<T> {
    pub(super) fn as_ref(&self) -> Needs<&T> {
        match self {
            Self::Start(list) => Needs::Start(list),
            Self::End(list) => Needs::End(list),
            Self::Held(list) => Needs::Held(list),
            Self::Nothing => Needs::Nothing,
        }
    }

    pub(super) fn map<U>(self, with: impl FnOnce(T) -> U) -> Needs<U> {
        match self {
            Self::Start(list) => Needs::Start(with(list)),
            Self::End(list) => Needs::End(with(list)),
            Self::Held(list) => Needs::Held(with(list)),
            Self::Nothing => Needs::Nothing,
        }
    }

    pub(super) fn tells(&self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

/// What the pattern tells.
pub(super) fn needs(pattern: &str) -> Needs<Vec<String>> {
    let Some(ast) = parsed(pattern) else { return Needs::Nothing };
    if let Some(list) = Edge::Start.of(&ast) {
        return Needs::Start(list);
    }
    match (Edge::End.of(&ast), literals(&ast)) {
        (Some(ends), held) if held.as_ref().is_none_or(|held| is_rarer(&ends, held)) => {
            Needs::End(ends)
        }
        (_, Some(held)) if least_rarity(&held) > COMMON => Needs::Held(held),
        _ => Needs::Nothing,
    }
}

/// Whether fewer texts end with one of some literals than hold one of others, roughly.
fn is_rarer(ends: &[String], held: &[String]) -> bool {
    least_rarity(ends) + AT_END >= least_rarity(held)
}

/// `None` where a pattern is wrong.
pub(super) fn parsed(pattern: &str) -> Option<Ast> {
    ast::parse::ParserBuilder::new().nest_limit(NESTING).build().parse(pattern).ok()
}
