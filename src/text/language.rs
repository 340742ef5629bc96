//! The language of a text, from its script and its frequent words (`data/languages.toml`).

use super::letters::is_alphabetic;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    words: BTreeMap<String, String>,
    scripts: BTreeMap<String, String>,
    foreign: BTreeMap<String, String>,
}

struct Lexicon {
    languages: Vec<String>,
    /// Bits of the languages in which a word is frequent.
    words: FxHashMap<Box<str>, u64>,
    /// A language for each [`Script`].
    scripts: Vec<(Script, String)>,
    /// By its place in `languages`, letters that a language does not write.
    foreign: Vec<(usize, String)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../data/languages.toml"))
        .expect("data/languages.toml is valid");
    let mut words = FxHashMap::<Box<str>, u64>::default();
    for (bit, all) in file.words.values().enumerate() {
        for word in all.split_whitespace() {
            *words.entry(word.into()).or_default() |= 1 << bit;
        }
    }
    let scripts =
        file.scripts.into_iter().map(|(language, script)| (Script::named(&script), language));
    let languages: Vec<String> = file.words.into_keys().collect();
    let place =
        |(language, letters)| Some((languages.iter().position(|l| *l == language)?, letters));
    let foreign = file.foreign.into_iter().filter_map(place).collect();
    Lexicon { words, scripts: scripts.collect(), foreign, languages }
});

/// Bytes of the words that are made small without an allocation.
const SHORT: usize = 32;

impl Lexicon {
    /// Bits of the languages in which a word is frequent, in any case.
    fn languages_of(&self, word: &str) -> u64 {
        let get = |word: &str| self.words.get(word).copied().unwrap_or_default();
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if plain || !word.chars().any(char::is_uppercase) {
            return get(word);
        }
        let mut buffer = [0; SHORT];
        let small = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()).and_then(|small| {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            std::str::from_utf8(small).ok()
        });
        small.map_or_else(|| get(&word.to_lowercase()), get)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Latin, Cyrillic, Arabic and others: told apart by words.
    Open,
    Greek,
    Hebrew,
    Devanagari,
    Hangul,
    Kana,
    Han,
    Thai,
}

impl Script {
    const ALL: [(&'static str, Self); 7] = [
        ("Greek", Self::Greek),
        ("Hebrew", Self::Hebrew),
        ("Devanagari", Self::Devanagari),
        ("Hangul", Self::Hangul),
        ("Kana", Self::Kana),
        ("Han", Self::Han),
        ("Thai", Self::Thai),
    ];

    fn named(name: &str) -> Self {
        Self::ALL.iter().find(|(n, _)| *n == name).map_or(Self::Open, |&(_, script)| script)
    }

    fn of(c: char) -> Self {
        match c {
            '\u{370}'..='\u{3ff}' => Self::Greek,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Self::Hangul,
            '\u{3040}'..='\u{30ff}' => Self::Kana,
            '\u{3400}'..='\u{9fff}' => Self::Han,
            _ => Self::Open,
        }
    }
}

/// Fewer frequent words than this say nothing.
const LEAST_WORDS: u32 = 6;
/// Texts are read no further.
const MOST_WORDS: usize = 400;
/// After so many words it is looked whether that is enough.
const STEP: usize = 50;
/// So many frequent words of a language say enough, where no other has half as many.
const ENOUGH_WORDS: u32 = 15;

/// One letter in so many that a language does not write is enough against it.
const FOREIGN: usize = 100;
/// A language with one frequent word where the text's has so many is not the text's.
const FAR: u32 = 4;

/// What a text tells of its language.
#[derive(Debug)]
pub(crate) struct Told {
    /// ISO 639.
    pub(crate) language: &'static str,
    /// How many frequent words of each language there are; none where the script told it.
    counts: Option<[u32; 64]>,
}

impl Told {
    /// Whether the text surely is not in this language.
    pub(crate) fn rules_out(&self, language: &str) -> bool {
        let lexicon = &*LEXICON;
        let place = lexicon.languages.iter().position(|known| known == language);
        match &self.counts {
            None => place.is_some(),
            Some(counts) => {
                let best = counts.iter().copied().max().unwrap_or_default();
                best >= ENOUGH_WORDS && place.is_some_and(|place| counts[place] * FAR <= best)
            }
        }
    }
}

/// The language of a text as its ISO 639 code, where script or words tell it beyond doubt.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    told(text).map(|told| told.language)
}

/// The language of a text, with what speaks for it: its beginning, if that is enough.
pub(crate) fn told(text: &str) -> Option<Told> {
    tell(text, MOST_WORDS, is_sure)
}

