//! What a run has done.

use super::record::{Done, Outcome};
use crate::Failure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// Counts, of this run and of those that it continues.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Stats {
    /// Records cleaned.
    pub pages: u64,
    pub failed: u64,
    /// Bytes of the records, unpacked.
    pub bytes: u64,
    /// Blocks taken out, by category; `score` for those that no rule named.
    pub removals: BTreeMap<String, u64>,
}

impl Stats {
    pub fn add(&mut self, done: &Done) {
        self.bytes += done.bytes;
        match &done.outcome {
            Outcome::Nothing => {}
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Cleaned(cleaned) => {
                self.pages += 1;
                self.add_removals(&cleaned.removals);
            }
        }
    }

    /// Adds the counts of a shard.
    pub fn merge(&mut self, other: &Self) {
        self.pages += other.pages;
        self.failed += other.failed;
        self.bytes += other.bytes;
        self.add_removals(&other.removals);
    }

    fn add_removals(&mut self, removals: &BTreeMap<String, u64>) {
        for (category, count) in removals {
            *self.removals.entry(category.clone()).or_default() += count;
        }
    }

    /// One line of JSON; `seconds` are this run's alone.
    pub fn json(&self, time: Duration) -> Result<String, Failure> {
        let mut value = serde_json::to_value(self)?;
        value["seconds"] = time.as_secs_f64().into();
        Ok(value.to_string())
    }

    /// `12 pages, 0 failed, 1.5 MB in 0.2 s; removed: newsletter 3, share 2`.
    pub fn text(&self, time: Duration) -> String {
        let megabytes = self.bytes as f64 / 1e6;
        let start = format!(
            "{} pages, {} failed, {megabytes:.1} MB in {:.1} s",
            self.pages,
            self.failed,
            time.as_secs_f64()
        );
        if self.removals.is_empty() { start } else { format!("{start}; removed: {}", self.top()) }
    }

    /// The categories with the most removals.
    pub fn top(&self) -> String {
        let mut counts: Vec<_> = self.removals.iter().collect();
        counts.sort_by_key(|&(category, count)| (std::cmp::Reverse(*count), category));
        let words: Vec<_> = counts.iter().take(6).map(|(c, n)| format!("{c} {n}")).collect();
        words.join(", ")
    }
}
