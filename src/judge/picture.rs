//! What rules say that a picture's caption and credit are, within the text that holds them.

use crate::input::TextRange;
use crate::text::normalise::count_words;

/// Stretches of a piece's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The index of the piece.
    pub(crate) piece: u32,
    pub(crate) caption: Option<TextRange>,
    pub(crate) credit: Option<TextRange>,
}

/// After a credit at the end of a caption stand so many words at most: "Foto", "hat's gesehen".
const AFTER: u32 = 3;
const OPENING: [char; 5] = ['(', '[', '（', '【', '［'];
const CLOSING: [char; 5] = [')', ']', '）', '】', '］'];
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];
const QUOTES: [char; 5] = ['”', '"', '’', '»', '」'];

impl Picture {
    /// Adds what no rule says: `text`, which `whole` stands for, is a credit or a caption. A caption
    /// that ends with its credit ends before the bracket or the sentence that the credit stands in.
    pub(super) fn complete(&mut self, text: &str, whole: TextRange, is_credit: bool) {
        let of_whole =
            |r: TextRange| &text[(r.start - whole.start) as usize..][..(r.end - r.start) as usize];
        if let Some(credit) = &mut self.credit {
            credit.end = credit.start + unclosed(of_whole(*credit)).len() as u32;
        }
        self.credit = self.credit.filter(|credit| credit.start < credit.end);
        if is_credit {
            self.credit = self.credit.or(Some(whole));
            return;
        }
        let caption = *self.caption.get_or_insert(whole);
        let Some(credit) = self.credit.filter(|c| caption.start <= c.start && c.end <= caption.end)
        else {
            return;
        };
        let at = |place: u32| (place - whole.start) as usize;
        let (head, tail) =
            (&text[at(caption.start)..at(credit.start)], &text[at(credit.end)..at(caption.end)]);
        if count_words(tail) <= AFTER
            && let Some(end) = clause(head)
        {
            self.caption = Some(TextRange { end: caption.start + end as u32, ..caption });
        }
    }
}

/// Without the bracket at its end that was opened before it.
fn unclosed(credit: &str) -> &str {
    if credit.contains(OPENING) { credit } else { credit.trim_end_matches(CLOSING).trim_end() }
}

/// Where the bracket or the sentence that is open at the end of a text begins, if either does.
fn clause(head: &str) -> Option<usize> {
    let bracket = head.rfind(OPENING).filter(|&open| !head[open..].contains(CLOSING));
    bracket.or_else(|| {
        let end = head.rfind(SENTENCE_ENDS)?;
        let after = head[end..].trim_start_matches(SENTENCE_ENDS).trim_start_matches(QUOTES);
        Some(head.len() - after.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_ends_before_its_credit() {
        for (text, credit, caption) in [
            ("Boats in the bay. (Foto: Anna Berg)", "Anna Berg", "Boats in the bay. "),
            ("Boats, “all of them.” Anna Berg", "Anna Berg", "Boats, “all of them.”"),
            ("点灯之夜，居民聚在岩石上。陈怡君摄", "陈怡君", "点灯之夜，居民聚在岩石上。"),
            ("Foto: Anna Berg", "Anna Berg", "Foto: Anna Berg"),
            (
                "Anna Berg took this. It shows a boat.",
                "Anna Berg",
                "Anna Berg took this. It shows a boat.",
            ),
        ] {
            let range = |part: &str| {
                let start = text.find(part).unwrap() as u32;
                TextRange { start: start + 7, end: start + 7 + part.len() as u32 }
            };
            let mut picture = Picture { credit: Some(range(credit)), ..Picture::default() };
            picture.complete(text, range(text), false);
            assert_eq!(picture.caption, Some(range(caption)), "{text}");
        }
    }
}
