//! `copydesk batch`: JSON lines in, JSON lines out, on all cores, in order.

mod input;
mod output;
mod progress;
mod record;
mod shards;
mod stats;
mod surrogates;

use crate::args::{Batch, Settings, Stats as StatsForm};
use crate::{Failure, cleaner};
use input::Lines;
use output::Output;
use progress::Progress;
use record::Task;
use shards::Shards;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

pub fn run(args: &Batch) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let task = Task {
        cleaner: cleaner::build(&args.settings)?,
        format: args.format,
        count_removals: args.stats.is_some() || Progress::is_wanted(args.quiet),
    };
    let mut lines = Lines::open(&args.input, args.max_record)?;
    let mut output = open(args)?;
    let mut stats = output.resume(&mut lines)?;
    let mut progress = Progress::new(&lines, args.quiet);
    report_panics_as_errors();
    let mut batch = copydesk::batch::Batch::new();
    if let Some(threads) = args.threads {
        batch = batch.with_threads(threads.into());
    }
    for done in batch.map(lines, move |line| task.run(line))? {
        let done = done?;
        stats.add(&done);
        output.write(done)?;
        progress.show(&stats);
    }
    progress.clear();
    output.finish()?;
    match args.stats {
        Some(StatsForm::Json) => eprintln!("{}", stats.json(started.elapsed())?),
        Some(StatsForm::Text) => eprintln!("{}", stats.text(started.elapsed())),
        None => {}
    }
    Ok(if stats.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(args: &Batch) -> Result<Output, Failure> {
    if args.output == Path::new("-") {
        return Output::stream(args.errors.as_deref(), &args.input);
    }
    let shards = Shards::open(&args.output, args.errors.as_deref(), args.shard, &identity(args)?)?;
    Ok(Output::shards(shards, &args.input, args.errors.is_some()))
}

/// All that decides what the output is but the input: shards made with another are not ours.
fn identity(args: &Batch) -> Result<String, Failure> {
    let Settings { rules, keep, without_rule } = &args.settings;
    let packs = rules
        .iter()
        .map(|file| Ok(format!("{:08x}", input::check(&crate::input::read(file)?))))
        .collect::<Result<Vec<_>, Failure>>()?;
    let identity = serde_json::json!({
        "version": env!("CARGO_PKG_VERSION"),
        "format": args.format.name(),
        "shard": args.shard,
        "max_record": args.max_record,
        "errors": args.errors.is_some(),
        "rules": packs,
        "keep": keep,
        "without_rule": without_rule,
    });
    Ok(identity.to_string())
}

/// A panic on a worker becomes its record's error; the default message would come on top.
fn report_panics_as_errors() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let on_worker =
            std::thread::current().name().is_some_and(|name| name.starts_with("copydesk-batch"));
        if !on_worker {
            default(panic);
        }
    }));
}
