//! Which addresses may stand in an article: absolute, of a safe scheme, in a safe spelling.

use crate::report::DropReason;
use crate::text::holds_in_any_case;
use std::borrow::Cow;
use std::fmt::Write;
use url::{ParseError, Position, Url};

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
pub(crate) fn resolve<'r>(
    raw: &'r str,
    base: Option<&Url>,
    usage: Use,
) -> Result<Cow<'r, str>, DropReason> {
    let raw = raw.trim();
    if let Some(known) = settled(raw, base) {
        return Ok(known);
    }
    let url = Url::options().base_url(base).parse(raw).map_err(|error| match error {
        ParseError::RelativeUrlWithoutBase => DropReason::Relative,
        _ => DropReason::Malformed,
    })?;
    if !usage.allows(url.scheme()) {
        return Err(DropReason::Scheme);
    }
    Ok(encoded(url.as_str()).into())
}

/// The address, if it is plain that reading it and writing it out would change nothing: most of a
/// page's.
fn settled<'r>(raw: &'r str, base: Option<&Url>) -> Option<Cow<'r, str>> {
    if is_settled_path(raw) && !raw.starts_with("//") {
        let base = base.filter(|base| matches!(base.scheme(), "http" | "https"))?;
        return Some((encoded(&base[..Position::BeforePath]) + raw).into());
    }
    let rest = after_scheme(raw)?;
    let (host, path) = rest.split_at(rest.find('/')?);
    (is_settled_host(host) && is_settled_path(path)).then(|| raw.into())
}

/// What follows the scheme of an address of the web.
fn after_scheme(raw: &str) -> Option<&str> {
    raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://"))
}

/// The host of an absolute address, as the parser of addresses writes it.
pub(crate) fn host(url: &str) -> Option<Cow<'_, str>> {
    let until_path = |rest: &str| rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = after_scheme(url).map(|rest| &rest[..until_path(rest)]);
    if let Some(host) = host.filter(|host| is_settled_host(host)) {
        return Some(host.into());
    }
    Url::parse(url).ok()?.host_str().map(|host| host.to_owned().into())
}

/// Labels of small letters and digits, and no number, which would be an address of IPv4.
fn is_settled_host(host: &str) -> bool {
    // As after a stop: a label begins.
    let (mut before, mut first) = (b'.', b'.');
    for byte in host.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' if before == b'.' => first = byte,
            b'a'..=b'z' | b'0'..=b'9' => {}
            b'-' | b'.' if before.is_ascii_alphanumeric() => {}
            _ => return false,
        }
        before = byte;
    }
    host.len() <= 200 && first.is_ascii_lowercase() && before.is_ascii_alphanumeric()
}

/// A path, and what stands after it, without a `.` or `..` step or a byte that is encoded.
fn is_settled_path(path: &str) -> bool {
    let settled = |byte| SETTLED[usize::from(byte)];
    // `%2e` is a step as `.` is.
    let has_step = || path.contains("/.") || path.contains('%') && holds_in_any_case(path, "%2e");
    path.starts_with('/') && path.bytes().all(settled) && !has_step()
}

/// Bytes that stand in a path, a query or a fragment as they are.
const SETTLED: [bool; 256] = {
    let signs = b"-_~/.!$&()*+,;=:@?#%";
    let (mut settled, mut at) = ([false; 256], 0);
    while at < 128 {
        settled[at] = (at as u8).is_ascii_alphanumeric();
        at += 1;
    }
    at = 0;
    while at < signs.len() {
        settled[signs[at] as usize] = true;
        at += 1;
    }
    settled
};

/// The address as it may be written out, if it may: writers take articles from anywhere.
pub(crate) fn checked(address: &str, usage: Use) -> Option<String> {
    resolve(address, None, usage).ok().map(Cow::into_owned)
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
        assert_eq!(link("../c"), Ok("https://example.org/c".into()));
        assert_eq!(link("//cdn.example/x y"), Ok("https://cdn.example/x%20y".into()));
        assert_eq!(link("http://["), Err(DropReason::Malformed));
        assert_eq!(resolve("../c", None, Use::Link), Err(DropReason::Relative));
    }

    const HOSTS: &[&str] = &[
        "example.org",
        "a-b.example",
        "x1.2y.co",
        "localhost",
        "example.org.",
        "exa..mple.org",
        "Example.org",
        "10.0.0.1",
        "1.0x10",
        "0x10",
        "xn--bcher-kva.example",
        "a--b.org",
        "-a.org",
        "bücher.example",
        "example.org:80",
        "example.org:443",
        "u@example.org",
        "",
    ];

    const PATHS: &[&str] = &[
        "/",
        "",
        "/a/b.html",
        "/a//b",
        "//a.org/b",
        "/a/./b",
        "/a/..",
        "/.well-known/x",
        "/%2e%2e/b",
        "/a%20b",
        "/a b",
        "/a?b=c&d=/e?f",
        "/a?b/../c",
        "/a#b",
        "/a#b/./c?d%",
        "/a#b|c",
        "/a%",
        "/a%2",
        "/a/%2E",
        "/a/.%2e/b",
        "/a?b%2e#c",
        "/a%zz%2Fb%ff",
        "/a'b",
        "/a?b'c",
        "/a\\b",
        "/ü",
        "/a;b=c,d",
        "/a|b",
        "/a[b]",
        "/a^b",
        "/a{b}",
        "/(a)!*$+:@~_-",
        "?a",
        "a",
        "a:b",
        "/a:b",
    ];

    #[test]
    fn what_is_settled_is_what_the_parser_makes_of_it() {
        let base = Url::parse("https://user@example.org:8080/news/a?b").unwrap();
        let schemes = ["https://", "http://", "HTTPS://", "https:/", "https:", "ftp://", "//", ""];
        let mut settled = 0;
        for scheme in schemes {
            for (host, path) in HOSTS.iter().flat_map(|h| PATHS.iter().map(move |p| (h, p))) {
                let raw = format!("{scheme}{host}{path}");
                let parsed = Url::parse(&raw).ok();
                let host = parsed.as_ref().and_then(Url::host_str);
                assert_eq!(super::host(&raw).as_deref(), host, "{raw}");
                for base in [None, Some(&base)] {
                    let Some(quick) = super::settled(&raw, base) else { continue };
                    let read = Url::options().base_url(base).parse(&raw).unwrap();
                    assert_eq!(quick, encoded(read.as_str()), "{raw}");
                    settled += 1;
                }
            }
        }
        assert!(settled > 100, "{settled}");
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
        assert_eq!(checked(&once, Use::Link).as_deref(), Some(&*once));
    }
}
