//! Pages a second and CPU time a page with one worker thread and with two: passes take turns, the
//! median of each counts.
//!
//! `cargo run --release --bin threads -- PAGES.jsonl [--limit N]`

use copydesk::batch::Batch;
use copydesk::{Cleaner, Page};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

const PASSES: usize = 15;

#[derive(serde::Deserialize)]
struct Record {
    html: String,
}

/// Seconds of wall clock and of CPU.
#[derive(Clone, Copy)]
struct Pass {
    wall: f64,
    cpu: f64,
}

/// Clock ticks of Linux: 100 a second.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after_name = stat.rsplit_once(')')?.1;
    let ticks = after_name.split_whitespace().skip(11).take(2).map(|field| field.parse::<f64>());
    Some(ticks.sum::<Result<f64, _>>().ok()? / 100.0)
}

fn pass(
    cleaner: &Cleaner,
    pages: &Arc<Vec<String>>,
    threads: usize,
) -> Result<Pass, copydesk::Error> {
    let (start, cpu) = (Instant::now(), cpu_seconds().unwrap_or(f64::NAN));
    let (cleaner, all) = (cleaner.clone(), Arc::clone(pages));
    let work = move |at: usize| cleaner.clean(&Page::html(all[at].as_str()));
    let articles = Batch::new().with_threads(threads).map(0..pages.len(), work)?;
    assert_eq!(articles.filter(Result::is_ok).count(), pages.len());
    let cpu = cpu_seconds().unwrap_or(f64::NAN) - cpu;
    Ok(Pass { wall: start.elapsed().as_secs_f64(), cpu })
}

fn median(passes: &[Pass], of: impl Fn(&Pass) -> f64) -> f64 {
    let mut values: Vec<f64> = passes.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let limit =
        args.iter().position(|a| a == "--limit").and_then(|at| args.get(at + 1)?.parse().ok());
    let Some(text) = args.first().and_then(|file| std::fs::read_to_string(file).ok()) else {
        eprintln!("usage: threads PAGES.jsonl [--limit N]");
        return ExitCode::from(2);
    };
    let records = text.lines().take(limit.unwrap_or(usize::MAX));
    let pages = records.filter_map(|line| Some(serde_json::from_str::<Record>(line).ok()?.html));
    let pages = Arc::new(pages.collect::<Vec<_>>());
    let cleaner = Cleaner::new();
    let [mut one, mut two] = [Vec::new(), Vec::new()];
    for _ in 0..PASSES {
        for (threads, passes) in [(1, &mut one), (2, &mut two)] {
            match pass(&cleaner, &pages, threads) {
                Ok(pass) => passes.push(pass),
                Err(error) => {
                    eprintln!("threads: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    let count = pages.len() as f64;
    println!(
        "| threads | pages a second | CPU ms a page | times one |\n| ---: | ---: | ---: | ---: |"
    );
    let single = median(&one, |pass| pass.wall);
    for (threads, passes) in [(1, &one), (2, &two)] {
        let wall = median(passes, |pass| pass.wall);
        let cpu = median(passes, |pass| pass.cpu) * 1000.0 / count;
        println!("| {threads} | {:.0} | {cpu:.2} | {:.2} |", count / wall, single / wall);
    }
    ExitCode::SUCCESS
}
