//! An output file in the making: shards beside it, each written under a temporary name and renamed
//! when it is whole, so that a run that is killed loses no finished shard and doubles no record.
//!
//! `OUT.parts/` holds `settings` and, for each shard N, `N.out` (packed as OUT is), `N.errors` and
//! `N.done`. The last one is written last: a shard counts once it is there. At the end the shards
//! are joined (gzip members and zstd frames may stand one after another) and OUT is renamed into
//! place.

use super::input::{Line, Lines};
use super::record::{Done, Outcome};
use super::stats::Stats;
use crate::Failure;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What a finished shard says of itself.
#[derive(Default, Serialize, Deserialize)]
struct Mark {
    lines: u64,
    /// A check sum of the input's lines.
    check: u32,
    stats: Stats,
}

impl Mark {
    fn count(&mut self, check: u32) {
        self.lines += 1;
        self.check = self.check.rotate_left(5) ^ check;
    }
}

pub struct Shards {
    out: PathBuf,
    errors: Option<PathBuf>,
    parts: PathBuf,
    lines_a_shard: u64,
    /// Finished shards; the number of the one in the making.
    finished: u64,
    records: Vec<u8>,
    failures: Vec<u8>,
    mark: Mark,
}

impl Shards {
    /// Opens the shards of an earlier run of the same settings, or begins anew.
    pub fn open(
        out: &Path,
        errors: Option<&Path>,
        lines_a_shard: u64,
        identity: &str,
    ) -> Result<Self, Failure> {
        let parts = with_suffix(out, ".parts");
        if !parts.is_dir() {
            fs::create_dir(&parts).map_err(|error| cannot_write(&parts, &error))?;
        }
        let settings = parts.join("settings");
        match fs::read_to_string(&settings) {
            Ok(found) if found == identity => {}
            Ok(_) => {
                return Err(format!(
                    "{}: holds a run with other settings: repeat it with those, or remove the folder",
                    parts.display()
                )
                .into());
            }
            Err(_) => replace(&settings, identity.as_bytes())?,
        }
        Ok(Self {
            out: out.to_owned(),
            errors: errors.map(Path::to_owned),
            parts,
            lines_a_shard,
            finished: 0,
            records: Vec::new(),
            failures: Vec::new(),
            mark: Mark::default(),
        })
    }

    /// Passes over the lines of the finished shards; they must be the same as then.
    pub fn resume(&mut self, lines: &mut Lines) -> Result<Stats, Failure> {
        let mut stats = Stats::default();
        while let Some(mark) = self.read_mark() {
            let mut seen = Mark::default();
            lines.take(mark.lines as usize).for_each(|line: Line| seen.count(line.check));
            if (seen.lines, seen.check) != (mark.lines, mark.check) {
                return Err(format!(
                    "{}: the input has changed since that run: remove the folder to begin anew",
                    self.parts.display()
                )
                .into());
            }
            stats.merge(&mark.stats);
            self.finished += 1;
            if mark.lines < self.lines_a_shard {
                break;
            }
        }
        Ok(stats)
    }

    fn read_mark(&self) -> Option<Mark> {
        serde_json::from_slice(&fs::read(self.part("done")).ok()?).ok()
    }

    pub fn write(&mut self, done: &Done, error: &[u8]) -> Result<(), Failure> {
        self.mark.count(done.check);
        self.mark.stats.add(done);
        self.failures.extend_from_slice(error);
        if let Outcome::Cleaned(cleaned) = &done.outcome {
            self.records.extend_from_slice(&cleaned.line);
        }
        if self.mark.lines == self.lines_a_shard { self.finish_shard() } else { Ok(()) }
    }

    fn finish_shard(&mut self) -> Result<(), Failure> {
        let packed = pack(&self.out, std::mem::take(&mut self.records))?;
        replace(&self.part("out"), &packed)?;
        replace(&self.part("errors"), &std::mem::take(&mut self.failures))?;
        let mark = serde_json::to_vec(&std::mem::take(&mut self.mark))?;
        replace(&self.part("done"), &mark)?;
        self.finished += 1;
        Ok(())
    }

    /// Joins the shards, puts the files in place and removes the shards.
    pub fn finish(mut self) -> Result<(), Failure> {
        if self.mark.lines > 0 {
            self.finish_shard()?;
        }
        self.join("out", &self.out).map_err(|error| cannot_write(&self.out, &error))?;
        if let Some(errors) = &self.errors {
            self.join("errors", errors).map_err(|error| cannot_write(errors, &error))?;
        }
        fs::remove_dir_all(&self.parts)?;
        Ok(())
    }

    fn join(&self, kind: &str, target: &Path) -> io::Result<()> {
        let temporary = with_suffix(target, ".tmp");
        let mut joined = BufWriter::new(File::create(&temporary)?);
        for number in 0..self.finished {
            io::copy(&mut File::open(self.numbered(number, kind))?, &mut joined)?;
        }
        joined.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(temporary, target)
    }

    /// A file of the shard in the making.
    fn part(&self, kind: &str) -> PathBuf {
        self.numbered(self.finished, kind)
    }

    fn numbered(&self, number: u64, kind: &str) -> PathBuf {
        self.parts.join(format!("{number:08}.{kind}"))
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// Writes a file under a temporary name, then renames it: it is there whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let temporary = with_suffix(path, ".tmp");
    File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&temporary, path))
        .map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot write: {error}", path.display())
}

/// Packs a shard as the output's extension asks.
fn pack(out: &Path, records: Vec<u8>) -> io::Result<Vec<u8>> {
    match out.extension().and_then(|e| e.to_str()) {
        Some("gz") => {
            let mut packer = GzEncoder::new(Vec::new(), Compression::default());
            packer.write_all(&records)?;
            packer.finish()
        }
        Some("zst") => zstd::encode_all(&records[..], 0),
        _ => Ok(records),
    }
}
