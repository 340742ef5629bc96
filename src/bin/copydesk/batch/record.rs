//! One record: its page cleaned, its other fields carried through as they stand.

use super::input::{Content, Line};
use super::surrogates;
use crate::args::Format;
use crate::clean;
use copydesk::{Article, Cleaner, Page};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The field that is added to a record.
const ARTICLE: &str = "article";

/// What to do with each record.
pub struct Task {
    pub cleaner: Cleaner,
    pub format: Format,
    pub count_removals: bool,
}

/// What became of a line.
pub struct Done {
    pub number: u64,
    pub check: u32,
    pub bytes: u64,
    pub outcome: Outcome,
}

pub enum Outcome {
    /// A blank line.
    Nothing,
    Cleaned(Cleaned),
    Failed(Failed),
}

pub struct Cleaned {
    /// The record's line, line feed included.
    pub line: Vec<u8>,
    pub removals: BTreeMap<String, u64>,
}

pub struct Failed {
    /// The record's id as it stands in its JSON.
    pub id: Option<Box<RawValue>>,
    pub message: String,
}

impl From<String> for Failed {
    fn from(message: String) -> Self {
        Self { id: None, message }
    }
}

impl Task {
    /// Never panics: a panic while cleaning is the record's failure.
    pub fn run(&self, line: Line) -> Done {
        let bytes = match &line.content {
            Content::Record(bytes) => bytes.len() as u64,
            Content::TooLong(length) => *length,
            Content::BrokenOff(_) => 0,
        };
        let outcome = match line.content {
            Content::Record(bytes) if bytes.trim_ascii().is_empty() => Outcome::Nothing,
            Content::Record(bytes) => match self.clean(&bytes) {
                Ok(cleaned) => Outcome::Cleaned(cleaned),
                Err(failed) => Outcome::Failed(failed),
            },
            Content::TooLong(length) => {
                let message = format!("the record has {length} bytes: over --max-record");
                Outcome::Failed(message.into())
            }
            Content::BrokenOff(error) => {
                Outcome::Failed(format!("the input breaks off here: {error}").into())
            }
        };
        Done { number: line.number, check: line.check, bytes, outcome }
    }

    fn clean(&self, line: &[u8]) -> Result<Cleaned, Failed> {
        let text = std::str::from_utf8(line).map_err(|error| error.to_string())?;
        let record: Record<'_> =
            serde_json::from_str(text).map_err(|error| format!("no record: {error}"))?;
        let fail =
            |message: String| Failed { id: record.get("id").map(|id| id.to_owned()), message };
        let (page, is_html) = record.page().map_err(|message| fail(message.to_owned()))?;
        let mut input = if is_html { Page::html(&page) } else { Page::text(&page) };
        if let Some(url) = record.string("url") {
            input = input.with_url(url);
        }
        let work = AssertUnwindSafe(|| self.article(&input));
        let (article, removals) =
            catch_unwind(work).map_err(|_| fail("the page made the cleaner panic".to_owned()))?;
        let line = self.line(&record, &article).map_err(|error| fail(error.to_string()))?;
        Ok(Cleaned { line, removals })
    }

    fn article(&self, page: &Page<'_>) -> (Article, BTreeMap<String, u64>) {
        let mut removals = BTreeMap::new();
        if !self.count_removals {
            return (self.cleaner.clean(page), removals);
        }
        let report = self.cleaner.explain(page);
        for block in report.removals() {
            let category = block.category.as_ref().map_or("score", |c| c.as_str());
            *removals.entry(category.to_owned()).or_default() += 1;
        }
        (report.into_article(), removals)
    }

    fn line(&self, record: &Record<'_>, article: &Article) -> Result<Vec<u8>, crate::Failure> {
        let mut line = b"{".to_vec();
        for (name, value) in &record.fields {
            if !matches!(name.as_str(), "html" | "text" | ARTICLE) {
                serde_json::to_writer(&mut line, name)?;
                line.push(b':');
                line.extend_from_slice(value.get().as_bytes());
                line.push(b',');
            }
        }
        line.extend_from_slice(format!("\"{ARTICLE}\":").as_bytes());
        if self.format == Format::Json {
            serde_json::to_writer(&mut line, article)?;
        } else {
            serde_json::to_writer(&mut line, &flat(article, self.format)?)?;
        }
        line.extend_from_slice(b"}\n");
        Ok(line)
    }
}

/// The article with its blocks written out as one string.
fn flat(article: &Article, format: Format) -> Result<serde_json::Value, crate::Failure> {
    let mut value = serde_json::to_value(article)?;
    if let Some(fields) = value.as_object_mut() {
        fields.remove("blocks");
        fields.insert(format.name().to_owned(), clean::write(article, format)?.into());
    }
    Ok(value)
}

/// A record's fields in order, each value as it stands; of two with a name the last counts.
struct Record<'a> {
    fields: Vec<(String, &'a RawValue)>,
}

impl Record<'_> {
    fn get(&self, name: &str) -> Option<&RawValue> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| *value)
    }

    fn string(&self, name: &str) -> Option<String> {
        let json = self.get(name)?.get();
        serde_json::from_str(json).or_else(|_| serde_json::from_str(&surrogates::mend(json))).ok()
    }

    /// The page, and whether it is HTML.
    fn page(&self) -> Result<(String, bool), &'static str> {
        if let Some(html) = self.string("html") {
            return Ok((html, true));
        }
        let text = self.string("text").ok_or("neither \"html\" nor \"text\" is a string")?;
        Ok((text, false))
    }
}

impl<'de> Deserialize<'de> for Record<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with \"html\" or \"text\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        let mut fields: Vec<(String, &RawValue)> = Vec::new();
        let mut places = std::collections::HashMap::new();
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            match places.get(&name) {
                Some(&place) => {
                    let (_, last): &mut (String, &RawValue) = &mut fields[place];
                    *last = value;
                }
                None => {
                    places.insert(name.clone(), fields.len());
                    fields.push((name, value));
                }
            }
        }
        Ok(Record { fields })
    }
}
