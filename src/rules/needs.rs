//! What a text needs for a pattern to match it: what is looked at before the pattern is.

use super::literals::literals;
use super::starts::starts;
use regex_syntax::ast::{self, Ast};
use serde::{Deserialize, Serialize};

/// How deep patterns nest: what bounds the recursion over them.
pub(super) const NESTING: u32 = 64;

/// Folded texts, one of which a text needs.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) enum Needs<T> {
    /// It begins with one.
    Start(T),
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
            Self::Held(list) => Needs::Held(list),
            Self::Nothing => Needs::Nothing,
        }
    }

    pub(super) fn map<U>(self, with: impl FnOnce(T) -> U) -> Needs<U> {
        match self {
            Self::Start(list) => Needs::Start(with(list)),
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
    match starts(&ast) {
        Some(list) => Needs::Start(list),
        None => literals(&ast).map_or(Needs::Nothing, Needs::Held),
    }
}

/// `None` where a pattern is wrong.
pub(super) fn parsed(pattern: &str) -> Option<Ast> {
    ast::parse::ParserBuilder::new().nest_limit(NESTING).build().parse(pattern).ok()
}
