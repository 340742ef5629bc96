//! `lang`, and the language that the paragraphs are in.

use super::text::visible_text;
use crate::input::{Document, NodeId};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::grammar::language::tag;
use crate::metadata::walk::Found;
use crate::text::language::{counted, told};
use crate::text::prefix;

const MOST_BYTES: usize = 3_000;
/// Shorter texts, outside paragraphs, are buttons and labels.
const LINE_BYTES: usize = 50;
/// The language that themes are shipped with, whatever the site is written in.
const SHIPPED: &str = "en";
/// What is left of that where the text contradicts it.
const RULED_OUT: f32 = 0.3;
/// So much is read before: the first paragraphs may be a quotation.
const LONG_BYTES: usize = 12_000;

pub(in crate::metadata) fn claims(doc: &Document, found: &Found<'_>, claims: &mut Vec<Claim>) {
    if let Some(lang) = found.html_lang {
        claims.push(Claim::new(Field::Language, lang, Origin::new("html", "lang"), 0.7));
    }
    let lines = |most| sample(doc, &[doc.root()], LINE_BYTES, most);
    // Old pages have no paragraphs, only lines.
    let told =
        told(&sample(doc, &found.paragraphs, 0, MOST_BYTES)).or_else(|| told(&lines(MOST_BYTES)));
    let Some(told) = told else { return };
    if told.rules_out(SHIPPED)
        && counted(&lines(LONG_BYTES)).is_some_and(|all| all.rules_out(SHIPPED))
    {
        let shipped = |c: &&mut Claim| {
            let tag = tag(&c.value).unwrap_or_default();
            c.field == Field::Language && tag.split('-').next() == Some(SHIPPED)
        };
        claims.iter_mut().filter(shipped).for_each(|claim| claim.confidence *= RULED_OUT);
    }
    claims.push(Claim::new(Field::Language, told.language, Origin::new("text", ""), 0.6));
}

/// The first texts of so many bytes below these elements.
fn sample(doc: &Document, elements: &[NodeId], least: usize, most: usize) -> String {
    let mut out = String::with_capacity(most + LINE_BYTES);
    for &element in elements {
        let texts = doc.descendants(element).filter_map(|n| visible_text(doc, n));
        for text in texts.filter(|text| text.len() >= least) {
            out.push_str(prefix(text, most));
            if out.len() > most {
                return out;
            }
        }
        out.push('\n');
    }
    out
}
