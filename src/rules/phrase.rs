//! Phrases: fixed words with slots, alternatives and optional words, found by hash.

use super::phrase_text::parse;
use super::words::Word;
use crate::text::bits::Bits;
use std::collections::HashMap;
use std::num::NonZeroU64;

/// Words that a slot may stand for.
const SLOT_WORDS: usize = 8;
/// The most words of a text that are compared; in scripts without spaces, characters.
pub(crate) const MAX_WORDS: usize = 120;
/// Steps that one attempt may take.
const BUDGET: u32 = 4096;

/// Where in a text a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Whole,
    Start,
    End,
    Anywhere,
    /// At the start, a colon and something more after it.
    Label,
}

impl Place {
    fn is_at_start(self) -> bool {
        matches!(self, Self::Whole | Self::Start | Self::Label)
    }

    fn is_at_end(self) -> bool {
        matches!(self, Self::Whole | Self::End)
    }
}

/// A step of a phrase, as a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Word(u64),
    Slot(Slot),
    /// Goes on at the next step or at this one.
    Split(u32),
    Jump(u32),
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Words,
    Word,
    Number,
    Date,
    Person,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// Where its program starts.
    from: u32,
    place: Place,
    owner: u32,
}

/// A way into a phrase: one of the fixed words that it may begin with. What can be told without
/// running the phrase stands here.
#[derive(Debug, Clone)]
struct Anchor {
    phrase: u32,
    /// Its place in the program.
    op: u16,
    /// How many words may stand from it to the phrase's end.
    least: u16,
    most: u16,
    place: Place,
    /// The word that must follow it, where that is known.
    next: Option<NonZeroU64>,
    /// The slots in front of it.
    before: Box<[Slot]>,
}

impl Anchor {
    /// Whether the phrase could stand here, the anchor being word `at`.
    fn may_match(&self, words: &[Word], at: usize, whole: bool) -> bool {
        let left = words.len() - at;
        left >= usize::from(self.least)
            && !(self.place.is_at_end() && (!whole || left > usize::from(self.most)))
            && self.next.is_none_or(|next| words[at + 1].hash == next.get())
    }
}

/// Many phrases, each with an owner; one walk over a text's words finds all that it holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct PhraseIndex {
    phrases: Vec<Phrase>,
    /// The programs of all phrases.
    ops: Vec<Op>,
    /// Of phrases that only begin a text.
    first: Anchors,
    anywhere: Anchors,
    room: Room,
}

/// Room for what adding a phrase needs, from phrase to phrase.
#[derive(Debug, Clone, Default)]
struct Room {
    ops: Vec<Op>,
    words: Vec<Word>,
    lengths: Vec<(u16, u16)>,
    open: Vec<(u32, Vec<Slot>)>,
}

/// Anchors by word.
#[derive(Debug, Clone, Default)]
struct Anchors {
    /// Each with its word, which they are sorted by once all are there.
    all: Vec<(u64, Anchor)>,
    by_word: HashMap<u64, (u32, u32), BuildIdentity>,
    /// The words: most of a text are none of them.
    words: Bits,
}

impl Anchors {
    fn add(&mut self, word: u64, anchor: Anchor) {
        let same = |(known, a): &&(u64, Anchor)| {
            let place = (a.phrase, a.op, &a.before) == (anchor.phrase, anchor.op, &anchor.before);
            place && *known == word
        };
        if !self.all.iter().rev().take(8).any(|one| same(&one)) {
            self.all.push((word, anchor));
        }
    }

    fn index(&mut self) {
        self.all.sort_by_key(|(word, _)| *word);
        self.all.shrink_to_fit();
        let mut from = 0;
        for list in self.all.chunk_by(|a, b| a.0 == b.0) {
            let to = from + list.len() as u32;
            self.by_word.insert(list[0].0, (from, to));
            self.words.insert_hash(list[0].0);
            from = to;
        }
    }

    fn get(&self, word: u64) -> &[(u64, Anchor)] {
        let known = self.words.may_hold_hash(word).then(|| self.by_word.get(&word)).flatten();
        known.map_or(&[], |&(from, to)| &self.all[from as usize..to as usize])
    }
}

/// A phrase found, and the words of its first slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) owner: u32,
    pub(crate) slot: SlotRange,
}

type SlotRange = Option<(u32, u32)>;

/// The most fixed words that a phrase may begin with.
const MAX_ANCHORS: usize = 1024;

