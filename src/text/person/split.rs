//! A byline cut to the names in it.

use super::grammar::{is_name, is_unspaced};
use super::lexicon::{Class, class};

/// A name in a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name<'a> {
    pub(crate) text: &'a str,
    /// An agency, desk or company.
    pub(crate) organisation: bool,
}

const MOST_BYTES: usize = 400;

/// The names in a byline, in order, without "By", roles, addresses, dates and repetitions.
/// Anything that is not well-formed is left out, so an ordinary sentence gives none.
pub(crate) fn split_names(text: &str) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    if text.len() > MOST_BYTES {
        return names;
    }
    for chunk in chunks(text) {
        if is_credit(chunk) {
            continue;
        }
        // `Eva Fu @evafu`
        let chunk = chunk.split_once(" @").map_or(chunk, |(name, _)| name);
        let chunk = before_number(chunk);
        let chunk = trim(chunk);
        if let Some(name) = person(chunk).or_else(|| organisation(chunk)) {
            let same = |n: &Name<'_>| n.text.to_lowercase() == name.text.to_lowercase();
            if !names.iter().any(same) {
                names.push(name);
            }
        }
    }
    names
}

/// `Photographs by`: the name after it is no author's.
fn is_credit(chunk: &str) -> bool {
    let chunk = chunk.trim();
    [3, 2, 1]
        .into_iter()
        .filter_map(|words| nth_space(chunk, words))
        .any(|end| class(chunk[..end].trim_end_matches(':')).any(Class::CREDIT))
}

/// Whether a label says that an author follows: "By", "Written by", "Author:".
pub(crate) fn is_by(label: &str) -> bool {
    class(label.trim()).any(Class::BY)
}

/// Whether a line begins with "By", "Von", "Text:" or their like, and more follows.
pub(crate) fn begins_with_by(line: &str) -> bool {
    [1, 2, 3].into_iter().any(|words| {
        nth_space(line, words).is_some_and(|end| {
            let rest = line[end..].trim_start().chars().next();
            is_by(&line[..end]) && rest.is_some_and(|c| !c.is_lowercase())
        })
    })
}

/// The stretches between commas, bars, "and" and their like.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    text.split([
        ',', ';', '|', '/', '•', '·', '&', '\n', '(', ')', '—', '–', '、', '，', '：', '+', '،',
        '\t',
    ])
    .flat_map(|part| part.split(" - "))
    .flat_map(split_at_and)
}

fn split_at_and(part: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(part);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        for (at, _) in text.match_indices(' ') {
            let word_end = text[at + 1..].find(' ').map_or(text.len(), |i| at + 1 + i);
            let word = &text[at + 1..word_end];
            let joins = class(word).any(Class::AND) && word_end < text.len();
            // "Ortega y Gasset": a particle joins two names only between two whole ones.
            let whole = || is_name(trim(&text[..at])) && is_name(text[word_end..].trim());
            if joins && (!class(word).any(Class::PARTICLE) || whole()) {
                rest = Some(&text[word_end + 1..]);
                return Some(&text[..at]);
            }
        }
        Some(text)
    })
}

/// Without "By", "Text:", "Dr." in front and white space around.
pub(super) fn trim(chunk: &str) -> &str {
    let mut text = chunk.trim().trim_end_matches(['.', ':', '*', '-']).trim_end();
    loop {
        let cut = [3, 2, 1].into_iter().find_map(|words| after_lead(text, words));
        let cut = cut.or_else(|| after_glued_lead(text)).or_else(|| after_inner_lead(text));
        match cut {
            Some(rest) => text = rest,
            None => return restore_stop(chunk, text),
        }
    }
}

/// What follows `words` words (or a colon), if they are a lead-in and a name can follow.
fn after_lead(text: &str, words: usize) -> Option<&str> {
    let end = nth_space(text, words)?;
    let (lead, rest) = (&text[..end], text[end..].trim_start());
    let class = class(lead);
    // "Von der Leyen": small words after a lead-in belong to a name.
    let name_follows = !rest.is_empty() && !rest.chars().next().is_some_and(char::is_lowercase);
    (class.any(Class::BY.or(Class::TITLE)) && name_follows)
        .then(|| rest.trim_start_matches([':', '-', ' ']))
}

/// `ByEva Fu`: where markup lost the space. `DeLuca` keeps its particle.
fn after_glued_lead(text: &str) -> Option<&str> {
    let word = text.split(' ').next()?;
    let at = word.char_indices().skip(1).find(|&(_, c)| c.is_uppercase())?.0;
    let class = class(&word[..at]);
    (class.any(Class::BY) && !class.any(Class::PARTICLE)).then_some(&text[at..])
}

