//! The rubric that a line at the headline names.

use super::lexicon::{Class, class};

const MOST_BYTES: usize = 60;
const MOST_WORDS: usize = 4;

/// The rubric that a line names, alone or before others: `Politics`, `Sport | Cricket`.
pub(crate) fn rubric(line: &str) -> Option<&str> {
    if line.len() > MOST_BYTES {
        return None;
    }
    let is_short = |part: &&str| part.split_whitespace().count() <= MOST_WORDS;
    let parts = line.split(['|', '/', '›', '»', '>', '•', '·', ':']).map(str::trim);
    let mut parts = parts.filter(|part| !part.is_empty()).take_while(is_short);
    parts.find(|part| class(part).any(Class::SECTION))
}
