//! What the words of a candidate and of those around it say. On pages that came as text alone:
//! markup says more, and its weights are fitted without.

use super::Out;
use super::view::View;

/// What the words of each candidate say, and sums and extremes from either end.
#[derive(Default)]
pub(super) struct Wordings {
    own: Vec<f32>,
    /// Before each candidate, and one more: scores by the root of their words, and those roots.
    before: Vec<(f32, f32)>,
    least_before: Vec<f32>,
    least_after: Vec<f32>,
    most_after: Vec<f32>,
}

impl Wordings {
    /// Of the next candidate.
    pub(super) fn push(&mut self, score: f32, words: u32) {
        if self.before.is_empty() {
            self.before.push((0.0, 0.0));
        }
        let weight = (words as f32).sqrt();
        let (sum, weights) = self.before[self.own.len()];
        self.before.push((sum + score * weight, weights + weight));
        let least = self.least_before.last().copied().unwrap_or(score);
        self.least_before.push(least.min(score));
        self.own.push(score);
    }

    /// After the last candidate.
    pub(super) fn end(&mut self) {
        (self.least_after, self.most_after) = (self.own.clone(), self.own.clone());
        for i in (1..self.own.len()).rev() {
            self.least_after[i - 1] = self.least_after[i - 1].min(self.least_after[i]);
            self.most_after[i - 1] = self.most_after[i - 1].max(self.most_after[i]);
        }
    }

    /// The mean over some candidates.
    fn mean(&self, from: usize, to: usize) -> f32 {
        let (from, to) = (self.before[from], self.before[to]);
        (to.0 - from.0) / (to.1 - from.1).max(1.0)
    }
}

/// Candidates on each side whose mean is a feature.
const NEAR: usize = 4;
const FAR: usize = 12;

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    let (it, count) = (&view.wordings, view.len());
    let Some(&own) = it.own.get(i) else { return };
    out.put("wording.own", 0, own);
    for n in [-2, -1, 1, 2] {
        let next = i.checked_add_signed(n).and_then(|at| it.own.get(at));
        out.put("wording.next", n as i32, next.copied().unwrap_or(0.0));
    }
    let (near, far) = ((i + NEAR + 1).min(count), (i + FAR + 1).min(count));
    out.put("wording.near", 0, it.mean(i.saturating_sub(NEAR), near));
    out.put("wording.far", -1, it.mean(i.saturating_sub(FAR), i));
    out.put("wording.far", 1, it.mean(i + 1, far));
    out.put("wording.all", -1, it.mean(0, i));
    out.put("wording.all", 1, it.mean(i + 1, count));
    out.put("wording.least", -1, it.least_before[i]);
    out.put("wording.least", 1, it.least_after[i]);
    out.put("wording.most", 1, it.most_after[i]);
}
