//! The elements around a candidate: sums over them, their class words, their distance.

use super::Out;
use super::log::{self, ln_1p};
use super::view::{View, bits, share};
use crate::content::tokens::{TELLING, TokenScore};
use crate::input::Tag;
use crate::segment::Scope;

/// Enclosing blocks described one by one.
const LEVELS: usize = 6;
/// Enclosing blocks looked at all in all.
const REACH: usize = 40;

const NEAREST: [Tag; 15] = [
    Tag::Article,
    Tag::Main,
    Tag::Section,
    Tag::Aside,
    Tag::Nav,
    Tag::Header,
    Tag::Footer,
    Tag::Ul,
    Tag::Ol,
    Tag::Table,
    Tag::Form,
    Tag::Figure,
    Tag::Blockquote,
    Tag::Dl,
    Tag::Body,
];

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    // One more, for all other tags.
    let mut nearest = [REACH as u8; NEAREST.len() + 1];
    let (mut sum, mut low, mut high, mut low_at, mut high_at) = (0.0, 0.0, 0.0, 0, 0);
    let mut telling = [REACH as u8; 64];
    let mut seen_words = view.inner(i).telling;
    bits(seen_words).for_each(|bit| telling[bit] = 0);
    let mut levels = 0;
    let page = view.segments.scopes[0].words;
    for (level, s) in view.chain(i).take(REACH).enumerate() {
        let tokens = view.tokens(s);
        if level < LEVELS {
            put_level(&view.level(s), level as i32, out);
        }
        let distance = &mut nearest[usize::from(view.scopes[s].nearest)];
        *distance = (*distance).min(level as u8);
        for bit in bits(tokens.telling & !seen_words) {
            telling[bit] = level as u8 + 1;
        }
        seen_words |= tokens.telling;
        sum += tokens.sum;
        if tokens.low < low {
            (low, low_at) = (tokens.low, level);
        }
        if tokens.high > high {
            (high, high_at) = (tokens.high, level);
        }
        levels = level + 1;
    }
    for level in levels..LEVELS {
        put_level(&[-1.0; LEVEL.len()], level as i32, out);
    }
    out.all("near", nearest[..NEAREST.len()].iter().map(|&distance| f32::from(distance)));
    out.all("class", telling[..TELLING.lines].iter().map(|&distance| f32::from(distance)));
    let inner = view.inner(i);
    out.put("tokens.inner", 0, inner.sum);
    out.put("tokens.inner_low", 0, inner.low);
    out.put("tokens.inner_high", 0, inner.high);
    out.put("tokens.sum", 0, sum + inner.sum);
    out.put("tokens.low", 0, low.min(inner.low));
    out.put("tokens.high", 0, high.max(inner.high));
    out.put("tokens.low_at", 0, low_at as f32);
    out.put("tokens.high_at", 0, high_at as f32);
    out.put("chain.depth", 0, levels as f32);
    put_containers(view, i, page, out);
}

const LEVEL: [&str; 11] = [
    "level.words",
    "level.link_density",
    "level.prose",
    "level.words_each",
    "level.candidates",
    "level.of_page",
    "level.siblings",
    "level.images",
    "level.tokens",
    "level.tokens_low",
    "level.tokens_high",
];

/// What an enclosing block says: the features named in [`LEVEL`].
pub(super) type Level = [f32; LEVEL.len()];

pub(super) fn level(scope: &Scope, siblings: u32, tokens: &TokenScore, page: u32) -> Level {
    let candidates = scope.end - scope.first;
    [
        ln_1p(scope.words as usize),
        share(scope.link_bytes, scope.bytes),
        share(scope.prose, scope.words),
        share(scope.words, candidates),
        ln_1p(candidates as usize),
        share(scope.words, page),
        ln_1p(siblings as usize),
        share(scope.images, candidates),
        tokens.sum,
        tokens.low,
        tokens.high,
    ]
}

fn put_level(level: &Level, n: i32, out: &mut impl Out) {
    out.each(|at| (LEVEL[at], n), level.iter().copied());
}

/// The place of a tag among those whose distance is a feature, or one past them.
pub(super) fn nearest(tag: Tag) -> u8 {
    NEAREST.iter().position(|&t| t == tag).unwrap_or(NEAREST.len()) as u8
}

/// Whether a candidate stands in the blocks that hold most of the page's prose or words, and in
/// the largest `article`.
fn put_containers(view: &View<'_>, i: usize, page: u32, out: &mut impl Out) {
    let marks = &view.landmarks;
    for (n, &container) in marks.containers.iter().enumerate() {
        let n = n as i32;
        let depth = i32::from(view.scopes[container].depth);
        let scope = &view.segments.scopes[container];
        let inside = (scope.first..scope.end).contains(&(i as u32));
        let own_depth = i32::from(view.scopes[view.candidate(i).scope as usize].depth);
        out.flag("container.inside", n, inside);
        out.put("container.depth", n, if inside { (own_depth - depth) as f32 } else { -1.0 });
        out.put("container.of_page", n, share(scope.words, page));
        out.put("container.link_density", n, share(scope.link_bytes, scope.bytes));
        out.put("container.tokens", n, view.tokens(container).sum);
        let from = i as i32 - scope.first as i32;
        let to = scope.end as i32 - 1 - i as i32;
        out.put("container.from_start", n, log::signed(from));
        out.put("container.from_end", n, log::signed(to));
    }
    match marks.largest_article {
        Some(article) => {
            let scope = &view.segments.scopes[article];
            out.flag("article.inside", 0, (scope.first..scope.end).contains(&(i as u32)));
            out.put("article.of_page", 0, share(scope.words, page));
        }
        None => {
            out.put("article.inside", 0, -1.0);
            out.put("article.of_page", 0, -1.0);
        }
    }
}
