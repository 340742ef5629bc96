//! Why each line was kept or removed, and where each fact came from.

use crate::article::Article;
use crate::limits::LimitHit;
use crate::metadata::Fact;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Kept or removed.
///
/// ```
/// assert_eq!(serde_json::to_string(&copydesk::Verdict::Keep)?, "\"keep\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Part of the article.
    Keep,
    /// Taken out.
    Remove,
}

/// What a line is, as a rule says: the name of a category, such as `newsletter` or `byline`.
///
/// ```
/// let report = copydesk::Cleaner::new().explain(&copydesk::Page::text("It rained.\nSign up for our newsletter"));
/// assert_eq!(report.blocks[1].category.as_ref().unwrap().to_string(), "newsletter");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Category(pub(crate) Cow<'static, str>);

impl Category {
    /// The name.
    ///
    /// ```
    /// let report = copydesk::Cleaner::new().explain(&copydesk::Page::text("It rained.\nSign up for our newsletter"));
    /// assert_eq!(report.blocks[1].category.as_ref().unwrap().as_str(), "newsletter");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Category {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What decided on a block.
///
/// ```
/// use copydesk::{Cleaner, Page, Reason};
/// let report = Cleaner::new().explain(&Page::html("<p>The ferry left at six, as it always had.</p>"));
/// assert!(matches!(report.blocks[0].reason, Reason::Score { score, .. } if score > 0.0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "by", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// A rule.
    Rule {
        /// Its id, such as `en/byline/by-name`; `keep/caption` where your rules keep a category.
        id: String,
        /// Its own words on why.
        why: String,
    },
    /// The content score: how likely the block is part of the story.
    Score {
        /// 0 to 1.
        score: f32,
        /// The strongest grounds, such as `in aside.related` or `82 % link text`.
        grounds: Vec<String>,
    },
    /// The same text stands in the article already.
    Repeated,
    /// The story stands in the page's data (JSON-LD, embedded state), not in its visible HTML: it is
    /// kept for that, and visible text that would have been kept is removed for it.
    Embedded {
        /// Where: `json-ld articleBody`, `json-ld entity` (a recipe, a product, answers), `next.js
        /// state`; `meta description` where a page that shows nothing has but the story's beginning.
        origin: String,
    },
}

/// A rule that matched but lost.
///
/// ```
/// use copydesk::{Cleaner, Page, RuleSet};
/// let mine = RuleSet::from_toml("mine.toml", r#"
/// [[rule]]
/// id = "mine/newsletter/letters"
/// why = "Our readers like it."
/// when = { phrases = ["sign up for our newsletter"] }
/// then = "keep"
/// "#)?;
/// let cleaner = Cleaner::builder().with_rules(mine).build()?;
/// let report = cleaner.explain(&Page::text("It rained.\nSign up for our newsletter"));
/// assert!(report.blocks[1].overruled.iter().any(|lost| lost.rule.contains("/newsletter/")));
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Overruled {
    /// The rule's id.
    pub rule: String,
    /// What it wanted.
    pub verdict: Verdict,
}

/// A block of the page and the verdict on it.
///
/// ```
/// let report = copydesk::Cleaner::new().explain(&copydesk::Page::text("It rained.\nSign up for our newsletter"));
/// for block in &report.blocks {
///     println!("{:?} {:?} {}", block.verdict, block.category, block.text);
/// }
/// assert_eq!(report.blocks.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Judged {
    /// Its text, normalised; empty for an image or embed.
    pub text: String,
    /// Kept or removed.
    pub verdict: Verdict,
    /// What it is, where a rule says so.
    pub category: Option<Category>,
    /// What decided.
    pub reason: Reason,
    /// Rules that matched and lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<Overruled>,
}

/// Everything a clean decided, and why.
///
/// ```
/// let report = copydesk::Cleaner::new().explain(&copydesk::Page::text("It rained."));
/// assert_eq!(report.blocks[0].text, "It rained.");
/// assert!(report.limits.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report {
    /// Every visible line of the page, in order, each in exactly one block; after them the lines
    /// of a story that stands in the page's data alone.
    pub blocks: Vec<Judged>,
    /// The article that the kept blocks make.
    pub article: Article,
    /// Where each of the article's facts came from, and which claims it beat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Addresses in kept text that were left out of the article, in page order. The linked words
    /// themselves stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<Dropped>,
    /// The limits that this page hit; what they cut off is not in `blocks`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitHit>,
}

/// An address that was left out of the article.
///
/// ```
/// use copydesk::{Cleaner, DropReason, Page};
/// let html = "<p>The <a href='javascript:alert(1)'>ferry</a> left at six, as it always had.</p>";
/// let report = Cleaner::new().explain(&Page::html(html));
/// assert_eq!(report.dropped[0].why, DropReason::Scheme);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Dropped {
    /// The address as the page has it, cut to a readable length.
    pub url: String,
    /// Why it was left out.
    pub why: DropReason,
}

/// Why an address was left out.
///
/// ```
/// use copydesk::{Cleaner, DropReason, Page};
/// let html = "<p>It rained in Bergen, again, all day, says <a href='javascript:rain()'>the harbour</a>.</p>";
/// let report = Cleaner::new().explain(&Page::html(html));
/// assert_eq!(report.dropped[0].why, DropReason::Scheme);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DropReason {
    /// Its scheme is not one that is safe to follow (`javascript:`, `data:` ...).
    Scheme,
    /// It is relative, and the page's own address is not known.
    Relative,
    /// It is no address at all.
    Malformed,
    /// The addresses before it, made absolute, are many times as long as the page: a `<base>` of
    /// thousands of characters does that.
    Long,
}

impl Report {
    /// The article alone: what [`Cleaner::clean`](crate::Cleaner::clean) gives.
    ///
    /// ```
    /// let report = copydesk::Cleaner::new().explain(&copydesk::Page::text("It rained."));
    /// assert_eq!(report.into_article().to_text(), "It rained.");
    /// ```
    pub fn into_article(self) -> Article {
        self.article
    }

    /// The blocks that were taken out.
    ///
    /// ```
    /// let report = copydesk::Cleaner::new().explain(&copydesk::Page::text("It rained.\nSign up for our newsletter"));
    /// assert_eq!(report.removals().next().unwrap().text, "Sign up for our newsletter");
    /// ```
    pub fn removals(&self) -> impl Iterator<Item = &Judged> {
        self.blocks.iter().filter(|b| b.verdict == Verdict::Remove)
    }
}

const _: () = {
    const fn shared<T: Send + Sync + 'static>() {}
    shared::<Report>();
};
