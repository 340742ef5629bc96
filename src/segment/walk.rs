//! One walk over the tree, in document order, without recursion.

mod compose;
mod flow;
mod media;

use super::candidate::{Candidate, Flags, Kind, Mark, MarkKind, Scope, Segments};
use super::context::{self, Context};
use super::display::{Display, display};
use super::links;
use crate::input::{Document, NodeData, NodeId, Tag, TextRange};
use crate::text::normalise;
use html5ever::local_name;

/// Cuts a document to candidates. Every visible character stands in exactly one of them.
pub(crate) fn segment(doc: &Document) -> Segments {
    let mut walker = Walker::new(doc);
    walker.run();
    walker.finish()
}

/// Nodes between two looks at the clock.
const STEPS: usize = 1024;

/// A sign-up is small; what is larger only has a field somewhere in it.
const EMAIL_WORDS: u32 = 80;
const EMAIL_CANDIDATES: usize = 30;

/// An element that the walk is inside of.
struct Frame {
    node: NodeId,
    flags: Flags,
    context: Context,
    is_block: bool,
    /// Holds a field for an e-mail address.
    email: bool,
    /// The mark that this element opened.
    opened: Option<MarkKind>,
    scope: u32,
    first: u32,
}

struct Walker<'a> {
    doc: &'a Document<'a>,
    out: Segments,
    frames: Vec<Frame>,
    /// Marks opened and not yet closed: kind, element, start (once it has text).
    open_marks: Vec<(MarkKind, NodeId, Option<u32>)>,
    run: Run,
    /// Images met inside a run of text: they come after it.
    waiting: Vec<Candidate>,
    breaks: u32,
}

/// The text being gathered.
#[derive(Default)]
struct Run {
    start: u32,
    marks: u32,
    inner: Option<NodeId>,
    flags: Flags,
    /// Some of it is not hidden.
    shown: bool,
    link_bytes: u32,
    space: bool,
    /// Two elements meet here that a page may show apart.
    seam: bool,
    open: bool,
}

impl<'a> Walker<'a> {
    fn new(doc: &'a Document<'a>) -> Self {
        // Hardly a page has more: a list that grows is copied, and leaves holes.
        let most = doc.len() / 2 + 16;
        let mut out = Segments {
            text: String::with_capacity(doc.len() * 8),
            scopes: Vec::with_capacity(most),
            candidates: Vec::with_capacity(most),
            marks: Vec::with_capacity(most / 4),
            ..Segments::default()
        };
        out.scopes.push(Scope::new(doc.root(), 0, 0));
        let root = Frame {
            node: doc.root(),
            flags: Flags::default(),
            context: Context::ROOT,
            is_block: true,
            email: false,
            opened: None,
            scope: 0,
            first: 0,
        };
        Self {
            doc,
            out,
            frames: vec![root],
            open_marks: Vec::new(),
            run: Run::default(),
            waiting: Vec::new(),
            breaks: 0,
        }
    }

    fn run(&mut self) {
        let root = self.doc.root();
        let Some(mut node) = self.doc.first_child(root) else { return };
        let (deadline, mut steps) = (self.doc.deadline(), 0);
        loop {
            steps += 1;
            if steps % STEPS == 0 && deadline.has_passed() {
                return self.stop_at(node);
            }
            if self.enter(node) {
                if let Some(child) = self.doc.first_child(node) {
                    node = child;
                    continue;
                }
                self.leave();
            }
            loop {
                if let Some(next) = self.doc.next_sibling(node) {
                    node = next;
                    break;
                }
                let Some(parent) = self.doc.parent(node).filter(|&p| p != root) else { return };
                node = parent;
                self.leave();
            }
        }
    }

    /// Time is up: what was walked is closed, what comes is counted.
    fn stop_at(&mut self, node: NodeId) {
        let ahead = self.doc.descendants(self.doc.root()).skip_while(|&n| n != node);
        self.out.unread = ahead.filter_map(|n| self.doc.text(n)).map(str::len).sum();
        while self.frames.len() > 1 {
            self.leave();
        }
    }

