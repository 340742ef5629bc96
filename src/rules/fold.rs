//! Characters as they count when texts are compared: folded, and what they are in words.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Alphabets, Vietnamese, kana and common punctuation: what they are is worked out at build time.
pub(super) const COMMON: [std::ops::Range<u32>; 4] =
    [0..0xa00, 0x1e00..0x1f00, 0x2000..0x2070, 0x3000..0x3100];

/// What a character is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Where it folds to one character: that.
    pub(super) folded: char,
    pub(super) bits: u8,
}

const WORD: u8 = 1;
const NUMBER: u8 = 2;
const JOINS: u8 = 4;
const HALF: u8 = 8;
/// Folds to no character, or to several.
const OTHERWISE: u8 = 16;

impl Look {
    pub(super) fn of(c: char) -> Self {
        Self::by_place(c).unwrap_or_else(|| Self::by_properties(c))
    }

    /// What is told by the place of a character alone: Han, and syllables of Hangul.
    fn by_place(c: char) -> Option<Self> {
        let bits = match c {
            '\u{4e00}'..='\u{9fff}' => WORD | HALF,
            '\u{ac00}'..='\u{d7a3}' => WORD,
            _ => return None,
        };
        Some(Self { folded: c, bits })
    }

    fn by_properties(c: char) -> Self {
        let (half, joins) = (spaceless(c), joins(c));
        let mut bits = 0;
        for (bit, is) in
            [(WORD, c.is_alphanumeric()), (NUMBER, c.is_numeric()), (JOINS, joins), (HALF, half)]
        {
            bits |= if is { bit } else { 0 };
        }
        let (mut folded, mut count) = (c, 0);
        if !(joins && dropped(c)) {
            fold(c, |c| (folded, count) = (c, count + 1));
        }
        Self { folded, bits: if count == 1 { bits } else { bits | OTHERWISE } }
    }

    /// Neither ends a word nor starts one: marks, joiners, apostrophes, soft hyphens.
    pub(super) fn joins(self) -> bool {
        self.bits & JOINS != 0
    }

    pub(super) fn is_word(self) -> bool {
        self.bits & WORD != 0
    }

    pub(super) fn is_number(self) -> bool {
        self.bits & NUMBER != 0
    }

    /// A character of a script without spaces.
    pub(super) fn is_half(self) -> bool {
        self.bits & HALF != 0
    }

    /// Emits what `c` counts as: the same for all that differ in case or accents only.
    pub(super) fn fold(self, c: char, mut emit: impl FnMut(char)) {
        if self.bits & OTHERWISE == 0 {
            emit(self.folded);
        } else if !(self.joins() && dropped(c)) {
            fold(c, emit);
        }
    }
}

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
    if spaceless(c) {
        return emit(c);
    }
    for c in c.to_lowercase() {
        if matches!(c, '\u{ac00}'..='\u{d7a3}') {
            emit(c);
            continue;
        }
        decompose_canonical(c, |c| match c {
            'ß' => {
                emit('s');
                emit('s');
            }
            'ſ' => emit('s'),
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
fn spaceless(c: char) -> bool {
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
    use super::Look;

    #[test]
    fn places_tell_what_properties_tell() {
        let mut told = 0;
        for c in '\0'..=char::MAX {
            if let Some(Look { folded, bits }) = Look::by_place(c) {
                let slow = Look::by_properties(c);
                assert_eq!((folded, bits), (slow.folded, slow.bits), "{c}");
                told += 1;
            }
        }
        assert!(told > 30_000);
    }
}
