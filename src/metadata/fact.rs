//! What a report says about a fact: which claim won, where it came from, what it beat.

use serde::{Deserialize, Serialize};

/// A fact about an article.
///
/// ```
/// assert_eq!(serde_json::to_string(&copydesk::Field::Published)?, "\"published\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// The headline.
    Title,
    /// The standfirst.
    Subtitle,
    /// Who wrote it.
    Authors,
    /// When it was first published.
    Published,
    /// When it was last changed.
    Modified,
    /// The section of the publication.
    Section,
    /// Keywords.
    Tags,
    /// The publication.
    Source,
    /// Who publishes it.
    Publisher,
    /// The language.
    Language,
    /// The canonical address.
    Url,
    /// The lead image.
    Image,
    /// The page's summary of itself.
    Description,
    /// Whether it is behind a paywall.
    Paywalled,
    /// The declared type.
    Type,
    /// The dateline.
    Dateline,
}

impl Field {
    /// The name in rules and data files; `None` for any other.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "title" | "headline" => Self::Title,
            "subtitle" => Self::Subtitle,
            "authors" | "author" => Self::Authors,
            "published" | "date" => Self::Published,
            "modified" => Self::Modified,
            "section" => Self::Section,
            "tags" => Self::Tags,
            "source" => Self::Source,
            "publisher" => Self::Publisher,
            "language" => Self::Language,
            "url" => Self::Url,
            "image" => Self::Image,
            "description" => Self::Description,
            "paywalled" => Self::Paywalled,
            "type" => Self::Type,
            "dateline" => Self::Dateline,
            _ => return None,
        })
    }
}

/// Where a fact came from, and what it beat.
///
/// ```
/// use copydesk::{Cleaner, Field, Page};
/// let html = "<html lang=en><meta property=og:title content='Rain'><p>It rained in Bergen, all day.</p>";
/// let report = Cleaner::new().explain(&Page::html(html));
/// let title = report.facts.iter().find(|fact| fact.field == Field::Title).unwrap();
/// assert_eq!((&*title.value, &*title.origin), ("Rain", "meta og:title"));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Fact {
    /// Which fact.
    pub field: Field,
    /// Its value; several authors or tags are joined by `; `.
    pub value: String,
    /// Where it stands: `json-ld NewsArticle`, `meta og:title`, `heading h1`,
    /// `rule en/byline/by-name`.
    pub origin: String,
    /// 0 to 1: higher where sources agree, lower where they contradict.
    pub confidence: f32,
    /// The claims that lost, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beaten: Vec<Beaten>,
}

/// A claim that lost.
///
/// ```
/// use copydesk::{Cleaner, Field, Page};
/// let html = "<title>More rain</title><meta property=og:title content='Rain'><p>It rained in Bergen, all day.</p>";
/// let report = Cleaner::new().explain(&Page::html(html));
/// let title = report.facts.iter().find(|fact| fact.field == Field::Title).unwrap();
/// assert_eq!(title.beaten[0].value, "More rain");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Beaten {
    /// What it said.
    pub value: String,
    /// Where it stands.
    pub origin: String,
    /// Why it lost: `no name`, `in the future`, `less certain`.
    pub why: String,
}
