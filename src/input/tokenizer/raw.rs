//! Text up to an end tag: `title`, `textarea`, `style`, `script`.

use super::bytes::ends_name;
use super::{Content, TokenSink, Tokenizer, reference};
use crate::input::document::TextRange;
use crate::input::tag::Tag;
use memchr::{memchr, memchr2, memmem};

impl<'a, S: TokenSink<'a>> Tokenizer<'a, '_, S> {
    /// What stands behind the start tag `name`.
    pub(super) fn content(&mut self, content: Content, name: &str) {
        let end = match content {
            Content::Markup => return,
            Content::Plaintext => None,
            Content::Rcdata | Content::Rawtext => self.find_end_tag(self.at, name),
            Content::Script => self.find_script_end(name),
        };
        let text_end = end.unwrap_or(self.bytes.len());
        if content == Content::Rcdata {
            self.referenced(text_end);
        } else {
            self.raw_text(self.at, text_end);
        }
        self.at = text_end;
        if end.is_some_and(|end| self.ends_here(end, name)) {
            self.at += 2;
            self.end_tag();
        } else if end.is_some() {
            self.sink.end_tag(Tag::Iframe, TextRange::default());
        }
    }

    /// Text in which a NUL is U+FFFD.
    fn raw_text(&mut self, start: usize, end: usize) {
        let text = &self.html[start..end];
        if !self.has_nul && !text.is_empty() {
            return self.sink.text(text);
        }
        let mut pieces = text.split('\0');
        if let Some(piece) = pieces.next().filter(|p| !p.is_empty()) {
            self.sink.text(piece);
        }
        for piece in pieces {
            self.sink.text("\u{fffd}");
            if !piece.is_empty() {
                self.sink.text(piece);
            }
        }
    }

    fn referenced(&mut self, end: usize) {
        while let Some(found) = memchr(b'&', &self.bytes[self.at..end]) {
            let at = self.at + found;
            self.raw_text(self.at, at);
            // The end tag's `<` ends any reference.
            match reference::read(&self.bytes[at + 1..end], false) {
                Some(found) => {
                    self.sink.text(found.as_str(&mut [0; 8]));
                    self.at = at + 1 + found.length;
                }
                None => {
                    self.sink.text("&");
                    self.at = at + 1;
                }
            }
        }
        self.raw_text(self.at, end);
    }

    /// The `<` of the next end tag of this name, or of the `noscript` that leaves an `iframe` open.
    fn find_end_tag(&self, from: usize, name: &str) -> Option<usize> {
        let mut starts = memmem::find_iter(&self.bytes[from..], b"</").map(|i| from + i);
        if self.mends && self.in_noscript && name.eq_ignore_ascii_case("iframe") {
            return starts.find(|&at| self.ends_here(at, name) || self.ends_here(at, "noscript"));
        }
        starts.find(|&at| self.ends_here(at, name))
    }

    fn ends_here(&self, at: usize, name: &str) -> bool {
        self.bytes[at..].starts_with(b"</") && self.is_word(at + 2, name)
    }

    /// Whether `word` stands here, in any case, and ends here as a tag's name does.
    fn is_word(&self, at: usize, word: &str) -> bool {
        let end = at + word.len();
        self.bytes.get(end).is_some_and(|&b| ends_name(b))
            && self.bytes[at..end].eq_ignore_ascii_case(word.as_bytes())
    }

    /// The `<` of the end tag, which is none within `<!-- <script>`.
    fn find_script_end(&self, name: &str) -> Option<usize> {
        let mut state = Escape::None;
        let mut at = self.at;
        loop {
            let rest = self.bytes.get(at..)?;
            at += match state {
                Escape::None => memchr(b'<', rest)?,
                _ => memchr2(b'<', b'-', rest)?,
            };
            let rest = &self.bytes[at..];
            at += 1;
            if rest[0] == b'-' {
                if rest.starts_with(b"-->") {
                    state = Escape::None;
                    at += 2;
                }
                continue;
            }
            match state {
                Escape::None if rest.starts_with(b"<!--") => {
                    state = Escape::Once;
                    // The dashes may belong to a `-->` as well.
                    at += 1;
                }
                Escape::None | Escape::Once if self.ends_here(at - 1, name) => {
                    return Some(at - 1);
                }
                Escape::Once if self.is_word(at, "script") => state = Escape::Twice,
                Escape::Twice if rest.starts_with(b"</") && self.is_word(at + 1, "script") => {
                    state = Escape::Once;
                }
                _ => {}
            }
        }
    }
}

/// How deep in `<!-- <script>` a script's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    Once,
    Twice,
}

#[cfg(test)]
mod tests {
    use crate::input::parse_html;
    use crate::segment::segment;

    #[test]
    fn an_iframe_left_open_in_noscript_takes_nothing_with_it() {
        for iframe in ["<iframe src=t />", "<IFRAME src=t>", "<iframe src=t></iframe>"] {
            for before in ["", "<body>", "<head><title></title>"] {
                let page = "</NOSCRIPT><p>The ferry left.<iframe></iframe>";
                let html = format!("{before}<noscript>{iframe}{page}");
                assert_eq!(segment(&parse_html(&html)).text, "The ferry left.", "{html}");
            }
        }
    }

    #[test]
    fn one_outside_noscript_is_what_parsers_make_of_it() {
        for noscript in ["", "<noscript></noscript>", "<!-- <noscript> -->"] {
            let page = "<iframe></noscript><p>The ferry left.</iframe><p>At six.";
            let doc = parse_html(format!("{noscript}{page}"));
            assert!(segment(&doc).text.starts_with("</noscript>"), "{noscript}");
        }
    }
}
