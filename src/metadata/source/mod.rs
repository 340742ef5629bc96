//! One file a source: each makes claims from what the walk found.

pub(super) mod address;
mod around;
pub(super) mod breadcrumb;
mod byline;
mod flight;
pub(super) mod forum;
pub(super) mod heading;
pub(super) mod json_ld;
pub(super) mod language;
pub(super) mod lines;
pub(super) mod link;
pub(super) mod meta;
pub(super) mod microdata;
pub(super) mod microformat;
mod name_set;
pub(super) mod state;
pub(super) mod table;
mod text;
mod told;
pub(super) mod visible;
