//! Phrases: fixed words with slots, alternatives and optional words, found by hash.

use super::phrase_steps::{
    Op, SlotRange, States, Step, Steps, Text, lengths, run, slots_before, words_of,
};
use super::phrase_text::{self, parse};
use super::slot::Slot;
use super::vocabulary::Vocabulary;
use super::words::Word;

/// The most words of a text that are compared; in scripts without spaces, characters.
pub(crate) const MAX_WORDS: usize = 120;

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

    pub(super) fn is_at_end(self) -> bool {
        matches!(self, Self::Whole | Self::End)
    }
}

#[derive(Debug, Clone)]
struct Phrase {
    /// Where its steps start.
    from: u32,
    place: Place,
    owner: u32,
}

/// A way into a phrase: one of the fixed words that it may begin with. What can be told without
/// running the phrase stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Anchor {
    word: u32,
    phrase: u32,
    /// A bit for each word that may follow it; all where any may, or none need.
    next: u32,
    /// Its step.
    step: u16,
    /// How many words may stand from it to the phrase's end.
    least: u16,
    most: u16,
    /// The slots in front of it: an index into [`PhraseIndex::slots`].
    before: u16,
    place: Place,
}

impl Anchor {
    /// Whether the phrase could stand here, the anchor being word `at`.
    fn may_match(&self, text: Text<'_>, at: usize, whole: bool) -> bool {
        let left = text.words.len() - at;
        left >= usize::from(self.least)
            && !(self.place.is_at_end() && (!whole || left > usize::from(self.most)))
            && (self.next == u32::MAX || may_follow(self.next, text.numbers[at + 1]))
    }
}

/// Many phrases, each with an owner; one walk over a text's words finds all that it holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct PhraseIndex {
    words: Vocabulary,
    phrases: Vec<Phrase>,
    /// Those of all phrases.
    steps: Vec<Step>,
    /// The words of which one may stand somewhere: see [`words_of`].
    choices: Vec<u32>,
    /// What may stand in front of anchors.
    slots: Vec<Vec<Slot>>,
    /// Of phrases that only begin a text.
    first: Anchors,
    anywhere: Anchors,
    room: Room,
}

/// Room for what adding a phrase needs, from phrase to phrase.
#[derive(Debug, Clone, Default)]
struct Room {
    ops: Vec<Op>,
    parsing: phrase_text::Room,
    lengths: Vec<(u16, u16)>,
    open: Vec<(u32, Vec<Slot>)>,
    followers: Vec<u32>,
}

/// Anchors by word.
#[derive(Debug, Clone, Default)]
struct Anchors {
    /// Sorted by their words once all are there.
    all: Vec<Anchor>,
    /// Where those of each word start; one more at the end.
    starts: Vec<u32>,
}

impl Anchors {
    fn add(&mut self, anchor: Anchor) {
        if !self.all.iter().rev().take(8).any(|known| *known == anchor) {
            self.all.push(anchor);
        }
    }

    /// For so many words.
    fn index(&mut self, words: usize) {
        self.all.sort_by_key(|anchor| anchor.word);
        self.all.shrink_to_fit();
        self.starts.clear();
        for (at, anchor) in self.all.iter().enumerate() {
            self.starts.resize(anchor.word as usize + 1, at as u32);
        }
        self.starts.resize(words + 1, self.all.len() as u32);
    }

    fn of(&self, word: u32) -> &[Anchor] {
        let (from, to) = (self.starts[word as usize], self.starts[word as usize + 1]);
        &self.all[from as usize..to as usize]
    }
}

/// A phrase found, and the words of its first slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) owner: u32,
    pub(crate) slot: SlotRange,
}

/// Room for what a search needs, from text to text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    numbers: Vec<u32>,
    open: States,
}

/// The most fixed words that a phrase may begin with.
const MAX_ANCHORS: usize = 1024;

impl PhraseIndex {
    /// Adds a phrase as written. What is wrong with it, if anything.
    pub(crate) fn add(&mut self, written: &str, place: Place, owner: u32) -> Result<(), String> {
        let Room { ops, parsing, lengths: left, open, followers: room } = &mut self.room;
        parse(written, ops, &mut self.choices, parsing, |hash| self.words.add(hash))?;
        lengths(ops, left);
        let phrase = self.phrases.len() as u32;
        open.clear();
        open.push((0, Vec::new()));
        let mut count = 0;
        while let Some((step, mut before)) = open.pop() {
            match ops[step as usize] {
                ref op @ (Op::Word(_) | Op::OneOf(_)) => {
                    let words = words_of(op, &self.choices);
                    count += words.len();
                    let only_first = before.is_empty() && place.is_at_start();
                    let anchors = if only_first { &mut self.first } else { &mut self.anywhere };
                    let (least, most) = left[step as usize];
                    let next = followers(ops, &self.choices, step + 1, room);
                    let step = step as u16;
                    let before = numbered(&mut self.slots, before)
                        .ok_or("phrases begin with too many different slots")?;
                    for &word in words {
                        let anchor =
                            Anchor { word, phrase, next, step, least, most, before, place };
                        anchors.add(anchor);
                    }
                }
                Op::Slot(slot) => {
                    before.push(slot);
                    open.push((step + 1, before));
                }
                Op::Split(other) => open.extend([(step + 1, before.clone()), (other, before)]),
                Op::Jump(to) => open.push((to, before)),
                Op::End => return Err(format!("\"{written}\" may stand for no fixed word")),
            }
            if count + open.len() > MAX_ANCHORS {
                return Err(format!("\"{written}\" begins with too many alternatives"));
            }
        }
        self.phrases.push(Phrase { from: self.steps.len() as u32, place, owner });
        self.steps.extend(ops.drain(..).map(Step::new));
        Ok(())
    }

