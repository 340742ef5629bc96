//! `<meta>`: OpenGraph, `article:*`, Twitter, Dublin Core, parsely, sailthru and their like. Which
//! name means what stands in `data/metadata.toml`.

use super::table::Table;
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::json::plain;
use crate::metadata::walk::Found;

const MOST_CLAIMS: usize = 80;

pub(in crate::metadata) fn claims(found: &Found<'_>, claims: &mut Vec<Claim>) {
    let table = Table::get();
    let start = claims.len();
    for &(name, content) in &found.metas {
        if claims.len() - start >= MOST_CLAIMS {
            break;
        }
        if let Some((name, (field, confidence))) = table.meta(name, content) {
            let origin = Origin::new("meta", name);
            claims.push(Claim::new(field, plain(content), origin, confidence));
        }
    }
    labelled(found, claims);
}

/// `twitter:label1` "Written by" with `twitter:data1` "Eva Fu".
fn labelled(found: &Found<'_>, claims: &mut Vec<Claim>) {
    let get = |wanted: &str| {
        found.metas.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|&(_, c)| c)
    };
    for (label, data) in [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")]
    {
        let (Some(label), Some(data)) = (get(label), get(data)) else { continue };
        if crate::text::person::is_by(label) {
            let origin = Origin::new("meta", "twitter:data");
            claims.push(Claim::new(Field::Authors, plain(data), origin, 0.75));
        }
    }
}
