//! Phrases: fixed words with slots, alternatives and optional words, found by hash.

use super::words::{Word, words};
use std::collections::HashMap;

/// The most plain phrases that the alternatives of one phrase may make.
const MAX_EXPANSION: usize = 256;
/// The most parts of a phrase, and the most slots among them: what bounds matching.
const MAX_PARTS: usize = 40;
const MAX_SLOTS: usize = 4;
/// Words that a slot may stand for.
const SLOT_WORDS: usize = 8;
/// Texts of more words are running text: only their first words are compared.
pub(crate) const MAX_WORDS: usize = 80;

/// Where in a text a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Whole,
    Start,
    End,
    Anywhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Word(u64),
    Slot(Slot),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Words,
    Word,
    Number,
    Date,
    Person,
}

#[derive(Debug, Clone)]
struct Phrase {
    parts: Vec<Part>,
    /// The first fixed word: where the search starts.
    anchor: usize,
    place: Place,
    owner: u32,
}

/// Many phrases, each with an owner; one walk over a text's words finds all that it holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct PhraseIndex {
    phrases: Vec<Phrase>,
    by_anchor: HashMap<u64, Vec<u32>, BuildIdentity>,
}

/// A phrase found, and the words of its first slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) owner: u32,
    pub(crate) slot: Option<(u32, u32)>,
}

impl PhraseIndex {
    /// Adds a phrase as written. What is wrong with it, if anything.
    pub(crate) fn add(&mut self, written: &str, place: Place, owner: u32) -> Result<(), String> {
        for plain in expand(written)? {
            let parts = parse(&plain)?;
            let anchor = parts
                .iter()
                .position(|p| matches!(p, Part::Word(_)))
                .ok_or_else(|| format!("the phrase \"{written}\" has no fixed word"))?;
            let Part::Word(hash) = parts[anchor] else { continue };
            let at = self.phrases.len() as u32;
            self.phrases.push(Phrase { parts, anchor, place, owner });
            self.by_anchor.entry(hash).or_default().push(at);
        }
        Ok(())
    }

    /// Calls `found` for each phrase of the index in `text`, whose words are `words`; `whole` says
    /// that `words` are all of them.
    pub(crate) fn search(
        &self,
        text: &str,
        words: &[Word],
        whole: bool,
        mut found: impl FnMut(Found),
    ) {
        for (at, word) in words.iter().enumerate() {
            let Some(phrases) = self.by_anchor.get(&word.hash) else { continue };
            for &phrase in phrases {
                let phrase = &self.phrases[phrase as usize];
                if let Some(slot) = phrase.matches(text, words, at, whole) {
                    found(Found { owner: phrase.owner, slot });
                }
            }
        }
    }
}

type SlotRange = Option<(u32, u32)>;

impl Phrase {
    fn matches(&self, text: &str, words: &[Word], at: usize, whole: bool) -> Option<SlotRange> {
        let at_start = matches!(self.place, Place::Whole | Place::Start);
        let at_end = matches!(self.place, Place::Whole | Place::End);
        if at_end && !whole {
            return None;
        }
        let (before, rest) = (&self.parts[..self.anchor], &self.parts[self.anchor..]);
        let from = slots_before(text, words, at, before, at_start)?;
        let first = (!before.is_empty()).then(|| (words[from].start, words[at - 1].end));
        let slot = forward(text, words, at, rest, at_end)?;
        Some(first.or(slot))
    }
}

/// Slots in front of the anchor end at word `at`; where they begin.
fn slots_before(
    text: &str,
    words: &[Word],
    at: usize,
    slots: &[Part],
    at_start: bool,
) -> Option<usize> {
    if slots.is_empty() {
        return (!at_start || at == 0).then_some(at);
    }
    let longest = at.min(SLOT_WORDS * 2 * slots.len());
    let starts = if at_start { 0..1 } else { at - longest..at };
    starts.rev().find(|&from| from < at && forward(text, &words[..at], from, slots, true).is_some())
}

