//! `<title>`, the headings, and what says by its class that it is one.

use super::breadcrumb::is_root;
use super::text::{has_key, short_text, short_text_but};
use crate::input::{Document, NodeId, Tag};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::grammar::keys::key;
use crate::metadata::grammar::title::{FURTHER, HEADLINE};
use crate::metadata::source::table::{Part, Table};
use crate::metadata::walk::{Found, Spot};
use crate::segment::is_hidden;
use html5ever::local_name;

/// Headings claimed as titles.
const MOST_HEADINGS: usize = 6;
/// How far a heading is believed that is the site's name.
const SITE_NAME: f32 = 0.3;
/// How far a lower heading is believed that is what the page declares.
const DECLARED: f32 = 0.45;
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
        if logo && let Some(name) = short_text(doc, spot.node).filter(|name| !name.is_empty()) {
            let origin = Origin::new("heading", "site's name");
            claims.push(Claim::new(Field::Source, name, origin, SITE_NAME));
        }
    }
    let h2 = |spot: &&Spot| doc.tag(spot.node) == Some(Tag::H2) && !spot.apart;
    for spot in found.headings.iter().filter(h2).take(2) {
        heading(doc, spot, 0.15, claims);
    }
    let mut lower = found.lower_headings.iter().filter(|spot| !spot.apart).peekable();
    if lower.peek().is_some() {
        let in_meta = |claim: &&Claim| claim.field == Field::Title && claim.origin.source == "meta";
        let declared: Vec<_> = claims.iter().filter(in_meta).map(|c| key(&c.value)).collect();
        let is_declared = |spot: &&Spot| declared.iter().any(|t| has_key(doc, spot.node, t));
        if let Some(spot) = lower.find(is_declared) {
            heading(doc, spot, DECLARED, claims);
        }
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

/// Whether it is the site's name: its class, or that of what holds it, says so, or all of it leads
/// to the first page of a site or of a folder above.
fn is_logo(doc: &Document, id: NodeId) -> bool {
    let attributes = [local_name!("class"), local_name!("id")];
    let says = |id| attributes.iter().filter_map(move |name| doc.attr(id, name));
    if [Some(id), doc.parent(id)].into_iter().flatten().flat_map(says).any(is_site_name) {
        return true;
    }
    let mut inside = doc.children(id).filter(|&n| doc.text(n).is_none_or(|t| !t.trim().is_empty()));
    let (Some(link), None) = (inside.next(), inside.next()) else { return false };
    let address = doc.attr(link, &local_name!("href")).map(str::trim);
    address.is_some_and(|address| is_root(address) || leads_up(address))
}

/// Whether an address leads to the first page of a folder above the page's own, as on pages saved
/// with their site: `../../index.html`.
fn leads_up(address: &str) -> bool {
    let folders = address.strip_suffix("index.html").unwrap_or(address);
    folders.starts_with("..") && folders.split('/').all(|step| matches!(step, ".." | ""))
}

fn is_site_name(name: &str) -> bool {
    Table::get().is_site_name(name)
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
