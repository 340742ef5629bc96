//! The facts of a page: what it says of itself, in markup and in sight, and which claim holds.
//!
//! `declared` collects claims before judging, from one walk over the document; `merge` adds what
//! the rules captured, and chooses.

mod claim;
mod comments;
mod declared;
mod fact;
mod grammar;
mod json;
mod merge;
mod source;
mod told;
mod walk;

pub(crate) use declared::{Declared, EmbeddedBody, declared};
pub use fact::{Beaten, Fact, Field};
pub(crate) use merge::{Situation, merge};
