//! Making articles and their parts by hand: for tests, and for callers with a source of their own.

use super::{Article, Author, AuthorKind, Block, BlockKind, Cell, Date, Figure, Span, SpanKind};

impl Article {
    /// An article with nothing in it.
    ///
    /// ```
    /// use copydesk::{Article, Block};
    /// let article = Article::new()
    ///     .with_title("Talks resume")
    ///     .with_block(Block::paragraph("The talks went on."));
    /// assert_eq!(article.to_text(), "The talks went on.");
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the headline.
    ///
    /// ```
    /// let article = copydesk::Article::new().with_title("Talks resume");
    /// assert_eq!(article.title.as_deref(), Some("Talks resume"));
    /// ```
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Adds an author.
    ///
    /// ```
    /// use copydesk::{Article, Author};
    /// let article = Article::new().with_author(Author::person("Ada Brandt"));
    /// assert_eq!(article.authors.len(), 1);
    /// ```
    #[must_use]
    pub fn with_author(mut self, author: Author) -> Self {
        self.authors.push(author);
        self
    }

    /// Sets when it was first published.
    ///
    /// ```
    /// use copydesk::{Article, Date};
    /// let article = Article::new().with_published(Date::parse("2023-09-18").unwrap());
    /// assert_eq!(article.published.unwrap().day(), "2023-09-18");
    /// ```
    #[must_use]
    pub fn with_published(mut self, date: Date) -> Self {
        self.published = Some(date);
        self
    }

    /// Sets the publication or site.
    ///
    /// ```
    /// let article = copydesk::Article::new().with_source("The Harbour Watch");
    /// assert_eq!(article.source.as_deref(), Some("The Harbour Watch"));
    /// ```
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// When it was published; where the page tells only when it was changed, that.
    ///
    /// ```
    /// use copydesk::clean_text;
    /// let article = clean_text("Talks resume in Oslo\n\nUpdated 4 May 2024\n\nThe talks went on.");
    /// assert!(article.published.is_none());
    /// assert_eq!(article.date().map(|date| date.day()), Some("2024-05-04"));
    /// ```
    pub fn date(&self) -> Option<&Date> {
        self.published.as_ref().or(self.modified.as_ref())
    }

    /// Sets the canonical address.
    ///
    /// ```
    /// let article = copydesk::Article::new().with_url("https://example.org/rain");
    /// assert_eq!(article.url.as_deref(), Some("https://example.org/rain"));
    /// ```
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Adds a block at the end.
    ///
    /// ```
    /// use copydesk::{Article, Block};
    /// let article = Article::new().with_block(Block::quote("Nobody knows."));
    /// assert_eq!(article.to_markdown(), "> Nobody knows.\n");
    /// ```
    #[must_use]
    pub fn with_block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// Adds blocks at the end.
    ///
    /// ```
    /// use copydesk::{Article, Block};
    /// let article = Article::new().with_blocks(["One.", "Two."].map(Block::paragraph));
    /// assert_eq!(article.to_text(), "One.\nTwo.");
    /// ```
    #[must_use]
    pub fn with_blocks(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }
}

impl Author {
    /// A person.
    ///
    /// ```
    /// use copydesk::{Author, AuthorKind};
    /// assert_eq!(Author::person("Ada Lovelace").kind, AuthorKind::Person);
    /// ```
    pub fn person(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: AuthorKind::Person, url: None }
    }

    /// An agency, desk, company or institution.
    ///
    /// ```
    /// use copydesk::{Author, AuthorKind};
    /// assert_eq!(Author::organization("Reuters").kind, AuthorKind::Organization);
    /// ```
    pub fn organization(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: AuthorKind::Organization, url: None }
    }

    /// Sets the address of the author's page.
    ///
    /// ```
    /// let author = copydesk::Author::organization("Reuters").with_url("https://example.org/r");
    /// assert_eq!(author.url.as_deref(), Some("https://example.org/r"));
    /// ```
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }
}

