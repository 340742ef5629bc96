//! Rules as they are written: plain data, in serde's hands. Compiled by [`super::compile`].

use serde::{Deserialize, Deserializer, Serialize};
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

/// When a rule matches: everything that is given must hold.
///
/// The reference, key by key and with examples, is `packs/README.md`.
///
/// ```
/// let when: copydesk::Condition =
///     serde_json::from_str(r#"{"starts": ["more from"], "max_words": 8, "position": "tail"}"#)?;
/// assert_eq!(when.position, [copydesk::Position::Tail]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Condition {
    /// A regular expression found in the text, if that has at most `max_words` words (60 without).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The whole text is one of these phrases.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// The text starts with one of these phrases.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<String>,
    /// The text ends with one of these phrases.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<String>,
    /// One of these phrases stands in the text.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub contains: Vec<String>,
    /// The text starts with one of these phrases, a colon and something more: what stands after the
    /// colon is captured.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub label: Vec<String>,
    /// A CSS selector that its element or one around it matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<String>,
    /// Its element or one around it has one of these classes.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub class: Vec<String>,
    /// Its element or one around it has one of these words in its class or id.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub class_word: Vec<String>,
    /// Its element or one around it has one of these ids.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub id: Vec<String>,
    /// Its element or one around it has one of these roles.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub role: Vec<String>,
    /// Its element or one around it is one of these.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<String>,
    /// Its element or one around it has an attribute with one of these words in its value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attr: BTreeMap<String, Strings>,
    /// How many elements up `selector`, `class`, `class_word`, `id`, `role`, `tag` and `attr` look:
    /// 0 is its own block element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<u32>,
    /// At least so many words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_words: Option<u32>,
    /// At most so many words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_words: Option<u32>,
    /// At most so many characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_chars: Option<u32>,
    /// Share of the text that is link text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_density: Option<Range>,
    /// Where on the page: any of these.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub position: Vec<Position>,
    /// What the markup says it is: any of these.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<KindName>,
    /// What stands around it: all of these.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<MarkName>,
    /// What its text is, in any language: one of these.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<Shape>,
    /// The language of the page is one of these.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub language: Vec<String>,
    /// The host of the page is one of these, or below it.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub site: Vec<String>,
    /// The page came as HTML or as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginName>,
    /// Pass two: the content score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Range>,
    /// Pass two: what pass one decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<crate::report::Verdict>,
    /// Pass two: the category that pass one found, one of these.
    #[serde(deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// Pass two: the text before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Box<Condition>>,
    /// Pass two: the text after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Box<Condition>>,
    /// Pass two: the nearest heading above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<Box<Condition>>,
    /// Pass two: one of the texts near it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Near>,
    /// Pass two: so many texts in a row (at most 10) match the rest of this condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<u32>,
    /// All of these hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Condition>,
    /// One of these holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// This does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Condition>>,
}

/// One string or several.
///
/// ```
/// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id = "mine/byline/line"
/// why = "A byline."
/// when = { attr = { data-testid = "byline" } }
/// then = "remove"
/// "#)?;
/// assert_eq!(rules.rules[0].when.attr["data-testid"], copydesk::Strings::One("byline".into()));
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Strings {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Strings {
    pub(crate) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// A share or a score between two bounds, both included.
///
/// ```
/// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id = "mine/byline/line"
/// why = "A byline."
/// when = { link_density = { min = 0.8 } }
/// then = "remove"
/// "#)?;
/// assert_eq!(rules.rules[0].when.link_density.unwrap().min, Some(0.8));
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Range {
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f32>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f32>,
}

/// A condition on one of the neighbours.
///
/// ```
/// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id = "mine/byline/line"
/// why = "A byline."
/// when = { max_words = 4, near = { within = 2, when = { is = "date-line" } } }
/// then = "remove"
/// "#)?;
/// assert_eq!(rules.rules[0].when.near.as_ref().unwrap().within, 2);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Near {
    /// How far before and after, in texts: 1 to 10.
    pub within: u32,
    /// What one of them must meet.
    pub when: Box<Condition>,
}

macro_rules! names {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant),* }
    };
}

names! {
    /// A place on the page.
    ///
    /// ```
    /// assert_eq!(serde_json::to_string(&copydesk::Position::Head)?, "\"head\"");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Position {
        /// Before the first paragraph of the story.
        Head,
        /// From the first paragraph of the story to its last.
        Body,
        /// After the last paragraph of the story.
        Tail,
        /// Among the first five texts.
        Start,
        /// Among the last five texts.
        End,
    }
}

names! {
    /// What the markup says a text is.
    ///
    /// ```
    /// assert_eq!(serde_json::to_string(&copydesk::KindName::Paragraph)?, "\"paragraph\"");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    KindName {
        /// Running text.
        Paragraph,
        /// `h1` to `h6`.
        Heading,
        /// A list's item or a definition list's term.
        Item,
        /// A table's cell.
        Cell,
        /// `figcaption`, `caption`.
        Caption,
        /// Preformatted text.
        Code,
        /// A button, label or option.
        Control,
        /// An image.
        Image,
        /// Something embedded.
        Embed,
    }
}

names! {
    /// Something that segmenting saw in or around a text.
    ///
    /// ```
    /// assert_eq!(serde_json::to_string(&copydesk::MarkName::AfterImage)?, "\"after-image\"");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    MarkName {
        /// Not shown.
        Hidden,
        /// In `noscript`.
        Noscript,
        /// In a block quotation.
        Quote,
        /// In `figure`.
        Figure,
        /// In a table.
        Table,
        /// In a form.
        Form,
        /// Around a field for an e-mail address, in a section of at most 80 words.
        EmailForm,
        /// Straight after an image.
        AfterImage,
        /// Holds a link to a share address.
        ShareLink,
        /// Holds a `mailto:` link.
        MailLink,
        /// In or around `<time>`.
        Time,
        /// In `nav`.
        Nav,
        /// In `aside`.
        Aside,
        /// In a page's `header`.
        Header,
        /// In a `footer`.
        Footer,
        /// In `article`.
        Article,
        /// In `main`.
        Main,
        /// At least nine tenths of it are link text.
        AllLink,
        /// Holds or stands in a link with `rel=author`.
        AuthorLink,
        /// In a button.
        Button,
    }
}

names! {
    /// What a text is by its form, in any language.
    ///
    /// ```
    /// assert_eq!(serde_json::to_string(&copydesk::Shape::DateLine)?, "\"date-line\"");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Shape {
        /// A date, with or without words such as "Updated" around it.
        DateLine,
        /// A person's name.
        Person,
        /// A person's name and a date, nothing else.
        PersonAndDate,
        /// Nothing but links.
        LinkOnly,
        /// A web address.
        Url,
        /// A mail address.
        Email,
        /// The page's title.
        Title,
    }
}

names! {
    /// What a page was made from.
    ///
    /// ```
    /// assert_eq!(serde_json::to_string(&copydesk::OriginName::Html)?, "\"html\"");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    OriginName {
        /// HTML.
        Html,
        /// Text.
        Text,
    }
}

fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    super::many::deserialize(deserializer)
}
