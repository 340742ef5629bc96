//! Plain text: ASCII but for the apostrophe, whose words are cut by one look at a table.

/// Letters and digits in lower case, above a space; a space for all other plain bytes; 0 for those
/// that ask for a closer look.
pub(crate) const PLAIN: [u8; 256] = {
    let mut plain = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        plain[at] = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b' ' };
        at += 1;
    }
    plain[b'\'' as usize] = 0;
    plain
};