impl Block {
    /// A block of any kind, with its text.
    ///
    /// ```
    /// use copydesk::{Block, BlockKind};
    /// let item = Block::new(BlockKind::ListItem { depth: 0, ordered: false, number: None }, "Flour");
    /// assert_eq!(item, Block::list_item(0, false, "Flour"));
    /// ```
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), spans: Vec::new() }
    }

    /// A paragraph.
    ///
    /// ```
    /// assert_eq!(copydesk::Block::paragraph("It rained.").text, "It rained.");
    /// ```
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Paragraph, text)
    }

    /// A sub-heading of a level from 1 to 6.
    ///
    /// ```
    /// use copydesk::{Block, BlockKind};
    /// assert_eq!(Block::heading(2, "Method").kind, BlockKind::Heading { level: 2 });
    /// ```
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::new(BlockKind::Heading { level }, text)
    }

    /// An item of a list, nested `depth` deep (from 0), without a number of its own.
    ///
    /// ```
    /// use copydesk::{Block, BlockKind};
    /// let item = Block::list_item(0, true, "Flour");
    /// assert_eq!(item.kind, BlockKind::ListItem { depth: 0, ordered: true, number: None });
    /// ```
    pub fn list_item(depth: u8, ordered: bool, text: impl Into<String>) -> Self {
        Self::new(BlockKind::ListItem { depth, ordered, number: None }, text)
    }

    /// Gives an item of an ordered list its number; other blocks have none.
    ///
    /// ```
    /// use copydesk::{Article, Block};
    /// let article = Article::new().with_block(Block::list_item(0, true, "Stir").with_number(4));
    /// assert_eq!(article.to_text(), "4. Stir");
    /// ```
    #[must_use]
    pub fn with_number(mut self, number: u32) -> Self {
        if let BlockKind::ListItem { ordered: true, number: own, .. } = &mut self.kind {
            *own = Some(number);
        }
        self
    }

    /// A paragraph of a quotation.
    ///
    /// ```
    /// use copydesk::{Block, BlockKind};
    /// assert_eq!(Block::quote("Nobody knows.").kind, BlockKind::Quote);
    /// ```
    pub fn quote(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Quote, text)
    }

    /// Preformatted text.
    ///
    /// ```
    /// use copydesk::{Block, BlockKind};
    /// assert_eq!(Block::code("let x = 1;").kind, BlockKind::Code { language: None });
    /// ```
    pub fn code(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Code { language: None }, text)
    }

    /// A correction, or a note of the editors.
    ///
    /// ```
    /// use copydesk::{Block, BlockKind};
    /// assert_eq!(Block::note("Correction: it was a Monday.").kind, BlockKind::Note);
    /// ```
    pub fn note(text: impl Into<String>) -> Self {
        Self::new(BlockKind::Note, text)
    }

    /// A table; the block's text is made from its cells.
    ///
    /// ```
    /// use copydesk::{Block, Cell};
    /// let table = Block::table(vec![
    ///     vec![Cell::header("Town"), Cell::header("People")],
    ///     vec![Cell::new("Ghent"), Cell::new("265,000")],
    /// ]);
    /// assert_eq!(table.text, "Town\tPeople\nGhent\t265,000");
    /// ```
    pub fn table(rows: Vec<Vec<Cell>>) -> Self {
        let lines: Vec<String> = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t"))
            .collect();
        Self::new(BlockKind::Table { rows }, lines.join("\n"))
    }

    /// An image; the block's text is its caption.
    ///
    /// ```
    /// use copydesk::{Block, Figure};
    /// let figure = Figure::new("https://example.org/a.jpg").with_caption("The bridge at dawn");
    /// assert_eq!(Block::figure(figure).text, "The bridge at dawn");
    /// ```
    pub fn figure(figure: Figure) -> Self {
        let text = figure.caption.clone().unwrap_or_default();
        Self::new(BlockKind::Figure(Box::new(figure)), text)
    }

    /// Something played or shown from elsewhere.
    ///
    /// ```
    /// use copydesk::{Block, BlockKind};
    /// let block = Block::embed("https://example.org/video");
    /// assert!(matches!(block.kind, BlockKind::Embed { .. }));
    /// ```
    pub fn embed(url: impl Into<String>) -> Self {
        Self::new(BlockKind::Embed { url: url.into() }, "")
    }

    /// Adds a span: bytes `start..end` of the text.
    ///
    /// ```
    /// use copydesk::{Block, SpanKind};
    /// let block = Block::paragraph("a new start").with_span(2, 5, SpanKind::Strong);
    /// assert_eq!(&block.text[block.spans[0].start..block.spans[0].end], "new");
    /// ```
    #[must_use]
    pub fn with_span(mut self, start: usize, end: usize, kind: SpanKind) -> Self {
        self.spans.push(Span::new(start, end, kind));
        self
    }
}

impl Span {
    /// Bytes `start..end` of a block's text, with their meaning.
    ///
    /// ```
    /// use copydesk::{Span, SpanKind};
    /// let span = Span::new(0, 4, SpanKind::Strong);
    /// assert_eq!(&"Rain in Bergen"[span.start..span.end], "Rain");
    /// ```
    pub fn new(start: usize, end: usize, kind: SpanKind) -> Self {
        Self { start, end, kind }
    }
}

impl Cell {
    /// A cell with data.
    ///
    /// ```
    /// assert!(!copydesk::Cell::new("06:00").header);
    /// ```
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), header: false }
    }

    /// A cell that names a row or column.
    ///
    /// ```
    /// assert!(copydesk::Cell::header("Town").header);
    /// ```
    pub fn header(text: impl Into<String>) -> Self {
        Self { text: text.into(), header: true }
    }
}

impl Figure {
    /// An image at an address.
    ///
    /// ```
    /// use copydesk::Figure;
    /// let figure = Figure::new("https://example.org/a.jpg").with_caption("The bridge at dawn");
    /// assert_eq!(figure.source.as_deref(), Some("https://example.org/a.jpg"));
    /// ```
    pub fn new(source: impl Into<String>) -> Self {
        Self { source: Some(source.into()), ..Self::default() }
    }

    /// Sets the text alternative.
    ///
    /// ```
    /// let figure = copydesk::Figure::new("https://example.org/a.jpg").with_alt("A bridge");
    /// assert_eq!(figure.alt.as_deref(), Some("A bridge"));
    /// ```
    #[must_use]
    pub fn with_alt(mut self, alt: impl Into<String>) -> Self {
        self.alt = Some(alt.into());
        self
    }

    /// Sets the caption.
    ///
    /// ```
    /// let figure = copydesk::Figure::new("https://example.org/a.jpg").with_caption("At dawn");
    /// assert_eq!(figure.caption.as_deref(), Some("At dawn"));
    /// ```
    #[must_use]
    pub fn with_caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// Sets who made it.
    ///
    /// ```
    /// let figure = copydesk::Figure::new("https://example.org/a.jpg").with_credit("Ada Brandt");
    /// assert_eq!(figure.credit.as_deref(), Some("Ada Brandt"));
    /// ```
    #[must_use]
    pub fn with_credit(mut self, credit: impl Into<String>) -> Self {
        self.credit = Some(credit.into());
        self
    }
}
