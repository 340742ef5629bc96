//! A text with its spans, while it is put together.

use super::addresses::Addresses;
use crate::address::Use;
use crate::article::{Block, BlockKind, Span, SpanKind, tidy};
use crate::input::{Document, TextRange};
use crate::report::{DropReason, Dropped};
use crate::segment::{Candidate, MarkKind, Segments};
use crate::text::normalise::is_ideograph;
use html5ever::local_name;

/// How much of a dropped address a report shows.
const SHOWN: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    spans: Vec<Span>,
}

/// What drafts are made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) doc: &'a Document<'a>,
    pub(super) segments: &'a Segments,
    pub(super) addresses: &'a Addresses<'a>,
}

impl Draft {
    /// A stretch of a candidate's text. Links that may not stand are dropped and named in
    /// `dropped`.
    pub(super) fn of(
        source: Source<'_>,
        candidate: &Candidate,
        range: TextRange,
        dropped: &mut Vec<Dropped>,
    ) -> Self {
        let (from, to) = (range.start as usize, range.end as usize);
        let text = source.segments.text.get(from..to).unwrap_or_default();
        let mut spans = Vec::new();
        for mark in source.segments.marks_of(candidate) {
            let start = (mark.range.start as usize).max(from);
            let end = (mark.range.end as usize).min(to);
            if start >= end {
                continue;
            }
            let kind = match mark.kind {
                MarkKind::Strong => SpanKind::Strong,
                MarkKind::Emphasis => SpanKind::Emphasis,
                MarkKind::Code => SpanKind::Code,
                MarkKind::Link => {
                    let href = source.doc.attr(mark.node, &local_name!("href")).unwrap_or_default();
                    match source.addresses.resolve(href, Use::Link) {
                        Ok(url) => SpanKind::Link { url },
                        Err(why) => {
                            note_dropped(dropped, href, why);
                            continue;
                        }
                    }
                }
            };
            spans.push(Span::new(start - from, end - from, kind));
        }
        Self { text: text.to_owned(), spans }
    }

    /// The text of a block, to go on with. The block is left empty.
    pub(super) fn from_block(block: &mut Block) -> Self {
        Self { text: std::mem::take(&mut block.text), spans: std::mem::take(&mut block.spans) }
    }

    /// Adds a text after this one.
    pub(super) fn append(&mut self, separator: &str, other: Self) {
        self.text.push_str(separator);
        let moved = self.text.len();
        self.text.push_str(&other.text);
        let spans = other.spans.into_iter();
        self.spans.extend(spans.map(|s| Span::new(s.start + moved, s.end + moved, s.kind)));
    }

    /// Adds a text that goes on in the same sentence.
    pub(super) fn join(&mut self, other: Self) {
        let before = self.text.chars().next_back();
        let after = other.text.chars().next();
        let close = before.is_some_and(is_ideograph) && after.is_some_and(is_ideograph);
        let spaced = before.is_some_and(char::is_whitespace);
        self.append(if close || spaced { "" } else { " " }, other);
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Without white space at the ends, spans in order.
    pub(super) fn finish(self) -> (String, Vec<Span>) {
        let Self { mut text, spans } = self;
        let shift = text.len() - text.trim_start().len();
        let mut spans = tidy(&text, spans);
        text.truncate(text.trim_end().len());
        text.drain(..shift.min(text.len()));
        let moved = |at: usize| at.saturating_sub(shift).min(text.len());
        for span in &mut spans {
            (span.start, span.end) = (moved(span.start), moved(span.end));
        }
        (text, spans)
    }

    pub(super) fn block(self, kind: BlockKind) -> Block {
        if let BlockKind::Code { .. } = kind {
            // All of it is code, and its white space counts.
            return Block::new(kind, self.text.trim_end());
        }
        let (text, spans) = self.finish();
        let mut block = Block::new(kind, text);
        block.spans = spans;
        block
    }
}

pub(super) fn note_dropped(dropped: &mut Vec<Dropped>, url: &str, why: DropReason) {
    let mut shown: String = url.chars().take(SHOWN).collect();
    if shown.len() < url.len() {
        shown.push('…');
    }
    dropped.push(Dropped { url: shown, why });
}
