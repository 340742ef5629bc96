//! The html5lib tests of the tokenizer: no case that html5ever's tokenizer passes fails here.

use copydesk::internals;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use serde_json::{Map, Value, json};
use std::cell::RefCell;

#[derive(Default)]
struct Record(RefCell<Vec<Value>>);

impl TokenSink for Record {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut tokens = self.0.borrow_mut();
        match token {
            Token::DoctypeToken(Doctype { name, public_id, system_id, force_quirks }) => {
                let text = |text: Option<_>| text.as_deref().map(str::to_owned);
                let (name, public, system) = (text(name), text(public_id), text(system_id));
                tokens.push(json!(["DOCTYPE", name, public, system, !force_quirks]));
            }
            Token::TagToken(tag) => tokens.push(written(&tag)),
            Token::CommentToken(text) => tokens.push(json!(["Comment", &*text])),
            Token::CharacterTokens(text) => characters(&mut tokens, &text),
            Token::NullCharacterToken => characters(&mut tokens, "\0"),
            Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

fn written(tag: &Tag) -> Value {
    if tag.kind == TagKind::EndTag {
        return json!(["EndTag", &*tag.name]);
    }
    let attribute = |a: &html5ever::Attribute| (a.name.local.to_string(), json!(&*a.value));
    let attributes: Map<_, _> = tag.attrs.iter().map(attribute).collect();
    match tag.self_closing {
        true => json!(["StartTag", &*tag.name, attributes, true]),
        false => json!(["StartTag", &*tag.name, attributes]),
    }
}

/// Adds text: neighbouring characters are one token in the tests.
fn characters(tokens: &mut Vec<Value>, text: &str) {
    match tokens.last_mut() {
        Some(Value::Array(last)) if last[0] == "Character" => {
            last[1] = json!([last[1].as_str().expect("text"), text].concat());
        }
        _ => tokens.push(json!(["Character", text])),
    }
}

fn oracle(html: &str, state: &str, last_start_tag: &str) -> Value {
    let initial_state = Some(match state {
        "PLAINTEXT state" => State::Plaintext,
        "RCDATA state" => State::RawData(RawKind::Rcdata),
        "RAWTEXT state" => State::RawData(RawKind::Rawtext),
        "Script data state" => State::RawData(RawKind::ScriptData),
        "CDATA section state" => State::CdataSection,
        _ => State::Data,
    });
    let last_start_tag_name = Some(last_start_tag.to_owned());
    let options = TokenizerOpts { initial_state, last_start_tag_name, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Record::default(), options);
    let input = BufferQueue::default();
    input.push_back(html.into());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.take().into()
}

/// `\uD83D` as the tests escape it twice; `None` where a lone surrogate cannot be text.
fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split("\\u");
    let mut units: Vec<u16> = parts.next()?.encode_utf16().collect();
    for part in parts {
        units.push(u16::from_str_radix(part.get(..4)?, 16).ok()?);
        units.extend(part[4..].encode_utf16());
    }
    String::from_utf16(&units).ok()
}

fn unescape(value: &Value) -> Option<Value> {
    Some(match value {
        Value::String(text) => unescaped(text)?.into(),
        Value::Array(items) => items.iter().map(unescape).collect::<Option<Vec<_>>>()?.into(),
        Value::Object(map) => {
            let pair = |(key, value): (&String, &Value)| Some((unescaped(key)?, unescape(value)?));
            map.iter().map(pair).collect::<Option<Map<_, _>>>()?.into()
        }
        other => other.clone(),
    })
}

/// The tokens that a case expects, neighbouring characters joined.
fn joined(expected: &Value) -> Vec<Value> {
    let mut out = Vec::new();
    for token in expected.as_array().expect("tokens") {
        match token[1].as_str().filter(|_| token[0] == "Character") {
            Some(text) => characters(&mut out, text),
            None => out.push(token.clone()),
        }
    }
    out
}

#[derive(Default)]
struct Tally {
    passed: usize,
    oracle_failed: Vec<String>,
    failed: Vec<String>,
}

impl Tally {
    fn case(&mut self, file: &str, case: &Value) {
        let (mut input, mut expected) = (case["input"].clone(), case["output"].clone());
        if case["doubleEscaped"] == true {
            let (Some(i), Some(e)) = (unescape(&input), unescape(&expected)) else { return };
            (input, expected) = (i, e);
        }
        let expected = Value::from(joined(&expected));
        let states = case.get("initialStates").cloned().unwrap_or(json!(["Data state"]));
        let last = case["lastStartTag"].as_str().unwrap_or_default();
        let input = input.as_str().expect("text");
        for state in states.as_array().expect("states").iter().filter_map(Value::as_str) {
            let theirs = oracle(input, state, last);
            let ours = internals::tokens(input, state, last);
            let told = || format!("{file}, {state}: {input:?}\n  ours {ours:?}\n  want {expected}");
            if ours.as_ref() == Some(&expected) {
                self.passed += 1;
            } else if theirs == expected {
                self.failed.push(told());
            } else {
                self.oracle_failed.push(told());
            }
        }
    }
}

#[test]
fn tokenizer() {
    let Some(folder) = crate::shared::folder("html5lib-tests/tokenizer") else { return };
    let mut tally = Tally::default();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "test") {
            continue;
        }
        let file = std::fs::read_to_string(&path).expect("text");
        let file: Value = serde_json::from_str(&file).expect("JSON");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // `xmlViolationTests` are about output as XML, which nothing here makes.
        for case in file["tests"].as_array().into_iter().flatten() {
            tally.case(&name, case);
        }
    }
    let Tally { passed, oracle_failed, failed } = tally;
    println!("{passed} passed; {} fail here and with html5ever", oracle_failed.len());
    println!("{}", oracle_failed.join("\n"));
    assert!(failed.is_empty(), "{} of {passed} fail:\n{}", failed.len(), failed.join("\n"));
    assert!(passed > 6000, "{passed} passed");
}
