//! The cases below `fixtures/`: folders that hold a page and the article that it must give.

use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The folders, sorted.
pub fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("fixtures/ is there");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.join("article.json").exists())
        .collect();
    folders.sort();
    assert!(folders.len() >= 20, "only {} cases found", folders.len());
    folders
}

/// A case's page, and whether it is HTML.
pub fn page(case: &Path) -> (bool, String) {
    let html = case.join("page.html");
    match html.exists() {
        true => (true, read(&html)),
        false => (false, read(&case.join("page.txt"))),
    }
}

/// The pages of all cases.
pub fn pages() -> Vec<(bool, String)> {
    folders().iter().map(|case| page(case)).collect()
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
