//! Rules as they are written: plain data, in serde's hands. Compiled by [`super::compile`].

use super::condition::Condition;
use super::many::deserialize as one_or_many;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A set of rules: one file of a pack, or what a program puts together.
///
/// ```
/// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id   = "mine/newsletter/pigeon-post"
/// when = { phrases = ["get the pigeon post"] }
/// then = "remove"
/// hits = ["Get the Pigeon Post!"]
/// "#)?;
/// assert_eq!(rules.rules.len(), 1);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RuleSet {
    /// What the rules of this file have in common.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Categories that this set adds to the built-in ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Categories that the set's user wants kept: none of their built-in rules removes anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<String>,
    /// Rules and categories to switch off, by id or by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<String>,
    /// Phrase sets that this file's rules name as `@name`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub phrases: BTreeMap<String, Vec<String>>,
    /// The rules.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// The file it was read from, for messages.
    #[serde(skip)]
    pub(crate) source: Option<Arc<Source>>,
}

/// The text of a rule file, kept so that an error found later can name its place.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) json: bool,
}

/// One rule.
///
/// ```
/// let rule: copydesk::Rule = serde_json::from_str(
///     r#"{"id": "mine/share/tell", "when": {"phrases": "tell a friend"}, "then": "remove"}"#,
/// )?;
/// assert_eq!(rule.then, copydesk::Action::Remove);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rule {
    /// `language/category/name` for built-in rules; a user's may start with any word.
    pub id: String,
    /// Why, in one sentence; shown by `explain`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The category, where the id does not hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// When it matches.
    pub when: Condition,
    /// What it does then.
    pub then: Action,
    /// For `remove-run`: it goes on while this holds.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub going_on: Option<Condition>,
    /// Which fact the matched text is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capture: Option<Capture>,
    /// The content score (0 to 1) from which on a removal leaves the decision to other rules and
    /// the score; at 0 it only names the category of what the score removes. Without it, the rule
    /// decides. On a page of HTML the match counts against the candidate first: its odds fall to a
    /// sixth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yields: Option<f32>,
    /// Examples that it must match.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<Example>,
    /// Examples that it must leave alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misses: Vec<Example>,
    /// Examples that it should match and does not yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub todo: Vec<Example>,
}

impl Rule {
    /// Its category: as it says itself, or as its id does.
    ///
    /// ```
    /// let mut packs = copydesk::RuleSet::builtin();
    /// let (_, set) = packs.find(|(name, _)| *name == "en/newsletter").expect("ships");
    /// assert_eq!(set.rules[0].category(), Some("newsletter"));
    /// ```
    pub fn category(&self) -> Option<&str> {
        let from_id = || self.id.rsplit('/').nth(1).filter(|_| self.id.matches('/').count() >= 2);
        self.category.as_deref().or_else(from_id)
    }
}

/// What a rule does with what it matches.
///
/// ```
/// assert_eq!(serde_json::to_string(&copydesk::Action::RemoveRun)?, "\"remove-run\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Action {
    /// Keep it, whatever other rules of the same rank say.
    Keep,
    /// Take it out.
    Remove,
    /// Take it out, and what follows it while the rule's `while` holds.
    RemoveRun,
    /// Take it out, and everything after it.
    RemoveRest,
    /// Cut it by the pattern's named groups: each is removed with its name as category, but for one
    /// named `keep`, which stays.
    Split,
    /// Keep it as a note: a correction, a word of the editors.
    Note,
}

/// Which fact a match gives.
///
/// ```
/// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id = "mine/byline/line"
/// why = "A byline."
/// when = { starts = ["by {person}"] }
/// then = "remove"
/// capture = "authors"
/// "#)?;
/// assert!(matches!(&rules.rules[0].capture, Some(copydesk::Capture::Field(field)) if field == "authors"));
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Capture {
    /// The pattern's first named group, else the phrase's slot, else the whole text.
    Field(String),
    /// Each field with the group that holds it.
    Groups(BTreeMap<String, String>),
}

/// An example of a rule: a line alone, or a line or page with what stands around it.
///
/// ```
/// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id = "mine/byline/line"
/// why = "A byline."
/// when = { starts = ["by {person}"] }
/// then = "remove"
/// hits = ["By Ada Byron"]
/// "#)?;
/// assert!(matches!(&rules.rules[0].hits[0], copydesk::Example::Line(line) if line == "By Ada Byron"));
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Example {
    /// A line. What cannot be told from a line alone (place, markup, neighbours) is taken as met.
    Line(String),
    /// A page: nothing is taken as met.
    Page(ExamplePage),
}

/// An example with its surroundings.
///
/// ```
/// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id = "mine/byline/line"
/// why = "A byline."
/// when = { starts = ["by {person}"], position = "start" }
/// then = "remove"
/// hits = [{ text = "By Ada Byron", after = ["It rained in Bergen."] }]
/// "#)?;
/// let copydesk::Example::Page(page) = &rules.rules[0].hits[0] else { unreachable!() };
/// assert_eq!(page.after, ["It rained in Bergen."]);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ExamplePage {
    /// The line in question, in a page of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Lines before it.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// Lines after it.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Or a page of HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The blocks of the HTML page that the rule must match, word for word; for a miss, none.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub expect: Vec<String>,
    /// The page's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The page's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The page's host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}
