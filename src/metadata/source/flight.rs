//! The stream that Next.js sends with a page: `self.__next_f.push([1,"..."])`, chunk by chunk. Its
//! rows are JSON, or text with its length before it; what the page shows stands there as elements.

use crate::metadata::json::{Value, first};

const CALL: &str = "self.__next_f.push(";
const MOST_CALLS: usize = 2_000;
const MOST_ROWS: usize = 20_000;
/// Bytes of a row's name, in hexadecimal digits.
const MOST_NAME: usize = 8;
const MOST_NODES: usize = 200_000;
const LEAST_PARAGRAPH: usize = 40;
const LEAST_PARAGRAPHS: usize = 3;

/// Adds the chunks of a script to the stream; whether there are any.
pub(super) fn collect(script: &str, stream: &mut String) -> bool {
    let calls = script.match_indices(CALL).take(MOST_CALLS).map(|(at, call)| at + call.len());
    let mut any = false;
    for at in calls {
        any = true;
        // What cannot be read may have been read to its end: not once a call.
        let Some(value) = first(&script[at..]) else { break };
        if let Value::Array(items) = value
            && let [Value::Number(_), Value::String(chunk)] = items.as_slice()
        {
            stream.push_str(chunk);
        }
    }
    any
}

/// The values of a stream's rows.
pub(super) fn rows(stream: &str) -> Vec<Value<'_>> {
    let mut values = Vec::new();
    let mut rest = stream;
    for _ in 0..MOST_ROWS {
        if rest.is_empty() {
            break;
        }
        let Some((value, after)) = row(rest) else {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
            continue;
        };
        values.extend(value);
        rest = after;
    }
    values
}

/// The value of the first row, if it is JSON or text, and what follows; `None` for no row.
fn row(stream: &str) -> Option<(Option<Value<'_>>, &str)> {
    let name = stream.bytes().take(MOST_NAME).take_while(u8::is_ascii_hexdigit).count();
    let body = stream[name..].strip_prefix(':')?;
    if let Some(text) = body.strip_prefix('T') {
        let digits = text.bytes().take(MOST_NAME).take_while(u8::is_ascii_hexdigit).count();
        let length = usize::from_str_radix(&text[..digits], 16).ok()?;
        let (text, after) = text[digits..].strip_prefix(',')?.split_at_checked(length)?;
        return Some((Some(Value::String(text.into())), after));
    }
    let (line, after) = body.split_once('\n').unwrap_or((body, ""));
    let is_json = line.starts_with(['{', '[', '"']);
    Some((is_json.then(|| first(line)).flatten(), after))
}

/// The paragraphs of what a row's elements show, an empty line between them.
pub(super) fn paragraphs(root: &Value<'_>) -> Option<String> {
    let (mut text, mut long, mut seen) = (String::new(), 0, 0);
    let mut stack = vec![root];
    while let Some(value) = stack.pop().filter(|_| seen < MOST_NODES) {
        seen += 1;
        match element(value) {
            Some((tag, children)) if is_block(tag) => {
                let start = text.len();
                seen += words(children, &mut text);
                long += usize::from(text.len() - start >= LEAST_PARAGRAPH);
                if text.len() > start {
                    text.push_str("\n\n");
                }
            }
            _ => match value {
                Value::Array(items) => stack.extend(items.iter().rev()),
                Value::Object(map) => stack.extend(map.values().rev()),
                _ => {}
            },
        }
    }
    (long >= LEAST_PARAGRAPHS).then_some(text)
}

/// `["$","p",null,{"children":...}]`: the element's name and what it holds.
fn element<'v>(value: &'v Value<'v>) -> Option<(&'v str, &'v Value<'v>)> {
    let Value::Array(items) = value else { return None };
    let [Value::String(sign), Value::String(tag), _, Value::Object(properties), ..] =
        items.as_slice()
    else {
        return None;
    };
    (sign == "$").then_some(())?;
    Some((tag, properties.get("children")?))
}

fn is_block(tag: &str) -> bool {
    matches!(tag, "p" | "h2" | "h3" | "h4" | "li" | "blockquote" | "pre")
}

/// Appends the words within an element; how many nodes it has.
fn words(root: &Value<'_>, out: &mut String) -> usize {
    let (mut stack, mut seen) = (vec![root], 0);
    while let Some(value) = stack.pop().filter(|_| seen < MOST_NODES) {
        seen += 1;
        if let Some((_, children)) = element(value) {
            stack.push(children);
            continue;
        }
        match value {
            // `$L1a`, `$undefined`: references to rows.
            Value::String(text) if !text.starts_with('$') => out.push_str(text),
            // `$$5` is the text `$5`.
            Value::String(text) => out.push_str(text.strip_prefix("$$").map_or("", |_| &text[1..])),
            Value::Array(items) if !is_element(items) => stack.extend(items.iter().rev()),
            _ => {}
        }
    }
    seen
}

/// An element without children.
fn is_element(items: &[Value<'_>]) -> bool {
    items.first().and_then(Value::as_str) == Some("$")
}

#[cfg(test)]
mod tests {
    use super::{Value, collect, paragraphs, rows};

    #[test]
    fn rows_are_json_or_text_with_its_length() {
        let mut stream = String::new();
        assert!(collect(r#"self.__next_f.push([1,"1:\"a\"\n2:T6,é\n3:I"])"#, &mut stream));
        assert!(collect(r#"self.__next_f.push([1,"x{}\n3:I[12]\nzz\n4:{\"a\":1}"])"#, &mut stream));
        assert!(!collect("self.__next", &mut stream));
        let values = rows(&stream);
        let [Value::String(a), Value::String(text), Value::Object(object)] = values.as_slice()
        else {
            panic!("{values:?}")
        };
        assert_eq!((&**a, &**text), ("a", "é\n3:I"));
        assert_eq!(object.get("a").and_then(Value::as_u64), Some(1));
    }

    #[test]
    fn broken_streams_end() {
        for stream in ["1:T", "1:Tffffffffff,a", "1:T2,é", ":", "1:", "1:[", "\n\n", "1:T1,é\n2:1"]
        {
            rows(stream);
        }
    }

    #[test]
    fn elements_give_their_paragraphs() {
        let p = |text: &str| format!(r#"["$","p",null,{{"children":{text}}}]"#);
        let long = r#"["It rained in Bergen again, ",["$","b",null,{"children":"all day"}]," long.","$L1","$$5"]"#;
        let page = format!(r#"["$","div",null,{{"children":[{0},{0},{0}]}}]"#, p(long));
        let text = paragraphs(&serde_json::from_str(&page).unwrap()).unwrap();
        assert_eq!(text, "It rained in Bergen again, all day long.$5\n\n".repeat(3));
    }
}
