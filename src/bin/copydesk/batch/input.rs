//! Lines of a file or of standard input, plain or packed, each of bounded length.

use crate::Failure;
use flate2::Crc;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A line of the input.
pub struct Line {
    /// From 1.
    pub number: u64,
    pub content: Content,
    /// A check sum of what was read.
    pub check: u32,
}

pub enum Content {
    Record(Vec<u8>),
    /// Longer than allowed, by its length in bytes.
    TooLong(u64),
    /// Nothing can be read from here on.
    BrokenOff(io::Error),
}

/// The lines, and how far into the file they are.
pub struct Lines {
    reader: Box<dyn BufRead>,
    max: usize,
    number: u64,
    ended: bool,
    /// Bytes taken from the file, before unpacking.
    pub consumed: Arc<AtomicU64>,
    /// The file's length, where it is a file.
    pub length: Option<u64>,
}

impl Lines {
    /// Opens a file, or standard input for `-`; gzip and zstd are told by their first bytes.
    pub fn open(file: &Path, max: usize) -> Result<Self, Failure> {
        let fail = |error| format!("{}: cannot read the pages: {error}", file.display());
        let consumed = Arc::new(AtomicU64::new(0));
        let (source, length): (Box<dyn Read>, _) = if file == Path::new("-") {
            (Box::new(io::stdin()), None)
        } else {
            let file = File::open(file).map_err(fail)?;
            let length = file.metadata().map_err(fail)?.len();
            (Box::new(file), Some(length))
        };
        let counted = Counted { source, consumed: Arc::clone(&consumed) };
        let reader = unpack(BufReader::with_capacity(1 << 16, counted)).map_err(fail)?;
        Ok(Self { reader, max, number: 0, ended: false, consumed, length })
    }

    /// Reads up to the next line feed; keeps at most `max` bytes. The length is without it.
    fn read(&mut self, line: &mut Vec<u8>) -> io::Result<Option<u64>> {
        let mut length = 0;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok((length > 0).then_some(length));
            }
            let end = memchr(buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            length += part.len() as u64;
            line.extend_from_slice(&part[..part.len().min(self.max - line.len())]);
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(length));
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.ended {
            return None;
        }
        let mut line = Vec::new();
        let length = self.read(&mut line);
        self.number += 1;
        let check = check(&line);
        let content = match length {
            Ok(None) => return None,
            Ok(Some(length)) if length > self.max as u64 => Content::TooLong(length),
            Ok(Some(_)) => {
                if self.number == 1 && line.starts_with(BOM) {
                    line.drain(..BOM.len());
                }
                Content::Record(line)
            }
            Err(error) => {
                self.ended = true;
                Content::BrokenOff(error)
            }
        };
        Some(Line { number: self.number, content, check })
    }
}

fn memchr(buffer: &[u8]) -> Option<usize> {
    buffer.iter().position(|&b| b == b'\n')
}

/// A check sum, to see whether input or rules are those of an earlier run.
pub fn check(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

fn unpack(mut reader: BufReader<Counted>) -> io::Result<Box<dyn BufRead>> {
    let start = reader.fill_buf()?;
    Ok(if start.starts_with(&GZIP) {
        Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(reader)))
    } else if start.starts_with(&ZSTD) {
        Box::new(BufReader::with_capacity(1 << 16, zstd::Decoder::with_buffer(reader)?))
    } else {
        Box::new(reader)
    })
}

struct Counted {
    source: Box<dyn Read>,
    consumed: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.consumed.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
