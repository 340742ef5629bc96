//! The HTML standard's tree construction, straight into the arena.
//!
//! The trees are those of html5ever's tree builder (the oracle in tests), but for the guard: depth
//! and number of nodes are bounded, and what would go beyond loses its element, not its text.
//! Scripting is off: `noscript` is content.

mod adoption;
mod body;
mod body_end;
mod foreign;
mod formatting;
mod head;
mod insert;
mod late;
mod quirks;
mod sets;
mod stack;
mod table;

use super::attributes::KeptAttributes;
use super::document::{Document, NodeData, NodeId, TextRange};
use super::tag::Tag;
use super::tokenizer::{Content, Doctype, StartTag, TokenSink};
use crate::limits::{Limit, LimitHit, Limits};
use crate::text::hash::{Keyed, KeyedMap};
pub(super) use foreign::attribute_name as foreign_attribute_name;
use formatting::Entry;
use insert::Place;
use sets::Sets;
use stack::Open;

/// The standard's insertion modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InTableText,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset,
}

impl Mode {
    /// Whether white space is treated apart from other text.
    fn splits_text(self) -> bool {
        use Mode::*;
        matches!(
            self,
            Initial | BeforeHtml | BeforeHead | InHead | InHeadNoscript | AfterHead | InColumnGroup
        ) || matches!(
            self,
            AfterBody | InFrameset | AfterFrameset | AfterAfterBody | AfterAfterFrameset
        )
    }
}

#[derive(Debug, Clone, Copy)]
enum Token<'t> {
    Start(&'t StartTag<'t>),
    End(Tag, TextRange),
    /// Never empty; all white space or beginning with none where the mode splits text.
    Text(&'t str),
    Null,
    Comment,
    Eof,
}

/// What a mode made of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Done,
    /// The mode has changed; the token is still to be dealt with.
    Again,
}

/// How often the guard stepped in.
#[derive(Debug, Default)]
struct Over {
    depth: usize,
    nodes: usize,
    formatting: usize,
}

/// A page has so many nodes, and one more for each so many bytes: real ones have one for a hundred
/// bytes, and what is made of a node takes many times the few bytes that a hostile page spends on it.
const ANY_NODES: usize = 1 << 16;
const NODE_BYTES: usize = 8;

/// A page has a class of its own for each so many bytes: room for them from the start, to a bound.
const CLASS_BYTES: usize = 1024;
const MOST_CLASSES: usize = 1024;

/// Nodes kept back for what must exist: the root, `head`, `body`, parts of an open table.
const RESERVE: usize = 8;

pub(super) struct TreeBuilder<'a, 'k> {
    html: &'a str,
    doc: Document<'a>,
    kept: &'k KeptAttributes,
    limits: &'k Limits,
    most_nodes: usize,
    mode: Mode,
    /// The mode to go back to from `Text` and `InTableText`.
    original_mode: Mode,
    template_modes: Vec<Mode>,
    stack: Vec<Open>,
    /// How many elements of each tag are open.
    open_tags: [u32; Tag::COUNT],
    formatting: Vec<Entry>,
    head: Option<NodeId>,
    form: Option<NodeId>,
    /// Text within a table's parts, until it is known whether it goes before the table.
    table_text: String,
    /// Texts that do not stand in the document's buffer yet.
    moved: Vec<(NodeId, String)>,
    /// The numbers of the names of custom and foreign elements.
    name_numbers: KeyedMap<Box<str>, u32>,
    /// The numbers of `class` values, as they are written.
    class_numbers: KeyedMap<&'a str, u32>,
    frameset_ok: bool,
    ignore_line_feed: bool,
    foster_parenting: bool,
    quirks: bool,
    /// For a fragment, the element whose content it is.
    context: Option<Open>,
    /// How the text after the current start tag is read.
    content: Content,
    clones_left: usize,
    /// The elements that the guard left out and whose end tags may still come.
    dropped: Vec<Tag>,
    over: Over,
}

