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
#[cfg(feature = "internals")]
mod html5lib;
mod languages;
mod markdown;
#[cfg(feature = "internals")]
mod oracle;
mod packs;
mod rules;
mod safety;
mod serde;
mod shared;
mod write;
