//! A text as folded words: what phrases are compared on.
//!
//! Case, accents, punctuation, typographic variants and vowel points do not count; scripts
//! written without spaces give a word a character.

use super::fold;

/// A word: its hash, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) hash: u64,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) number: bool,
    /// A character of a script without spaces; two of them count as a word.
    pub(crate) half: bool,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

pub(crate) fn mix(hash: u64, c: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The hash of a class, id or attribute word: ASCII case does not count.
pub(crate) fn token_hash(token: &str) -> u64 {
    token.chars().fold(SEED, |hash, c| mix(hash, c.to_ascii_lowercase()))
}

/// The first `limit` words of a text, into `out`; the place at which it stopped.
pub(crate) fn words(text: &str, limit: usize, out: &mut Vec<Word>) {
    out.clear();
    let looks = fold::looks();
    let mut open: Option<Word> = None;
    for (at, c) in text.char_indices() {
        let look = fold::look(looks, c);
        let end = (at + c.len_utf8()) as u32;
        if look.joins() {
            if let Some(word) = &mut open {
                word.end = end;
                look.fold(c, |c| word.hash = mix(word.hash, c));
            }
            continue;
        }
        let half = look.is_half();
        if !look.is_word() || half || open.is_some_and(|w| w.half) {
            out.extend(open.take());
            if out.len() >= limit {
                return;
            }
        }
        if look.is_word() {
            let word =
                open.get_or_insert(Word { hash: SEED, start: at as u32, end, number: true, half });
            word.end = end;
            word.number &= look.is_number();
            look.fold(c, |c| word.hash = mix(word.hash, c));
        }
    }
    out.extend(open);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut out = Vec::new();
        words(text, 100, &mut out);
        out.iter().map(|w| w.hash).collect()
    }

    #[test]
    fn what_does_not_count() {
        for (a, b) in [
            ("Don’t miss out!", "dont miss OUT"),
            ("ABONNEZ-VOUS À LA LETTRE", "abonnez vous a la lettre"),
            ("ΕΓΓΡΑΦΕΙΤΕ στις", "Εγγραφείτε ΣΤΙΣ"),
            ("Gefällt STRASSE", "gefällt Straße"),
            ("İLGİLİ", "ilgili"),
            ("الاشتراكُ", "الاشتراك"),
            ("می‌خواهم", "میخواهم"),
            ("Ｅメール", "Eメール"),
        ] {
            assert_eq!(hashes(a), hashes(b), "{a} / {b}");
        }
        assert_ne!(hashes("share"), hashes("shares"));
    }

    #[test]
    fn words_stop_at_the_limit() {
        let mut out = Vec::new();
        words("a b c d e", 3, &mut out);
        assert_eq!(out.len(), 3);
        words("記事を共有", 100, &mut out);
        assert_eq!(out.len(), 5);
        assert!(out.iter().all(|w| w.half));
    }
}
