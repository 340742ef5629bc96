//! What two spellings of one text share: its letters and digits in small letters.

use crate::text::letters::is_alphanumeric;
use crate::text::plain::PLAIN;

/// Texts as their letters, each once and all in one buffer.
#[derive(Debug, Default)]
pub(in crate::metadata) struct Keys {
    letters: String,
    ends: Vec<u32>,
}

/// The number of a text's letters: spellings of one text have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::metadata) struct Key(u32);

impl Keys {
    /// With room for what is usual of a page.
    pub(in crate::metadata) fn new() -> Self {
        Self { letters: String::with_capacity(1_024), ends: Vec::with_capacity(32) }
    }

    pub(in crate::metadata) fn of(&mut self, text: &str) -> Key {
        let start = self.letters.len();
        push_letters(text, &mut self.letters);
        let own = &self.letters[start..];
        let known = (0..self.ends.len()).find(|&at| self.at(at) == own);
        match known {
            Some(_) => self.letters.truncate(start),
            None => self.ends.push(self.letters.len() as u32),
        }
        Key(known.unwrap_or(self.ends.len() - 1) as u32)
    }

    pub(in crate::metadata) fn letters(&self, key: Key) -> &str {
        self.at(key.0 as usize)
    }

    pub(in crate::metadata) fn clear(&mut self) {
        self.letters.clear();
        self.ends.clear();
    }

    fn at(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[at] as usize]
    }
}

/// The letters and digits of a text in small letters.
pub(in crate::metadata) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_letters(text, &mut key);
    key
}

/// The same of characters, one by one.
pub(in crate::metadata) fn letters(
    chars: impl Iterator<Item = char>,
) -> impl Iterator<Item = char> {
    chars.filter(|&c| is_alphanumeric(c)).flat_map(char::to_lowercase)
}

/// Bytes that are read before they are written.
const CHUNK: usize = 64;

fn push_letters(text: &str, out: &mut String) {
    // Nearly all texts, and letters: the general way is ten times as slow.
    if text.is_ascii() {
        for chunk in text.as_bytes().chunks(CHUNK) {
            let (mut letters, mut count) = ([0; CHUNK], 0);
            for &byte in chunk {
                // Of what is no letter and no digit the table has nothing above a space.
                let plain = PLAIN[usize::from(byte)];
                letters[count % CHUNK] = plain;
                count += usize::from(plain > b' ');
            }
            out.push_str(std::str::from_utf8(&letters[..count]).unwrap_or_default());
        }
        return;
    }
    for c in text.chars() {
        if c.is_ascii() {
            out.extend(Some(PLAIN[c as usize]).filter(|&plain| plain > b' ').map(char::from));
        } else if is_alphanumeric(c) {
            out.extend(c.to_lowercase());
        }
    }
}
