//! The elements around a candidate: sums over them, their class words, their distance.

use super::log::{self, ln_1p};
use super::view::{View, bits, share};
use super::{Out, flag};
use crate::content::tokens::{TELLING, TELLING_LINES, TokenScore};
use crate::input::Tag;
use crate::segment::Scope;

/// Enclosing blocks described one by one.
const LEVELS: usize = 6;
/// What is farther away counts as this far.
const REACH: u8 = 40;

const NEAREST: [Tag; 11] = [
    Tag::Article,
    Tag::Main,
    Tag::Section,
    Tag::Aside,
    Tag::Nav,
    Tag::Footer,
    Tag::Ul,
    Tag::Table,
    Tag::Form,
    Tag::Figure,
    Tag::Body,
];

/// What the elements around a candidate say as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    scope: u32,
    /// How many elements away the nearest of each of [`NEAREST`] is; one more, for all other tags.
    nearest: [u8; NEAREST.len() + 1],
    /// The same for each telling class word.
    telling: [u8; TELLING_LINES],
    sum: f32,
    low: f32,
    high: f32,
    /// How far away the lowest is.
    low_at: u8,
}

/// Around everything.
const NOTHING: Chain = Chain {
    scope: 0,
    nearest: [REACH; NEAREST.len() + 1],
    telling: [REACH; TELLING_LINES],
    sum: 0.0,
    low: 0.0,
    high: 0.0,
    low_at: 0,
};

impl Chain {
    /// With one more element inside.
    fn enter(&self, view: &View<'_>, scope: usize) -> Self {
        let farther = |distance: u8| (distance + 1).min(REACH);
        let mut out = Self {
            scope: scope as u32,
            nearest: self.nearest.map(farther),
            telling: self.telling.map(farther),
            low_at: if self.low < 0.0 { farther(self.low_at) } else { 0 },
            ..*self
        };
        let tokens = view.tokens(scope);
        out.nearest[usize::from(view.scopes[scope].nearest)] = 0;
        bits(tokens.telling).for_each(|bit| out.telling[bit] = 1);
        out.sum += tokens.sum;
        out.high = out.high.max(tokens.high);
        if tokens.low < 0.0 && tokens.low <= self.low {
            (out.low, out.low_at) = (tokens.low, 0);
        }
        out
    }
}

/// The chains of the elements around the candidate that was read last, outermost first.
pub(super) struct Chains {
    open: Vec<Chain>,
    entered: Vec<usize>,
}

/// Most candidates stand in fewer elements.
const USUAL: usize = 32;

impl Default for Chains {
    fn default() -> Self {
        Self { open: Vec::with_capacity(USUAL), entered: Vec::with_capacity(USUAL) }
    }
}

impl Chains {
    /// What the elements around a candidate say: quick where the last one stood near.
    pub(super) fn of(&mut self, view: &View<'_>, i: usize) -> &Chain {
        let is_open = |s: usize| {
            let depth = usize::from(view.scopes[s].depth);
            self.open.get(depth).is_some_and(|chain| chain.scope as usize == s)
        };
        self.entered.clear();
        self.entered.extend(view.chain(i).take_while(|&s| !is_open(s)));
        let outermost = self
            .entered
            .last()
            .map_or(view.candidate(i).scope as usize, |&s| view.segments.scopes[s].parent as usize);
        self.open.truncate(usize::from(view.scopes[outermost].depth) + 1);
        if self.open.is_empty() {
            self.open.push(NOTHING);
        }
        for &scope in self.entered.iter().rev() {
            let inner = self.open.last().unwrap_or(&NOTHING).enter(view, scope);
            self.open.push(inner);
        }
        self.open.last().unwrap_or(&NOTHING)
    }
}

pub(super) fn put(view: &View<'_>, chain: &Chain, i: usize, out: &mut impl Out) {
    let mut levels = 0;
    for (level, s) in view.chain(i).take(LEVELS).enumerate() {
        put_level(view.level(s), level as i32, out);
        levels = level + 1;
    }
    for level in levels..LEVELS {
        put_level([-1.0; LEVEL.len()], level as i32, out);
    }
    let inner = view.inner(i);
    let [near @ .., _] = chain.nearest.map(f32::from);
    out.all("near", near);
    let mut telling = chain.telling;
    bits(inner.telling).for_each(|line| telling[line] = 0);
    for (line, distance) in telling.into_iter().enumerate().take(TELLING.near) {
        out.put("class", line as i32, f32::from(distance));
    }
    out.put("tokens.inner_low", 0, inner.low);
    out.put("tokens.sum", 0, chain.sum + inner.sum);
    out.put("tokens.low", 0, chain.low.min(inner.low));
    out.put("tokens.high", 0, chain.high.max(inner.high));
    out.put("tokens.low_at", 0, f32::from(chain.low_at));
    put_containers(view, i, view.segments.scopes[0].words, out);
}

const LEVEL: [&str; 8] = [
    "level.link_density",
    "level.prose",
    "level.words_each",
    "level.of_page",
    "level.siblings",
    "level.images",
    "level.tokens",
    "level.tokens_low",
];

/// What an enclosing block says: the features named in [`LEVEL`].
pub(super) type Level = [f32; LEVEL.len()];

pub(super) fn level(scope: &Scope, siblings: u32, tokens: &TokenScore, page: u32) -> Level {
    let candidates = scope.end - scope.first;
    [
        share(scope.link_bytes, scope.bytes),
        share(scope.prose, scope.words),
        share(scope.words, candidates),
        share(scope.words, page),
        ln_1p(siblings as usize),
        share(scope.images, candidates),
        tokens.sum,
        tokens.low,
    ]
}

fn put_level(level: Level, n: i32, out: &mut impl Out) {
    out.each(|at| (LEVEL[at], n), level);
}

/// The place of a tag among those whose distance is a feature, or one past them.
pub(super) fn nearest(tag: Tag) -> u8 {
    NEAREST.iter().position(|&t| t == tag).unwrap_or(NEAREST.len()) as u8
}

/// A block that holds much of the page, and what it says of itself to every candidate.
pub(super) struct Container {
    first: u32,
    end: u32,
    depth: u16,
    of_page: f32,
    link_density: f32,
    tokens: f32,
}

impl Container {
    pub(super) fn new(scope: &Scope, depth: u16, tokens: &TokenScore, page: u32) -> Self {
        Self {
            first: scope.first,
            end: scope.end,
            depth,
            of_page: share(scope.words, page),
            link_density: share(scope.link_bytes, scope.bytes),
            tokens: tokens.sum,
        }
    }
}

const CONTAINER: [&str; 7] = [
    "container.inside",
    "container.depth",
    "container.of_page",
    "container.link_density",
    "container.tokens",
    "container.from_start",
    "container.from_end",
];

/// Whether a candidate stands in the blocks that hold most of the page's prose or words, and in
/// the largest `article`.
fn put_containers(view: &View<'_>, i: usize, page: u32, out: &mut impl Out) {
    let marks = &view.landmarks;
    let own_depth = view.scopes[view.candidate(i).scope as usize].depth;
    for (n, it) in (0..).zip(&view.containers) {
        let inside = (it.first..it.end).contains(&(i as u32));
        let values = [
            flag(inside),
            if inside { (i32::from(own_depth) - i32::from(it.depth)) as f32 } else { -1.0 },
            it.of_page,
            it.link_density,
            it.tokens,
            log::signed(i as i32 - it.first as i32),
            log::signed(it.end as i32 - 1 - i as i32),
        ];
        out.each(|at| (CONTAINER[at], n), values);
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
