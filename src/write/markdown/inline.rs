//! Text with links, emphasis and code.
//!
//! Whether `*` opens emphasis depends on the characters on both sides of it. Where they do not
//! allow it, the emphasis is left out: the text is worth more than its slant.

use super::escape::{Around, Place, destination, longest_run, push_text};
use crate::article::SpanKind;
use crate::write::inline::{Event, Inline};

/// A stretch of the output.
enum Token {
    /// Bytes of the output buffer up to here.
    Text(usize),
    Mark(usize),
}

/// Emphasis: where its marks stand among the tokens, and what they are.
struct Emphasis {
    strong: bool,
    open: usize,
    close: usize,
}

pub(super) fn write_inline(out: &mut String, inline: &Inline<'_>, place: Place) {
    let events = inline.events();
    let mut line = Line { text: String::new(), tokens: Vec::new(), emphases: Vec::new() };
    line.read(&events, &inline.text, place);
    line.write(out);
}

/// The line without emphasis marks, and where they would stand.
struct Line {
    text: String,
    tokens: Vec<Token>,
    emphases: Vec<Emphasis>,
}

impl Line {
    fn read(&mut self, events: &[Event<'_>], text: &str, place: Place) {
        let (mut linked, mut code) = (false, false);
        let mut open = Vec::with_capacity(2);
        for (i, event) in events.iter().enumerate() {
            match event {
                Event::Text { start, end } if code => {
                    push_code(&mut self.text, &text[*start..*end], place)
                }
                Event::Text { start, end } => {
                    let around =
                        Around { place, linked, before_link: link_follows(&events[i + 1..]) };
                    push_text(&mut self.text, text, (*start, *end), around);
                }
                Event::Open(SpanKind::Link { .. }) => {
                    self.text.push('[');
                    linked = true;
                }
                Event::Close(SpanKind::Link { url }) => {
                    self.text.push_str("](");
                    self.text.push_str(&destination(url));
                    self.text.push(')');
                    linked = false;
                }
                Event::Open(SpanKind::Code) => {
                    code = !(linked && ends_label(&events[i + 1..], text));
                }
                Event::Close(SpanKind::Code) => code = false,
                Event::Open(kind) => {
                    open.push(self.emphases.len());
                    let open = self.mark(self.emphases.len());
                    let strong = **kind == SpanKind::Strong;
                    self.emphases.push(Emphasis { strong, open, close: open });
                }
                Event::Close(_) => {
                    if let Some(index) = open.pop() {
                        self.emphases[index].close = self.mark(index);
                    }
                }
            }
        }
        self.tokens.push(Token::Text(self.text.len()));
    }

    fn mark(&mut self, emphasis: usize) -> usize {
        self.tokens.push(Token::Text(self.text.len()));
        self.tokens.push(Token::Mark(emphasis));
        self.tokens.len() - 1
    }

    fn write(&self, out: &mut String) {
        let marks: Vec<Option<&str>> = self.emphases.iter().map(|e| self.mark_of(e)).collect();
        let mut done = 0;
        for token in &self.tokens {
            match *token {
                Token::Text(end) => {
                    out.push_str(&self.text[done..end]);
                    done = end;
                }
                Token::Mark(index) => out.push_str(marks[index].unwrap_or_default()),
            }
        }
    }

    /// The mark that certainly works on both sides, by the rules for flanking: next to a letter,
    /// or next to anything visible with white space, punctuation or nothing on its outer side.
    fn mark_of(&self, emphasis: &Emphasis) -> Option<&'static str> {
        let (before, inner_first, crowded_open) = self.around(emphasis.open);
        let (inner_last, after, crowded_close) = self.around(emphasis.close);
        let works = |outer: Option<char>, inner: Option<char>, crowded: bool| {
            is_soft(outer) || !crowded && inner.is_some_and(char::is_alphanumeric)
        };
        if !works(before, inner_first, crowded_open) || !works(after, inner_last, crowded_close) {
            return None;
        }
        match (emphasis.strong, crowded_open || crowded_close) {
            (true, _) => Some("**"),
            (false, false) => Some("*"),
            // Next to the stars of strong text, a star would be read as one of them.
            (false, true) => (is_soft(before) && is_soft(after)).then_some("_"),
        }
    }

    /// The characters around a mark, other marks left out, and whether there are other marks.
    fn around(&self, mark: usize) -> (Option<char>, Option<char>, bool) {
        let at = match self.tokens[mark - 1] {
            Token::Text(end) => end,
            Token::Mark(_) => 0,
        };
        let is_empty = |token: usize| match (&self.tokens[token], token.checked_sub(2)) {
            (Token::Text(end), Some(earlier)) => {
                matches!(self.tokens[earlier], Token::Text(start) if start == *end)
            }
            _ => false,
        };
        let crowded_before = mark >= 2 && is_empty(mark - 1);
        let crowded_after = mark + 3 < self.tokens.len() && is_empty(mark + 1);
        let before = self.text[..at].chars().next_back();
        let after = self.text[at..].chars().next();
        (before, after, crowded_before || crowded_after)
    }
}

/// Whether a link is next; marks of emphasis before it may yet be left out.
fn link_follows(events: &[Event<'_>]) -> bool {
    let emphasis = |event: &&Event<'_>| {
        matches!(
            event,
            Event::Open(SpanKind::Strong | SpanKind::Emphasis)
                | Event::Close(SpanKind::Strong | SpanKind::Emphasis)
        )
    };
    let next = events.iter().find(|event| !emphasis(event));
    matches!(next, Some(Event::Open(SpanKind::Link { .. })))
}

/// Whether the code that begins here would make a line that begins with its link the definition of
/// a label (`` [`a]: b`](c) ``): these are read before code is.
fn ends_label(events: &[Event<'_>], text: &str) -> bool {
    matches!(events.first(), Some(Event::Text { start, end }) if text[*start..*end].contains("]:"))
}

/// Code in backticks, more of them than it holds in a row.
fn push_code(out: &mut String, code: &str, place: Place) {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    out.push_str(&fence);
    out.push_str(pad);
    match place {
        Place::Cell => out.push_str(&code.replace('|', "\\|")),
        _ => out.push_str(code),
    }
    out.push_str(pad);
    out.push_str(&fence);
}

/// Nothing, white space or ASCII punctuation: what every version of the rules takes for such.
fn is_soft(c: Option<char>) -> bool {
    c.is_none_or(|c| c == ' ' || c == '\u{a0}' || c == '\u{3000}' || c.is_ascii_punctuation())
}
