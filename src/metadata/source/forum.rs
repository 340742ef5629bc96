//! Who wrote the first post of a thread, and when, by the classes of forum software.

use super::around::{Lines, lines_around};
use super::table::Part;
use super::text::visible_text;
use crate::input::{Document, NodeId};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::walk::Found;
use crate::text::date::{find_date, is_date_line};
use crate::text::normalise::normalise;
use crate::text::person::begins_with_by;

const AUTHOR: f32 = 0.85;
const DATE: f32 = 0.60;
/// Bytes of a poster's name.
const MOST_NAME: usize = 60;
/// Levels over a poster's name that may hold the post.
const LEVELS: usize = 8;
/// Lines before and after it that may say when.
const BEFORE: usize = 3;
const AFTER: usize = 12;

pub(in crate::metadata) fn claims(
    doc: &Document,
    found: &Found<'_>,
    language: Option<&str>,
    claims: &mut Vec<Claim>,
) {
    let mut posters = found.parts.iter().filter(|spot| spot.part.has(Part::POSTER));
    let Some((node, name)) = posters.find_map(|spot| name(doc, spot.node)) else {
        return;
    };
    let origin = || Origin::new("forum", "first post");
    if let Some(date) = date(doc, node, &name, language) {
        claims.push(Claim::new(Field::Published, date, origin(), DATE));
    }
    claims.push(Claim::new(Field::Authors, name, origin(), AUTHOR));
}

/// The first text beside a post, and where it stands.
fn name(doc: &Document, poster: NodeId) -> Option<(NodeId, String)> {
    let texts = doc.descendants(poster).filter_map(|id| Some((id, visible_text(doc, id)?)));
    let mut texts = texts.map(|(id, text)| (id, normalise(text)));
    let (id, name) = texts.find(|(_, text)| !text.is_empty())?;
    let says_more = begins_with_by(&name) || name.ends_with(':');
    let named = name.len() <= MOST_NAME && name.chars().any(char::is_alphabetic);
    (named && !says_more).then_some((id, name))
}

/// The nearest line that says nothing but when, or by whom and when: beside a post stands too since
/// when its poster is known.
fn date(doc: &Document, poster: NodeId, name: &str, language: Option<&str>) -> Option<String> {
    let Lines { text, lines } = lines_around(doc, poster, LEVELS);
    let of = |before| lines.iter().filter(move |line| line.before == before);
    let near = of(true).rev().take(BEFORE).chain(of(false).take(AFTER));
    let mut texts = near.map(|line| &text.all()[line.range.clone()]);
    texts.find_map(|text| {
        let numbered = text.strip_prefix('#').map(|rest| rest.trim_start_matches(char::is_numeric));
        let said = text.replace(name, "");
        let says_when = [numbered.unwrap_or(text), &said];
        let only = says_when.into_iter().any(|text| is_date_line(text.trim(), language));
        only.then(|| find_date(text, language)).flatten().map(|found| found.date.into())
    })
}
