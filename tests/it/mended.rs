//! The oracle's tree of a page as we read it: an `iframe` that `noscript` leaves open ends with it.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};
use std::cell::Cell;

type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// Hands the tokens on, and remembers whether an `iframe` has just been opened in `noscript`.
struct Watch {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    in_noscript: Cell<bool>,
    opened: Cell<bool>,
}

impl TokenSink for Watch {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let mut iframe = false;
        if let Token::TagToken(Tag { kind, name, .. }) = &token {
            match &**name {
                "noscript" => self.in_noscript.set(*kind == TagKind::StartTag),
                "iframe" => iframe = self.in_noscript.get(),
                _ => {}
            }
        }
        let result = self.builder.process_token(token, line);
        if iframe && matches!(result, TokenSinkResult::RawData(_)) {
            self.opened.set(true);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Scripting is off. Where the `noscript` ends first, the oracle is told of an `</iframe>` there.
pub(crate) fn mended_tree(html: &str) -> Html {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), options);
    let (in_noscript, opened) = (Cell::new(false), Cell::new(false));
    let watch = Watch { builder, in_noscript, opened };
    let tokenizer = Tokenizer::new(watch, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let feed = |piece: &str| {
        queue.push_back(piece.into());
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    };
    let mut rest = html;
    while !rest.is_empty() {
        // A tag ends with the piece.
        let end = rest.find('>').map_or(rest.len(), |at| at + 1);
        feed(&rest[..end]);
        rest = &rest[end..];
        if tokenizer.sink.opened.take()
            && let Some(inside) = left_open(rest)
        {
            feed(&rest[..inside]);
            feed("</iframe>");
            rest = &rest[inside..];
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Where `noscript` ends, if the `iframe` whose text this is does not end before.
fn left_open(text: &str) -> Option<usize> {
    let text = text.to_ascii_lowercase();
    let ends = |name: &str| {
        let mut tags = text.match_indices(name);
        let named = |at: usize| text[at..].starts_with([' ', '\t', '\n', '\r', '\x0c', '/', '>']);
        tags.find(|(at, tag)| named(at + tag.len())).map(|(at, _)| at)
    };
    let noscript = ends("</noscript")?;
    ends("</iframe").is_none_or(|iframe| noscript < iframe).then_some(noscript)
}