/// The language of a text by all its words.
pub(crate) fn counted(text: &str) -> Option<Told> {
    tell(text, usize::MAX, |_| false)
}

fn tell(text: &str, most: usize, enough: fn(&[u32; 64]) -> bool) -> Option<Told> {
    let lexicon = &*LEXICON;
    if let Some(language) = by_script(text, lexicon) {
        return Some(Told { language, counts: None });
    }
    let mut counts = counts(text, lexicon, most, enough);
    for (at, letters) in &lexicon.foreign {
        if counts[*at] > 0 && has_many(text, letters) {
            counts[*at] = 0;
        }
    }
    let best = (0..lexicon.languages.len()).max_by_key(|&i| counts[i])?;
    let second = (0..lexicon.languages.len()).filter(|&i| i != best).map(|i| counts[i]).max()?;
    // Danish and Norwegian, Czech and Slovak share most of their frequent words.
    let clear = counts[best] >= LEAST_WORDS && counts[best] * 10 >= second * 11;
    clear.then(|| Told { language: &lexicon.languages[best], counts: Some(counts) })
}

/// How many frequent words of each language the text has.
fn counts(text: &str, lexicon: &Lexicon, most: usize, enough: fn(&[u32; 64]) -> bool) -> [u32; 64] {
    let mut counts = [0_u32; 64];
    let words = text.split(|c: char| !is_alphabetic(c)).filter(|w| !w.is_empty());
    for (at, word) in words.take(most).enumerate() {
        if at > 0 && at % STEP == 0 && enough(&counts) {
            break;
        }
        let mut bits = lexicon.languages_of(word);
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    counts
}

fn has_many(text: &str, letters: &str) -> bool {
    let (mut all, mut found) = (0, 0);
    for c in text.chars().filter(|&c| is_alphabetic(c)) {
        all += 1;
        found += usize::from(letters.contains(c));
    }
    found * FOREIGN > all
}

/// Whether a language's script, which few others write, tells it.
pub(crate) fn is_told_by_script(language: &str) -> bool {
    LEXICON.scripts.iter().any(|(_, told)| told == language)
}

/// Whether a text has a letter of such a script.
pub(crate) fn has_telling_script(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| Script::of(c) != Script::Open)
}

fn is_sure(counts: &[u32; 64]) -> bool {
    let best = counts.iter().copied().max().unwrap_or_default();
    best >= ENOUGH_WORDS && counts.iter().filter(|&&count| count * 2 > best).count() == 1
}

/// The first byte of Greek, the lowest of these scripts; signs like dashes have another.
const TELLING: u8 = 0xcd;
const SIGNS: u8 = 0xe2;

fn by_script(text: &str, lexicon: &'static Lexicon) -> Option<&'static str> {
    let may_tell = |any: bool, byte: u8| any | ((byte >= TELLING) & (byte != SIGNS));
    if !text.bytes().fold(false, may_tell) {
        return None;
    }
    let (mut counts, mut letters) = ([0_usize; 8], 0_usize);
    for c in text.chars().filter(|&c| is_alphabetic(c)).take(MOST_WORDS * 2) {
        letters += 1;
        if !c.is_ascii() {
            counts[Script::of(c) as usize] += 1;
        }
    }
    let share = |script: Script| counts[script as usize] * 10 / letters.max(1);
    // Japanese mixes kana into Han; a tenth of kana is enough.
    let script = if share(Script::Kana) >= 1 {
        Script::Kana
    } else {
        Script::ALL.iter().map(|&(_, script)| script).find(|&script| share(script) >= 5)?
    };
    lexicon.scripts.iter().find(|(s, _)| *s == script).map(|(_, language)| language.as_str())
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn languages_by_script_and_words() {
        for (text, language) in [
            (
                "The talks in the capital were to go on for weeks, and that is what the two sides have said.",
                "en",
            ),
            (
                "Die Gespräche in der Hauptstadt werden nicht mit dem Ende der Woche schließen, und das ist auch gut.",
                "de",
            ),
            ("東京で今日、会談が行われた。", "ja"),
            ("谈判今天在首都继续进行。", "zh"),
            ("회담이 오늘 서울에서 열렸다.", "ko"),
            ("Οι συνομιλίες συνεχίστηκαν σήμερα.", "el"),
            (
                "Переговоры в столице не закончились, и это не то, что он и его сторона обещали на прошлой неделе.",
                "ru",
            ),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
        let russian = "Это был он, и мы все, как один, вышли из дома, чтобы посмотреть на то, что они сделали.";
        assert_eq!(detect(russian), Some("ru"), "no Bulgarian letter it is");
        assert_eq!(detect("Lorem ipsum dolor sit amet"), None);
        assert_eq!(detect(""), None);
    }
}
