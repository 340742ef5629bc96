//! Rules: data in, and for each candidate of a page which of them match.

mod backtrack;
mod book;
mod budget;
mod builtin;
mod check;
mod compile;
mod condition;
mod css;
mod data;
mod edges;
mod flat;
mod fold;
mod gate;
mod hits;
mod layout;
mod literals;
mod looks;
mod many;
mod markup;
mod nearest;
mod needs;
mod pattern;
mod phrase;
mod phrase_steps;
mod phrase_text;
mod predicate;
mod prefilter;
mod program;
mod reach;
mod scene;
#[cfg(feature = "schema")]
mod schema;
mod shape;
mod slot;
mod source;
mod substrings;
#[cfg(test)]
mod translate;
mod vocabulary;
mod words;
mod write;

pub(crate) use book::RuleBook;
pub(crate) use budget::check_patterns;
pub(crate) use check::is_category;
pub(crate) use compile::{CompiledRule, CompiledRules, Rank, Without};
pub use condition::{
    Condition, KindName, MarkName, Near, OriginName, Position, Range, Shape, Strings,
};
pub use data::{Action, Capture, Example, ExamplePage, Rule, RuleSet};
pub(crate) use hits::{Hits, Matches};
pub(crate) use reach::Reach;
pub(crate) use scene::{Context, PassOne};
pub(crate) use shape::form_of;
pub(crate) use words::{Word, words};
