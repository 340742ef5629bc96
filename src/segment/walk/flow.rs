//! A text node's characters, as they go into the run: white space folded, or kept in code.

use super::Walker;
use crate::text::normalise::{self, Class};
use crate::text::plain::plain_run;

impl Walker<'_> {
    pub(super) fn push_code(&mut self, text: &str) {
        let visible = |c| normalise::classify(c) == Class::Visible;
        let text = if self.run.open {
            text
        } else {
            match text.find(visible) {
                // Indentation of the first line counts, blank lines before it do not.
                Some(at) => &text[text[..at].rfind('\n').map_or(0, |n| n + 1)..],
                None => return,
            }
        };
        let from = self.open_run(text.len());
        self.out.text.extend(
            text.chars().filter(|&c| c == '\n' || normalise::classify(c) != Class::Invisible),
        );
        self.count_link(from);
    }

    pub(super) fn push_flow(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut i, mut from) = (0, None);
        if std::mem::take(&mut self.run.seam) && !self.run.space {
            self.run.space = begins_anew(&self.out.text, text);
        }
        while i < bytes.len() {
            let b = bytes[i];
            if b.is_ascii_graphic() {
                let end = i + plain_run(&bytes[i..]);
                self.begin_word(&mut from);
                self.out.text.push_str(&text[i..end]);
                i = end;
                continue;
            }
            if b <= b' ' {
                let blank = bytes[i..].iter().position(|&b| b > b' ').unwrap_or(bytes.len() - i);
                self.run.space |= bytes[i..i + blank].iter().any(|&b| is_space(b));
                i += blank;
                continue;
            }
            let c = text[i..].chars().next().expect("a character starts here");
            i += c.len_utf8();
            match normalise::classify(c) {
                Class::Space => self.run.space = true,
                Class::Invisible => {}
                Class::Visible => {
                    self.begin_word(&mut from);
                    self.out.text.push(c);
                }
            }
        }
        if let Some(from) = from {
            self.count_link(from);
        }
    }

    /// Opens the run if need be and writes the pending space.
    fn begin_word(&mut self, from: &mut Option<u32>) {
        if from.is_none() {
            let in_run = self.run.open;
            if in_run && self.run.space {
                self.out.text.push(' ');
            }
            *from = Some(self.open_run(0));
        } else if self.run.space {
            self.out.text.push(' ');
        }
        self.run.space = false;
    }
}

/// Whether a text begins with a capital or a digit after one that ends a word: `Video|The ferry`.
fn begins_anew(before: &str, text: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), text.chars().next()) else {
        return false;
    };
    let word = last.is_lowercase() || last.is_numeric();
    word && (next.is_uppercase() || next.is_numeric() && !last.is_numeric())
}

/// Of the characters up to a space, those that are white space; the others are invisible.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

#[cfg(test)]
mod tests {
    use crate::input::parse_html;
    use crate::segment::segment;

    #[track_caller]
    fn assert_cut(html: &str, expected: &[&str]) {
        let doc = parse_html(html);
        let segments = segment(&doc);
        let texts: Vec<_> = segments.candidates.iter().map(|c| segments.text_of(c)).collect();
        assert_eq!(texts, expected, "{html}");
    }

    #[test]
    fn what_a_style_sets_apart_is_not_glued() {
        let label = "<i class=label>Video</i><b class=title>The ferry</b><time class=t>1:08</time>";
        assert_cut(&format!("<div>{label}</div>"), &["Video The ferry 1:08"]);
        assert_cut("<div><a href=/a>Weather</a><a href=/b>Sport</a></div>", &["Weather Sport"]);
    }

    #[test]
    fn letters_of_one_word_stay_together() {
        let initial = "<span class=big>I</span><span class=rest>t rained</span>";
        assert_cut(&format!("<div>{initial}</div>"), &["It rained"]);
        assert_cut("<p>The <b class=a>quay</b><i class=b>Side</i> inn</p>", &["The quaySide inn"]);
        let digits = "<span class=euro>12</span><span class=cent>50</span>";
        assert_cut(&format!("<div>{digits}</div>"), &["1250"]);
    }
}
