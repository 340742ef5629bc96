//! Whether a document type puts the page in quirks mode.

use crate::input::tokenizer::Doctype;

static IDENTIFIERS: &str = include_str!("../../../data/quirks.txt");

pub(super) fn is_quirky(doctype: &Doctype<'_>) -> bool {
    if doctype.force_quirks || !doctype.name.is_some_and(|n| n.eq_ignore_ascii_case("html")) {
        return true;
    }
    // Nearly all pages: `<!DOCTYPE html>`.
    if doctype.public.is_none() && doctype.system.is_none() {
        return false;
    }
    let public = doctype.public.map(str::to_ascii_lowercase);
    let system = doctype.system.map(str::to_ascii_lowercase);
    let begins = |id: &str| public.as_deref().is_some_and(|p| p.starts_with(id));
    let lines = IDENTIFIERS.lines().filter_map(|line| line.split_once('\t'));
    lines.into_iter().any(|(kind, id)| match kind {
        "public" => public.as_deref() == Some(id),
        "public-prefix" => begins(id),
        "system" => system.as_deref() == Some(id),
        "public-prefix-without-system" => system.is_none() && begins(id),
        _ => false,
    })
}
