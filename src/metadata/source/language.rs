//! `lang`, and the language that the paragraphs are in.

use super::text::visible_text;
use crate::input::{Document, NodeId};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::walk::Found;
use crate::text::language::detect;
use crate::text::prefix;

const MOST_BYTES: usize = 3_000;

pub(in crate::metadata) fn claims(doc: &Document, found: &Found<'_>, claims: &mut Vec<Claim>) {
    if let Some(lang) = found.html_lang {
        claims.push(Claim::new(Field::Language, lang, Origin::new("html", "lang"), 0.7));
    }
    let mut sample = sample(doc, &found.paragraphs);
    if sample.is_empty() && found.html_lang.is_none() {
        // Old pages have no paragraphs, only lines.
        sample = self::sample(doc, &[doc.root()]);
    }
    if let Some(language) = detect(&sample) {
        claims.push(Claim::new(Field::Language, language, Origin::new("text", ""), 0.6));
    }
}

/// The first texts below these elements.
fn sample(doc: &Document, elements: &[NodeId]) -> String {
    let mut out = String::new();
    for &element in elements {
        for text in doc.descendants(element).filter_map(|n| visible_text(doc, n)) {
            out.push_str(prefix(text, MOST_BYTES));
            if out.len() > MOST_BYTES {
                return out;
            }
        }
        out.push('\n');
    }
    out
}
