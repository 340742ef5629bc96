//! Plain text: ASCII but for the apostrophe, whose words are cut by one look at a table.

/// Letters and digits in lower case, above a space; a space for all other plain bytes; 0 for those
/// that ask for a closer look.
pub(crate) const PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        if is_plain(byte) {
            plain[at] = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b' ' };
        }
        at += 1;
    }
    plain
};

pub(crate) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && byte != b'\''
}

/// How many plain bytes a text begins with.
pub(crate) fn plain_bytes(bytes: &[u8]) -> usize {
    let mut end = 0;
    while let Some(chunk) = bytes[end..].first_chunk::<CHUNK>()
        && chunk.iter().fold(true, |all, &byte| all & is_plain(byte))
    {
        end += CHUNK;
    }
    bytes[end..].iter().position(|&byte| !is_plain(byte)).map_or(bytes.len(), |at| end + at)
}

/// Bytes that are looked at together.
pub(crate) const CHUNK: usize = 16;

/// Bytes that are counted together: their count fits a byte.
const COUNTED: usize = 128;

/// How many bytes are such.
#[inline]
pub(crate) fn count(bytes: &[u8], is: impl Fn(&u8) -> bool) -> u32 {
    count_both(bytes, is, |_| false).0
}

/// How many bytes are of one kind, and how many of another: counted in bytes, sixteen at a time.
#[inline]
pub(crate) fn count_both(
    bytes: &[u8],
    one: impl Fn(&u8) -> bool,
    other: impl Fn(&u8) -> bool,
) -> (u32, u32) {
    let (mut ones, mut others) = (0, 0);
    for some in bytes.chunks(COUNTED) {
        let add = |(a, b), byte| (a + u8::from(one(byte)), b + u8::from(other(byte)));
        let (a, b) = some.iter().fold((0, 0), add);
        ones += u32::from(a);
        others += u32::from(b);
    }
    (ones, others)
}

/// For each byte what is said of the one before it; `first` for the first.
pub(crate) fn before<T: Copy>(said: &[T; CHUNK], first: T) -> [T; CHUNK] {
    let mut before = [first; CHUNK];
    before[1..].copy_from_slice(&said[..CHUNK - 1]);
    before
}

/// The length of the words that stand at the front with one space between them, in ASCII; a word
/// stands first.
pub(crate) fn plain_run(bytes: &[u8]) -> usize {
    // Behind the first byte, each is looked at with the one before it.
    let mut rest = bytes;
    while let [_, after @ ..] = rest
        && let Some((before, eight)) = rest.first_chunk().zip(after.first_chunk())
        && is_plain_run(u64::from_le_bytes(*before), u64::from_le_bytes(*eight))
    {
        rest = &rest[8..];
    }
    let mut end = bytes.len() - rest.len();
    loop {
        let word = bytes[end..].iter().position(|&b| !b.is_ascii_graphic());
        end = word.map_or(bytes.len(), |n| end + n);
        match bytes[end..] {
            [b' ', next, ..] if next.is_ascii_graphic() => end += 1,
            _ => return end,
        }
    }
}

/// Whether eight bytes are plain, and no spaces follow one another, with those before each, which
/// are ASCII.
fn is_plain_run(before: u64, eight: u64) -> bool {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const UPPER: u64 = EACH * 0x80;
    let least = |bytes: u64, least: u8| bytes.wrapping_add(EACH * u64::from(0x80 - least));
    // Of plain bytes two spaces alone have no more bits than one.
    let plain = least(eight, b' ') & least(before | eight, b' ' + 1);
    plain & !least(eight, 0x7f) & !eight & UPPER == UPPER
}
