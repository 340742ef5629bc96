//! What comes out: the article, its facts and its typed blocks.

mod build;
#[cfg(feature = "schema")]
mod schema;
mod spans;

pub(crate) use spans::tidy;

use crate::date::Date;
use serde::{Deserialize, Serialize};

/// A cleaned article.
///
/// ```
/// let article = copydesk::clean_html("<h1>Rain</h1><p>It rained in Bergen, again, all day.</p>");
/// let json = serde_json::to_string(&article)?;
/// assert_eq!(serde_json::from_str::<copydesk::Article>(&json)?, article);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Article {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The standfirst or deck, where the page declares one.
    pub subtitle: Option<String>,
    /// Who wrote it, in the page's order.
    pub authors: Vec<Author>,
    /// When it was first published.
    pub published: Option<Date>,
    /// When it was last changed.
    pub modified: Option<Date>,
    /// The section or rubric of the publication.
    pub section: Option<String>,
    /// Keywords and tags.
    pub tags: Vec<String>,
    /// The publication or site.
    pub source: Option<String>,
    /// The organisation that publishes it, where the page names one.
    pub publisher: Option<String>,
    /// The language, as BCP 47 (`en`, `pt-BR`, `zh-Hans`).
    pub language: Option<String>,
    /// The canonical address, else the one given with the page.
    pub url: Option<String>,
    /// The lead image's address.
    pub image: Option<String>,
    /// The page's own summary of itself.
    pub description: Option<String>,
    /// The dateline at the start of the story (`NEW YORK`); it also stays in the text.
    pub dateline: Option<String>,
    /// Whether the page says that it is behind a paywall.
    pub paywalled: Option<bool>,
    /// The type that the page declares (schema.org or OpenGraph: `NewsArticle`, `article`).
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The story, block by block.
    pub blocks: Vec<Block>,
}

/// An author.
///
/// ```
/// use copydesk::Author;
/// let author = Author::person("Ada Brandt").with_url("https://example.org/ada");
/// assert_eq!(author.name, "Ada Brandt");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Author {
    /// The name alone: no role, address or "By".
    pub name: String,
    /// Person or organisation.
    pub kind: AuthorKind,
    /// The author's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Whether an author is a person.
///
/// ```
/// assert_eq!(copydesk::AuthorKind::default(), copydesk::AuthorKind::Person);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AuthorKind {
    /// A person.
    #[default]
    Person,
    /// An agency, desk, company or institution.
    Organization,
}

/// A block of the story.
///
/// ```
/// let article = copydesk::clean_html("<p>The ferry <b>left</b> at six, as it always had.</p>");
/// let block = &article.blocks[0];
/// assert_eq!(&block.text[block.spans[0].start..block.spans[0].end], "left");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Its text, normalised. White space and line breaks are exact in code only. A figure's text
    /// is its caption, a table's its cells (tabs between cells, a row a line).
    #[serde(default)]
    pub text: String,
    /// Links, emphasis and inline code within `text`, sorted by start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// The kind of a block.
///
/// ```
/// use copydesk::{Block, BlockKind};
/// let block = Block::heading(2, "Method");
/// assert!(matches!(block.kind, BlockKind::Heading { level: 2 }));
/// assert_eq!(serde_json::to_value(&block)?["kind"], "heading");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A sub-heading.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// An item of a list.
    ListItem {
        /// Nesting, from 0.
        depth: u8,
        /// Whether the list is numbered.
        ordered: bool,
        /// Its number in the list, as the page counts. A second paragraph of an item has none, nor
        /// has one with a letter, or with a number below 0 or of more than nine digits.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
    },
    /// A paragraph of a block quotation.
    Quote,
    /// Preformatted text; white space is kept.
    Code {
        /// The programming language, where the page names it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
    },
    /// A table.
    Table {
        /// The cells, row by row.
        rows: Vec<Vec<Cell>>,
    },
    /// An image with what belongs to it.
    Figure(Box<Figure>),
    /// Something played or shown from elsewhere: a video, a post.
    Embed {
        /// Its address.
        url: String,
    },
    /// A correction, or a note of the editors.
    Note,
}

/// A cell of a table.
///
/// ```
/// let cell = copydesk::Cell::header("Town");
/// assert!(cell.header);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Whether it is a header.
    #[serde(default)]
    pub header: bool,
}

/// An image, its address and what is said about it.
///
/// ```
/// let figure = copydesk::Figure::new("https://example.org/a.jpg").with_credit("Photo: Ada Brandt");
/// assert_eq!(figure.credit.as_deref(), Some("Photo: Ada Brandt"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Figure {
    /// The best address among `src`, `srcset` and lazy-loading attributes, absolute.
    pub source: Option<String>,
    /// The text alternative.
    pub alt: Option<String>,
    /// The caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A stretch of a block's text with a meaning.
///
/// ```
/// use copydesk::{Span, SpanKind};
/// let span = Span::new(4, 9, SpanKind::Emphasis);
/// assert_eq!(&"The ferry"[span.start..span.end], "ferry");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Span {
    /// First byte in the block's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it means.
    #[serde(flatten)]
    pub kind: SpanKind,
}

/// The meaning of a span.
///
/// ```
/// use copydesk::SpanKind;
/// let link = SpanKind::Link { url: "https://example.org/".into() };
/// assert_ne!(link, SpanKind::Strong);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "span", rename_all = "snake_case")]
#[non_exhaustive]
pub enum SpanKind {
    /// A link.
    Link {
        /// Its absolute address.
        url: String,
    },
    /// Strong importance (`<strong>`, `<b>`).
    Strong,
    /// Emphasis (`<em>`, `<i>`).
    Emphasis,
    /// Inline code.
    Code,
}

/// Articles go between threads; losing that would break callers, so it fails to compile here.
const _: () = {
    const fn shared<T: Send + Sync + 'static>() {}
    shared::<Article>();
};
