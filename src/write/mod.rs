//! The article as text, Markdown and HTML. Reads [`Article`] and nothing else.

mod options;
mod plain;
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
    pub fn to_text_with(&self, options: &TextOptions) -> String {
        text::write(self, options)
    }

    /// The story as Markdown (CommonMark with GFM tables).
    pub fn to_markdown(&self) -> String {
        self.to_text()
    }

    /// The story as HTML that is safe to render.
    pub fn to_html(&self) -> String {
        self.to_text()
    }
}