/// Matches `parts` from word `from` on; the first slot's range. Backtracking is bounded: a few
/// slots of a few words each.
fn forward(
    text: &str,
    words: &[Word],
    from: usize,
    parts: &[Part],
    at_end: bool,
) -> Option<SlotRange> {
    // (part, word, first slot) still to try, the likeliest on top.
    let mut open: Vec<(usize, usize, SlotRange)> = vec![(0, from, None)];
    let mut budget = 4096;
    while let Some((mut part, mut at, slot)) = open.pop() {
        while let Some(Part::Word(hash)) = parts.get(part) {
            if words.get(at).is_none_or(|w| w.hash != *hash) {
                part = usize::MAX;
                break;
            }
            (part, at) = (part + 1, at + 1);
        }
        match parts.get(part) {
            _ if part == usize::MAX => {}
            None if !at_end || at == words.len() => return Some(slot),
            None => {}
            Some(Part::Word(_)) => {}
            Some(Part::Slot(kind)) => {
                for end in (at + 1..=words.len().min(at + longest(*kind, words.get(at)))).rev() {
                    budget -= 1;
                    if budget == 0 {
                        return None;
                    }
                    if kind.fits(text, &words[at..end]) {
                        let range = (words[at].start, words[end - 1].end);
                        open.push((part + 1, end, slot.or(Some(range))));
                    }
                }
            }
        }
    }
    None
}

fn longest(slot: Slot, first: Option<&Word>) -> usize {
    match slot {
        Slot::Word | Slot::Number => 1 + usize::from(slot == Slot::Number) * 2,
        _ if first.is_some_and(|w| w.half) => SLOT_WORDS * 2,
        _ => SLOT_WORDS,
    }
}

impl Slot {
    fn fits(self, text: &str, words: &[Word]) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let text = &text[first.start as usize..last.end as usize];
        match self {
            Self::Words | Self::Word => true,
            Self::Number => words.iter().all(|w| w.number) || is_short_number(text),
            Self::Date => super::shape::is_date(text),
            Self::Person => super::shape::is_person(text),
        }
    }
}

/// `1.2K`, `3,400`, `12k`.
fn is_short_number(text: &str) -> bool {
    let digits = text.trim_end_matches(['k', 'K', 'm', 'M']);
    text.len() - digits.len() <= 1
        && digits.starts_with(|c: char| c.is_numeric())
        && digits.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '\u{a0}' | ' '))
}

/// All plain phrases that `(a|b)` and `[c]` stand for.
fn expand(written: &str) -> Result<Vec<String>, String> {
    let mut out = vec![String::new()];
    let mut rest = written;
    while let Some(at) = rest.find(['(', '[', ')', ']', '|']) {
        let open = rest.as_bytes()[at];
        let close = match open {
            b'(' => ')',
            b'[' => ']',
            _ => return Err(format!("\"{written}\": `{}` without its pair", open as char)),
        };
        let inner = &rest[at + 1..];
        let end = inner
            .find(close)
            .ok_or_else(|| format!("\"{written}\": `{}` is not closed", open as char))?;
        let mut choices: Vec<&str> = inner[..end].split('|').collect();
        if inner[..end].contains(['(', '[']) {
            return Err(format!("\"{written}\": alternatives do not nest"));
        }
        if open == b'[' {
            choices.push("");
        }
        if out.len() * choices.len() > MAX_EXPANSION {
            return Err(format!("\"{written}\" stands for more than {MAX_EXPANSION} phrases"));
        }
        let before = &rest[..at];
        out = out
            .iter()
            .flat_map(|o| choices.iter().map(move |c| format!("{o}{before}{c}")))
            .collect();
        rest = &inner[end + 1..];
    }
    out.iter_mut().for_each(|o| o.push_str(rest));
    Ok(out)
}

