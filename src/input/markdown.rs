//! Markdown from another extractor: headings, lists, quotes, code and links are markup, not words.

use super::NodeId;
use super::attributes::KeptAttributes;
use super::document::{Attr, Document, Element, NodeData};
use super::tag::Tag;

/// Labels and addresses of links are no longer than this.
const REACH: usize = 2_000;
const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
const FENCE: &str = "```";

/// Whether a text is Markdown: it has links, or headings below the first level, written that way.
pub(super) fn is_markdown(text: &str) -> bool {
    text.contains("](http")
        || text.contains("](/")
        || text.lines().any(|line| heading(line).is_some_and(|(level, _)| level > 1))
}

/// At most so many nodes come of a line.
pub(super) fn most_nodes(line: &str) -> usize {
    8 + 6 * line.matches("](").count() + 2 * line.matches("**").count()
}

/// Reads lines into elements below the body.
#[derive(Default)]
pub(super) struct Reader {
    /// The text of the code block that is open.
    code: Option<String>,
}

impl Reader {
    pub(super) fn line(&mut self, doc: &mut Document, body: NodeId, line: &str) {
        let text = line.trim();
        if self.is_fence(text) {
            match self.code.take() {
                Some(code) => write_code(doc, body, &code),
                None => self.code = Some(String::new()),
            }
        } else if let Some(code) = &mut self.code {
            code.push_str(line);
            code.push('\n');
        } else if let Some((level, text)) = heading(text) {
            let block = push(doc, body, HEADINGS[level - 1]);
            inline(doc, block, text);
        } else if let Some(text) = bullet(text) {
            let list = open(doc, body, Tag::Ul);
            let item = push(doc, list, Tag::Li);
            inline(doc, item, text);
        } else if let Some(text) = text.strip_prefix('>') {
            let quote = open(doc, body, Tag::Blockquote);
            let block = push(doc, quote, Tag::P);
            inline(doc, block, text.trim_start());
        } else if !text.is_empty() {
            let block = push(doc, body, Tag::P);
            inline(doc, block, text);
        }
    }

    /// A line without a character counts in code alone.
    pub(super) fn blank(&mut self) {
        if let Some(code) = &mut self.code {
            code.push('\n');
        }
    }

    /// A fence that opens may name a language, one that closes says nothing: the rest is text.
    fn is_fence(&self, line: &str) -> bool {
        let Some(rest) = line.strip_prefix(FENCE) else { return false };
        let rest = rest.trim_start_matches('`');
        if self.code.is_some() { rest.is_empty() } else { !rest.contains('`') }
    }

    /// A code block that no fence ends ends with the text.
    pub(super) fn finish(self, doc: &mut Document, body: NodeId) {
        if let Some(code) = self.code {
            write_code(doc, body, &code);
        }
    }
}

fn write_code(doc: &mut Document, body: NodeId, code: &str) {
    let block = push(doc, body, Tag::Pre);
    text(doc, block, code);
}

/// The last element of the body if it is of this kind, else a new one.
fn open(doc: &mut Document, body: NodeId, tag: Tag) -> NodeId {
    let last = doc.last_child(body).filter(|&last| doc.tag(last) == Some(tag));
    last.unwrap_or_else(|| push(doc, body, tag))
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let text = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && !text.is_empty()).then_some((level, text))
}

fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['*', '-', '+'])?.strip_prefix(' ')?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// Text with links and images.
fn inline(doc: &mut Document, parent: NodeId, line: &str) {
    let links = Links::of(line);
    let mut from = 0;
    while let Some((before, link, end)) = links.next(from) {
        strong(doc, parent, before);
        if link.is_image {
            image(doc, parent, &link);
        } else {
            let anchor = push_with(doc, parent, Tag::A, &[("href", link.url)]);
            label(doc, anchor, link.label);
        }
        from = end;
    }
    strong(doc, parent, &line[from..]);
}

/// What a link says: an image, or words.
fn label(doc: &mut Document, parent: NodeId, words: &str) {
    match Links::of(words).next(0) {
        Some((before, link, end)) if link.is_image => {
            strong(doc, parent, before);
            image(doc, parent, &link);
            strong(doc, parent, &words[end..]);
        }
        _ => strong(doc, parent, words),
    }
}

