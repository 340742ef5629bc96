//! All integration tests in one binary.

mod arbitrary;
mod markdown;
mod packs;
mod write;
