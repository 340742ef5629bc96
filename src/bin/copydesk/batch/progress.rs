//! How far a batch is, on a terminal.

use super::input::Lines;
use super::stats::Stats;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often the numbers change.
const EVERY: Duration = Duration::from_millis(250);

pub struct Progress {
    bar: Option<ProgressBar>,
    consumed: Arc<AtomicU64>,
    started: Instant,
    shown: Instant,
    before: Option<u64>,
}

impl Progress {
    pub fn is_wanted(quiet: bool) -> bool {
        !quiet && std::io::stderr().is_terminal()
    }

    pub fn new(lines: &Lines, quiet: bool) -> Self {
        let bar = Self::is_wanted(quiet).then(|| match lines.length {
            Some(length) => {
                ProgressBar::new(length).with_style(style("{wide_bar} {percent}% ETA {eta}\n{msg}"))
            }
            None => ProgressBar::new_spinner().with_style(style("{spinner} {msg}")),
        });
        let now = Instant::now();
        Self { bar, consumed: Arc::clone(&lines.consumed), started: now, shown: now, before: None }
    }

    pub fn show(&mut self, stats: &Stats) {
        let Some(bar) = &self.bar else { return };
        // Pages of earlier runs took none of this run's time.
        let before = *self.before.get_or_insert(stats.pages);
        if self.shown.elapsed() < EVERY {
            return;
        }
        self.shown = Instant::now();
        bar.set_position(self.consumed.load(Ordering::Relaxed));
        let time = self.started.elapsed();
        let speed = (stats.pages - before) as f64 / time.as_secs_f64();
        bar.set_message(format!("{}, {speed:.0} pages/s", stats.text(time)));
    }

    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
