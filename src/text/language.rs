//! The language of a text, from its script and its frequent words (`data/languages.toml`).

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    words: BTreeMap<String, String>,
    scripts: BTreeMap<String, String>,
}

struct Lexicon {
    languages: Vec<String>,
    /// Bits of the languages in which a word is frequent.
    words: FxHashMap<Box<str>, u64>,
    /// A language for each [`Script`].
    scripts: Vec<(Script, String)>,
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
    Lexicon { languages: file.words.into_keys().collect(), words, scripts: scripts.collect() }
});

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

/// The language of a text as its ISO 639 code, where script or words tell it beyond doubt.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let lexicon = &*LEXICON;
    if let Some(language) = by_script(text, lexicon) {
        return Some(language);
    }
    let mut counts = [0_u32; 64];
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    for (at, word) in words.take(MOST_WORDS).enumerate() {
        if at > 0 && at % STEP == 0 && is_sure(&counts) {
            break;
        }
        let languages = match word.chars().any(char::is_uppercase) {
            true => lexicon.words.get(word.to_lowercase().as_str()),
            false => lexicon.words.get(word),
        };
        let mut bits = languages.copied().unwrap_or_default();
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    let best = (0..lexicon.languages.len()).max_by_key(|&i| counts[i])?;
    let second = (0..lexicon.languages.len()).filter(|&i| i != best).map(|i| counts[i]).max()?;
    // Danish and Norwegian, Czech and Slovak share most of their frequent words.
    let clear = counts[best] >= LEAST_WORDS && counts[best] * 10 >= second * 11;
    clear.then(|| lexicon.languages[best].as_str())
}

/// Whether a language's script, which few others write, tells it.
pub(crate) fn is_told_by_script(language: &str) -> bool {
    LEXICON.scripts.iter().any(|(_, told)| told == language)
}

/// Whether a text has a letter of such a script.
pub(crate) fn has_telling_script(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| Script::of(c) != Script::Open)
}

fn is_sure(counts: &[u32]) -> bool {
    let best = counts.iter().copied().max().unwrap_or_default();
    best >= ENOUGH_WORDS && counts.iter().filter(|&&count| count * 2 > best).count() == 1
}

fn by_script(text: &str, lexicon: &'static Lexicon) -> Option<&'static str> {
    let (mut counts, mut letters) = ([0_usize; 8], 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(MOST_WORDS * 2) {
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
        assert_eq!(detect("Lorem ipsum dolor sit amet"), None);
        assert_eq!(detect(""), None);
    }
}
