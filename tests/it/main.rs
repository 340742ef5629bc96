//! All integration tests in one binary.

mod arbitrary;
#[cfg(feature = "cli")]
mod batch;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod command;
mod conservation;
mod false_friends;
mod fixtures;
mod languages;
mod markdown;
mod packs;
mod safety;
mod serde;
mod shared;
mod write;
