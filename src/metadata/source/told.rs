//! What a page's data tell of its thing beside a story's body: the steps of a recipe, the answers to
//! a question, what a product is.

use super::table::Table;
use crate::metadata::declared::EmbeddedBody;
use crate::metadata::json::{Object, Value, plain};
use crate::metadata::told::Told;

/// Texts as they stand in the data: they may hold markup.
#[derive(Debug, Default)]
pub(in crate::metadata) struct Telling<'v> {
    /// Each with whether the page shows it as it is told.
    texts: Vec<(&'v str, bool)>,
}

const MOST_TEXTS: usize = 2_000;
const DEEPEST: usize = 6;
/// What lists and parts hold their texts under.
const PARTS: [&str; 5] =
    ["text", "itemListElement", "acceptedAnswer", "suggestedAnswer", "comment"];

impl<'v> Telling<'v> {
    /// Adds what an object of a type tells.
    pub(in crate::metadata) fn add(&mut self, type_name: &str, object: &'v Object<'v>) {
        for (key, shown) in Table::get().told(type_name) {
            if let Some(value) = object.get(key) {
                self.texts_of(value, *shown, DEEPEST);
            }
        }
    }

    fn texts_of(&mut self, value: &'v Value<'v>, shown: bool, depth: usize) {
        if depth == 0 || self.texts.len() >= MOST_TEXTS {
            return;
        }
        match value {
            Value::String(text) => self.texts.push((text, shown)),
            Value::Array(items) => {
                items.iter().for_each(|item| self.texts_of(item, shown, depth - 1))
            }
            Value::Object(object) => {
                // A step's name is what its text begins with; a section's is its heading.
                let name = object.get("name").filter(|_| object.has("itemListElement"));
                let parts = PARTS.iter().filter_map(|key| object.get(key));
                name.into_iter()
                    .chain(parts)
                    .for_each(|part| self.texts_of(part, shown, depth - 1));
            }
            _ => {}
        }
    }

    /// All of it, if there is any.
    pub(in crate::metadata) fn told(&self) -> Option<Told> {
        let (mut shown, mut html) = (String::new(), String::new());
        for (text, is_shown) in &self.texts {
            if *is_shown {
                shown.push_str(&plain(text));
                shown.push('\n');
            }
            html.push_str("<p>");
            match text.contains('<') {
                true => html.push_str(text),
                false => html.push_str(&text.trim().replace('\n', "<p>")),
            }
        }
        let body = EmbeddedBody { text: html, is_html: true, origin: "json-ld entity" };
        (!self.texts.is_empty()).then_some(Told { shown, body })
    }
}