    fn finish(mut self) -> Segments {
        self.flush();
        self.close_scope(0, 0);
        self.out
    }

    fn top(&self) -> &Frame {
        self.frames.last().expect("the root frame stays")
    }

    /// Whether the node opened a frame, so that its children are next.
    fn enter(&mut self, node: NodeId) -> bool {
        match self.doc.data(node) {
            NodeData::Text(_) => {
                self.text(node);
                false
            }
            NodeData::Element(element) => {
                let shape = self.display(node, element.tag);
                match shape {
                    Display::Skip => return false,
                    Display::Break => {
                        self.line_break();
                        self.push_frame(node, Display::Inline);
                        return true;
                    }
                    Display::Image => self.image(node),
                    Display::Embed => {
                        self.flush();
                        self.media(node, Kind::Embed);
                    }
                    Display::Inline => self.run.seam = self.run.open && self.is_seam(node),
                    Display::Block => {}
                }
                if shape == Display::Block {
                    self.flush();
                }
                self.push_frame(node, shape);
                true
            }
            // A template's contents hang below a `Skip` element, so this is never visible text.
            NodeData::Fragment | NodeData::Document | NodeData::Doctype | NodeData::Comment => {
                false
            }
        }
    }

    fn display(&self, node: NodeId, tag: Tag) -> Display {
        match tag {
            Tag::Other => {}
            Tag::Rt | Tag::Rp if context::is_reading(self.doc, node) => return Display::Skip,
            Tag::Button if self.is_in_sentence(node) => return Display::Inline,
            _ => return display(tag),
        }
        match self.doc.name(node).unwrap_or("") {
            // In SVG and MathML these are of a foreign namespace, and just as invisible.
            "head" | "script" | "style" | "template" => Display::Skip,
            // A custom element outside running text is a block: sites build their layout of them.
            name if name.contains('-') && !self.in_running_text() => Display::Block,
            _ => Display::Inline,
        }
    }

    /// Whether running text goes on before and after an element: a button that shows a source, or what
    /// a word means.
    fn is_in_sentence(&self, node: NodeId) -> bool {
        let text_after = || self.doc.next_sibling(node).and_then(|next| self.doc.text(next));
        self.run.open
            && self.in_running_text()
            && text_after().is_some_and(|text| !text.trim().is_empty())
    }

    /// Whether an element follows another at once that a page's style, which is not read, may set
    /// apart: their classes differ, or both are links.
    fn is_seam(&self, node: NodeId) -> bool {
        let Some(before) = self.doc.previous_sibling(node) else { return false };
        let apart = self.doc.class(node) != self.doc.class(before);
        let links = [node, before].iter().all(|&id| self.doc.tag(id) == Some(Tag::A));
        (apart || links) && !self.in_running_text()
    }

    fn in_running_text(&self) -> bool {
        matches!(self.top().context.kind, Kind::Heading(_) | Kind::Code)
            || self.doc.tag(self.block_frame().node) == Some(Tag::P)
    }

    fn block_frame(&self) -> &Frame {
        self.frames.iter().rev().find(|f| f.is_block).expect("the root frame is a block")
    }

    fn push_frame(&mut self, node: NodeId, shape: Display) {
        let parent = self.top();
        let mut flags = parent.flags;
        flags.insert(context::flags(self.doc, node, parent.flags));
        let is_block = shape == Display::Block;
        let mut context = parent.context;
        if is_block {
            context = context.inside(self.doc.tag(node).unwrap_or(Tag::Other));
        }
        let mut scope = parent.scope;
        let first = self.out.candidates.len() as u32;
        if is_block {
            self.out.scopes.push(Scope::new(node, scope, first));
            scope = self.out.scopes.len() as u32 - 1;
        }
        let opened = context::mark(self.doc, node).filter(|&kind| !self.is_handle(node, kind));
        if let Some(kind) = opened {
            self.open_marks.push((kind, node, None));
            if kind == MarkKind::Link {
                flags.insert(self.link_flags(node));
            }
        }
        let email = context::asks_email(self.doc, node);
        self.frames.push(Frame { node, flags, context, is_block, email, opened, scope, first });
    }

