//! Names in bylines: where each begins and ends, and what is none.

mod grammar;
mod lexicon;
mod split;

pub(crate) use grammar::{is_excluded, is_handle, is_name};
pub(crate) use split::{begins_with_by, is_by, split_names};

#[cfg(test)]
mod tests;
