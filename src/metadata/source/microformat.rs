//! hAtom and h-entry: facts by class name. Also `<time>` on its own.

use super::table::Table;
use super::text::short_text;
use crate::input::Document;
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::walk::Found;
use html5ever::local_name;

pub(in crate::metadata) fn claims(doc: &Document, found: &Found<'_>, claims: &mut Vec<Claim>) {
    for spot in found.parts.iter().filter(|spot| !spot.elsewhere) {
        let classes = doc.attr(spot.node, &local_name!("class")).unwrap_or_default();
        for (class, (field, confidence)) in Table::get().microformats(classes) {
            let machine = doc.attr(spot.node, &local_name!("datetime"));
            let machine = machine.or_else(|| doc.attr(spot.node, &local_name!("title")));
            let dated = matches!(field, Field::Published | Field::Modified);
            let value = machine.filter(|_| dated).map(str::to_owned);
            if let Some(value) = value.or_else(|| short_text(doc, spot.node)) {
                let origin = Origin::new("microformat", class.to_owned());
                claims.push(Claim::new(field, value, origin, confidence));
            }
        }
    }
}
