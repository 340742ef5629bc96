//! Allocations and peak memory of the whole clean, counted by the allocator: the same on every run.
//!
//! `cargo run --release --bin memory -- PAGES.jsonl [--limit N]`

use copydesk::{Article, Cleaner, Page};
use copydesk_peers::{htmls, median};
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

struct Counting;

static CALLS: AtomicUsize = AtomicUsize::new(0);
static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn grow(bytes: usize) {
    let live = LIVE.fetch_add(bytes, Relaxed) + bytes;
    PEAK.fetch_max(live, Relaxed);
}

// SAFETY: everything is handed to the system's allocator; only counters are added.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.fetch_add(1, Relaxed);
        grow(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        CALLS.fetch_add(1, Relaxed);
        // Both may be live while the bytes are moved.
        grow(size);
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// What a piece of work cost.
struct Cost {
    calls: usize,
    peak: usize,
}

fn cost<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (calls, live) = (CALLS.load(Relaxed), LIVE.load(Relaxed));
    PEAK.store(live, Relaxed);
    let out = work();
    let cost = Cost { calls: CALLS.load(Relaxed) - calls, peak: PEAK.load(Relaxed) - live };
    (out, cost)
}

/// A page's bytes, its candidates' allocations and its peak.
struct Measured {
    bytes: usize,
    /// Allocations besides the article's own.
    calls: usize,
    peak: usize,
}

fn measure(cleaner: &Cleaner, html: &str) -> Measured {
    let (article, spent) = cost(|| cleaner.clean(&Page::html(html)));
    let (copy, own) = cost(|| Article::clone(&article));
    black_box(copy);
    Measured { bytes: html.len(), calls: spent.calls.saturating_sub(own.calls), peak: spent.peak }
}

fn main() -> ExitCode {
    let Some(pages) = htmls() else {
        eprintln!("usage: memory PAGES.jsonl [--limit N]");
        return ExitCode::from(2);
    };
    let (cleaner, built) = cost(Cleaner::new);
    // Twice, so that what is made on first use is there.
    pages.iter().for_each(|html| _ = measure(&cleaner, html));
    let all: Vec<_> = pages.iter().map(|html| measure(&cleaner, html)).collect();
    let count = all.len().max(1);
    let calls = all.iter().map(|m| m.calls).sum::<usize>() / count;
    let worst = all.iter().map(|m| m.peak as f64 / m.bytes.max(1) as f64).fold(0.0, f64::max);
    let constant = all.iter().map(|m| m.peak.saturating_sub(3 * m.bytes)).max().unwrap_or_default();
    println!("| | |\n| --- | ---: |");
    println!("| pages | {} |", all.len());
    println!("| bytes a page | {} |", all.iter().map(|m| m.bytes).sum::<usize>() / count);
    println!("| allocations a page besides the article's, mean | {calls} |");
    println!("| the same, median | {} |", median(all.iter().map(|m| m.calls as f64).collect()));
    println!(
        "| peak / page, median | {:.2} |",
        median(all.iter().map(|m| m.peak as f64 / m.bytes.max(1) as f64).collect())
    );
    println!("| peak / page, largest | {worst:.2} |");
    println!("| peak beyond 3 × page, largest | {constant} |");
    println!("| Cleaner::new: allocations, bytes | {}, {} |", built.calls, built.peak);
    ExitCode::SUCCESS
}
