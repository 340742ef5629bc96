//! The mean of several scores, and what lies between it and each.

use crate::segment::Segments;

/// The surest likelihood that counts.
const SUREST: f32 = 0.999;

/// Moves the score of each of these candidates so far (`share`, 0 to 1) to their mean: that of the
/// log odds, by words.
pub(super) fn draw_together(
    some: impl Iterator<Item = usize> + Clone,
    share: f32,
    segments: &Segments,
    scores: &mut [f32],
) {
    let (mut sum, mut words) = (0.0, 0.0);
    for at in some.clone() {
        let weight = segments.candidates[at].words as f32;
        sum += weight * log_odds(scores[at]);
        words += weight;
    }
    let mean = sum / words;
    for at in some {
        let own = log_odds(scores[at]);
        scores[at] = 1.0 / (1.0 + (-(own + share * (mean - own))).exp());
    }
}

fn log_odds(score: f32) -> f32 {
    let score = score.clamp(1.0 - SUREST, SUREST);
    (score / (1.0 - score)).ln()
}
