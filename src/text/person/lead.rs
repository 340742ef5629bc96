//! What stands before a name: "By", "Text:", "Ein Interview von", "Dr.".

use super::grammar::is_name;
use super::lexicon::{Class, class};
use super::split::{first_word, person};

/// Whether a label says that an author follows: "By", "Written by", "Author:".
pub(crate) fn is_by(label: &str) -> bool {
    class(label.trim()).any(Class::BY)
}

/// Whether a line begins with "By", "Von", "Text:" or their like, and more follows.
pub(crate) fn begins_with_by(line: &str) -> bool {
    let by = |(lead, rest): (&str, &str)| {
        rest.trim_start().chars().next().is_some_and(|c| !c.is_lowercase()) && is_by(lead)
    };
    leads(line).any(by) || after_pieces(line).is_some_and(|(_, by)| by)
}

/// Whether words before a name say nothing but that it is an author's: "By", "Dr.".
pub(crate) fn says_who(before: &str) -> bool {
    let who = Class::BY.or(Class::TITLE).or(Class::PIECE).or(Class::AND);
    let words = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let says = |word: &str| class(word).any(who) && !class(word).any(Class::ROLE);
    class(before.trim()).any(who) || words.into_iter().all(says)
}

/// Without "By", "Text:", "Dr." in front and white space around.
pub(super) fn trim(chunk: &str) -> &str {
    let mut text = chunk.trim().trim_end_matches(['.', ':', '*', '-']).trim_end();
    loop {
        let lead = leads(text).find_map(after_lead);
        let cut = lead
            .or_else(|| after_pieces(text).map(|(rest, _)| rest))
            .or_else(|| after_glued_lead(text))
            .or_else(|| after_inner_lead(text));
        match cut {
            Some(rest) => text = rest,
            None => return restore_stop(chunk, text),
        }
    }
}

/// The first words of a text, four of them or fewer, or what stands before a colon, and what
/// follows.
pub(super) fn leads(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let (mut ends, mut found) = ([0; 4], 0);
    for (end, space) in ends.iter_mut().zip(spaces(text)) {
        *end = space;
        found += 1;
    }
    ends.into_iter().take(found).rev().map(|end| text.split_at(end))
}

/// What follows the words, if they are a lead-in and a name can follow.
fn after_lead<'t>((lead, rest): (&str, &'t str)) -> Option<&'t str> {
    let rest = rest.trim_start();
    // "Von der Leyen": small words after a lead-in belong to a name.
    if rest.is_empty() || !may_begin_name(rest) {
        return None;
    }
    let class = class(lead);
    let leads = class.any(Class::BY.or(Class::TITLE))
        // `Reporter Eva Fu`: two words and more follow.
        || class.any(Class::ROLE) && is_name(rest);
    leads.then(|| rest.trim_start_matches([':', '-', ' ']))
}

/// Whether a name can stand first: small letters only begin a title, `dr. Eva Fu`.
fn may_begin_name(text: &str) -> bool {
    let first = first_word(text);
    !first.starts_with(char::is_lowercase) || class(first).any(Class::TITLE)
}

/// `Ein Interview von`, `Von unserem Korrespondenten`, `Our reporter`: what follows words that say
/// what it is and who wrote it, and whether a "by" is among them.
fn after_pieces(text: &str) -> Option<(&str, bool)> {
    let (mut end, mut role, mut said_by) = (0, false, false);
    let mut small = Class::PARTICLE;
    for (words, space) in (1..=MOST_LEAD_WORDS).zip(spaces(text)) {
        let word = text[..space].rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        let class = class(word);
        // `Een column van`: the small word is one of names too.
        let by = class.any(Class::BY) || words > 1 && class.any(small);
        said_by |= by;
        if class.any(Class::ROLE) {
            // `O presidente da Câmara`
            small = Class::default();
        }
        if by || words > 1 && class.any(Class::ROLE) || end > 0 && class.any(Class::PIECE) {
            (end, role) = (space, !by);
        } else if !class.any(Class::PIECE.or(Class::ROLE).or(Class::AND)) {
            break;
        }
    }
    if end == 0 {
        return None;
    }
    let rest = text[end..].trim_start_matches([':', '-', ' ']);
    let first = || rest.split(['|', ',', '/', '(']).next().unwrap_or_default().trim();
    let follows = if role { person(first()).is_some() } else { may_begin_name(rest) };
    (!rest.is_empty() && follows).then_some((rest, said_by))
}

/// `ByEva Fu`: where markup lost the space. `DeLuca` keeps its particle.
fn after_glued_lead(text: &str) -> Option<&str> {
    let word = first_word(text);
    let at = word.char_indices().skip(1).find(|&(_, c)| c.is_uppercase())?.0;
    let class = class(&word[..at]);
    (class.any(Class::BY) && !class.any(Class::PARTICLE)).then_some(&text[at..])
}

/// Words before a "by" that may say what was done: `View all posts by`, `Posted on 4 May 2024 by`.
const MOST_LEAD_WORDS: usize = 7;

/// What follows "by" after words of which none can begin a name.
fn after_inner_lead(text: &str) -> Option<&str> {
    for start in spaces(text).take(MOST_LEAD_WORDS).map(|space| space + 1) {
        let before = text.get(..start)?.rsplit(' ').nth(1).unwrap_or_default();
        let leads = || class(before).any(Class::NEVER.or(Class::ROLE).or(Class::BY));
        let small = before.chars().all(|c| !c.is_alphabetic() || c.is_lowercase());
        if !small && !leads() {
            return None;
        }
        let by = first_word(text.get(start..)?);
        let class = class(by);
        if class.any(Class::BY) && !class.any(Class::PARTICLE) {
            let rest = text[start + by.len()..].trim_start();
            return rest.chars().next().filter(|c| !c.is_lowercase()).map(|_| rest);
        }
    }
    None
}

/// Where words end: before a space, after a colon.
fn spaces(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter_map(|(at, byte)| match byte {
        b' ' => Some(at),
        b':' => Some(at + 1),
        // The bytes of a space that holds words together.
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some(at),
        _ => None,
    })
}

/// `Harry Connick Jr.` keeps the stop that was cut with the others.
fn restore_stop<'a>(chunk: &'a str, text: &'a str) -> &'a str {
    let start = text.as_ptr() as usize - chunk.as_ptr() as usize;
    let end = start + text.len();
    let last = || text.rsplit(' ').next().unwrap_or_default();
    let suffix = |last: &str| class(last).any(Class::SUFFIX) || last.chars().count() == 1;
    if chunk[end..].starts_with('.') && suffix(last()) { &chunk[start..=end] } else { text }
}
