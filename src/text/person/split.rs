//! A byline cut to the names in it.

use super::chunks::{Chunk, End, chunks};
use super::grammar::{is_name, is_unspaced_text};
use super::lead::{begins_with_by, is_by, leads, trim};
use super::lexicon::{Class, class, compound_class};
use super::unspaced::unspaced_names;
use crate::text::date::is_date_word;

/// A name in a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name<'a> {
    pub(crate) text: &'a str,
    /// An agency, desk or company.
    pub(crate) organisation: bool,
}

const MOST_BYTES: usize = 400;

/// The names in a byline, in order, without "By", roles, addresses, dates and repetitions. Anything
/// that is not well-formed is left out, so an ordinary sentence gives none.
pub(crate) fn split_names(text: &str) -> Vec<Name<'_>> {
    let mut reader = Reader { whole: true, ..Reader::default() };
    if text.len() <= MOST_BYTES {
        chunks(text).for_each(|chunk| reader.chunk(chunk));
    }
    reader.names
}

/// The same of a byline that says nothing else than it does: who, for whom, from where and when.
pub(crate) fn names_alone(text: &str) -> Option<Vec<Name<'_>>> {
    let mut reader = Reader { whole: text.len() <= MOST_BYTES, ..Reader::default() };
    let mut chunks = chunks(text);
    while reader.whole && reader.others <= 1 {
        let Some(chunk) = chunks.next() else { return Some(reader.names) };
        reader.chunk(chunk);
    }
    None
}

/// What is known of a byline so far.
#[derive(Default)]
struct Reader<'a> {
    names: Vec<Name<'a>>,
    whole: bool,
    /// Chunks that may be a place, an outlet or a role: unknown words after a name.
    others: u32,
    /// A label said that who follows did something else: took the pictures, edited.
    credited: bool,
    /// The last words were "Text" or their like alone.
    wrote: bool,
}

impl<'a> Reader<'a> {
    fn chunk(&mut self, Chunk { text, end, aside }: Chunk<'a>) {
        let (text, label) = match end {
            End::Label => split_label(text),
            _ => (text, None),
        };
        // `Text and photos:`
        let wrote = std::mem::take(&mut self.wrote);
        self.wrote = end != End::Strong && !text.is_empty() && is_by(text);
        // `Eva Fu (Bergen)`
        if aside && !self.names.is_empty() && label.is_none() {
            self.other(text);
        } else {
            self.names_of(text);
        }
        match (end, label.map(class)) {
            (End::Label, Some(class)) => self.credited = class.any(Class::CREDIT) && !wrote,
            (End::Label, None) | (End::Strong, _) => self.credited = false,
            _ => {}
        }
    }

    fn names_of(&mut self, text: &'a str) {
        let text = without_addresses(text);
        if text.is_empty() || self.credited {
            return;
        }
        if is_credit(text) || is_credit_alone(text) {
            // `Fotos Eva Fu und Max Muster`
            self.credited = true;
            return;
        }
        let before = self.names.len();
        let first = first_word(text);
        if before > 0 && class(first).any(Class::ROLE) {
            // `Eva Fu, Professor of Law`
            return self.other(text);
        }
        if is_unspaced_text(text) {
            unspaced_names(text, &mut |name| self.add(name));
        } else {
            let chunk = trim(without_day(text));
            if let Some(name) = person(chunk).or_else(|| organisation(chunk)) {
                self.add(name);
            }
        }
        if self.names.len() == before {
            self.other(text);
        }
    }

    fn add(&mut self, name: Name<'a>) {
        let same = |n: &Name<'_>| match n.text.is_ascii() && name.text.is_ascii() {
            true => n.text.eq_ignore_ascii_case(name.text),
            false => n.text.to_lowercase() == name.text.to_lowercase(),
        };
        if !self.names.iter().any(same) {
            self.names.push(name);
        }
    }

    /// What names nobody.
    fn other(&mut self, text: &str) {
        let known = Class::BY.or(Class::PIECE).or(Class::ROLE).or(Class::DEGREE).or(Class::NEVER);
        let known = known.or(Class::TITLE).or(Class::SECTION).or(Class::CREDIT);
        let words = || text.split_whitespace();
        if class(text).any(known) || words().all(|word| class(word).any(known) || is_number(word)) {
            return;
        }
        let role = words().any(|word| class(word).any(Class::ROLE));
        let few = words().count() <= if role { 6 } else { 2 };
        match few && !self.names.is_empty() {
            true => self.others += 1,
            false => self.whole = false,
        }
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}

/// The label at the end of what stands before a colon, and what stands before the label; none if
/// all of it is one that is not known.
fn split_label(text: &str) -> (&str, Option<&str>) {
    let known = Class::BY.or(Class::CREDIT).or(Class::ROLE);
    if class(text).any(known) {
        return ("", Some(text));
    }
    let ends = text.rmatch_indices(' ').take(3).map(|(at, _)| text.split_at(at + 1));
    match ends.filter(|(_, label)| class(label).any(known)).last() {
        Some((before, label)) => (before.trim_end(), Some(label)),
        // `By Eva FuPublished:`
        None if begins_with_by(text) => (text, None),
        None => ("", None),
    }
}

