//! `rel`: author, canonical, tag.

use super::table::Table;
use crate::input::Document;
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::json::text_content;
use crate::metadata::walk::Found;
use crate::text::normalise::normalise;
use html5ever::local_name;

pub(in crate::metadata) fn claims(doc: &Document, found: &Found<'_>, claims: &mut Vec<Claim>) {
    for spot in &found.links {
        let rel = doc.attr(spot.node, &local_name!("rel")).unwrap_or_default();
        let fields = rel.split_ascii_whitespace().filter_map(|token| Table::get().rel(token));
        let href = doc.attr(spot.node, &local_name!("href")).unwrap_or_default();
        for field in fields {
            let element = doc.first_child(spot.node).is_some();
            let (value, confidence) = match field {
                Field::Authors | Field::Tags if element => (
                    normalise(&text_content(doc, spot.node)),
                    if spot.elsewhere { 0.35 } else { 0.7 },
                ),
                Field::Authors | Field::Tags => continue,
                _ => (href.to_owned(), 0.8),
            };
            if value.is_empty() {
                continue;
            }
            let mut claim =
                Claim::new(field, value, Origin::new("rel", rel.to_owned()), confidence);
            claim.url = (field == Field::Authors && !href.is_empty()).then(|| href.to_owned());
            claims.push(claim);
        }
    }
}
