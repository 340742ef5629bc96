//! Which addresses may stand in an article: absolute, of a safe scheme, in a safe spelling.

use crate::report::DropReason;
use std::fmt::Write;
use url::{ParseError, Url};

/// What follows or loads an address; each allows schemes of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// A reader follows it.
    Link,
    /// A browser loads it at once.
    Image,
}

impl Use {
    fn allows(self, scheme: &str) -> bool {
        match self {
            Self::Link => matches!(scheme, "http" | "https" | "mailto" | "tel"),
            Self::Image => matches!(scheme, "http" | "https"),
        }
    }
}

/// What relative addresses of a page at `page` are relative to; `declared`: its `<base href>`.
pub(crate) fn base(page: Option<&str>, declared: Option<&str>) -> Option<Url> {
    let page = page.and_then(|page| Url::parse(page.trim()).ok());
    declared
        .and_then(|href| Url::options().base_url(page.as_ref()).parse(href.trim()).ok())
        .filter(|base| matches!(base.scheme(), "http" | "https"))
        .or(page)
}

/// The absolute address that `raw` means on a page at `base`.
pub(crate) fn resolve(raw: &str, base: Option<&Url>, usage: Use) -> Result<String, DropReason> {
    let url = Url::options().base_url(base).parse(raw.trim()).map_err(|error| match error {
        ParseError::RelativeUrlWithoutBase => DropReason::Relative,
        _ => DropReason::Malformed,
    })?;
    if !usage.allows(url.scheme()) {
        return Err(DropReason::Scheme);
    }
    Ok(encoded(url.as_str()))
}

/// The address as it may be written out, if it may: writers take articles from anywhere.
pub(crate) fn checked(address: &str, usage: Use) -> Option<String> {
    resolve(address, None, usage).ok()
}

/// Percent-encodes what the URL parser leaves in queries and `mailto:` although no address may
/// hold it (RFC 3986): such characters end an address or open a code span in Markdown.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => push_encoded(&mut out, c),
            c if c.is_ascii_graphic() => out.push(c),
            c => push_encoded(&mut out, c),
        }
    }
    out
}

fn push_encoded(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        for raw in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "vbscript:x",
            "data:text/html,<script>",
            "blob:https://example.org/1",
            "file:///etc/passwd",
            "view-source:https://example.org",
        ] {
            assert_eq!(resolve(raw, None, Use::Link), Err(DropReason::Scheme), "{raw:?}");
        }
    }

    #[test]
    fn relative_addresses_need_a_base() {
        let base = Url::parse("https://example.org/news/a?b").unwrap();
        let link = |raw| resolve(raw, Some(&base), Use::Link);
        assert_eq!(link("../c"), Ok("https://example.org/c".to_owned()));
        assert_eq!(link("//cdn.example/x y"), Ok("https://cdn.example/x%20y".to_owned()));
        assert_eq!(link("http://["), Err(DropReason::Malformed));
        assert_eq!(resolve("../c", None, Use::Link), Err(DropReason::Relative));
    }

    #[test]
    fn only_web_addresses_are_images() {
        assert_eq!(resolve("tel:1", None, Use::Image), Err(DropReason::Scheme));
        assert!(resolve("tel:1", None, Use::Link).is_ok());
    }

    #[test]
    fn the_spelling_is_safe_and_stable() {
        let raw = "mailto:a b\"<c>`d\\?subject=x|y é";
        let once = resolve(raw, None, Use::Link).unwrap();
        assert_eq!(once, "mailto:a%20b%22%3Cc%3E%60d%5C?subject=x%7Cy%20%C3%A9");
        assert_eq!(checked(&once, Use::Link), Some(once));
    }
}
