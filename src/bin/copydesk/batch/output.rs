//! Where records and failures go: a stream, or shards of a file.

use super::input::Lines;
use super::record::{Done, Failed, Outcome};
use super::shards::Shards;
use super::stats::Stats;
use crate::{Failure, complain};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub struct Output {
    sink: Sink,
    /// The input's name in complaints.
    input: String,
    /// Whether failures go to a file instead of standard error.
    errors_to_file: bool,
}

enum Sink {
    Stream { out: BufWriter<io::Stdout>, errors: Option<BufWriter<File>> },
    Shards(Box<Shards>),
}

impl Output {
    pub fn stream(errors: Option<&Path>, input: &Path) -> Result<Self, Failure> {
        let create = |path: &Path| {
            File::create(path)
                .map(BufWriter::new)
                .map_err(|error| format!("{}: cannot write errors: {error}", path.display()))
        };
        let errors = errors.map(create).transpose()?;
        let errors_to_file = errors.is_some();
        let out = BufWriter::with_capacity(1 << 16, io::stdout());
        Ok(Self { sink: Sink::Stream { out, errors }, input: name(input), errors_to_file })
    }

    pub fn shards(shards: Shards, input: &Path, errors_to_file: bool) -> Self {
        Self { sink: Sink::Shards(Box::new(shards)), input: name(input), errors_to_file }
    }

    /// Skips the lines that an earlier run has done; gives its counts.
    pub fn resume(&mut self, lines: &mut Lines) -> Result<Stats, Failure> {
        match &mut self.sink {
            Sink::Stream { .. } => Ok(Stats::default()),
            Sink::Shards(shards) => shards.resume(lines),
        }
    }

    pub fn write(&mut self, done: Done) -> Result<(), Failure> {
        let error = match &done.outcome {
            Outcome::Failed(failed) if self.errors_to_file => error_line(done.number, failed)?,
            Outcome::Failed(failed) => {
                complain(&format_args!("{}:{}: {}", self.input, done.number, failed.message));
                Vec::new()
            }
            _ => Vec::new(),
        };
        match &mut self.sink {
            Sink::Shards(shards) => shards.write(&done, &error),
            Sink::Stream { out, errors } => {
                if let Outcome::Cleaned(cleaned) = &done.outcome {
                    out.write_all(&cleaned.line)?;
                }
                if let Some(errors) = errors {
                    errors.write_all(&error)?;
                }
                Ok(())
            }
        }
    }

    pub fn finish(self) -> Result<(), Failure> {
        match self.sink {
            Sink::Shards(shards) => shards.finish(),
            Sink::Stream { mut out, errors } => {
                out.flush()?;
                if let Some(mut errors) = errors {
                    errors.flush()?;
                }
                Ok(())
            }
        }
    }
}

fn name(input: &Path) -> String {
    if input == Path::new("-") { "standard input".to_owned() } else { input.display().to_string() }
}

/// `{"line":3,"id":"a","error":"..."}`.
fn error_line(number: u64, failed: &Failed) -> Result<Vec<u8>, Failure> {
    let mut line = serde_json::to_vec(&serde_json::json!({ "line": number }))?;
    line.pop();
    line.extend_from_slice(b",\"id\":");
    line.extend_from_slice(failed.id.as_ref().map_or("null", |id| id.get()).as_bytes());
    line.extend_from_slice(b",\"error\":");
    serde_json::to_writer(&mut line, &failed.message)?;
    line.extend_from_slice(b"}\n");
    Ok(line)
}
