//! The page's own cut: the threshold that maximises the expected F measure over words.

/// From which score on a candidate is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Cut {
    least: f32,
    /// One past the last paragraph that is surely of the story.
    end: usize,
    /// After that.
    least_after: f32,
}

impl Cut {
    /// From which score on this candidate is kept.
    pub(crate) fn of(self, candidate: usize) -> f32 {
        if candidate < self.end { self.least } else { self.least_after }
    }
}

/// A candidate this likely is sure.
const SURE: f32 = 0.95;
/// Shorter paragraphs end no story.
const PROSE: u32 = 20;
/// Where sure candidates have this share of the expected words, the page has a story of its own,
/// and what stands around it must be likelier in than out by itself.
const STORY: f32 = 0.5;
/// The least cut of such a page: more than even, since other pages than those of the benchmarks were
/// labelled with less doubt.
const LIKELY: f32 = 0.53;
/// With this share, the story ends with its last sure paragraph but for what is that likely.
const END: f32 = 0.1;

/// With `p` the likelihood and `w` the words of each candidate, keeping the set `K` has an
/// expected F measure of about `(1 + β²) Σ_K p w / (Σ_K w + β² Σ p w)`; the best `K` is a prefix of
/// the candidates by falling `p` (Ye et al., *Optimizing F-measures: a tale of two approaches*,
/// ICML 2012). `recall` is β.
///
/// That takes candidates to be right or wrong each for itself. A row of teasers or a list of
/// countries is wrong as a whole: beside a sure story it stays out unless it is more likely in.
///
/// What follows the last sure paragraph, the one before `end`, is more often wrong than its score
/// says: biographies, offers, the next story.
pub(super) fn best_cut(scores: &[f32], words: &[u32], recall: f32, end: usize) -> Cut {
    let mut order: Vec<(f32, u32)> = Vec::with_capacity(scores.len());
    order.extend(scores.iter().copied().zip(words.iter().copied()).filter(|c| c.1 > 0));
    // Of what is not below 0 the bits are in the order of the values.
    order.sort_unstable_by_key(|(score, _)| std::cmp::Reverse(score.to_bits()));
    let expected: f32 = order.iter().map(|&(p, w)| p * w as f32).sum();
    let wanted = expected * recall * recall;
    // A page without a word: what little it shows is kept.
    let (mut kept, mut right, mut sure, mut best, mut cut) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for &(p, w) in &order {
        kept += w as f32;
        right += p * w as f32;
        if p >= SURE {
            sure = right;
        }
        let f = right / (kept + wanted);
        if f > best {
            (best, cut) = (f, p);
        }
    }
    // Who asks for recall asks for the unsure.
    let likely = |share: f32| {
        let has_story = sure > 0.0 && sure >= expected * share && recall <= 1.0;
        if has_story { cut.max(LIKELY) } else { cut }
    };
    Cut { least: likely(STORY), end, least_after: likely(END) }
}

/// Whether a paragraph of so many words with this score is sure enough to end a story.
pub(super) fn may_end(words: u32, score: f32) -> bool {
    words >= PROSE && score >= SURE
}

#[cfg(test)]
mod tests {
    use super::best_cut;

    #[test]
    fn cuts_where_expected_f1_is_highest() {
        let cut = |scores: &[f32], words: &[u32]| best_cut(scores, words, 1.0, scores.len()).of(0);
        assert_eq!(cut(&[0.9, 0.8, 0.1], &[50, 50, 50]), 0.8);
        // Uncertain all over: keeping all beats keeping little.
        assert_eq!(cut(&[0.4, 0.35], &[50, 50]), 0.35);
        assert_eq!(cut(&[0.3], &[0]), 0.0);
    }

    #[test]
    fn beside_a_sure_story_a_row_of_teasers_must_be_likely() {
        let mut scores = vec![0.98, 0.97];
        let mut words = vec![200, 100];
        scores.extend([0.45; 20]);
        words.extend([10; 20]);
        assert!(best_cut(&scores, &words, 1.0, 0).of(0) > 0.45);
        // Without that story they are all there is.
        assert_eq!(best_cut(&scores[2..], &words[2..], 1.0, 0).of(0), 0.45);
    }

    #[test]
    fn after_a_small_sure_story_they_must_too() {
        let mut scores = vec![0.4, 0.98];
        let mut words = vec![50, 100];
        scores.extend([0.45; 40]);
        words.extend([10; 40]);
        let cut = best_cut(&scores, &words, 1.0, 2);
        assert!(cut.of(1) <= 0.45, "before its end they may be a part of it");
        assert!(cut.of(2) > 0.45);
        assert!(best_cut(&scores, &words, 1.5, 2).of(2) < 0.5, "recall was asked for");
    }
}
