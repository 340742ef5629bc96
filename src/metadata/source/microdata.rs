//! Microdata and RDFa Lite: `itemprop` and `property` on visible elements, in schema.org's words.

use super::table::Table;
use crate::input::{Document, NodeId, Tag};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::walk::Found;
use crate::text::normalise::normalise;
use html5ever::{LocalName, local_name};

const MOST_BYTES: usize = 600;

pub(in crate::metadata) fn claims(doc: &Document, found: &Found<'_>, claims: &mut Vec<Claim>) {
    for spot in &found.properties {
        let itemprop = doc.attr(spot.node, &local_name!("itemprop"));
        let Some(names) = itemprop.or_else(|| doc.attr(spot.node, &local_name!("property"))) else {
            continue;
        };
        for name in names.split_ascii_whitespace() {
            let name = name.rsplit(['/', ':']).next().unwrap_or(name);
            let Some((field, confidence)) = Table::get().schema(name) else { continue };
            let confidence = if spot.elsewhere { confidence * 0.6 } else { confidence };
            let Some((value, url)) = value(doc, spot.node, field) else { continue };
            let origin =
                Origin::new(if itemprop.is_some() { "microdata" } else { "rdfa" }, name.to_owned());
            let mut claim = Claim::new(field, value, origin, confidence);
            claim.url = url;
            claims.push(claim);
        }
    }
}

/// An attribute that says something.
fn filled<'d>(doc: &'d Document, id: NodeId, name: &LocalName) -> Option<&'d str> {
    doc.attr(id, name).map(str::trim).filter(|value| !value.is_empty())
}

/// The property's value, and its address where it is a person with one.
fn value(doc: &Document, id: NodeId, field: Field) -> Option<(String, Option<String>)> {
    let attr = |id, name: LocalName| filled(doc, id, &name);
    if matches!(field, Field::Published | Field::Modified) {
        let machine =
            attr(id, local_name!("datetime")).or_else(|| attr(id, local_name!("content")));
        if let Some(machine) = machine {
            return Some((machine.to_owned(), None));
        }
    }
    if let Some(content) = attr(id, local_name!("content")) {
        return Some((normalise(content), None));
    }
    let name = name_within(doc, id).unwrap_or(id);
    let link = doc.descendants(id).chain([id]).find(|&n| doc.tag(n) == Some(Tag::A));
    let url = link.and_then(|link| attr(link, local_name!("href"))).map(str::to_owned);
    let text = match attr(name, local_name!("content")) {
        Some(content) => normalise(content),
        None => short_text(doc, name)?,
    };
    (!text.is_empty()).then_some((text, url.filter(|_| field == Field::Authors)))
}

/// The `itemprop="name"` within an item.
fn name_within(doc: &Document, id: NodeId) -> Option<NodeId> {
    doc.attr(id, &local_name!("itemscope"))?;
    doc.descendants(id).take(200).find(|&n| {
        doc.attr(n, &local_name!("itemprop"))
            .is_some_and(|p| p.split_ascii_whitespace().any(|p| p == "name"))
    })
}

/// Text that is short enough for a fact.
pub(in crate::metadata) fn short_text(doc: &Document, id: NodeId) -> Option<String> {
    let mut text = String::new();
    for part in doc.descendants(id).filter_map(|n| visible_text(doc, n)) {
        text.push_str(part);
        if text.len() > MOST_BYTES * 4 {
            return None;
        }
    }
    let text = normalise(&text);
    (text.len() <= MOST_BYTES).then_some(text)
}

/// A text node's text, unless a script or style holds it.
pub(in crate::metadata) fn visible_text(doc: &Document, id: NodeId) -> Option<&str> {
    let text = doc.text(id)?;
    let holder = doc.parent(id).and_then(|parent| doc.tag(parent));
    (!matches!(holder, Some(Tag::Script | Tag::Style | Tag::Noscript))).then_some(text)
}
