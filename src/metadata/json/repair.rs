//! JSON made readable: one pass that writes what the author meant.

use crate::limits::MAX_JSON_LD_DEPTH;

/// The deepest nesting that is read; the parser would refuse deeper ones.
pub(super) const DEEPEST: usize = MAX_JSON_LD_DEPTH;

/// Whether brackets nest deeper than this.
pub(super) fn is_deeper(text: &str, depth: usize) -> bool {
    let (mut open, mut in_string, mut escaped) = (0_usize, false, false);
    text.bytes().any(|b| {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        open > depth
    })
}

/// Commas before a closing bracket go, raw control characters and lone backslashes in strings are
/// escaped, quotes inside strings too, comments go, and what is open at the end is closed. At
/// `deepest` the rest is cut off.
pub(super) fn repair(text: &str, deepest: usize) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next().filter(|_| open.len() < deepest) {
        let mut taken = c.len_utf8();
        match c {
            '"' => taken = string(rest, &mut out),
            '{' | '[' => {
                open.push(if c == '{' { '}' } else { ']' });
                out.push(c);
            }
            '}' | ']' => close(c, &mut open, &mut out),
            '/' if rest.starts_with("/*") => {
                taken = rest.find("*/").map_or(rest.len(), |end| end + 2);
            }
            '/' if rest.starts_with("//") => taken = rest.find('\n').unwrap_or(rest.len()),
            '<' if rest.starts_with("<!--") => {
                taken = rest.find("-->").map_or(rest.len(), |end| end + 3);
            }
            ',' if out.ends_with([',', '{', '[', ':']) => {}
            ';' => {}
            c if c.is_whitespace() || c.is_control() => {}
            c => out.push(c),
        }
        rest = &rest[taken..];
    }
    drop_comma(&mut out);
    if out.ends_with(':') {
        out.push_str("null");
    }
    while let Some(bracket) = open.pop() {
        drop_comma(&mut out);
        out.push(bracket);
    }
    out
}

/// A bracket that closes nothing is left out; one that closes an outer level closes all within.
fn close(bracket: char, open: &mut Vec<char>, out: &mut String) {
    if !open.contains(&bracket) {
        return;
    }
    drop_comma(out);
    if out.ends_with(':') {
        out.push_str("null");
    }
    while let Some(inner) = open.pop() {
        out.push(inner);
        if inner == bracket {
            break;
        }
    }
}

fn drop_comma(out: &mut String) {
    while out.ends_with(',') {
        out.pop();
    }
}

/// Writes the string at the start of `rest`, and says how long it was.
fn string(rest: &str, out: &mut String) -> usize {
    out.push('"');
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if ends_string(&rest[at + 1..]) => {
                out.push('"');
                return at + 1;
            }
            '"' => out.push_str("\\\""),
            '\\' => match chars.next().map(|(_, escaped)| escaped) {
                Some(c @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    out.push('\\');
                    out.push(c);
                }
                Some(c) => push_plain(c, out),
                None => {}
            },
            c => push_plain(c, out),
        }
    }
    out.push('"');
    rest.len()
}

fn push_plain(c: char, out: &mut String) {
    match c {
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        c if c.is_control() => out.push(' '),
        c => out.push(c),
    }
}

/// A quote ends its string where JSON goes on after it.
fn ends_string(after: &str) -> bool {
    let after = after.trim_start();
    let Some(next) = after.chars().next() else { return true };
    match next {
        ':' | '}' | ']' => true,
        // `"he said "no", then left"`: after a comma comes a key or a value.
        ',' => after[1..].trim_start().starts_with(|c: char| {
            matches!(c, '"' | '{' | '[' | '}' | ']' | '-' | 't' | 'f' | 'n' | '0'..='9')
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Value, array, read, read_within};

    fn headline(text: &str) -> Option<String> {
        headline_of(&read(text)).map(str::to_owned)
    }

    fn headline_of<'v>(values: &'v [Value<'_>]) -> Option<&'v str> {
        values.first()?.as_object()?.get("headline")?.as_str()
    }

    #[test]
    fn broken_json_is_recovered() {
        for text in [
            r#"{"headline": "A storm",}"#,
            r#"{"tags": ["a", "b",], "headline": "A storm"}"#,
            "{\"about\": \"two\nlines\tand \u{1} a control\", \"headline\": \"A storm\"}",
            r#"<!-- {"headline": "A storm"} -->"#,
            "//<![CDATA[\n{\"headline\": \"A storm\"}\n//]]>",
            r#"{"about": "he said "no" twice", "headline": "A storm"}"#,
            r#"{"headline": "A storm", "author": {"name": "Eva Fu""#,
            r#"{"headline": "A storm"};"#,
            r#"{"headline": "A storm"} {"headline": "second"}"#,
            r"{&quot;headline&quot;: &quot;A storm&quot;}",
            r#"{"it": "it\'s", "headline": "A storm"}"#,
            r#"{/* c */ "headline": "A storm", "x": }"#,
            r#"{"headline": "A storm"}}"#,
        ] {
            assert_eq!(headline(text).as_deref(), Some("A storm"), "{text}");
        }
    }

    #[test]
    fn deep_values_are_left_out_and_that_is_said() {
        let text = r#"{"headline": "A storm", "a": {"b": {"c": [{}]}}}"#;
        let (values, cut) = read_within(text, 3);
        assert_eq!((headline_of(&values), cut), (Some("A storm"), true));
        let (values, cut) = read_within(text, 5);
        let inner = ["a", "b", "c"].iter().fold(&values[0], |value, name| {
            value.as_object().and_then(|object| object.get(name)).unwrap()
        });
        assert!(array(inner)[0].as_object().is_some() && !cut);
        let deep = format!("{{\"headline\": \"A storm\", \"a\": {}", "[".repeat(5000));
        let (values, cut) = read_within(&deep, usize::MAX);
        assert_eq!((headline_of(&values), cut), (Some("A storm"), true));
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(read("").is_empty());
        assert!(read("var a = 1; function() { return }").is_empty());
        assert!(read(&"[".repeat(100_000)).len() <= 1);
    }
}
