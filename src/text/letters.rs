//! Which characters are letters and which are numbers, as the standard library has it. That walks
//! through a table for what most often is not of ASCII: letters with marks, quotes and dashes.

/// `char::is_alphabetic`.
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{481}' | '\u{4e00}'..='\u{9fff}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// `char::is_numeric`.
#[inline]
pub(crate) fn is_numeric(c: char) -> bool {
    match c {
        '\u{c0}'..='\u{481}' | '\u{2000}'..='\u{206f}' | '\u{4e00}'..='\u{9fff}' => false,
        _ => c.is_numeric(),
    }
}

/// `char::is_alphanumeric`.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    is_alphabetic(c) || is_numeric(c)
}

#[cfg(test)]
mod tests {
    use super::{is_alphabetic, is_numeric};

    #[test]
    fn all_characters_are_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
        }
    }
}
