//! What a rule asks of a text's size, kind and place: told without looking at its other tests, of
//! which most texts never hear.

use super::condition::Position;
use super::layout::Layout;
use super::predicate::Test;
use super::scene::kind_bit;
use crate::segment::Candidate;

/// The bounds that a rule's tests set at their top.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate<'a> {
    least: u32,
    most: u32,
    kinds: u16,
    places: Option<&'a [Position]>,
}

impl<'a> Gate<'a> {
    pub(super) fn of(tests: &'a [Test]) -> Self {
        let open = Self { least: 0, most: u32::MAX, kinds: u16::MAX, places: None };
        tests.iter().fold(open, |gate, test| match test {
            Test::Words { min, max } => {
                Self { least: gate.least.max(*min), most: gate.most.min(*max), ..gate }
            }
            Test::Kind(bits) => Self { kinds: gate.kinds & bits, ..gate },
            Test::Position(list) => Self { places: Some(list), ..gate },
            _ => gate,
        })
    }

    /// Whether the tests may hold.
    pub(super) fn admits(&self, candidate: &Candidate, at: u32, layout: &Layout) -> bool {
        let is_at = |places: &[Position]| places.iter().any(|&place| layout.is_at(at, place));
        (self.least..=self.most).contains(&candidate.words)
            && self.kinds & kind_bit(candidate.kind) != 0
            && self.places.is_none_or(is_at)
    }
}
