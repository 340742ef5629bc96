//! Pages a second and CPU time a page with one worker thread and with two: passes take turns, the
//! median of each counts.
//!
//! `cargo run --release --bin threads -- PAGES.jsonl [--limit N]`

use copydesk::batch::Batch;
use copydesk::{Cleaner, Page};
use copydesk_peers::{htmls, median};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

const PASSES: usize = 15;

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

fn main() -> ExitCode {
    let Some(pages) = htmls() else {
        eprintln!("usage: threads PAGES.jsonl [--limit N]");
        return ExitCode::from(2);
    };
    let pages = Arc::new(pages);
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
    let wall = |passes: &[Pass]| median(passes.iter().map(|pass| pass.wall).collect());
    let single = wall(&one);
    for (threads, passes) in [(1, &one), (2, &two)] {
        let wall = wall(passes);
        let cpu = median(passes.iter().map(|pass| pass.cpu).collect()) * 1000.0 / count;
        println!("| {threads} | {:.0} | {cpu:.2} | {:.2} |", count / wall, single / wall);
    }
    ExitCode::SUCCESS
}
