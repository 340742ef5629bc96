//! The words of a page's address: `/weather/rain-in-bergen.html` says what the page is called.

const MOST_WORDS: usize = 40;
/// Numbers of this many digits are a record's, not words.
const RECORD_DIGITS: usize = 5;

/// The words of the step that has most, of the last two.
pub(in crate::metadata) fn words(url: &str) -> Vec<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let steps = path.split('/').skip(1).filter(|step| !step.is_empty());
    let last = steps.collect::<Vec<_>>();
    let last = last.iter().rev().take(2).map(|step| words_of(without_extension(step)));
    last.max_by_key(Vec::len).unwrap_or_default()
}

fn without_extension(step: &str) -> &str {
    let short = |(_, end): &(&str, &str)| (2..=5).contains(&end.len());
    step.rsplit_once('.').filter(short).map_or(step, |(name, _)| name)
}

/// Words in small letters, each once.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let record = word.len() >= RECORD_DIGITS && word.bytes().all(|b| b.is_ascii_digit());
        let word = word.to_lowercase();
        if words.len() == MOST_WORDS {
            break;
        }
        if !record && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The share of the words of an address and a title that both have.
pub(super) fn likeness(slug: &[String], title: &str) -> f32 {
    if slug.len() < 2 {
        return 0.0;
    }
    let words = words_of(title);
    let shared = words.iter().filter(|word| slug.contains(word)).count();
    shared as f32 / (slug.len() + words.len() - shared) as f32
}

#[cfg(test)]
mod tests {
    use super::{likeness, words};

    #[test]
    fn the_last_step_with_words_tells() {
        for (url, expected) in [
            ("https://e.org/news/rain-in-bergen.html?a=b", "rain in bergen"),
            ("https://e.org/rain-in-bergen/123456/", "rain in bergen"),
            ("https://e.org/", ""),
            ("https://e.org", ""),
            ("rain", ""),
            ("https://e.org/\u{fc}ber-regen", "\u{fc}ber regen"),
        ] {
            assert_eq!(words(url).join(" "), expected, "{url}");
        }
    }

    #[test]
    fn likeness_is_the_share_of_common_words() {
        let slug = words("https://e.org/rain-in-bergen");
        assert!((likeness(&slug, "Rain in Bergen") - 1.0).abs() < f32::EPSILON);
        assert!(likeness(&slug, "Rain again") < 0.5);
        assert!(likeness(&[], "").abs() < f32::EPSILON);
    }
}
