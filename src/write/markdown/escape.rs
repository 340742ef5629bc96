//! What to escape so that a parser gives the text back.

/// Where a piece of text stands; each has marks of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a line.
    Line,
    /// In a heading, after its marks.
    Heading,
    /// In a cell of a table.
    Cell,
    /// In the middle of a line.
    Inside,
}

impl Place {
    fn starts_line(self) -> bool {
        matches!(self, Self::Line | Self::Heading)
    }
}

/// What surrounds a piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) place: Place,
    /// It stands inside a link, where addresses are no links of their own.
    pub(super) linked: bool,
    /// A link begins where it ends.
    pub(super) before_link: bool,
}

/// Writes bytes `start..end` of `text`.
pub(super) fn push_text(
    out: &mut String,
    text: &str,
    (start, end): (usize, usize),
    around: Around,
) {
    let Around { place, linked, before_link } = around;
    let marker = if place.starts_line() { line_marker(text) } else { None };
    let mut before = None;
    for (offset, c) in text[start..end].char_indices() {
        let at = start + offset;
        let rest = &text[at + c.len_utf8()..];
        let after = text[at + c.len_utf8()..end].chars().next();
        let escape = match c {
            '\\' | '`' | '*' | '~' | '[' | ']' | '<' | '|' => true,
            '_' => !(is_word(before) && is_word(after)),
            // It would make the link an image.
            '!' => before_link && after.is_none(),
            '&' => starts_entity(rest),
            ':' => !linked && rest.starts_with("//"),
            '.' => !linked && ends_www(&text[..at]),
            '@' => !linked && is_word(before) && is_word(after),
            // It would close the heading.
            '#' => place == Place::Heading && after.is_none(),
            _ => false,
        };
        if escape || marker == Some(at) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// The place of the character that would make the line a heading, quote, list or rule.
fn line_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let next = text[first.len_utf8()..].chars().next();
    match first {
        '#' | '>' | '=' => Some(0),
        '-' | '+' => (!next.is_some_and(char::is_alphanumeric)).then_some(0),
        '0'..='9' => {
            let digits = text.find(|c: char| !c.is_ascii_digit())?;
            text[digits..].starts_with(['.', ')']).then_some(digits)
        }
        _ => None,
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether `&` before `rest` is a character reference. The longest name has 31 letters.
fn starts_entity(rest: &str) -> bool {
    let name = rest.bytes().take(34).take_while(|&b| b.is_ascii_alphanumeric() || b == b'#');
    rest.as_bytes().get(name.count()) == Some(&b';')
}

fn ends_www(text: &str) -> bool {
    let start = text.len().saturating_sub(3);
    text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// An address as a link's destination.
pub(super) fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        if matches!(c, '(' | ')') || c == '&' && starts_entity(&address[at + 1..]) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

pub(super) fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