impl PhraseIndex {
    /// Adds a phrase as written. What is wrong with it, if anything.
    pub(crate) fn add(&mut self, written: &str, place: Place, owner: u32) -> Result<(), String> {
        let Room { ops, words, lengths, open } = &mut self.room;
        parse(written, ops, words)?;
        count_words(ops, lengths);
        let phrase = self.phrases.len() as u32;
        open.clear();
        open.push((0, Vec::new()));
        let mut count = 0;
        while let Some((op, mut before)) = open.pop() {
            match ops[op as usize] {
                Op::Word(hash) => {
                    count += 1;
                    let only_first = before.is_empty() && place.is_at_start();
                    let anchors = if only_first { &mut self.first } else { &mut self.anywhere };
                    let (least, most) = lengths[op as usize];
                    let next = match ops[op as usize + 1] {
                        Op::Word(hash) => NonZeroU64::new(hash),
                        _ => None,
                    };
                    let (op, before) = (op as u16, before.into_boxed_slice());
                    anchors.add(hash, Anchor { phrase, op, least, most, place, next, before });
                }
                Op::Slot(slot) => {
                    before.push(slot);
                    open.push((op + 1, before));
                }
                Op::Split(other) => open.extend([(op + 1, before.clone()), (other, before)]),
                Op::Jump(to) => open.push((to, before)),
                Op::End => return Err(format!("\"{written}\" may stand for no fixed word")),
            }
            if count + open.len() > MAX_ANCHORS {
                return Err(format!("\"{written}\" begins with too many alternatives"));
            }
        }
        self.phrases.push(Phrase { from: self.ops.len() as u32, place, owner });
        self.ops.append(ops);
        Ok(())
    }

    /// Once all phrases are there.
    pub(crate) fn index(&mut self) {
        self.room = Room::default();
        self.ops.shrink_to_fit();
        self.first.index();
        self.anywhere.index();
    }

    /// Calls `found` for each phrase of the index in `text`, whose words are `words`; `whole` says
    /// that `words` are all of them.
    pub(crate) fn search(
        &self,
        text: &str,
        words: &[Word],
        whole: bool,
        open: &mut Open,
        mut found: impl FnMut(Found),
    ) {
        for (at, word) in words.iter().enumerate() {
            let first = if at == 0 { self.first.get(word.hash) } else { &[] };
            for (_, anchor) in first.iter().chain(self.anywhere.get(word.hash)) {
                if !anchor.may_match(words, at, whole) {
                    continue;
                }
                let phrase = &self.phrases[anchor.phrase as usize];
                let ops = &self.ops[phrase.from as usize..];
                if let Some(slot) = phrase.matches(ops, text, words, at, anchor, open) {
                    found(Found { owner: phrase.owner, slot });
                }
            }
        }
    }
}

impl Phrase {
    fn matches(
        &self,
        ops: &[Op],
        text: &str,
        words: &[Word],
        at: usize,
        anchor: &Anchor,
        open: &mut Open,
    ) -> Option<SlotRange> {
        let at_start = self.place.is_at_start();
        let from = slots_before(text, words, at, &anchor.before, at_start, open)?;
        let first = (from < at).then(|| (words[from].start, words[at - 1].end));
        let slot = run(text, words, at, ops, u32::from(anchor.op), self.place, open)?;
        Some(first.or(slot))
    }
}

/// How many words may stand from each step to the end. Steps only lead forward.
fn count_words(ops: &[Op], out: &mut Vec<(u16, u16)>) {
    out.clear();
    out.resize(ops.len(), (0, 0));
    for (at, op) in ops.iter().enumerate().rev() {
        let after = |to: usize, least, most: u16| {
            let (a, b): (u16, u16) = out[to];
            (a + least, b.saturating_add(most))
        };
        out[at] = match *op {
            Op::Word(_) => after(at + 1, 1, 1),
            Op::Slot(_) => after(at + 1, 1, SLOT_WORDS as u16 * 2),
            Op::Jump(to) => after(to as usize, 0, 0),
            Op::Split(to) => {
                let (next, other) = (out[at + 1], out[to as usize]);
                (next.0.min(other.0), next.1.max(other.1))
            }
            Op::End => (0, 0),
        };
    }
}

/// Slots in front of the anchor end at word `at`; where they begin.
fn slots_before(
    text: &str,
    words: &[Word],
    at: usize,
    slots: &[Slot],
    at_start: bool,
    open: &mut Open,
) -> Option<usize> {
    if slots.is_empty() {
        return Some(at);
    }
    let longest = at.min(SLOT_WORDS * 2 * slots.len());
    if let &[slot] = slots {
        let fits = |&from: &usize| {
            at - from <= self::longest(slot, words.get(from)) && slot.fits(text, &words[from..at])
        };
        let mut starts = if at_start { 0..at.min(1) } else { at - longest..at };
        return starts.rfind(fits);
    }
    let mut ops: Vec<Op> = slots.iter().map(|s| Op::Slot(*s)).collect();
    ops.push(Op::End);
    let starts = if at_start { 0..at.min(1) } else { at - longest..at };
    starts.rev().find(|&from| run(text, &words[..at], from, &ops, 0, Place::End, open).is_some())
}