    /// Once all phrases are there.
    pub(crate) fn index(&mut self) {
        self.room = Room::default();
        self.steps.shrink_to_fit();
        self.choices.shrink_to_fit();
        self.first.index(self.words.len());
        self.anywhere.index(self.words.len());
    }

    /// Calls `found` for each phrase of the index in `text`, whose words are `words`; `whole` says
    /// that `words` are all of them.
    pub(crate) fn search(
        &self,
        text: &str,
        words: &[Word],
        whole: bool,
        Scratch { numbers, open }: &mut Scratch,
        mut found: impl FnMut(Found),
    ) {
        numbers.clear();
        numbers.extend(words.iter().map(|word| self.words.find(word.hash)));
        let text = Text { text, words, numbers };
        for (at, &word) in numbers.iter().enumerate().filter(|(_, word)| **word > 0) {
            let first = if at == 0 { self.first.of(word) } else { &[] };
            for anchor in first.iter().chain(self.anywhere.of(word)) {
                if !anchor.may_match(text, at, whole) {
                    continue;
                }
                if let Some(slot) = self.slot_of(anchor, text, at, open) {
                    found(Found { owner: self.phrases[anchor.phrase as usize].owner, slot });
                }
            }
        }
    }

    /// The slot of a phrase whose anchor is word `at`, if it stands there.
    fn slot_of(
        &self,
        anchor: &Anchor,
        text: Text<'_>,
        at: usize,
        open: &mut States,
    ) -> Option<SlotRange> {
        let Phrase { from, place, .. } = self.phrases[anchor.phrase as usize];
        let steps = Steps { steps: &self.steps[from as usize..], choices: &self.choices };
        let before = &self.slots[usize::from(anchor.before)];
        let start = slots_before(text, at, before, place.is_at_start(), open)?;
        let first = (start < at).then(|| (text.words[start].start, text.words[at - 1].end));
        let slot = run(text, at, steps, anchor.step.into(), place, open)?;
        Some(first.or(slot))
    }
}

/// A bit for each word that may stand at step `from`; all if it may be any, or the end.
fn followers(ops: &[Op], choices: &[u32], from: u32, open: &mut Vec<u32>) -> u32 {
    let mut bits = 0;
    open.clear();
    open.push(from);
    while let Some(step) = open.pop() {
        match ops[step as usize] {
            ref op @ (Op::Word(_) | Op::OneOf(_)) => {
                let each = words_of(op, choices).iter();
                bits |= each.fold(0, |bits, &word| bits | bit(word));
            }
            Op::Jump(to) => open.push(to),
            Op::Split(other) => open.extend([step + 1, other]),
            Op::Slot(_) | Op::End => return u32::MAX,
        }
    }
    bits
}

fn bit(word: u32) -> u32 {
    1 << (word % 32)
}

/// Words of no phrase, which are 0, follow nothing.
fn may_follow(followers: u32, word: u32) -> bool {
    word != 0 && followers & bit(word) != 0
}

/// The number of some slots in `all`, to which they are added if they are new.
fn numbered(all: &mut Vec<Vec<Slot>>, slots: Vec<Slot>) -> Option<u16> {
    let known = all.iter().position(|known| *known == slots);
    let number = known.unwrap_or_else(|| {
        all.push(slots);
        all.len() - 1
    });
    u16::try_from(number).ok()
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
        index.search(text, &list, true, &mut Scratch::default(), |f| {
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
    fn of_alternatives_any_one_stands_whatever_stands_beside_it() {
        let phrase = "(a|b|c d|(e|f|g h) [i|j|k l]|m|n) [o|p] q (r|s|)";
        let stands = |text: &str| finds(phrase, Place::Whole, text).is_some();
        for text in ["a q", "b q r", "c d o q s", "e q", "f i q", "g h k l p q r", "m q", "n o q s"]
        {
            assert!(stands(text), "{text}");
            assert!(finds(phrase, Place::Anywhere, &format!("x {text} y")).is_some(), "{text}");
        }
        for text in ["q", "a", "c q", "d q", "a b q", "g q", "e k q", "m i q", "a o p q", "i q r"] {
            assert!(!stands(text), "{text}");
        }
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
