//! The page's own cut: the threshold that maximises the expected F measure over words.

/// With `p` the likelihood and `w` the words of each candidate, keeping the set `K` has an
/// expected F measure of about `(1 + β²) Σ_K p w / (Σ_K w + β² Σ p w)`; the best `K` is a prefix of
/// the candidates by falling `p` (Ye et al., *Optimizing F-measures: a tale of two approaches*,
/// ICML 2012). `recall` is β.
pub(super) fn best_cut(scores: &[f32], words: &[u32], recall: f32) -> f32 {
    let mut order: Vec<(f32, u32)> =
        scores.iter().copied().zip(words.iter().copied()).filter(|c| c.1 > 0).collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let wanted: f32 = order.iter().map(|&(p, w)| p * w as f32).sum::<f32>() * recall * recall;
    // A page without a word: what little it shows is kept.
    let (mut kept, mut right, mut best, mut cut) = (0.0, 0.0, 0.0, 0.0);
    for &(p, w) in &order {
        kept += w as f32;
        right += p * w as f32;
        let f = right / (kept + wanted);
        if f > best {
            (best, cut) = (f, p);
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::best_cut;

    #[test]
    fn cuts_where_expected_f1_is_highest() {
        assert_eq!(best_cut(&[0.9, 0.8, 0.1], &[50, 50, 50], 1.0), 0.8);
        // Uncertain all over: keeping all beats keeping little.
        assert_eq!(best_cut(&[0.4, 0.35], &[50, 50], 1.0), 0.35);
        assert_eq!(best_cut(&[0.3], &[0], 1.0), 0.0);
    }
}