impl<'a, 'k> TreeBuilder<'a, 'k> {
    pub(super) fn new(html: &'a str, kept: &'k KeptAttributes, limits: &'k Limits) -> Self {
        let length = html.len();
        let mut doc = Document { page: html.into(), ..Document::default() };
        doc.nodes.reserve(length / 48);
        doc.attrs.reserve(length / 80);
        doc.strings.reserve(length / 64);
        doc.push_node(NodeData::Document);
        Self {
            html,
            doc,
            kept,
            limits,
            most_nodes: limits.nodes().min(ANY_NODES + length / NODE_BYTES),
            mode: Mode::Initial,
            original_mode: Mode::Initial,
            template_modes: Vec::new(),
            stack: Vec::with_capacity(32),
            open_tags: [0; Tag::COUNT],
            formatting: Vec::new(),
            head: None,
            form: None,
            table_text: String::new(),
            moved: Vec::new(),
            name_numbers: KeyedMap::default(),
            class_numbers: KeyedMap::with_capacity_and_hasher(
                (length / CLASS_BYTES).min(MOST_CLASSES),
                Keyed::default(),
            ),
            frameset_ok: true,
            ignore_line_feed: false,
            foster_parenting: false,
            quirks: false,
            context: None,
            content: Content::Markup,
            clones_left: 4096 + length / 16,
            dropped: Vec::new(),
            over: Over::default(),
        }
    }

    /// The document, and the limits that it hit.
    pub(super) fn finish(mut self, attributes_over: usize) -> Document<'a> {
        self.settle_texts();
        let limits = self.limits;
        let hits = [
            (Limit::Depth, limits.depth(), self.over.depth),
            (Limit::Nodes, self.most_nodes, self.over.nodes),
            (Limit::Attributes, limits.attributes(), attributes_over),
            (Limit::Formatting, formatting::MAX_ENTRIES, self.over.formatting),
        ];
        let hits = hits.into_iter().filter(|&(_, _, count)| count > 0);
        self.doc.hits = hits.map(|(limit, at, count)| LimitHit::new(limit, at, count)).collect();
        self.doc
    }

    /// Inlined, so that each kind of token has a short way of its own, as nearly all take it.
    #[inline(always)]
    fn process(&mut self, token: Token<'_>) {
        let usual = self.mode == Mode::InBody && !self.is_foreign(token);
        if !usual || self.in_body(token) == Step::Again {
            self.process_anywhere(token);
        }
    }

    #[inline(never)]
    fn process_anywhere(&mut self, token: Token<'_>) {
        loop {
            let step = match self.is_foreign(token) {
                true => self.in_foreign_content(token),
                false => self.step(self.mode, token),
            };
            if step == Step::Done {
                return;
            }
        }
    }

    /// Inlined, as a copy of the token and a call less for each.
    #[inline(always)]
    fn step(&mut self, mode: Mode, token: Token<'_>) -> Step {
        match mode {
            Mode::InBody => self.in_body(token),
            Mode::Text => self.in_text(token),
            Mode::InTable => self.in_table(token),
            Mode::InTableText => self.in_table_text(token),
            Mode::InCell => self.in_cell(token),
            Mode::InRow => self.in_row(token),
            Mode::InTableBody => self.in_table_body(token),
            Mode::InCaption => self.in_caption(token),
            Mode::InColumnGroup => self.in_column_group(token),
            Mode::Initial => self.initial(token),
            Mode::BeforeHtml => self.before_html(token),
            Mode::BeforeHead => self.before_head(token),
            Mode::InHead => self.in_head(token),
            Mode::InHeadNoscript => self.in_head_noscript(token),
            Mode::AfterHead => self.after_head(token),
            Mode::InTemplate => self.in_template(token),
            Mode::AfterBody => self.after_body(token),
            Mode::InFrameset => self.in_frameset(token),
            Mode::AfterFrameset => self.after_frameset(token),
            Mode::AfterAfterBody => self.after_after_body(token),
            Mode::AfterAfterFrameset => self.after_after_frameset(token),
        }
    }

    /// Switches the mode and has the token dealt with there.
    fn again(&mut self, mode: Mode) -> Step {
        self.mode = mode;
        Step::Again
    }

    fn comment_here(&mut self) -> Step {
        let place = self.place(self.current());
        self.insert_comment(place);
        Step::Done
    }

    fn comment_in_document(&mut self) -> Step {
        self.insert_comment(Place::Last(self.doc.root()));
        Step::Done
    }

    fn text_here(&mut self, text: &str) -> Step {
        self.insert_text(text);
        Step::Done
    }

    /// An element whose content is text up to its end tag.
    fn raw_element(&mut self, tag: &StartTag<'_>, content: Content) -> Step {
        self.insert(tag);
        self.content = content;
        self.original_mode = self.mode;
        self.mode = Mode::Text;
        Step::Done
    }

    /// Whether there is room for another open element.
    fn fits(&mut self, tag: Tag) -> bool {
        let fits = self.stack.len() < self.limits.depth() || tag.is(Sets::RAW);
        if !fits {
            self.drop_element(tag);
            self.over.depth += 1;
        }
        fits
    }

    fn drop_element(&mut self, tag: Tag) {
        if !tag.is(Sets::VOID_PHRASING) {
            self.dropped.push(tag);
        }
    }

    fn is_full(&self) -> bool {
        self.doc.len() + RESERVE >= self.most_nodes
    }
}

