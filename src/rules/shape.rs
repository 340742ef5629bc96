//! What a text is by its form, in any language.

pub(crate) fn is_date(text: &str) -> bool {
    // Until the date reader is there: digits, and not much else.
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 4 && text.split_whitespace().count() <= 6
}

pub(crate) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.iter().all(|w| w.starts_with(char::is_uppercase))
}