fn image(doc: &mut Document, parent: NodeId, link: &Link<'_>) {
    push_with(doc, parent, Tag::Img, &[("src", link.url), ("alt", link.label)]);
}

/// Text, bold between pairs of `**`.
fn strong(doc: &mut Document, parent: NodeId, words: &str) {
    let pairs = words.matches("**").count() / 2;
    for (at, part) in words.splitn(2 * pairs + 1, "**").enumerate() {
        if at % 2 == 1 {
            let bold = push(doc, parent, Tag::Strong);
            text(doc, bold, part);
        } else {
            text(doc, parent, part);
        }
    }
}

fn text(doc: &mut Document, parent: NodeId, words: &str) {
    if words.is_empty() {
        return;
    }
    let range = if words.contains('\\') {
        doc.push_string(&unguarded(words))
    } else {
        doc.push_string(words)
    };
    let node = doc.push_node(NodeData::Text(range));
    doc.append(parent, node);
}

/// Without the backslashes that guard punctuation.
fn unguarded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let guards = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        out.push(if guards { chars.next().unwrap_or(c) } else { c });
    }
    out
}

struct Link<'a> {
    label: &'a str,
    url: &'a str,
    is_image: bool,
}

/// The brackets of a line, each with the one that closes it: found once, however many there are.
struct Links<'a> {
    text: &'a str,
    square: Vec<(usize, usize)>,
    round: Vec<(usize, usize)>,
}

impl<'a> Links<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, square: pairs(text, b'[', b']'), round: pairs(text, b'(', b')') }
    }

    /// The first link or image from `from` on: what stands before it, itself, and where it ends.
    fn next(&self, from: usize) -> Option<(&'a str, Link<'a>, usize)> {
        let first = self.square.partition_point(|&(open, _)| open < from);
        self.square[first..].iter().find_map(|&(open, close)| {
            let before = &self.text[from..open];
            let (url, end) = self.target(close + 1).filter(|_| !before.ends_with('\\'))?;
            let is_image = before.ends_with('!') && !before.ends_with("\\!");
            let before = &before[..before.len() - usize::from(is_image)];
            Some((before, Link { label: &self.text[open + 1..close], url, is_image }, end))
        })
    }

    /// `(url "title")` at `open`: the address, and where it ends. Other words are text.
    fn target(&self, open: usize) -> Option<(&'a str, usize)> {
        let at = self.round.binary_search_by_key(&open, |&(open, _)| open).ok()?;
        let close = self.round[at].1;
        let inside = self.text[open + 1..close].trim();
        let url = inside.split_whitespace().next()?;
        let title = inside[url.len()..].trim_start();
        let quoted = |quote| title.len() > 1 && title.starts_with(quote) && title.ends_with(quote);
        (title.is_empty() || quoted('"') || quoted('\'')).then_some((url, close + 1))
    }
}

/// Brackets and those that close them within reach, by place.
fn pairs(text: &str, open: u8, close: u8) -> Vec<(usize, usize)> {
    let (mut waiting, mut pairs) = (Vec::new(), Vec::new());
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if byte == open {
            waiting.push(at);
        } else if byte == close {
            pairs.extend(waiting.pop().filter(|&open| at - open < REACH).map(|open| (open, at)));
        }
    }
    pairs.sort_unstable();
    pairs
}

fn push(doc: &mut Document, parent: NodeId, tag: Tag) -> NodeId {
    push_with(doc, parent, tag, &[])
}

fn push_with(doc: &mut Document, parent: NodeId, tag: Tag, attributes: &[(&str, &str)]) -> NodeId {
    let mut element = Element::html(tag);
    element.attrs = doc.attrs.len() as u32;
    for (name, value) in attributes {
        let kept = KeptAttributes::usual();
        let Some(Some(number)) = kept.number(name.as_bytes(), name.len()) else { continue };
        let value = doc.push_string(value);
        doc.attrs.push(Attr { name: kept.name(number).clone(), value });
        element.attr_count += 1;
    }
    let node = doc.push_node(NodeData::Element(element));
    doc.append(parent, node);
    node
}