impl<'a> TokenSink<'a> for TreeBuilder<'a, '_> {
    fn doctype(&mut self, doctype: &Doctype<'a>) {
        self.ignore_line_feed = false;
        if self.mode == Mode::Initial {
            self.quirks = quirks::is_quirky(doctype);
            let node = self.doc.push_node(NodeData::Doctype);
            self.doc.append(self.doc.root(), node);
            self.mode = Mode::BeforeHtml;
        }
    }

    fn start_tag(&mut self, tag: &StartTag<'_>) -> Content {
        self.ignore_line_feed = false;
        self.content = Content::Markup;
        if self.is_full() && !tag.tag.is(Sets::RAW) && !self.stack.is_empty() {
            self.over.nodes += 1;
            self.drop_element(tag.tag);
        } else {
            self.process(Token::Start(tag));
        }
        self.content
    }

    fn end_tag(&mut self, tag: Tag, name: TextRange) {
        self.ignore_line_feed = false;
        if self.dropped.last() == Some(&tag) && self.mode != Mode::Text {
            self.dropped.pop();
            return;
        }
        self.process(Token::End(tag, name));
    }

    fn comment(&mut self, _: &'a str) {
        self.ignore_line_feed = false;
        self.process(Token::Comment);
    }

    fn text(&mut self, text: &str) {
        let mut text = match std::mem::take(&mut self.ignore_line_feed) {
            true => text.strip_prefix('\n').unwrap_or(text),
            false => text,
        };
        while self.mode.splits_text() {
            let Some(first) = text.bytes().next() else { return };
            let space = first.is_ascii_whitespace();
            let end = text.bytes().position(|b| b.is_ascii_whitespace() != space);
            let (run, rest) = text.split_at(end.unwrap_or(text.len()));
            self.process(Token::Text(run));
            text = rest;
        }
        if !text.is_empty() {
            self.process(Token::Text(text));
        }
    }

    fn null(&mut self) {
        self.ignore_line_feed = false;
        self.process(Token::Null);
    }

    fn end(&mut self) {
        self.process(Token::Eof);
    }

    fn in_foreign(&self) -> bool {
        !self.stack.is_empty() && !self.adjusted_current().is_html()
    }

    fn current_tag(&self) -> Tag {
        self.stack.last().map_or(Tag::Other, |open| open.tag)
    }
}

/// Whether text is more than white space.
fn is_dark(text: &str) -> bool {
    text.bytes().any(|b| !b.is_ascii_whitespace())
}
