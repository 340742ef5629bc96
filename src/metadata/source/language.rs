//! `lang`, and the language that the paragraphs are in.

use super::microdata::visible_text;
use crate::input::Document;
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::metadata::walk::Found;
use crate::text::language::detect;

const MOST_BYTES: usize = 3_000;

pub(in crate::metadata) fn claims(doc: &Document, found: &Found<'_>, claims: &mut Vec<Claim>) {
    if let Some(lang) = found.html_lang {
        claims.push(Claim::new(Field::Language, lang, Origin::new("html", "lang"), 0.7));
    }
    let mut sample = String::new();
    for &p in &found.paragraphs {
        for text in doc.descendants(p).filter_map(|n| visible_text(doc, n)) {
            sample.push_str(text);
        }
        sample.push('\n');
        if sample.len() > MOST_BYTES {
            break;
        }
    }
    if let Some(language) = detect(&sample) {
        claims.push(Claim::new(Field::Language, language, Origin::new("text", ""), 0.6));
    }
}