    /// Whether words of a heading are a link that opens what stands under it, or to the heading
    /// itself: it leads nowhere else.
    fn is_handle(&self, node: NodeId, kind: MarkKind) -> bool {
        let in_heading = || matches!(self.top().context.kind, Kind::Heading(_));
        kind == MarkKind::Link && in_heading() && {
            let href = self.doc.attr(node, &local_name!("href")).unwrap_or_default().trim_start();
            let here = href.starts_with('#') || href.starts_with("javascript:");
            here && self.has_words(node)
        }
    }

    /// More than a sign, such as those that link to a heading.
    fn has_words(&self, node: NodeId) -> bool {
        let texts = self.doc.descendants(node).filter_map(|inner| self.doc.text(inner));
        texts.flat_map(str::chars).filter(|c| c.is_alphanumeric()).nth(1).is_some()
    }

    fn link_flags(&self, node: NodeId) -> Flags {
        let mut flags = links::flags(self.doc.attr(node, &local_name!("href")).unwrap_or(""));
        let rel = self.doc.attr(node, &local_name!("rel")).unwrap_or("");
        if rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("author")) {
            flags.insert(Flags::AUTHOR_LINK);
        }
        flags
    }

    fn leave(&mut self) {
        let is_block = self.top().is_block;
        if is_block {
            self.flush();
        }
        let frame = self.frames.pop().expect("a frame for each entered element");
        if frame.opened.is_some() {
            self.close_mark();
        }
        if frame.email {
            self.mark_email(&frame);
        }
        if is_block {
            self.close_scope(frame.scope, frame.first);
        }
    }

    /// Flags what stands around an e-mail field, up to the largest section of a sign-up's size that
    /// does not hold the page's headline.
    fn mark_email(&mut self, frame: &Frame) {
        let around = &mut self.out.candidates[frame.first as usize..];
        let words: u32 = around.iter().map(|c| c.words).sum();
        let has_headline = around.iter().any(|c| c.kind == Kind::Heading(1));
        if around.len() <= EMAIL_CANDIDATES && words <= EMAIL_WORDS && !has_headline {
            for candidate in around {
                candidate.flags.insert(Flags::EMAIL_FORM);
            }
            self.frames.last_mut().expect("the root frame stays").email = true;
        }
    }

    fn close_scope(&mut self, index: u32, first: u32) {
        let end = self.out.candidates.len() as u32;
        let i = index as usize;
        if end == first && i + 1 == self.out.scopes.len() && i > 0 {
            self.out.scopes.pop();
            return;
        }
        self.out.scopes[i].end = end;
        if i > 0 {
            let Scope { parent, words, bytes, link_bytes, prose, images, .. } = self.out.scopes[i];
            let parent = &mut self.out.scopes[parent as usize];
            parent.words += words;
            parent.bytes += bytes;
            parent.link_bytes += link_bytes;
            parent.prose += prose;
            parent.images += images;
        }
    }

    fn line_break(&mut self) {
        if self.top().context.kind == Kind::Code {
            if self.run.open {
                self.out.text.push('\n');
            }
            return;
        }
        let had_text = self.run.open;
        self.flush();
        self.breaks = if had_text { 1 } else { self.breaks + 1 };
        // A second break in a row ends the paragraph: the line before it no longer runs on.
        if let Some(last) = self.out.candidates.last_mut().filter(|_| self.breaks > 0) {
            if had_text {
                last.flags.insert(Flags::BR_AFTER);
            } else if self.breaks == 2 {
                last.flags.0 &= !Flags::BR_AFTER.0;
            }
        }
    }

    fn text(&mut self, node: NodeId) {
        let Some(text) = self.doc.text(node) else { return };
        if self.top().context.kind == Kind::Code {
            self.push_code(text);
        } else {
            self.push_flow(text);
        }
    }

    /// Starts a run, and the open marks that have no text yet; gives the place of the next byte.
    fn open_run(&mut self, reserve: usize) -> u32 {
        self.out.text.reserve(reserve);
        let at = self.out.text.len() as u32;
        if !self.run.open {
            self.run = Run {
                start: at,
                marks: self.out.marks.len() as u32,
                open: true,
                inner: Some(self.top().node),
                ..Run::default()
            };
            self.breaks = 0;
        }
        let flags = self.top().flags;
        self.run.flags.insert(flags);
        self.run.shown |= !flags.has(Flags::HIDDEN);
        for mark in self.open_marks.iter_mut().filter(|mark| mark.2.is_none()) {
            mark.2 = Some(at);
        }
        at
    }

    fn count_link(&mut self, from: u32) {
        if self.open_marks.iter().any(|mark| mark.0 == MarkKind::Link) {
            self.run.link_bytes += self.out.text.len() as u32 - from;
        }
    }

    fn close_mark(&mut self) {
        if let Some((kind, node, Some(start))) = self.open_marks.pop() {
            self.push_mark(kind, node, start);
        }
    }

    fn push_mark(&mut self, kind: MarkKind, node: NodeId, start: u32) {
        let end = self.out.text.len() as u32;
        if self.run.open && start < end {
            let start = start.max(self.run.start);
            self.out.marks.push(Mark { range: TextRange { start, end }, kind, node });
        }
    }

    /// Ends the run: what was gathered becomes a candidate, open marks start anew in the next.
    fn flush(&mut self) {
        if self.run.open {
            for i in 0..self.open_marks.len() {
                let (kind, node, start) = self.open_marks[i];
                if let Some(start) = start {
                    self.push_mark(kind, node, start);
                    self.open_marks[i].2 = None;
                }
            }
            self.run.open = false;
            self.push_candidate();
        }
        self.run.space = false;
        for image in std::mem::take(&mut self.waiting) {
            self.push_media(image);
        }
    }

    fn push_candidate(&mut self) {
        let block = self.block_frame();
        let (kind, node, scope) = (block.context.kind, block.node, block.scope);
        if kind == Kind::Code {
            let end = self.out.text.trim_end().len().max(self.run.start as usize);
            self.out.text.truncate(end);
            for mark in &mut self.out.marks[self.run.marks as usize..] {
                mark.range.start = mark.range.start.min(end as u32);
                mark.range.end = mark.range.end.min(end as u32);
            }
        }
        self.compose();
        let range = TextRange { start: self.run.start, end: self.out.text.len() as u32 };
        let text = &self.out.text[range.start as usize..];
        let words = normalise::count_words(text);
        let mut flags = self.run.flags;
        if self.run.shown {
            flags.0 &= !Flags::HIDDEN.0;
        }
        if self.out.candidates.last().is_some_and(|c| c.kind == Kind::Image) {
            flags.insert(Flags::AFTER_IMAGE);
        }
        if self.run.link_bytes as usize * 10 >= text.len() * 9 {
            flags.insert(Flags::ALL_LINK);
        }
        let bytes = range.end - range.start;
        let link_bytes = self.run.link_bytes.min(bytes);
        let scope_sums = &mut self.out.scopes[scope as usize];
        scope_sums.words += words;
        scope_sums.bytes += bytes;
        scope_sums.link_bytes += link_bytes;
        if self.doc.tag(node) == Some(Tag::P) && words >= 10 {
            scope_sums.prose += words;
        }
        let marks = TextRange { start: self.run.marks, end: self.out.marks.len() as u32 };
        self.out.marks[marks.start as usize..].sort_by_key(|m| (m.range.start, m.range.end));
        self.out.candidates.push(Candidate {
            text: range,
            marks,
            node,
            inner: self.run.inner.unwrap_or(node),
            kind,
            flags,
            scope,
            words,
            link_bytes,
        });
    }
}
