//! A candidate: what is judged, one verdict each.

use crate::input::{NodeId, TextRange};

/// All candidates of a page, in document order, with one buffer for their text.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    /// The normalised text of all candidates, one after another.
    pub(crate) text: String,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) marks: Vec<Mark>,
    /// The block elements that hold candidates, in document order; a parent before its children.
    pub(crate) scopes: Vec<Scope>,
    /// Bytes of text that there was no time to cut.
    pub(crate) unread: usize,
}

/// A block element that holds at least one candidate, and the sums over what it holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) node: NodeId,
    /// Index of the enclosing scope; the first scope is its own parent.
    pub(crate) parent: u32,
    /// First candidate inside, and one past the last.
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) words: u32,
    pub(crate) bytes: u32,
    pub(crate) link_bytes: u32,
    /// Words in paragraphs (`p`) of at least ten words.
    pub(crate) prose: u32,
    pub(crate) images: u32,
}

impl Scope {
    pub(crate) fn new(node: NodeId, parent: u32, first: u32) -> Self {
        let (words, bytes, link_bytes, prose, images) = (0, 0, 0, 0, 0);
        Self { node, parent, first, end: first, words, bytes, link_bytes, prose, images }
    }
}

impl Segments {
    pub(crate) fn scope_of(&self, candidate: &Candidate) -> &Scope {
        &self.scopes[candidate.scope as usize]
    }

    /// The candidates inside a scope that have text.
    pub(crate) fn texts_in(&self, scope: &Scope) -> impl Iterator<Item = usize> + Clone {
        let inside = scope.first as usize..scope.end as usize;
        inside.filter(|&at| self.candidates[at].words > 0)
    }

    /// Gives the memory of the scopes back. Only the numbers of lists are read from them once the
    /// page is judged.
    pub(crate) fn forget_scopes(&mut self) {
        let numbered = |c: &Candidate| matches!(c.kind, Kind::Item { ordered: true, .. });
        if !self.candidates.iter().any(numbered) {
            self.scopes = Vec::new();
        }
    }

    pub(crate) fn text_of(&self, candidate: &Candidate) -> &str {
        self.text_in(candidate.text)
    }

    /// A stretch of the text, such as a piece of a candidate.
    pub(crate) fn text_in(&self, range: TextRange) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    pub(crate) fn marks_of(&self, candidate: &Candidate) -> &[Mark] {
        &self.marks[candidate.marks.start as usize..candidate.marks.end as usize]
    }
}

/// A run of text (or an image or embed, without text) that is kept or removed as one.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Its normalised text in [`Segments::text`]; empty for images and embeds.
    pub(crate) text: TextRange,
    /// Its inline marks: indices into [`Segments::marks`].
    pub(crate) marks: TextRange,
    /// The nearest block-level element around it (`p`, `li`, `td`, `div` ...); the `img` or
    /// `iframe` itself for images and embeds.
    pub(crate) node: NodeId,
    /// The element straight around its first character: `node`, or an inline element below it.
    pub(crate) inner: NodeId,
    /// What the markup says it is.
    pub(crate) kind: Kind,
    pub(crate) flags: Flags,
    /// The innermost block element: an index into [`Segments::scopes`].
    pub(crate) scope: u32,
    /// Words (runs of letters or digits; each CJK character counts as half a word).
    pub(crate) words: u32,
    /// Bytes of text inside links.
    pub(crate) link_bytes: u32,
}

impl Candidate {
    /// At least half of its bytes are link text.
    pub(crate) fn is_half_linked(&self) -> bool {
        self.link_bytes * 2 >= self.text.end - self.text.start
    }

