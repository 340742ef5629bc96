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

pub(super) fn ends_attribute(byte: u8) -> bool {
    means(byte, SPACE | ENDS_ATTRIBUTE)
}
