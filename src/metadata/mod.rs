//! The facts of a page. Draft: the files beside this one are not yet part of the crate.
