//! A text as folded words: what phrases are compared on.
//!
//! Case, accents, punctuation, typographic variants and vowel points do not count; scripts
//! written without spaces give a word a character.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

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
    let mut open: Option<Word> = None;
    for (at, c) in text.char_indices() {
        let end = (at + c.len_utf8()) as u32;
        if joins(c) {
            if let Some(word) = &mut open {
                word.end = end;
                if !dropped(c) {
                    fold(c, |c| word.hash = mix(word.hash, c));
                }
            }
            continue;
        }
        let half = spaceless(c);
        if !c.is_alphanumeric() || half || open.is_some_and(|w| w.half) {
            out.extend(open.take());
            if out.len() >= limit {
                return;
            }
        }
        if c.is_alphanumeric() {
            let word =
                open.get_or_insert(Word { hash: SEED, start: at as u32, end, number: true, half });
            word.end = end;
            word.number &= c.is_numeric();
            fold(c, |c| word.hash = mix(word.hash, c));
        }
    }
    out.extend(open);
}

/// Characters that neither end a word nor start one: marks, joiners, apostrophes, soft hyphens.
fn joins(c: char) -> bool {
    !c.is_ascii()
        && (is_combining_mark(c)
            || matches!(c, '\u{2019}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{640}' | '\u{2bc}'))
        || c == '\''
}

/// Marks that do not count: accents of the alphabets, Hebrew and Arabic points, joiners.
fn dropped(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{640}' | '\u{2bc}'
        | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn fold(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    for c in c.to_lowercase() {
        if matches!(c, '\u{ac00}'..='\u{d7a3}') || spaceless(c) {
            emit(c);
            continue;
        }
        decompose_canonical(c, |c| match c {
            'ß' => {
                emit('s');
                emit('s');
            }
            'ı' => emit('i'),
            'ø' => emit('o'),
            'ł' => emit('l'),
            'đ' => emit('d'),
            'ς' => emit('σ'),
            'ё' => emit('е'),
            'ي' | 'ى' => emit('ی'),
            'ك' => emit('ک'),
            'ة' => emit('ه'),
            // Full-width forms of ASCII.
            '\u{ff01}'..='\u{ff5e}' => {
                let c = char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
                emit(c.to_ascii_lowercase());
            }
            c if dropped(c) => {}
            c => emit(c),
        });
    }
}

/// Scripts written without spaces between words.
pub(crate) fn spaceless(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{20000}'..='\u{3ffff}')
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
