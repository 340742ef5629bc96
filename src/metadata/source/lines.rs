//! Text mode: facts from the lines alone.

use super::breadcrumb::{self, IN_SIGHT};
use super::byline::{names_with_date, unannounced};
use crate::address;
use crate::input::{Document, NodeId, Tag};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::declared::Declared;
use crate::metadata::fact::Field;
use crate::metadata::grammar::headline::headline;
use crate::metadata::grammar::slug;
use crate::text::date::{
    LabelledDate, find_date, find_dates, is_date_line, says_published, says_updated,
};
use crate::text::language::detect;
use crate::text::normalise::{count_words, normalise};
use crate::text::person::{begins_with_by, is_by, is_name, rubric, split_names};

/// Lines at the start that may say what the text is.
const HEAD_LINES: usize = 16;
/// Lines after the headline that may.
const AFTER_TITLE: usize = 10;
/// So many lines below the headline a name alone is its author's, and beside a date.
const UNDER: usize = 2;
const NEAR: usize = 6;
/// A line of more words that ends as a sentence does is one.
const MOST_SIGNED: u32 = 8;
/// A longer line says more than when.
const SHORT: usize = 80;
/// Lines that tell the language.
const MOST_LINES: usize = 60;
const MOST_HEAD_BYTES: usize = 240;

pub(in crate::metadata) fn declared(doc: &Document, url: Option<&str>) -> Declared {
    let blocks = blocks(doc).take(MOST_LINES).map(|block| (doc.tag(block), line_of(doc, block)));
    let (tags, lines): (Vec<_>, Vec<_>) = blocks.filter(|(_, line)| !line.is_empty()).unzip();
    let mut claims = Vec::new();
    let language = detect(&lines.join("\n"));
    if let Some(language) = language {
        claims.push(Claim::new(Field::Language, language, Origin::new("text", ""), 0.6));
    }
    // Markdown says which it is.
    let heading = tags.iter().position(|tag| *tag == Some(Tag::H1));
    let address = url.map(slug::words).unwrap_or_default();
    let title = heading.or_else(|| headline(&lines, language, &address));
    if let Some(line) = title.map(|at| lines[at].as_str()) {
        claims.push(Claim::new(Field::Title, line, Origin::new("text", "headline"), 0.6));
    }
    let head = head(&lines, title);
    for at in (0..head.len()).filter(|at| Some(*at) != title) {
        let line = head[at].as_str();
        if line.len() > MOST_HEAD_BYTES {
            continue;
        }
        let found = find_dates(line, language);
        if let Some((names, figure)) = authors(head, at, title, &found, language) {
            let origin = Origin::new("text", "line");
            claims.push(Claim::new(Field::Authors, names, origin, figure));
        }
        dates(line, &found, language, &mut claims);
        let titles = title.iter().map(|&at| lines[at].as_str());
        if let Some(section) = breadcrumb::in_line(line, titles) {
            let origin = Origin::new("text", "breadcrumb");
            claims.push(Claim::new(Field::Section, section, origin, IN_SIGHT));
        } else if title.is_some_and(|title| at < title + UNDER)
            && let Some(rubric) = rubric(line)
        {
            let origin = Origin::new("text", "rubric");
            claims.push(Claim::new(Field::Section, rubric, origin, 0.3));
        }
    }
    if !claims.iter().any(|claim| matches!(claim.field, Field::Published | Field::Modified)) {
        claims.extend(only_date(doc, language));
    }
    if let Some(url) = url {
        super::address::claims(url, &mut claims);
    }
    Declared::new(claims, address::base(url, None))
}

fn blocks<'d>(doc: &'d Document) -> impl Iterator<Item = NodeId> + 'd {
    let body = doc.descendants(doc.root()).find(|&id| doc.tag(id) == Some(Tag::Body));
    body.into_iter().flat_map(|body| doc.children(body))
}

fn line_of(doc: &Document, block: NodeId) -> String {
    normalise(&doc.descendants(block).filter_map(|id| doc.text(id)).collect::<String>())
}

