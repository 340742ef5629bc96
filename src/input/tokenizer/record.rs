//! The bare tokens, written as the html5lib tests write them: what those tests compare.

use super::{Content, Doctype, StartTag, TokenSink, Tokenizer, lowercase, push_value};
use crate::input::attributes::KeptAttributes;
use crate::input::document::TextRange;
use crate::input::tag::Tag;
use crate::limits::Deadline;
use serde_json::{Map, Value, json};

/// Every token of a text that begins in one of the states of the html5lib tests; `None` for a
/// state that is no beginning here.
pub(in crate::input) fn tokens(html: &str, state: &str, last_start_tag: &str) -> Option<Value> {
    let kept = KeptAttributes::all();
    let (content, foreign) = match state {
        "Data state" => (Content::Markup, false),
        "CDATA section state" => (Content::Markup, true),
        "PLAINTEXT state" => (Content::Plaintext, false),
        "RCDATA state" => (Content::Rcdata, false),
        "RAWTEXT state" => (Content::Rawtext, false),
        "Script data state" => (Content::Script, false),
        _ => return None,
    };
    // A CDATA section has no beginning of its own: what opens it stands before the text.
    let html = if foreign { format!("<![CDATA[{html}") } else { html.to_owned() };
    let record = Record { html: &html, tokens: Vec::new(), foreign };
    let mut tokenizer = Tokenizer::new(&html, &kept, usize::MAX, record);
    // Without a start tag before it no end tag is the right one.
    let last = if last_start_tag.is_empty() { "none" } else { last_start_tag };
    tokenizer.run(content, last, Deadline::default());
    Some(tokenizer.sink.tokens.into())
}

struct Record<'a> {
    html: &'a str,
    tokens: Vec<Value>,
    foreign: bool,
}

impl Record<'_> {
    fn characters(&mut self, text: &str) {
        if let Some(Value::Array(last)) = self.tokens.last_mut()
            && let [kind, Value::String(before)] = last.as_mut_slice()
            && kind == "Character"
        {
            before.push_str(text);
        } else {
            self.tokens.push(json!(["Character", text]));
        }
    }
}

impl<'a> TokenSink<'a> for Record<'a> {
    fn doctype(&mut self, doctype: &Doctype<'a>) {
        let id = |id: Option<&str>| id.map(|id| id.replace('\0', "\u{fffd}"));
        let name = doctype.name.map(lowercase);
        let (public, system) = (id(doctype.public), id(doctype.system));
        self.tokens.push(json!(["DOCTYPE", name, public, system, !doctype.force_quirks]));
    }

    fn start_tag(&mut self, tag: &StartTag<'_>) -> Content {
        let mut attributes = Map::new();
        for attribute in tag.attrs {
            let mut value = String::new();
            push_value(attribute.value.of(self.html), &mut value);
            let name = lowercase(attribute.name.of(self.html));
            attributes.insert(name.into_owned(), value.into());
        }
        let mut token =
            vec![json!("StartTag"), json!(lowercase(tag.name.of(self.html))), attributes.into()];
        if tag.self_closing {
            token.push(true.into());
        }
        self.tokens.push(token.into());
        Content::Markup
    }

    fn end_tag(&mut self, _: Tag, name: TextRange) {
        self.tokens.push(json!(["EndTag", lowercase(name.of(self.html))]));
    }

    fn comment(&mut self, text: &'a str) {
        self.tokens.push(json!(["Comment", text.replace('\0', "\u{fffd}")]));
    }

    fn text(&mut self, text: &str) {
        self.characters(text);
    }

    fn null(&mut self) {
        self.characters("\0");
    }

    fn end(&mut self) {}

    fn in_foreign(&self) -> bool {
        self.foreign
    }

    fn current_tag(&self) -> Tag {
        Tag::Other
    }
}
