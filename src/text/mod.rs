//! Grammar of text that several stages share. Leaf modules: they see `&str` only.

pub(crate) mod normalise;
