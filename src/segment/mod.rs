//! The page cut to candidates: the smallest runs of text that a reader sees as one unit.

mod candidate;

pub(crate) use candidate::{Candidate, Flags, Kind, Mark, MarkKind, Segments};
