//! The copy desk for scraped articles: scraped HTML or text in, a typed [`Article`] out.
//!
//! A [`Cleaner`] takes a [`Page`] and gives its [`Article`], or a [`Report`] that says of each line
//! why it was kept or removed. A [`RuleSet`] holds rules of your own; [`learn`] proposes some for a
//! site.
#![forbid(unsafe_code)]

/// The README's code, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(test)]
extern crate self as copydesk;

mod address;
mod article;
mod assemble;
#[cfg(feature = "batch")]
pub mod batch;
mod builder;
mod cleaner;
mod content;
mod date;
mod embedded;
mod error;
mod input;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod judge;
pub mod learn;
mod limits;
mod metadata;
mod packed;
mod page;
mod report;
mod rules;
mod segment;
mod text;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod training;
mod write;

pub use article::{Article, Author, AuthorKind, Block, BlockKind, Cell, Figure, Span, SpanKind};
pub use builder::CleanerBuilder;
pub use cleaner::{Cleaner, clean_html, clean_text};
pub use date::Date;
pub use error::{Error, ErrorKind};
pub use limits::{Limit, LimitHit, Limits};
pub use metadata::{Beaten, Fact, Field};
pub use page::Page;
pub use report::{Category, DropReason, Dropped, Judged, Overruled, Reason, Report, Verdict};
pub use rules::{
    Action, Capture, Condition, Example, ExamplePage, KindName, MarkName, Near, OriginName,
    Position, Range, Rule, RuleSet, Shape, Strings,
};
pub use write::{TextOptions, terminal_safe};
