//! WHATWG's prescan of the bytes for the encoding that the page declares.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// The standard's 1,024 bytes miss what browsers then find while parsing; a prescan costs little.
const SCANNED: usize = 16 << 10;

pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(SCANNED)];
    meta(bytes).or_else(|| xml(bytes))
}

fn usable(label: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_label(label)? {
        // The page was readable as ASCII up to here.
        e if e == UTF_16BE || e == UTF_16LE => Some(UTF_8),
        e if e == X_USER_DEFINED => Some(WINDOWS_1252),
        e if e == REPLACEMENT => None,
        e => Some(e),
    }
}

fn xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    let declaration = &rest[..rest.iter().position(|&b| b == b'>')?];
    let at = declaration.windows(8).position(|w| w == b"encoding")? + 8;
    let rest = declaration[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, rest) = rest.split_first().filter(|&(q, _)| matches!(q, b'"' | b'\''))?;
    usable(&rest[..rest.iter().position(|&b| b == quote)?])
}

fn meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&b| b == b'<') {
        at += found + 1;
        let rest = &bytes[at..];
        if rest.starts_with(b"!--") {
            // The dashes that open may also close: `<!-->`.
            at += 1 + find(&rest[1..], b"-->")? + 3;
        } else if is_meta(rest) {
            let mut scan = Scan { bytes, at: at + 4 };
            if let Some(encoding) = scan.meta() {
                return Some(encoding);
            }
            at = scan.at;
        } else if matches!(rest, [b'!' | b'/' | b'?', ..] | [b'a'..=b'z' | b'A'..=b'Z', ..]) {
            at = skip_tag(bytes, at);
        }
    }
    None
}

fn is_meta(rest: &[u8]) -> bool {
    rest.len() > 4
        && rest[..4].eq_ignore_ascii_case(b"meta")
        && (rest[4].is_ascii_whitespace() || rest[4] == b'/')
}

fn skip_tag(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let named = match rest {
        [b'/', letter, ..] => letter.is_ascii_alphabetic(),
        [letter, ..] => letter.is_ascii_alphabetic(),
        [] => false,
    };
    if !named {
        return at + rest.iter().position(|&b| b == b'>').unwrap_or(rest.len());
    }
    let name = rest.iter().position(|&b| b.is_ascii_whitespace() || b == b'>');
    let mut scan = Scan { bytes, at: at + name.unwrap_or(rest.len()) };
    while scan.attribute().is_some() {}
    scan.at
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, stop: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&b| stop(b)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// The attributes of a `<meta>`; of each name the first counts.
    fn meta(&mut self) -> Option<&'static Encoding> {
        let (mut pragma, mut charset, mut content) = (None, None, None);
        while let Some((name, value)) = self.attribute() {
            if name.eq_ignore_ascii_case(b"http-equiv") {
                pragma.get_or_insert(value.eq_ignore_ascii_case(b"content-type"));
            } else if name.eq_ignore_ascii_case(b"charset") {
                charset.get_or_insert(value);
            } else if name.eq_ignore_ascii_case(b"content") {
                content.get_or_insert(value);
            }
        }
        if self.peek() != Some(b'>') {
            return None;
        }
        match (charset, content) {
            (Some(label), _) => usable(label),
            (None, Some(content)) if pragma == Some(true) => usable(label_in(content)?),
            _ => None,
        }
    }

    fn attribute(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        self.take(|b| !b.is_ascii_whitespace() && b != b'/');
        if self.peek().is_none_or(|b| b == b'>') {
            return None;
        }
        let start = self.at;
        self.at += 1;
        self.take(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'/' | b'>'));
        let name = &self.bytes[start..self.at];
        self.take(|b| !b.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            return Some((name, b""));
        }
        self.at += 1;
        self.take(|b| !b.is_ascii_whitespace());
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.take(|b| b == quote);
                self.at = (self.at + 1).min(self.bytes.len());
                Some((name, value))
            }
            _ => Some((name, self.take(|b| b.is_ascii_whitespace() || b == b'>'))),
        }
    }
}

/// `charset=...` in the value of `content`.
fn label_in(content: &[u8]) -> Option<&[u8]> {
    let mut rest = content;
    loop {
        let at = rest.windows(7).position(|w| w.eq_ignore_ascii_case(b"charset"))?;
        rest = rest[at + 7..].trim_ascii_start();
        if let Some(value) = rest.strip_prefix(b"=") {
            rest = value.trim_ascii_start();
            break;
        }
    }
    match rest.split_first()? {
        (&quote @ (b'"' | b'\''), rest) => Some(&rest[..rest.iter().position(|&b| b == quote)?]),
        _ => {
            let end = rest.iter().position(|&b| b.is_ascii_whitespace() || b == b';');
            Some(&rest[..end.unwrap_or(rest.len())])
        }
    }
}
