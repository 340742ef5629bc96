//! All integration tests in one binary.

mod arbitrary;
#[cfg(feature = "cli")]
mod batch;
mod browser;
mod cases;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod command;
mod conservation;
mod embedded;
#[cfg(feature = "internals")]
mod encoding;
mod facts;
mod false_friends;
mod fixtures;
#[cfg(feature = "internals")]
mod html5lib;
mod languages;
mod learn;
mod limits;
mod markdown;
mod markdown_input;
mod mended;
#[cfg(feature = "internals")]
mod oracle;
mod packs;
mod phrases;
mod pictures;
mod properties;
mod recipes;
mod rules;
mod safety;
#[cfg(feature = "scraper-0-29")]
mod scraper;
mod seed;
mod serde;
mod shared;
mod strangers;
#[cfg(feature = "internals")]
mod tokens;
mod write;
