//! Compares the whole clean with other extractors on the same pages, in one run.
//!
//! Every page goes through each of them in turn, so that what else the machine does falls on all
//! alike; each then finds the processor's caches full of the others' doings. With longer turns they
//! run as where they are at work, one page after another. Timed: from the HTML string to the
//! finished text and metadata, dropping included.

mod peer;
mod python;
mod table;

use copydesk_peers::pages;
use peer::Peer;
use std::process::ExitCode;

const USAGE: &str = "usage: copydesk-peers PAGES.jsonl[.gz]... [--limit N] [--turn N] [--python PYTHON]

PAGES holds {\"url\",\"html\"} a line. --limit takes the first N pages of each file; --turn lets each
clean N pages (1) before the next one's turn. PYTHON has the packages of requirements.txt; without
--python the Rust peers alone are run.";

struct Options {
    files: Vec<String>,
    limit: usize,
    /// So many pages go through one before the next has its turn.
    turn: usize,
    python: Option<String>,
}

fn options() -> Option<Options> {
    let mut options = Options { files: Vec::new(), limit: usize::MAX, turn: 1, python: None };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--limit" => options.limit = args.next()?.parse().ok()?,
            "--turn" => options.turn = args.next()?.parse().ok().filter(|&n| n > 0)?,
            "--python" => options.python = Some(args.next()?),
            flag if flag.starts_with("--") => return None,
            _ => options.files.push(arg),
        }
    }
    (!options.files.is_empty()).then_some(options)
}

fn run(options: &Options) -> std::io::Result<()> {
    let mut peers = peer::rust();
    if let Some(python) = &options.python {
        peers.push(python::peer(python, "resiliparse")?);
        peers.push(python::peer(python, "trafilatura")?);
    }
    // A peer's panic is an error of that page; its message would only break the table.
    std::panic::set_hook(Box::new(|_| {}));
    for file in &options.files {
        let (mut count, mut pages) = (0, pages(file)?.take(options.limit));
        loop {
            let turn: Vec<_> = pages.by_ref().take(options.turn).collect();
            if turn.is_empty() {
                break;
            }
            peers.iter_mut().for_each(|peer| turn.iter().for_each(|page| peer.run(page)));
            count += turn.len();
        }
        table::print(file, count, &peers);
        peers.iter_mut().for_each(Peer::reset);
    }
    table::machine();
    Ok(())
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    // Peers recurse over the page: a deep stack, so that they are compared and not killed.
    let worker = std::thread::Builder::new().stack_size(1 << 30).spawn(move || run(&options));
    match worker.map(|thread| thread.join()) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(error))) | Err(error) => {
            eprintln!("copydesk-peers: {error}");
            ExitCode::FAILURE
        }
        Ok(Err(_)) => ExitCode::FAILURE,
    }
}
