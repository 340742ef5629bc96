//! Names in Chinese, Japanese and Korean bylines, where what a person does is glued to the name.

use super::chunks::is_han;
use super::grammar::{ends_as_organisation, is_name, is_unspaced};
use super::lexicon::{Class, class};
use super::split::{Name, organisation, words_at};

/// Calls `found` with each name in a stretch.
pub(super) fn unspaced_names<'a>(text: &'a str, found: &mut impl FnMut(Name<'a>)) {
    if class(text).any(labels()) {
        return;
    }
    let mut words = words_at(text).filter(|(_, word)| !word.is_empty()).peekable();
    while let Some((start, word)) = words.next() {
        if class(word).any(Class::CREDIT) {
            // `사진 오세진`: whose name follows did not write.
            words.next();
            continue;
        }
        let mut name = without_labels(word);
        // `山田 太郎`, `제이슨 킴`
        if name.len() == word.len()
            && let Some((at, next)) = words.next_if(|(_, next)| is_rest_of_name(word, next))
        {
            name = &text[start..at + next.len()];
        }
        let role = words.peek().is_some_and(|(_, next)| class(next).any(Class::ROLE));
        // Places are as short; few Korean names are.
        let short =
            is_hangul(name) && name.chars().count() < 3 && name.len() == word.len() && !role;
        if is_name(name) && !short {
            found(Name { text: name, organisation: false });
        } else if let Some(name) = organisation(word).or_else(|| ends_so(word)) {
            found(name);
        }
    }
}

const fn labels() -> Class {
    Class::BY.or(Class::ROLE).or(Class::TITLE).or(Class::NEVER).or(Class::SECTION)
}

/// Characters of a family name, or of a given one.
const MOST_PART: usize = 3;

/// Whether two words are the parts of one name.
fn is_rest_of_name(word: &str, next: &str) -> bool {
    let part = |word: &str| {
        let known = labels().or(Class::CREDIT).or(Class::ORGANISATION);
        let characters = word.chars().count();
        word.chars().all(is_unspaced) && characters <= MOST_PART && !class(word).any(known)
    };
    let short = word.chars().count() + next.chars().count() <= 5;
    // Two Korean names may stand side by side; a part alone is one character long.
    let parts = !is_hangul(word) || word.chars().count() == 1 || next.chars().count() == 1;
    part(word) && part(next) && short && parts
}

fn is_hangul(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{ac00}'..='\u{d7af}'))
}

/// `新华社记者吴静`, `황보현선임기자` without what is no name.
fn without_labels(word: &str) -> &str {
    let mut text = word;
    let mut cut = false;
    while let Some(end) = label_before(text) {
        (text, cut) = (&text[end..], true);
    }
    if let Some(at) = text.find(char::is_numeric) {
        text = &text[..at];
        // `郭品萱台中3日電`: the place follows the name.
        let place = cut && text.chars().all(is_han) && (5..=6).contains(&text.chars().count());
        let name = text.char_indices().nth(3).filter(|_| place);
        return name.map_or(text, |(end, _)| &text[..end]);
    }
    while let Some(at) = label_after(text) {
        text = &text[..at];
    }
    text
}

/// Where the longest known label at the start ends, if a name may follow.
fn label_before(text: &str) -> Option<usize> {
    let known = Class::BY.or(Class::ROLE).or(Class::ORGANISATION).or(Class::TITLE);
    let ends = text.char_indices().map(|(at, _)| at).skip(2).take(6);
    let ends = ends.filter(|&end| text[end..].chars().count() >= 2);
    ends.filter(|&end| class(&text[..end]).any(known)).last()
}

/// Where the longest known label at the end begins, if a name may stand before it.
fn label_after(text: &str) -> Option<usize> {
    let known = labels();
    let mut starts = text.char_indices().map(|(at, _)| at).skip(2);
    starts.find(|&at| class(&text[at..]).any(known))
}

/// Characters of an organisation's name.
const MOST: usize = 20;

fn ends_so(word: &str) -> Option<Name<'_>> {
    let known = word.chars().count() <= MOST && ends_as_organisation(word, MOST);
    known.then_some(Name { text: word, organisation: true })
}
