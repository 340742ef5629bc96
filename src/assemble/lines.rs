//! Lines that `<br>` cuts: prose wrapped by hand, or lines that are meant as such.

/// A line of prose that someone wrapped is at least this long; verses and addresses are shorter.
const WRAPPED: usize = 50;

/// Whether a run of lines is one paragraph that was wrapped by hand.
pub(super) fn are_prose(lines: &[&str]) -> bool {
    let Some((_, wrapped)) = lines.split_last() else { return false };
    if wrapped.iter().any(|line| line.chars().take(WRAPPED).count() < WRAPPED) {
        return false;
    }
    let cut = lines.windows(2).filter(|pair| runs_on(pair[0], pair[1])).count();
    !wrapped.is_empty() && cut * 2 >= wrapped.len()
}

/// Whether a sentence that stops at the end of `before` goes on in `after`.
pub(super) fn runs_on(before: &str, after: &str) -> bool {
    let before = before.trim_end().trim_end_matches(['"', '”', '’', '»', ')', ']']);
    if before.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।']) {
        return false;
    }
    let first = after.trim_start().chars().next();
    before.ends_with(',') || first.is_some_and(|c| c.is_lowercase() || c == ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_prose_is_one_paragraph() {
        assert!(are_prose(&[
            "The committee met on Tuesday for the first time since the vote, and",
            "found that the minutes of the last meeting had been lost in the move;",
            "nobody objected.",
        ]));
    }

    #[test]
    fn verses_addresses_and_paragraphs_are_not() {
        assert!(!are_prose(&["A ticket for the late boat, never torn,", "the button from a coat"]));
        assert!(!are_prose(&["Harbour Office", "1 Quay Street", "Bergen"]));
        assert!(!are_prose(&[
            "The first paragraph ends where a paragraph ends, with a full stop.",
            "The second one begins with a capital letter and ends the same way.",
        ]));
    }
}
