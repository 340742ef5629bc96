//! Public test data that stands beside the project on a developer's machine, if it does.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of `../shared`; `None`, with a message, where it is absent. Of `COPYDESK_SHARED`, where
/// that is set: there it must be.
pub fn folder(name: &str) -> Option<PathBuf> {
    let named = std::env::var_os("COPYDESK_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = named.clone().unwrap_or_else(beside).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(named.is_none(), "COPYDESK_SHARED is set, and there is no {}", folder.display());
    eprintln!("skipped: no {name} beside the project");
    None
}

/// Real pages, their corpus and id before each: of every corpus each `step`-th page, or all if
/// `COPYDESK_ALL_PAGES` is set. None where the development corpora are absent.
pub fn development_pages(step: usize) -> impl Iterator<Item = (String, String)> {
    let step = if std::env::var_os("COPYDESK_ALL_PAGES").is_some() { 1 } else { step };
    let files = folder("corpora").into_iter().flat_map(|folder| {
        let names = ["wcxb_dev", "n4k_dev", "ceb_dev"];
        names.map(|name| (name, folder.join(format!("{name}.jsonl.gz"))))
    });
    files.flat_map(move |(name, path)| {
        let file = File::open(path).expect("a readable corpus");
        let lines = BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines();
        lines.step_by(step).map(move |line| {
            let page: serde_json::Value = serde_json::from_str(&line.expect("text")).expect("JSON");
            let html = page["html"].as_str().expect("html").to_owned();
            (format!("{name} {}", page["id"]), html)
        })
    })
}

/// Makes the inputs of the torture corpus whose names begin with `only`; false, with a message,
/// where the corpus or Python is absent.
pub fn make_torture(out: &Path, only: &str) -> bool {
    let Some(torture) = folder("torture") else { return false };
    let mut generator = Command::new("python3");
    generator.arg(torture.join("generate.py")).arg(out).args(["--small", "--only", only]);
    let Ok(made) = generator.output() else {
        eprintln!("skipped: the torture corpus cannot be made without python3");
        return false;
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    true
}
