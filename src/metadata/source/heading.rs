//! `<title>`, the headings, and what says by its class that it is one.

use super::breadcrumb::is_root;
use super::text::{short_text, short_text_but};
use crate::input::{Document, NodeId, Tag};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::grammar::title::{FURTHER, HEADLINE};
use crate::metadata::source::table::Part;
use crate::metadata::walk::{Found, Spot};
use crate::segment::is_hidden;
use html5ever::local_name;

/// Headings claimed as titles.
const MOST_HEADINGS: usize = 6;
/// Bytes of a title that is one by its class alone.
const CLASSED: std::ops::RangeInclusive<usize> = 11..=240;

pub(in crate::metadata) fn claims(doc: &Document, found: &Found<'_>, claims: &mut Vec<Claim>) {
    if let Some(text) = found.title.and_then(|id| short_text(doc, id)) {
        claims.push(Claim::new(Field::Title, text, Origin::new("title", ""), 0.5));
    }
    let h1 = |spot: &&Spot| doc.tag(spot.node) == Some(Tag::H1);
    let mut first = true;
    for spot in found.headings.iter().filter(h1).take(MOST_HEADINGS) {
        let logo = is_logo(doc, spot.node);
        let confidence = match (first, spot.apart || logo) {
            (true, false) => HEADLINE,
            (false, false) => FURTHER,
            _ => 0.3,
        };
        first &= !heading(doc, spot, confidence, claims) || logo;
    }
    let h2 = |spot: &&Spot| doc.tag(spot.node) == Some(Tag::H2) && !spot.apart;
    for spot in found.headings.iter().filter(h2).take(2) {
        heading(doc, spot, 0.15, claims);
    }
    let classed = found.parts.iter().filter(|s| s.part.has(Part::TITLE) && !s.elsewhere);
    let mut texts = classed.filter_map(|spot| short_text(doc, spot.node));
    if let Some(text) = texts.find(|text| CLASSED.contains(&text.len())) {
        claims.push(Claim::new(
            Field::Title,
            text,
            Origin::new("visible", "element of class title"),
            0.4,
        ));
    }
}

/// Whether it is the site's name: all of it leads to a site's first page.
fn is_logo(doc: &Document, id: NodeId) -> bool {
    let mut inside = doc.children(id).filter(|&n| doc.text(n).is_none_or(|t| !t.trim().is_empty()));
    let (Some(link), None) = (inside.next(), inside.next()) else { return false };
    doc.attr(link, &local_name!("href")).is_some_and(|address| is_root(address.trim()))
}

/// Whether it says anything.
fn heading(doc: &Document, spot: &Spot, confidence: f32, claims: &mut Vec<Claim>) -> bool {
    let name = doc.tag(spot.node).map_or("", Tag::name);
    // Copies for other screens, tips and buttons stand in headings.
    let is_apart = |id| is_hidden(doc, id) || doc.tag(id) == Some(Tag::Button);
    let says = |text: &String| !text.is_empty();
    let shown = short_text_but(doc, spot.node, is_apart).filter(says);
    let Some(text) = shown.or_else(|| short_text(doc, spot.node).filter(says)) else {
        return false;
    };
    // A kicker often stands in the heading, in an element of its own.
    let parts = doc.children(spot.node).filter(|&n| doc.tag(n).is_some());
    for part in
        parts.filter_map(|n| short_text(doc, n)).filter(|t| t.len() * 2 > text.len() && *t != text)
    {
        claims.push(Claim::new(
            Field::Title,
            part,
            Origin::new("heading", format!("{name} part")),
            confidence * 0.6,
        ));
    }
    claims.push(Claim::new(Field::Title, text, Origin::new("heading", name), confidence));
    true
}
