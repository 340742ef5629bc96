//! A block's text and spans as a flat run of events: text, and spans that open and close.

use super::plain;
use crate::address::{self, Use};
use crate::article::{Span, SpanKind, tidy};
use std::borrow::Cow;
use std::ops::Range;

/// Text on one line with spans in order.
pub(super) struct Inline<'a> {
    pub(super) text: Cow<'a, str>,
    spans: Vec<Span>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    Text { start: usize, end: usize },
    Open(&'a SpanKind),
    Close(&'a SpanKind),
}

impl<'a> Inline<'a> {
    /// Links to addresses that are not safe are left out here, whoever made the article.
    pub(super) fn new(text: &'a str, spans: &[Span]) -> Self {
        Self::part(text, spans, 0..text.len())
    }

    /// A part of a block's text, such as a cell of a table.
    pub(super) fn part(text: &'a str, spans: &[Span], part: Range<usize>) -> Self {
        let inside = |span: &&Span| {
            part.start <= span.start && span.start < span.end && span.end <= part.end
        };
        let spans = spans.iter().filter(inside).filter_map(|span| {
            let kind = match &span.kind {
                SpanKind::Link { url } => SpanKind::Link { url: address::checked(url, Use::Link)? },
                kind => kind.clone(),
            };
            Some(Span::new(span.start - part.start, span.end - part.start, kind))
        });
        let (text, spans) = plain::flat_with_spans(&text[part.clone()], spans.collect());
        let spans = tidy(&text, spans);
        Self { text, spans }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn events(&self) -> Vec<Event<'_>> {
        let mut events = Vec::with_capacity(self.spans.len() * 3 + 1);
        let mut open: Vec<&Span> = Vec::with_capacity(4);
        let mut at = 0;
        for span in &self.spans {
            close_until(&mut events, &mut open, &mut at, span.start);
            push_text(&mut events, &mut at, span.start);
            events.push(Event::Open(&span.kind));
            open.push(span);
        }
        close_until(&mut events, &mut open, &mut at, self.text.len());
        push_text(&mut events, &mut at, self.text.len());
        events
    }
}

fn close_until<'a>(
    events: &mut Vec<Event<'a>>,
    open: &mut Vec<&'a Span>,
    at: &mut usize,
    place: usize,
) {
    while let Some(span) = open.pop_if(|span| span.end <= place) {
        push_text(events, at, span.end);
        events.push(Event::Close(&span.kind));
    }
}

fn push_text(events: &mut Vec<Event<'_>>, at: &mut usize, end: usize) {
    if *at < end {
        events.push(Event::Text { start: *at, end });
        *at = end;
    }
}
