//! All integration tests in one binary.

mod write;
//! All integration tests, in one binary.

mod packs;
