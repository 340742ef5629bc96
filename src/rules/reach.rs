//! Which texts of a page rules are tried on.

use std::ops::Range;

/// Candidates in rising order, as ranges.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach(Vec<Range<u32>>);

impl Reach {
    pub(crate) fn all(count: usize) -> Self {
        Self(std::iter::once(0..count as u32).collect())
    }

    /// Those that `is_story`, and so many before and after each.
    pub(crate) fn around(
        count: usize,
        (before, after): (u32, u32),
        is_story: impl Fn(u32) -> bool,
    ) -> Self {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for at in (0..count as u32).filter(|&at| is_story(at)) {
            let (from, to) = (at.saturating_sub(before), (at + after + 1).min(count as u32));
            match ranges.last_mut() {
                Some(last) if from <= last.end => last.end = to,
                _ => ranges.push(from..to),
            }
        }
        Self(ranges)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn each(&self) -> impl Iterator<Item = u32> {
        self.0.iter().flat_map(Range::clone)
    }

    /// Whether any of these is among them.
    pub(super) fn meets(&self, some: Range<u32>) -> bool {
        let at = self.0.partition_point(|range| range.end <= some.start);
        self.0.get(at).is_some_and(|range| range.start < some.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Reach;

    #[test]
    fn what_is_near_is_reached_once() {
        let reach = Reach::around(20, (3, 2), |at| matches!(at, 0 | 3 | 15));
        assert_eq!(reach.each().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17]);
        assert!(reach.meets(5..12) && reach.meets(0..20) && reach.meets(17..30));
        assert!(!reach.meets(6..12) && !reach.meets(18..20));
        assert!(Reach::around(20, (3, 2), |_| false).is_empty());
    }
}
