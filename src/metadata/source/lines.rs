//! Text mode: facts from the lines alone.

use crate::address;
use crate::input::{Document, NodeId, Tag};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::declared::Declared;
use crate::metadata::fact::Field;
use crate::text::date::{find_dates, is_date_line};
use crate::text::language::detect;
use crate::text::normalise::normalise;
use crate::text::person::{begins_with_by, is_name, split_names};

/// Lines at the start that may say what the text is.
const HEAD_LINES: usize = 16;
/// Lines that tell the language.
const MOST_LINES: usize = 60;
const MOST_HEAD_BYTES: usize = 240;
/// A longer line is a paragraph.
const MOST_TITLE_BYTES: usize = 200;

pub(in crate::metadata) fn declared(doc: &Document, url: Option<&str>) -> Declared {
    let lines: Vec<String> =
        blocks(doc).map(|block| line_of(doc, block)).filter(|line| !line.is_empty()).collect();
    let mut claims = Vec::new();
    let language = detect(&lines.join("\n"));
    if let Some(language) = language {
        claims.push(Claim::new(Field::Language, language, Origin::new("text", ""), 0.6));
    }
    let head: Vec<&str> = head(&lines).collect();
    let mut title = None;
    for (at, line) in head.iter().copied().enumerate() {
        let byline = byline(line, at, title.is_some(), &mut claims);
        let dated = dates(line, language, &mut claims);
        if title.is_none() && !byline && !dated && is_title(line) {
            title = Some(line);
        }
    }
    let heading = heading(doc);
    if let Some(title) = heading.as_deref().or(title) {
        claims.push(Claim::new(Field::Title, title, Origin::new("text", "first line"), 0.6));
    }
    if let Some(url) = url {
        super::address::claims(url, &mut claims);
    }
    Declared::new(claims, address::base(url, None))
}

/// The first blocks of the text.
fn blocks<'d>(doc: &'d Document) -> impl Iterator<Item = NodeId> + 'd {
    let body = doc.descendants(doc.root()).find(|&id| doc.tag(id) == Some(Tag::Body));
    body.into_iter().flat_map(|body| doc.children(body)).take(MOST_LINES)
}

fn line_of(doc: &Document, block: NodeId) -> String {
    normalise(&doc.descendants(block).filter_map(|id| doc.text(id)).collect::<String>())
}

/// The headline, where the text is Markdown and says which it is.
fn heading(doc: &Document) -> Option<String> {
    blocks(doc).find(|&block| doc.tag(block) == Some(Tag::H1)).map(|block| line_of(doc, block))
}

/// The lines before the story: up to the second long one.
fn head(lines: &[String]) -> impl Iterator<Item = &str> {
    let mut long = 0;
    lines.iter().map(String::as_str).take(HEAD_LINES).take_while(move |line| {
        long += usize::from(line.len() > MOST_HEAD_BYTES);
        long < 2
    })
}

fn is_title(line: &str) -> bool {
    let ends = line.ends_with(['.', ':', '。']);
    (12..=MOST_TITLE_BYTES).contains(&line.len()) && line.contains(char::is_whitespace) && !ends
        || line.len() <= MOST_TITLE_BYTES
            && line.chars().filter(|c| *c >= '\u{3040}').count() >= 6
            && !ends
}

fn byline(line: &str, at: usize, after_title: bool, claims: &mut Vec<Claim>) -> bool {
    let by = begins_with_by(line);
    let alone = after_title && at < 8 && is_name(line);
    if line.len() > MOST_HEAD_BYTES || !(by || alone) {
        return false;
    }
    let names: Vec<_> = split_names(line).iter().map(|name| name.text).collect();
    if names.is_empty() {
        return false;
    }
    let figure = if by { 0.7 } else { 0.45 };
    claims.push(Claim::new(Field::Authors, names.join("; "), Origin::new("text", "line"), figure));
    true
}

/// Whether the line says nothing but when.
fn dates(line: &str, language: Option<&str>, claims: &mut Vec<Claim>) -> bool {
    if line.len() > MOST_HEAD_BYTES {
        return false;
    }
    let only = is_date_line(line, language);
    let figure = if only { 0.65 } else { 0.4 };
    for found in find_dates(line, language).into_iter().take(2) {
        let field = if found.updated { Field::Modified } else { Field::Published };
        let origin = Origin::new("text", "line");
        claims.push(Claim::new(field, found.date.to_string(), origin, figure));
    }
    only
}