/// The lines before the story: up to the second long one, and some after the headline.
fn head(lines: &[String], title: Option<usize>) -> &[String] {
    let below = title.map_or(0, |title| title + 1);
    let most = title.map_or(HEAD_LINES, |_| HEAD_LINES.max(below + AFTER_TITLE)).min(lines.len());
    let mut long = (below..most).filter(|&at| lines[at].len() > MOST_HEAD_BYTES);
    &lines[..long.nth(1).unwrap_or(most)]
}

/// Who wrote it, as a line of the head says, and how far that is believed.
fn authors(
    head: &[String],
    at: usize,
    title: Option<usize>,
    found: &[LabelledDate],
    language: Option<&str>,
) -> Option<(String, f32)> {
    let line = head[at].as_str();
    let split = |text: &str| {
        let names: Vec<_> = split_names(text).iter().map(|name| name.text).collect();
        (!names.is_empty()).then(|| names.join("; "))
    };
    let announced = at.checked_sub(1).is_some_and(|before| is_by(&head[before]));
    if begins_with_by(line) || announced {
        return split(line).map(|names| (names, 0.7));
    }
    if let (Some(first), Some(last)) = (found.first(), found.last()) {
        let after = line[last.range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
        if begins_with_by(after) {
            return split(after).map(|names| (names, 0.6));
        }
        let before = without_label(&line[..first.range.start]);
        let names = is_name(before).then(|| before.to_owned());
        return names.or_else(|| names_with_date(line)).map(|names| (names, 0.5));
    }
    // A name alone is an author's right under the headline, or beside the date near it.
    let below = at.checked_sub(title?)?;
    let has_date = |place: usize| {
        head.get(place)
            .is_some_and(|line| line.len() < SHORT && find_date(line, language).is_some())
    };
    let beside_date = || has_date(at + 1) || has_date(at - 1);
    let stands_well = below <= UNDER || below <= NEAR && beside_date();
    stands_well.then(|| unannounced(line)).flatten().map(|(names, _)| (names, 0.45))
}

/// What stands before a date without `Published on` and its like.
fn without_label(before: &str) -> &str {
    let mut before = before.trim();
    while let Some((rest, word)) = before.rsplit_once(' ') {
        let small = word.len() <= 2 && word.chars().all(char::is_lowercase);
        if !(small || says_published(word) || says_updated(word)) {
            break;
        }
        before = rest.trim_end();
    }
    before.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
}

/// Whether a line says more than who and when.
fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '?', '!', '。']) && count_words(line) > MOST_SIGNED
}

/// When it was published and changed; surer where the line says nothing else.
fn dates(line: &str, found: &[LabelledDate], language: Option<&str>, claims: &mut Vec<Claim>) {
    let only = is_date_line(line, language);
    let signed = only || begins_with_by(line) || says_published(line) || says_updated(line);
    if !signed && is_sentence(line) {
        return;
    }
    let figure = if only { 0.65 } else { 0.4 };
    for found in found.iter().take(2) {
        let field = if found.updated { Field::Modified } else { Field::Published };
        let origin = Origin::new("text", "line");
        claims.push(Claim::new(field, found.date.to_string(), origin, figure));
    }
}

/// The date of a text whose head has none, where all lines that say nothing but when agree, or one
/// says that it is when the text was published.
fn only_date(doc: &Document, language: Option<&str>) -> Option<Claim> {
    let mut only: Option<String> = None;
    let mut agree = true;
    for block in blocks(doc) {
        let bytes =
            doc.descendants(block).filter_map(|id| doc.text(id)).map(str::len).sum::<usize>();
        if bytes > SHORT {
            continue;
        }
        let line = line_of(doc, block);
        if !is_date_line(&line, language) {
            continue;
        }
        let Some(found) = find_date(&line, language) else { continue };
        let date = found.date.to_string();
        if says_published(&line) {
            return Some(Claim::new(Field::Published, date, Origin::new("text", "line"), 0.35));
        }
        agree &= only.as_ref().is_none_or(|other| *other == date);
        only = Some(date);
    }
    let date = only.filter(|_| agree)?;
    Some(Claim::new(Field::Published, date, Origin::new("text", "line"), 0.3))
}
