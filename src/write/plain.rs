//! Text without what no output may hold: control characters, and line breaks inside a line.

use std::borrow::Cow;

/// One line: runs of spaces and line breaks become a space, other controls go.
pub(super) fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The lines of preformatted text: white space stays, controls go.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.trim_end().lines().map(|line| match line.contains(unprintable) {
        true => Cow::Owned(line.chars().filter(|&c| !unprintable(c)).collect()),
        false => Cow::Borrowed(line),
    })
}

fn unprintable(c: char) -> bool {
    c.is_control() && c != '\t'
}
