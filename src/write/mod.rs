//! The article as text, Markdown and HTML. Reads [`Article`] and nothing else.

mod html;
mod inline;
mod markdown;
mod options;
mod plain;
mod table;
mod terminal;
mod text;

pub use options::TextOptions;
pub use terminal::terminal_safe;

use crate::article::Article;

impl Article {
    /// The story as plain text: a paragraph a line, code with its own lines.
    ///
    /// ```
    /// use copydesk::{Article, Block};
    /// let article = Article::new()
    ///     .with_block(Block::paragraph("First."))
    ///     .with_block(Block::list_item(0, false, "An item"));
    /// assert_eq!(article.to_text(), "First.\nAn item");
    /// ```
    pub fn to_text(&self) -> String {
        self.to_text_with(&TextOptions::default())
    }

    /// The story as plain text, with the kinds of blocks that `options` wants.
    ///
    /// ```
    /// use copydesk::{Article, Block, TextOptions};
    /// let article = Article::new().with_block(Block::paragraph("First."));
    /// assert_eq!(article.to_text_with(&TextOptions::new()), article.to_text());
    /// ```
    pub fn to_text_with(&self, options: &TextOptions) -> String {
        text::write(self, options)
    }

    /// The story as Markdown (CommonMark with GFM tables).
    ///
    /// Text is escaped, so that a parser gives back what the page said: nothing in it becomes a
    /// link, HTML or a heading that was none on the page. Notes are written as paragraphs; the
    /// title is not part of the story.
    ///
    /// ```
    /// use copydesk::{Article, Block, SpanKind};
    /// let article = Article::new()
    ///     .with_block(Block::heading(2, "Results"))
    ///     .with_block(Block::paragraph("2 * 3 is six").with_span(9, 12, SpanKind::Strong));
    /// assert_eq!(article.to_markdown(), "## Results\n\n2 \\* 3 is **six**\n");
    /// ```
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// The story as HTML that is safe to render.
    ///
    /// It is made from the typed blocks, never from the page's own markup: it has only elements
    /// that this crate writes, `href` and `src` only with addresses that were parsed (links:
    /// `http`, `https`, `mailto`, `tel`; images: `http`, `https`), no scripts, styles, forms,
    /// frames, identifiers or classes. Images are loaded from where the page has them; embeds
    /// become links.
    ///
    /// ```
    /// use copydesk::{Article, Block, SpanKind};
    /// let article = Article::new().with_blocks([
    ///     Block::paragraph("a < b").with_span(0, 1, SpanKind::Emphasis),
    ///     Block::paragraph("click").with_span(
    ///         0,
    ///         5,
    ///         SpanKind::Link { url: "javascript:alert(1)".to_owned() },
    ///     ),
    /// ]);
    /// assert_eq!(article.to_html(), "<p><em>a</em> &lt; b</p>\n<p>click</p>\n");
    /// ```
    pub fn to_html(&self) -> String {
        html::write(self)
    }
}