/// Words before a "by" that may say what was done: `View all posts by`, `Posted on 4 May 2024 by`.
const MOST_LEAD_WORDS: usize = 7;

/// What follows "by" after words of which none can begin a name.
fn after_inner_lead(text: &str) -> Option<&str> {
    for word in 1..=MOST_LEAD_WORDS {
        let start = nth_space(text, word)? + 1;
        let before = text.get(..start)?.rsplit(' ').nth(1).unwrap_or_default();
        let leads = class(before).any(Class::NEVER.or(Class::ROLE).or(Class::BY));
        let small = before.chars().all(|c| !c.is_alphabetic() || c.is_lowercase());
        if !leads && !small {
            return None;
        }
        let by = text.get(start..)?.split(' ').next().unwrap_or_default();
        let class = class(by);
        if class.any(Class::BY) && !class.any(Class::PARTICLE) {
            let rest = text[start + by.len()..].trim_start();
            return rest.chars().next().filter(|c| !c.is_lowercase()).map(|_| rest);
        }
    }
    None
}

/// `李小龍 2024年5月4日` without the date. Where words have spaces, a month may stand before it.
fn before_number(chunk: &str) -> &str {
    let number = |&(at, _): &(usize, &str)| {
        let unspaced = chunk[..at].chars().next_back().is_some_and(is_unspaced);
        unspaced && chunk[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    };
    chunk.match_indices(' ').find(number).map_or(chunk, |(at, _)| &chunk[..at])
}

fn nth_space(text: &str, n: usize) -> Option<usize> {
    text.match_indices([' ', ':', '\u{a0}'])
        .map(|(at, sign)| if sign == ":" { at + 1 } else { at })
        .nth(n - 1)
}

/// `Harry Connick Jr.` keeps the stop that was cut with the others.
fn restore_stop<'a>(chunk: &'a str, text: &'a str) -> &'a str {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let start = text.as_ptr() as usize - chunk.as_ptr() as usize;
    let end = start + text.len();
    let suffix = class(last).any(Class::SUFFIX) || last.chars().count() == 1;
    if suffix && chunk[end..].starts_with('.') { &chunk[start..=end] } else { text }
}

/// The name at the start of a chunk, before a role or degree.
fn person(chunk: &str) -> Option<Name<'_>> {
    let mut text = chunk;
    if class(chunk).any(Class::DEGREE.or(Class::SUFFIX)) {
        return None;
    }
    if let Some(at) = role_at(chunk).into_iter().chain(glued_role_at(chunk)).min() {
        text = chunk[..at].trim_end();
    }
    is_name(text).then_some(Name { text, organisation: false })
}

/// Where something begins that ends a name, a role, a degree, a small word: not in the first two
/// words.
fn role_at(chunk: &str) -> Option<usize> {
    let ends = Class::ROLE.or(Class::DEGREE).or(Class::NEVER);
    chunk.match_indices(' ').skip(1).map(|(at, _)| at).find(|&at| {
        let word = chunk[at + 1..].split(' ').next().unwrap_or_default();
        class(word.trim_end_matches(',')).any(ends)
    })
}

/// Where a word that ends a name is glued to its last part: `Eva FuFollow`.
fn glued_role_at(chunk: &str) -> Option<usize> {
    let ends = Class::ROLE.or(Class::NEVER);
    let mut before = ' ';
    let capitals = chunk.char_indices().filter(|&(_, c)| {
        let glued = before.is_lowercase() && c.is_uppercase();
        before = c;
        glued
    });
    let mut places = capitals.map(|(at, _)| at);
    places.find(|&at| {
        let word = chunk[at..].split(' ').next().unwrap_or_default();
        chunk[..at].contains(' ') && class(word.trim_end_matches(',')).any(ends)
    })
}

/// `Reuters`, `Associated Press`, `Editorial Board`: a known word and capitals.
fn organisation(chunk: &str) -> Option<Name<'_>> {
    let words = chunk.split_whitespace().count();
    let known = chunk.split_whitespace().any(|w| class(w).any(Class::ORGANISATION));
    let starts = chunk
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() || chunk == "dpa");
    let clean = !chunk.contains(['@', '?', '!', '"']) && !chunk.chars().any(|c| c.is_ascii_digit());
    (known && (1..=6).contains(&words) && starts && clean)
        .then_some(Name { text: chunk, organisation: true })
}