/// `Eva Fu @evafu`, `Eva Fu evafu@example.org` without the addresses, `Eva Fu 4 May 2024` without
/// the date: an author's name has no numbers, and what follows one is none either, but for
/// `4 May 2024 by Eva Fu`.
fn without_addresses(chunk: &str) -> &str {
    let chunk = chunk.trim();
    let may_tell = |byte: u8| byte == b'@' || byte.is_ascii_digit() || !byte.is_ascii();
    if !chunk.bytes().any(may_tell) {
        return chunk;
    }
    let is_address = |word: &str| word.contains('@') || is_number(word);
    let Some((at, _)) = words_at(chunk).find(|(_, word)| is_address(word)) else { return chunk };
    let says_by = |&(_, word): &(usize, &str)| {
        let class = class(word);
        class.any(Class::BY) && !class.any(Class::PARTICLE)
    };
    let by = words_at(chunk).skip_while(|&(word, _)| word < at).find(says_by);
    by.map_or_else(
        || without_small_words(chunk[..at].trim_end().trim_end_matches('.')),
        |(by, _)| &chunk[by..],
    )
}

/// `Eva Fu on Mon`, where a date follows the comma.
fn without_day(text: &str) -> &str {
    let Some((before, day)) = text.rsplit_once(' ') else { return text };
    let Some((name, on)) = before.rsplit_once(' ') else { return text };
    let leads = on.chars().all(char::is_lowercase) && !class(on).any(Class::PARTICLE);
    if leads && is_date_word(day) { name } else { text }
}

/// Words with the places where they begin.
pub(super) fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let word = first_word(&text[start..]);
        let end = start + word.len();
        next = (end < text.len()).then_some(end + 1);
        Some((start, word))
    })
}

/// What stands before the first space. Words are short: looking for a space byte by byte is quicker
/// than sixteen at a time.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.bytes().position(|byte| byte == b' ');
    end.map_or(text, |end| &text[..end])
}

/// `Eva Fu el`, `Eva Fu Dec`, `Eva FuPublished` without the words that lead to a date.
fn without_small_words(text: &str) -> &str {
    let mut text = text.trim_end();
    loop {
        let word = text.rsplit(' ').next().unwrap_or_default();
        let small = word.chars().all(char::is_lowercase) || is_date_word(word);
        if word.is_empty() || !small {
            return text;
        }
        text = text[..text.len() - word.len()].trim_end();
    }
}

/// `Photo`, and no editors that may have written.
fn is_credit_alone(text: &str) -> bool {
    let class = class(text);
    class.any(Class::CREDIT) && !class.any(Class::BY.or(Class::ORGANISATION))
}

/// `Photographs by`: the name after it is no author's.
fn is_credit(chunk: &str) -> bool {
    leads(chunk.trim()).any(|(lead, _)| class(lead).any(Class::CREDIT))
}

/// The name at the start of a chunk, before a role, a degree or a place.
pub(super) fn person(chunk: &str) -> Option<Name<'_>> {
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
    let ends_name = |&(at, word): &(usize, &str)| {
        let small = word.starts_with(char::is_lowercase);
        let class = compound_class(word.trim_end_matches(','));
        class.any(ends) || small && class.any(Class::PLACE) && chunk.len() > at + word.len()
    };
    words_at(chunk).skip(2).find(ends_name).map(|(at, _)| at - 1)
}

/// Where a word that ends a name is glued to its last part: `Eva FuFollow`, not `Eva McNew`.
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
        let word = first_word(&chunk[at..]);
        let stem = chunk[..at].rsplit_once(' ').map(|(_, stem)| stem);
        stem.is_some_and(|stem| !class(stem).any(Class::PARTICLE))
            && class(word.trim_end_matches(',')).any(ends)
    })
}

/// `Reuters`, `Associated Press`, `Editorial Board`: a known word and capitals. What follows "By" in
/// `By admin News` is no name, and the whole is none.
pub(super) fn organisation(chunk: &str) -> Option<Name<'_>> {
    let words = chunk.split_whitespace().count();
    let known = chunk.split_whitespace().any(|w| class(w).any(Class::ORGANISATION));
    let starts = chunk
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() || chunk == "dpa");
    let clean = !chunk.contains(['@', '?', '!', '"']) && !chunk.chars().any(|c| c.is_ascii_digit());
    let says_by = || words > 1 && chunk.split_whitespace().next().is_some_and(is_by);
    (known && (1..=6).contains(&words) && starts && clean && !says_by())
        .then_some(Name { text: chunk, organisation: true })
}
