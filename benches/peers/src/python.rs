//! The Python peers: a child process each, fed a page at a time.

use crate::peer::Peer;
use copydesk_peers::Record;
use std::io::{BufRead, BufReader, Error, Write};
use std::process::{Command, Stdio};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers.py");

/// Starts `python peers.py NAME`; the child times itself, so the pipe costs it nothing.
pub fn peer(python: &str, name: &str) -> Result<Peer, Error> {
    let mut child = Command::new(python)
        .args([SCRIPT, name])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| Error::new(e.kind(), format!("{python}: {e}")))?;
    let mut pages = child.stdin.take().ok_or_else(|| Error::other("no pipe to Python"))?;
    let output = child.stdout.take().ok_or_else(|| Error::other("no pipe from Python"))?;
    let mut answers = BufReader::new(output).lines();
    let ready = answers.next().transpose()?.unwrap_or_default();
    let version = ready
        .strip_prefix("ready ")
        .ok_or_else(|| Error::other(format!("{name} does not start: see requirements.txt")))?;
    let clean = move |page: &Record| {
        send(&mut pages, page.url.as_deref().unwrap_or_default()).ok()?;
        send(&mut pages, &page.html).ok()?;
        answers.next()?.ok()?.parse().ok()
    };
    Ok(Peer::new(format!("{name} {version} (Python)"), Box::new(clean)))
}

fn send(pipe: &mut impl Write, text: &str) -> Result<(), Error> {
    let length = u32::try_from(text.len()).map_err(Error::other)?;
    pipe.write_all(&length.to_le_bytes())?;
    pipe.write_all(text.as_bytes())?;
    pipe.flush()
}
