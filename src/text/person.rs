//! Names in bylines: where each begins and ends, and what is none.

mod grammar;
mod lexicon;
#[allow(dead_code, reason = "read by the metadata sources")]
mod split;

pub(crate) use grammar::is_name;
#[allow(unused_imports, reason = "read by the metadata sources")]
pub(crate) use split::{Name, split_names};

#[cfg(test)]
mod tests;