    /// The caption of a `figure`.
    pub(crate) fn is_figcaption(&self) -> bool {
        self.kind == Kind::Caption && self.flags.has(Flags::FIGURE)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Running text: `p`, or text straight in a `div` and its like.
    Paragraph,
    Heading(u8),
    Item {
        depth: u8,
        ordered: bool,
    },
    /// A definition list's term.
    Term,
    /// A table cell; `header` for `th`.
    Cell {
        header: bool,
    },
    /// `figcaption`, `caption`.
    Caption,
    /// `pre`, `listing`, `xmp`, `plaintext`: white space is kept in `text`.
    Code,
    /// `button`, `select` and its options, `label`, `legend`, `textarea`, `summary`.
    Control,
    /// An image; no text.
    Image,
    /// An iframe, video, audio, embed or object; no text.
    Embed,
}

/// What `segment` saw around a candidate; a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flags(pub(crate) u32);

impl Flags {
    /// `hidden`, `display:none`, `visibility:hidden`, `aria-hidden`, closed `dialog`, SVG, and what
    /// players and frames hold for browsers that lack them.
    pub(crate) const HIDDEN: Self = Self(1);
    /// Inside `noscript`.
    pub(crate) const NOSCRIPT: Self = Self(1 << 1);
    /// Inside `blockquote`.
    pub(crate) const QUOTE: Self = Self(1 << 2);
    /// Inside `figure`.
    pub(crate) const FIGURE: Self = Self(1 << 3);
    /// Inside a table.
    pub(crate) const TABLE: Self = Self(1 << 4);
    /// Inside a form.
    pub(crate) const FORM: Self = Self(1 << 5);
    /// Around a field for an e-mail address, in a section no larger than a sign-up.
    pub(crate) const EMAIL_FORM: Self = Self(1 << 6);
    /// The nearest candidate before it is an image.
    pub(crate) const AFTER_IMAGE: Self = Self(1 << 7);
    /// Holds a link to a share address (`facebook.com/sharer`, `twitter.com/intent` ...).
    pub(crate) const SHARE_LINK: Self = Self(1 << 8);
    /// Holds a `mailto:` link.
    pub(crate) const MAIL_LINK: Self = Self(1 << 9);
    /// Inside, or holds, a `<time>` element.
    pub(crate) const TIME: Self = Self(1 << 10);
    /// Inside `nav` or `role=navigation`.
    pub(crate) const NAV: Self = Self(1 << 11);
    /// Inside `aside` or `role=complementary`.
    pub(crate) const ASIDE: Self = Self(1 << 12);
    /// Inside a page-level `header` or `role=banner`.
    pub(crate) const HEADER: Self = Self(1 << 13);
    /// Inside `footer` or `role=contentinfo`.
    pub(crate) const FOOTER: Self = Self(1 << 14);
    /// Inside `article` / `role=article`.
    pub(crate) const ARTICLE: Self = Self(1 << 15);
    /// Inside `main` / `role=main`.
    pub(crate) const MAIN: Self = Self(1 << 16);
    /// A line cut off by a single `<br>`: the next candidate continues its paragraph.
    pub(crate) const BR_AFTER: Self = Self(1 << 17);
    /// At least nine tenths of it are link text.
    pub(crate) const ALL_LINK: Self = Self(1 << 19);
    /// Holds or stands in a link with `rel=author`.
    pub(crate) const AUTHOR_LINK: Self = Self(1 << 20);
    /// Inside `button` or `role=button`.
    pub(crate) const BUTTON: Self = Self(1 << 21);
    /// The page's data tell it too: a recipe's ingredient, a step. Set by `metadata::told`.
    pub(crate) const TOLD: Self = Self(1 << 22);
    /// A reader's comment under an article, by its markup. Set by `metadata::comments`.
    pub(crate) const COMMENT: Self = Self(1 << 23);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl std::ops::BitOr for Flags {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// An inline stretch of a candidate's text; bytes relative to [`Segments::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) range: TextRange,
    pub(crate) kind: MarkKind,
    /// The element.
    pub(crate) node: NodeId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `a` with `href`.
    Link,
    Strong,
    Emphasis,
    Code,
}
