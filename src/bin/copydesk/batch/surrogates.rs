//! JSON strings with half a surrogate pair, which other writers let pass.

/// A JSON string with each lone surrogate escape replaced by U+FFFD's.
pub fn mend(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let unit = escape(rest);
        let pair = unit.is_some_and(is_high) && escape(&rest[6..]).is_some_and(is_low);
        let length = match unit {
            Some(_) if pair => 12,
            Some(_) => 6,
            // A backslash and the character that it escapes.
            None => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        let lone = !pair && unit.is_some_and(|u| is_high(u) || is_low(u));
        out.push_str(if lone { "\\ufffd" } else { &rest[..length] });
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The code unit of the `\uXXXX` that `text` begins with.
fn escape(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

fn is_high(unit: u16) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

fn is_low(unit: u16) -> bool {
    (0xdc00..0xe000).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn only_halves_are_replaced() {
        let pair = r#""a\ud83d\ude00 \\ud83d \u00e9""#;
        assert_eq!(mend(pair), pair);
        assert_eq!(mend(r#""\ud83d x\ude00\ud800""#), r#""\ufffd x\ufffd\ufffd""#);
        assert_eq!(mend("\"\\"), "\"\\");
        assert_eq!(mend("\\é\\u12"), "\\é\\u12");
    }
}
