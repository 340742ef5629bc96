//! What bytes mean inside tags, by one look at a table.

/// White space where tags are concerned; carriage returns are gone by now.
const SPACE: u8 = 1;
/// What else ends a tag's name.
const ENDS_NAME: u8 = 1 << 1;
/// What else ends an attribute's name.
const ENDS_ATTRIBUTE: u8 = 1 << 2;

const MEANING: [u8; 256] = {
    let mut meaning = [0; 256];
    meaning[b' ' as usize] = SPACE;
    meaning[b'\n' as usize] = SPACE;
    meaning[b'\t' as usize] = SPACE;
    meaning[b'\x0c' as usize] = SPACE;
    meaning[b'/' as usize] = ENDS_NAME | ENDS_ATTRIBUTE;
    meaning[b'>' as usize] = ENDS_NAME | ENDS_ATTRIBUTE;
    meaning[b'=' as usize] = ENDS_ATTRIBUTE;
    meaning
};

fn means(byte: u8, any: u8) -> bool {
    MEANING[usize::from(byte)] & any != 0
}

pub(super) fn is_space(byte: u8) -> bool {
    means(byte, SPACE)
}

pub(super) fn ends_name(byte: u8) -> bool {
    means(byte, SPACE | ENDS_NAME)
}

/// How long the tag's name is that a text begins with.
#[inline(always)]
pub(super) fn tag_name(text: &[u8]) -> usize {
    name(text, SPACE | ENDS_NAME)
}

/// How long the attribute's name is that a text begins with: it may begin with `=`.
#[inline(always)]
pub(super) fn attribute_name(text: &[u8]) -> usize {
    name(text, SPACE | ENDS_ATTRIBUTE)
}

/// The first byte belongs to the name, whatever it is.
#[inline(always)]
fn name(text: &[u8], end: u8) -> usize {
    let begun = text.first_chunk().map_or(1, |&eight| letters(eight).max(1));
    let rest = &text[begun..];
    begun + rest.iter().position(|&b| means(b, end)).unwrap_or(rest.len())
}

/// How many ASCII bytes above `>`, which end no name, stand first: of most names that is all.
#[inline(always)]
fn letters(eight: [u8; 8]) -> usize {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let (bytes, upper) = (u64::from_le_bytes(eight), EACH * 0x80);
    let above = ((bytes & !upper) + EACH * (0x7f - b'>' as u64)) & !bytes & upper;
    ((above ^ upper).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::{attribute_name, tag_name};

    #[test]
    fn names_end_where_they_end() {
        for (text, tag, attribute) in [
            ("a", 1, 1),
            ("div>", 3, 3),
            ("h1 class=", 2, 2),
            ("data-src=x y z", 10, 8),
            ("blockquote/cite", 10, 10),
            ("größe und>", 7, 7),
            ("=ab=c", 5, 3),
            ("?@[`{|}~\u{7f}\t", 9, 9),
            ("aaaaaaaa>aaaaaaa", 8, 8),
            ("a\n\x0c     ", 1, 1),
        ] {
            assert_eq!(tag_name(text.as_bytes()), tag, "{text}");
            assert_eq!(attribute_name(text.as_bytes()), attribute, "{text}");
        }
    }
}
