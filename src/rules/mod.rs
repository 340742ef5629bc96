//! Rules: data in, and for each candidate of a page which of them match.

mod builtin;
mod css;
mod data;
mod many;
mod nearest;
mod phrase;
mod shape;
mod source;
mod words;

pub use data::{
    Action, Capture, Condition, Example, ExamplePage, KindName, MarkName, Near, OriginName,
    Position, Range, Rule, RuleSet, Shape, Strings,
};
