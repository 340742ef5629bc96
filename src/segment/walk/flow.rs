//! A text node's characters, as they go into the run: white space folded, or kept in code.

use super::Walker;
use crate::text::normalise::{self, Class};

impl Walker<'_> {
    pub(super) fn push_code(&mut self, text: &str) {
        let visible = |c| normalise::classify(c) == Class::Visible;
        let text = if self.run.open {
            text
        } else {
            match text.find(visible) {
                // Indentation of the first line counts, blank lines before it do not.
                Some(at) => &text[text[..at].rfind('\n').map_or(0, |n| n + 1)..],
                None => return,
            }
        };
        let from = self.open_run(text.len());
        self.out.text.extend(
            text.chars().filter(|&c| c == '\n' || normalise::classify(c) != Class::Invisible),
        );
        self.count_link(from);
    }

    pub(super) fn push_flow(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut i, mut from) = (0, None);
        while i < bytes.len() {
            let b = bytes[i];
            if is_plain(b) {
                let end = i + plain_run(&bytes[i..]);
                self.begin_word(&mut from);
                self.out.text.push_str(&text[i..end]);
                i = end;
                continue;
            }
            if b <= b' ' {
                self.run.space |= matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
                i += 1;
                continue;
            }
            let c = text[i..].chars().next().expect("a character starts here");
            i += c.len_utf8();
            match normalise::classify(c) {
                Class::Space => self.run.space = true,
                Class::Invisible => {}
                Class::Visible => {
                    self.begin_word(&mut from);
                    self.out.text.push(c);
                }
            }
        }
        if let Some(from) = from {
            self.count_link(from);
        }
    }

    /// Opens the run if need be and writes the pending space.
    fn begin_word(&mut self, from: &mut Option<u32>) {
        if from.is_none() {
            let in_run = self.run.open;
            if in_run && self.run.space {
                self.out.text.push(' ');
            }
            *from = Some(self.open_run(0));
        } else if self.run.space {
            self.out.text.push(' ');
        }
        self.run.space = false;
    }
}

fn is_plain(byte: u8) -> bool {
    byte > b' ' && byte < 0x7f
}

/// The length of the words that stand at the front with one space between them, in ASCII.
fn plain_run(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        let word = bytes[end..].iter().position(|&b| !is_plain(b));
        end = word.map_or(bytes.len(), |n| end + n);
        match bytes[end..] {
            [b' ', next, ..] if is_plain(next) => end += 1,
            _ => return end,
        }
    }
}
