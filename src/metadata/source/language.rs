//! `lang`, and the language that the paragraphs are in.

use super::text::visible_text;
use crate::input::{Document, NodeId};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::grammar::language::tag;
use crate::metadata::walk::Found;
use crate::text::language::{counted, has_telling_script, is_told_by_script, told};
use crate::text::prefix;
use std::borrow::Cow;

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
    let all = || sample(doc, &[doc.root()], 0, LONG_BYTES);
    // Old pages have no paragraphs, only lines.
    let told =
        told(&sample(doc, &found.paragraphs, 0, MOST_BYTES)).or_else(|| told(&lines(MOST_BYTES)));
    let Some(told) = told else { return };
    let by_script = || claims.iter().any(|claim| names(claim, is_told_by_script));
    let is_wrong: fn(&str) -> bool = if told.rules_out(SHIPPED)
        && counted(&lines(LONG_BYTES)).is_some_and(|all| all.rules_out(SHIPPED))
    {
        |language| language == SHIPPED
    } else if by_script() && !is_told_by_script(told.language) && !has_telling_script(&all()) {
        // `el` where no Greek letter is to be seen.
        is_told_by_script
    } else {
        |_| false
    };
    for claim in claims.iter_mut().filter(|claim| names(claim, is_wrong)) {
        claim.confidence *= RULED_OUT;
    }
    claims.push(Claim::new(Field::Language, told.language, Origin::new("text", ""), 0.6));
}

/// Whether a claim names such a language.
fn names(claim: &Claim, is_such: fn(&str) -> bool) -> bool {
    let primary = |tag: Cow<'_, str>| is_such(tag.split('-').next().unwrap_or_default());
    claim.field == Field::Language && tag(&claim.value).is_some_and(primary)
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
