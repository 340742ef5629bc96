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
    let (mut sum, mut words, mut odds) = (0.0, 0.0, remembered(log_odds));
    for at in some.clone() {
        let weight = segments.candidates[at].words as f32;
        sum += weight * odds(scores[at]);
        words += weight;
    }
    let mean = sum / words;
    let mut drawn = remembered(|score| {
        let own = log_odds(score);
        1.0 / (1.0 + (-(own + share * (mean - own))).exp())
    });
    for at in some {
        scores[at] = drawn(scores[at]);
    }
}

/// The same function, which knows what it last gave: in a row, most have the score of those before.
fn remembered(f: impl Fn(f32) -> f32) -> impl FnMut(f32) -> f32 {
    let mut known = (f32::NAN, f32::NAN);
    move |value| {
        if known.0 != value {
            known = (value, f(value));
        }
        known.1
    }
}

fn log_odds(score: f32) -> f32 {
    let score = score.clamp(1.0 - SUREST, SUREST);
    (score / (1.0 - score)).ln()
}
