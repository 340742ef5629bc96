//! Grammar of text that several stages share. Leaf modules: they see `&str` only.

pub(crate) mod date;
pub(crate) mod hash;
pub(crate) mod language;
pub(crate) mod normalise;
pub(crate) mod person;
