//! The `copydesk` binary: clean, explain, rules, learn, batch.

mod args;
mod batch;
mod clean;
mod cleaner;
mod explain;
mod input;
mod learn;
mod rules;
mod terminal;

use args::{Args, Command};
use clap::Parser;
use std::fmt::Display;
use std::process::ExitCode;

/// What a command failed with: one line, what and where and what to do.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Command::Clean(args) => clean::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Learn(args) => learn::run(&args),
        Command::Batch(args) => batch::run(&args),
    };
    match done {
        Ok(code) => code,
        // The reader of our output has left (`| head`): nobody is left to be told.
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// An error's line on standard error.
fn complain(error: &dyn Display) {
    let line = error.to_string().replace('\n', " ");
    eprintln!("copydesk: {}", terminal::printable(&line));
}

fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
