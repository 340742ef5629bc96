//! What goes in: a page as bytes, HTML or text.

use std::borrow::Cow;

/// A scraped page: what a cleaner takes. It borrows what it is given, or owns it: a page made of a
/// `String` can go to another thread.
///
/// ```
/// use copydesk::Page;
/// let page = Page::html("<p>Hello").with_url("https://example.org/a");
/// let owned: Page<'static> = Page::html(String::from("<p>Hello"));
/// ```
#[derive(Debug, Clone)]
pub struct Page<'a> {
    pub(crate) content: Content<'a>,
    pub(crate) url: Option<String>,
    pub(crate) charset: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) enum Content<'a> {
    Bytes(Cow<'a, [u8]>),
    Html(Cow<'a, str>),
    Text(Cow<'a, str>),
}

impl<'a> Page<'a> {
    fn new(content: Content<'a>) -> Self {
        Self { content, url: None, charset: None }
    }

    /// HTML as it came over the wire; the encoding is found out (byte-order mark, bytes that
    /// are UTF-8 beyond doubt, the caller's charset, `<meta>`, detection). Bytes that begin like
    /// an image, a sound, a font, a PDF or an archive have no text.
    ///
    /// ```
    /// use copydesk::{Cleaner, Page};
    /// let page = Page::bytes(&b"<p>Un caf\xe9 \xe0 Paris, tr\xe8s bon et pas cher.</p>"[..]).with_charset("latin1");
    /// assert!(Cleaner::new().clean(&page).to_text().starts_with("Un café"));
    /// ```
    pub fn bytes(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self::new(Content::Bytes(bytes.into()))
    }

    /// HTML already decoded.
    ///
    /// ```
    /// let page = copydesk::Page::html("<p>The ferry left at six.</p>");
    /// ```
    pub fn html(html: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Content::Html(html.into()))
    }

    /// A page that the caller has parsed with scraper 0.29. The tree is written as HTML and read
    /// again, with what `noscript` holds as content: text that was put into the tree goes through,
    /// elements that no parser would nest so are read as a parser reads them.
    ///
    /// ```
    /// let html = scraper::Html::parse_document("<p>The ferry left at six, as it always had.");
    /// let article = copydesk::Cleaner::new().clean(&copydesk::Page::from_scraper_0_29(&html));
    /// assert_eq!(article.to_text(), "The ferry left at six, as it always had.");
    /// ```
    #[cfg(feature = "scraper-0-29")]
    pub fn from_scraper_0_29(html: &scraper::Html) -> Page<'static> {
        use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
        // scraper itself would escape the markup in `noscript`.
        let traversal_scope = TraversalScope::IncludeNode;
        let options = SerializeOpts { traversal_scope, ..SerializeOpts::default() };
        let mut written = Vec::new();
        serialize(&mut written, html, options).expect("memory takes what is written");
        Page::html(String::from_utf8_lossy(&written).into_owned())
    }

    /// Text that a scraper already took from the page: lines, or Markdown, which is recognised by
    /// its links and its headings below the first level.
    ///
    /// ```
    /// let page = copydesk::Page::text("The ferry left at six.");
    /// let article = copydesk::clean_text("The [ferry](https://a.example/) left at six, as it always had.");
    /// assert_eq!(article.to_text(), "The ferry left at six, as it always had.");
    /// ```
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Content::Text(text.into()))
    }

    /// The page's address: links and images are read against it, rules for its site hold, and the
    /// day in its path counts as a claim.
    ///
    /// ```
    /// let page = copydesk::Page::html("<a href=b>b</a>").with_url("https://example.org/a");
    /// ```
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The charset label of the HTTP header; used for [`Page::bytes`] only.
    ///
    /// ```
    /// let page = copydesk::Page::bytes(&b"<p>caf\xe9"[..]).with_charset("windows-1252");
    /// ```
    #[must_use]
    pub fn with_charset(mut self, label: impl Into<String>) -> Self {
        self.charset = Some(label.into());
        self
    }
}
