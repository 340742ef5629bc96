//! When a rule matches: the conditions of rule files, as data.

use super::many::deserialize as one_or_many;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
        /// The page's data (JSON-LD) tell it as a part of a recipe or of instructions.
        Told,
        /// In an element named for comments, under a story of at least 100 words on a page that says
        /// it is an article.
        Comment,
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
