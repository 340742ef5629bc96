//! What a text needs for a pattern to match it: what is looked at before the pattern is.

use super::literals::literals;
use super::starts::starts;

/// Folded texts, one of which a text needs.
#[derive(Debug, Clone, Copy, Default)]
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
    match starts(pattern) {
        Some(list) => Needs::Start(list),
        None => literals(pattern).map_or(Needs::Nothing, Needs::Held),
    }
}