/// Step, word and first slot that are still to be tried.
type State = (u32, usize, SlotRange);
/// Room for these, from search to search.
pub(crate) type Open = Vec<State>;

/// Runs a phrase's program from word `from` on; the first slot's range. Backtracking is bounded.
fn run(
    text: &str,
    words: &[Word],
    from: usize,
    ops: &[Op],
    start: u32,
    place: Place,
    open: &mut Open,
) -> Option<SlotRange> {
    open.clear();
    let mut state = Some((start, from, None));
    for _ in 0..BUDGET {
        let (op, at, slot) = state.take().or_else(|| open.pop())?;
        match ops[op as usize] {
            Op::Word(hash) => {
                if words.get(at).is_some_and(|w| w.hash == hash) {
                    state = Some((op + 1, at + 1, slot));
                }
            }
            Op::Jump(to) => state = Some((to, at, slot)),
            Op::Split(other) => {
                open.push((other, at, slot));
                state = Some((op + 1, at, slot));
            }
            Op::Slot(kind) => {
                let most = words.len().min(at + longest(kind, words.get(at)));
                for end in (at + 1..=most).rev() {
                    if kind.fits(text, &words[at..end]) {
                        let range = (words[at].start, words[end - 1].end);
                        open.push((op + 1, end, slot.or(Some(range))));
                    }
                }
            }
            Op::End => match place {
                Place::Whole | Place::End if at < words.len() => {}
                Place::Label => {
                    if let Some(rest) = after_colon(text, words[at - 1].end) {
                        return Some(slot.or(Some(rest)));
                    }
                }
                _ => return Some(slot),
            },
        }
    }
    None
}

/// What stands after a colon at `at`.
fn after_colon(text: &str, at: u32) -> SlotRange {
    let after = text[at as usize..].trim_start_matches(' ');
    let rest = after.strip_prefix([':', '：'])?.trim_start_matches(' ');
    (!rest.is_empty()).then(|| ((text.len() - rest.len()) as u32, text.len() as u32))
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
    use crate::rules::words::words;

    fn finds(phrase: &str, place: Place, text: &str) -> Option<Option<String>> {
        let mut index = PhraseIndex::default();
        index.add(phrase, place, 0).unwrap();
        index.index();
        let mut list = Vec::new();
        words(text, MAX_WORDS, &mut list);
        let mut out = None;
        index.search(text, &list, true, &mut Vec::new(), |f| {
            out = Some(f.slot.map(|(a, b)| text[a as usize..b as usize].to_owned()));
        });
        out
    }

    #[test]
    fn a_phrase_is_found_in_its_place_alone() {
        assert!(finds("sign up", Place::Whole, "Sign up!").is_some());
        assert!(finds("sign up", Place::Whole, "Sign up now").is_none());
        assert!(finds("sign up", Place::Start, "Sign up now").is_some());
        assert!(finds("sign up", Place::End, "Sign up now").is_none());
        assert!(finds("up now", Place::End, "Sign up now").is_some());
        assert!(finds("up", Place::Anywhere, "Sign up now").is_some());
    }

    #[test]
    fn slots_take_what_they_say_and_choices_any_one() {
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
    fn a_label_is_followed_by_a_colon_and_something_more() {
        let rest = |text: &str| finds("(foto|foto og tekst)", Place::Label, text);
        let slot = |s: &str| Some(Some(s.to_owned()));
        assert_eq!(rest("FOTO: Anna Berg"), slot("Anna Berg"));
        assert_eq!(rest("Foto og tekst : Anna Berg"), slot("Anna Berg"));
        assert_eq!(rest("Foto：Anna"), slot("Anna"));
        for no in ["Foto:", "Foto Anna: Berg", "Foto", "En foto: Anna", "Foto/Anna: Berg"] {
            assert_eq!(rest(no), None, "{no}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let mut index = PhraseIndex::default();
        for (phrase, message) in [
            ("a (b", "not closed"),
            ("a) b", "without its pair"),
            ("[a]", "no fixed word"),
            ("{name}", "no fixed word"),
            ("by {persn}", "person"),
            ("((((((a))))))", "nest"),
        ] {
            let error = index.add(phrase, Place::Whole, 0).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
