//! Public test data that stands beside the project on a developer's machine, if it does.

use std::path::{Path, PathBuf};

/// A folder of `../shared` (or of `COPYDESK_SHARED`); `None`, with a message, where it is absent.
pub fn folder(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("COPYDESK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no {name} beside the project");
    None
}