fn parse(plain: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = plain;
    let mut buffer = Vec::new();
    let mut fixed = |text: &str, parts: &mut Vec<Part>| {
        words(text, MAX_PARTS + 1, &mut buffer);
        parts.extend(buffer.iter().map(|w| Part::Word(w.hash)));
    };
    while let Some(at) = rest.find(['{', '}']) {
        fixed(&rest[..at], &mut parts);
        let close = rest[at..].find('}').filter(|_| rest.as_bytes()[at] == b'{');
        let close = at + close.ok_or_else(|| format!("\"{plain}\": a brace without its pair"))?;
        parts.push(Part::Slot(slot(&rest[at + 1..close])?));
        rest = &rest[close + 1..];
    }
    fixed(rest, &mut parts);
    let slots = parts.iter().filter(|p| matches!(p, Part::Slot(_))).count();
    if parts.len() > MAX_PARTS || slots > MAX_SLOTS {
        return Err(format!(
            "\"{plain}\" is too long: at most {MAX_PARTS} words and {MAX_SLOTS} slots"
        ));
    }
    Ok(parts)
}

fn slot(name: &str) -> Result<Slot, String> {
    Ok(match name {
        "name" => Slot::Words,
        "word" => Slot::Word,
        "number" => Slot::Number,
        "date" => Slot::Date,
        "person" => Slot::Person,
        _ => {
            let known = ["name", "word", "number", "date", "person"];
            let near = super::nearest::nearest(name, known.iter().copied());
            return Err(format!("no slot {{{name}}}{}", super::nearest::hint(near)));
        }
    })
}

/// The keys are hashes already.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BuildIdentity;

impl std::hash::BuildHasher for BuildIdentity {
    type Hasher = Identity;
    fn build_hasher(&self) -> Identity {
        Identity(0)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Identity(u64);

impl std::hash::Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = super::words::mix(self.0, char::from(b));
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(phrase: &str, place: Place, text: &str) -> Option<Option<String>> {
        let mut index = PhraseIndex::default();
        index.add(phrase, place, 0).unwrap();
        let mut list = Vec::new();
        words(text, MAX_WORDS, &mut list);
        let mut out = None;
        index.search(text, &list, true, |f| {
            out = Some(f.slot.map(|(a, b)| text[a as usize..b as usize].to_owned()));
        });
        out
    }

    #[test]
    fn places() {
        assert!(finds("sign up", Place::Whole, "Sign up!").is_some());
        assert!(finds("sign up", Place::Whole, "Sign up now").is_none());
        assert!(finds("sign up", Place::Start, "Sign up now").is_some());
        assert!(finds("sign up", Place::End, "Sign up now").is_none());
        assert!(finds("up now", Place::End, "Sign up now").is_some());
        assert!(finds("up", Place::Anywhere, "Sign up now").is_some());
    }

    #[test]
    fn slots_and_choices() {
        let slot = |s: &str| Some(Some(s.to_owned()));
        assert_eq!(
            finds("from {name}", Place::Whole, "From The Daily Post"),
            slot("The Daily Post")
        );
        assert_eq!(
            finds("{name} newsletter", Place::Whole, "The Hill newsletter"),
            slot("The Hill")
        );
        assert_eq!(finds("{number} min read", Place::Whole, "12 min read"), slot("12"));
        assert_eq!(finds("{number} shares", Place::Whole, "1.2K Shares"), slot("1.2K"));
        assert!(finds("{number} shares", Place::Whole, "Most shares").is_none());
        assert!(
            finds("sign up (for|to) [our|the] news", Place::Whole, "Sign up to news").is_some()
        );
        assert!(
            finds("sign up (for|to) [our|the] news", Place::Whole, "Sign up for our news")
                .is_some()
        );
        assert!(finds("a {name} b {name} c", Place::Whole, "a x b y b z c").is_some());
        assert!(finds("{name} x", Place::Whole, "1 2 3 4 5 6 7 8 9 x").is_none());
    }

    #[test]
    fn what_is_wrong_is_said() {
        let mut index = PhraseIndex::default();
        for (phrase, message) in [
            ("a (b", "not closed"),
            ("a) b", "without its pair"),
            ("{name}", "no fixed word"),
            ("by {persn}", "person"),
            ("(a|b|c|d|e|f|g|h|i) (a|b|c|d|e|f) (a|b|c|d|e|f) x", "more than"),
        ] {
            let error = index.add(phrase, Place::Whole, 0).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
