//! The page cut to candidates: the smallest runs of text that a reader sees as one unit.

mod candidate;
mod context;
mod display;
mod links;
mod walk;

pub(crate) use candidate::{Candidate, Flags, Kind, MarkKind, Scope, Segments};
pub(crate) use context::{is_hidden, is_reading};
pub(crate) use display::{Display, display};
pub(crate) use walk::segment;
