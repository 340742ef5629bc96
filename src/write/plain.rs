//! Text without what no output may hold: control characters, and line breaks inside a line.

use crate::article::Span;
use crate::text::normalise::is_folded;
use std::borrow::Cow;

/// One line: runs of spaces and line breaks become a space, other controls go.
pub(super) fn flat(text: &str) -> Cow<'_, str> {
    if is_flat(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_flat(&mut out, c);
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// [`flat`], with spans moved to where their text went.
pub(super) fn flat_with_spans(text: &str, mut spans: Vec<Span>) -> (Cow<'_, str>, Vec<Span>) {
    if spans.is_empty() || is_flat(text) {
        return (flat(text), spans);
    }
    let mut out = String::with_capacity(text.len());
    let mut moved = vec![0; text.len() + 1];
    for (at, c) in text.char_indices() {
        moved[at] = out.len();
        push_flat(&mut out, c);
    }
    out.truncate(out.trim_end().len());
    moved[text.len()] = out.len();
    spans.retain(|span| text.get(span.start..span.end).is_some());
    for span in &mut spans {
        span.start = moved[span.start].min(out.len());
        span.end = moved[span.end].min(out.len());
    }
    (Cow::Owned(out), spans)
}

fn is_flat(text: &str) -> bool {
    is_folded(text) && (text.is_ascii() || is_flat_beyond_ascii(text))
}

fn is_flat_beyond_ascii(text: &str) -> bool {
    let mut at = 0;
    while let Some(next) = text.bytes().skip(at).position(|byte| !byte.is_ascii()) {
        at += next;
        let after_space = at == 0 || text.as_bytes()[at - 1] == b' ';
        let Some(c) = text[at..].chars().next() else { break };
        if breaks_line(c) || c.is_control() || after_space && c.is_whitespace() {
            return false;
        }
        at += c.len_utf8();
    }
    true
}

fn push_flat(out: &mut String, c: char) {
    if c == ' ' || breaks_line(c) {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    } else if !(c.is_control() || out.is_empty() && c.is_whitespace()) {
        out.push(c);
    }
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The lines of preformatted text: white space stays, controls go, blank lines at the ends go.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let text = text.trim_end();
    let first = text.find(|c: char| !c.is_whitespace()).unwrap_or(0);
    let text = &text[text[..first].rfind('\n').map_or(0, |at| at + 1)..];
    text.split('\n').map(|line| match line.contains(unprintable) {
        true => Cow::Owned(line.chars().filter(|&c| !unprintable(c)).collect()),
        false => Cow::Borrowed(line),
    })
}

fn unprintable(c: char) -> bool {
    c.is_control() && c != '\t'
}
