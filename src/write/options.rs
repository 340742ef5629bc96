//! What [`Article::to_text_with`](crate::Article::to_text_with) puts in.

/// Which kinds of blocks go into the text.
///
/// In by default: paragraphs, sub-headings, lists, quotes, code, tables and notes. Out by default:
/// captions, credits and text alternatives, which belong to their figure, and the addresses of
/// images and embeds.
///
/// ```
/// use copydesk::{Article, Block, TextOptions};
/// let article = Article::new()
///     .with_block(Block::heading(2, "Method"))
///     .with_block(Block::paragraph("We asked 1,000 people."));
/// let options = TextOptions::new().with_headings(false);
/// assert_eq!(article.to_text_with(&options), "We asked 1,000 people.");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOptions {
    pub(super) paragraphs: bool,
    pub(super) headings: bool,
    pub(super) lists: bool,
    pub(super) numbers: bool,
    pub(super) quotes: bool,
    pub(super) code: bool,
    pub(super) tables: bool,
    pub(super) notes: bool,
    pub(super) captions: bool,
    pub(super) credits: bool,
    pub(super) alternatives: bool,
    pub(super) images: bool,
    pub(super) embeds: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self {
            paragraphs: true,
            headings: true,
            lists: true,
            numbers: true,
            quotes: true,
            code: true,
            tables: true,
            notes: true,
            captions: false,
            credits: false,
            alternatives: false,
            images: false,
            embeds: false,
        }
    }
}

macro_rules! switches {
    ($($(#[$doc:meta])* $method:ident => $field:ident;)*) => {
        impl TextOptions {$(
            $(#[$doc])*
            #[doc = concat!(
                "\n```\nlet all = copydesk::TextOptions::all();\nassert_ne!(all.clone().",
                stringify!($method), "(false), all);\n```",
            )]
            #[must_use]
            pub fn $method(mut self, include: bool) -> Self {
                self.$field = include;
                self
            }
        )*}
    };
}

impl TextOptions {
    /// The defaults.
    ///
    /// ```
    /// assert_eq!(copydesk::TextOptions::new(), copydesk::TextOptions::default());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Every kind in.
    ///
    /// ```
    /// use copydesk::{Article, Block, TextOptions};
    /// let article = Article::new().with_block(Block::embed("https://example.org/video"));
    /// assert_eq!(article.to_text(), "");
    /// assert_eq!(article.to_text_with(&TextOptions::all()), "https://example.org/video");
    /// ```
    pub fn all() -> Self {
        Self {
            captions: true,
            credits: true,
            alternatives: true,
            images: true,
            embeds: true,
            ..Self::default()
        }
    }
}

switches! {
    /// Paragraphs; in by default.
    with_paragraphs => paragraphs;
    /// Sub-headings; in by default.
    with_headings => headings;
    /// Items of lists; in by default.
    with_lists => lists;
    /// Numbers of ordered lists, before their items; in by default.
    with_numbers => numbers;
    /// Block quotations; in by default.
    with_quotes => quotes;
    /// Preformatted text, line by line; in by default.
    with_code => code;
    /// Tables, a row a line with tabs between cells; in by default.
    with_tables => tables;
    /// Corrections and editor's notes; in by default.
    with_notes => notes;
    /// Captions of figures; out by default.
    with_captions => captions;
    /// Credits of figures; out by default.
    with_credits => credits;
    /// Text alternatives of images; out by default.
    with_alternatives => alternatives;
    /// Addresses of images; out by default.
    with_images => images;
    /// Addresses of embeds; out by default.
    with_embeds => embeds;
}
