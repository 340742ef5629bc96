//! What several feature families read, computed once a page.

use super::chain::{self, Container, Level};
use super::place::Landmarks;
use super::survey::Survey;
use super::window::Window;
use super::wording::Wordings;
use crate::content::tokens::{TELLING_LINES, TokenScore, TokenScores};
use crate::content::words::{self, WordBits, WordSet};
use crate::content::{Hints, Model};
use crate::input::{Document, NodeId, Origin, Tag};
use crate::segment::{Candidate, Segments};
use crate::text::hash::HashedMap;

pub(super) struct View<'a> {
    pub(super) doc: &'a Document<'a>,
    pub(super) segments: &'a Segments,
    pub(super) hints: Hints<'a>,
    pub(super) window: Window,
    pub(super) scopes: Vec<ScopeView>,
    levels: Vec<Level>,
    /// What class words say, each different one once.
    scores: Vec<TokenScore>,
    /// The words of the page inside each telling class word.
    pub(super) telling: [u32; TELLING_LINES],
    /// The words of inline elements around each candidate's text: an index into `scores`.
    inner: Vec<u32>,
    pub(super) groups: Vec<Group>,
    /// The group of each candidate.
    pub(super) group_of: Vec<u32>,
    /// How often a text stands on the page, and where first.
    pub(super) repeats: Vec<(u32, u32)>,
    /// The text of each candidate: an index into `repeats`.
    pub(super) repeat_of: Vec<u32>,
    pub(super) wordings: Wordings,
    pub(super) title: WordSet,
    pub(super) description: WordSet,
    /// Those of both.
    pub(super) told: WordBits,
    pub(super) body: WordSet,
    pub(super) landmarks: Landmarks,
    /// Those of the landmarks.
    pub(super) containers: [Container; 3],
}

/// A scope's tag and what its class words say.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScopeView {
    /// What its class words say: an index into [`View::scores`].
    tokens: u32,
    /// Where there is one, its index into [`View::levels`]: what holds but one candidate is asked
    /// for it but once.
    level: u32,
    /// Hash of tag and class.
    pub(super) signature: u32,
    pub(super) depth: u16,
    /// Scopes of the same signature with the same parent.
    siblings: u32,
    pub(super) nearest: u8,
}

/// Candidates whose element and parent look alike.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    pub(super) count: u32,
    pub(super) words: u32,
    pub(super) squares: f32,
}

impl<'a> View<'a> {
    pub(super) fn new(
        doc: &'a Document<'a>,
        segments: &'a Segments,
        hints: Hints<'a>,
        model: &'a Model,
    ) -> Self {
        let mut scores = TokenScores::new(doc, model);
        let (scopes, levels, telling) = scope_views(doc, segments, &mut scores);
        let inner = segments.candidates.iter().map(|c| inner_tokens(doc, c, &mut scores));
        let inner: Vec<_> = inner.collect();
        let (groups, group_of) = group(segments, &scopes);
        let wording = (doc.origin() == Origin::Text).then(|| model.wording());
        let (mut survey, window) = Survey::of(segments, hints.title, wording);
        let repeats = std::mem::take(&mut survey.repeats);
        let repeat_of = std::mem::take(&mut survey.repeat_of);
        let wordings = std::mem::take(&mut survey.wordings);
        let landmarks = Landmarks::new(doc, segments, survey);
        let containers = landmarks.containers.map(|at| {
            let (scope, seen) = (&segments.scopes[at], &scopes[at]);
            let tokens = &scores.all[seen.tokens as usize];
            Container::new(scope, seen.depth, tokens, segments.scopes[0].words)
        });
        let [body, title, description] = [hints.body, hints.title, hints.description]
            .map(|text| words::words_of(text.unwrap_or_default()));
        let [title, description] =
            [title, description].map(|words| WordSet::new(words.into_iter()));
        Self {
            doc,
            segments,
            hints,
            window,
            scopes,
            levels,
            scores: scores.all,
            telling,
            inner,
            groups,
            group_of,
            repeats,
            repeat_of,
            wordings,
            told: title.bits.or(&description.bits),
            title,
            description,
            body: WordSet::new(words::trigrams(&body)),
            landmarks,
            containers,
        }
    }

    pub(super) fn candidate(&self, i: usize) -> &Candidate {
        &self.segments.candidates[i]
    }

    pub(super) fn text(&self, i: usize) -> &str {
        self.segments.text_of(self.candidate(i))
    }

    /// What the class words of a scope say.
    pub(super) fn tokens(&self, scope: usize) -> &TokenScore {
        &self.scores[self.scopes[scope].tokens as usize]
    }

    /// What the class words of inline elements around a candidate's text say.
    pub(super) fn inner(&self, i: usize) -> &TokenScore {
        &self.scores[self.inner[i] as usize]
    }

    /// What a scope says as one of those around a candidate.
    pub(super) fn level(&self, scope: usize) -> Level {
        let seen = &self.scopes[scope];
        self.levels.get(seen.level as usize).copied().unwrap_or_else(|| {
            let (scopes, tokens) = (&self.segments.scopes, self.tokens(scope));
            chain::level(&scopes[scope], seen.siblings, tokens, scopes[0].words)
        })
    }

    pub(super) fn len(&self) -> usize {
        self.segments.candidates.len()
    }

    /// The share of bytes inside links.
    pub(super) fn link_density(&self, i: usize) -> f32 {
        let c = self.candidate(i);
        share(c.link_bytes, c.text.end - c.text.start)
    }

    /// The scope of a candidate and those around it, innermost first, without the page itself.
    pub(super) fn chain(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(self.candidate(i).scope as usize);
        std::iter::from_fn(move || {
            let scope = next.filter(|&s| s != 0)?;
            next = Some(self.segments.scopes[scope].parent as usize);
            Some(scope)
        })
    }
}

pub(super) fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// On a page of many scopes, what is said of those that hold fewer candidates is not kept.
const FEW: u32 = 16;

fn scope_views(
    doc: &Document,
    segments: &Segments,
    scores: &mut TokenScores<'_>,
) -> (Vec<ScopeView>, Vec<Level>, [u32; TELLING_LINES]) {
    let mut telling = [0; TELLING_LINES];
    let mut views: Vec<ScopeView> = Vec::with_capacity(segments.scopes.len());
    // The first sibling that looks like each scope.
    let mut alike: Vec<u32> = Vec::with_capacity(segments.scopes.len());
    let mut around = Around::new(segments.scopes.len());
    for (i, scope) in segments.scopes.iter().enumerate() {
        let signature = signature(doc, scope.node);
        let tokens = scores.of(scope.node);
        let here = scores.all[tokens as usize].telling;
        around.leave_to((i > 0).then_some(scope.parent));
        for bit in bits(here & !around.telling()) {
            telling[bit] += scope.words;
        }
        let depth = around.open.len() as u16;
        let nearest = chain::nearest(doc.tag(scope.node).unwrap_or(Tag::Other));
        views.push(ScopeView { tokens, level: u32::MAX, signature, depth, siblings: 0, nearest });
        let first = around.first_alike(i as u32, signature);
        views[first as usize].siblings += 1;
        alike.push(first);
        around.enter(i as u32, here);
    }
    let mut levels = Vec::with_capacity(views.len().min(crate::content::MANY));
    let once = if views.len() > crate::content::MANY { FEW } else { 1 };
    for (i, scope) in segments.scopes.iter().enumerate() {
        let siblings = views[alike[i] as usize].siblings;
        let view = &mut views[i];
        view.siblings = siblings;
        if scope.end - scope.first > once {
            view.level = levels.len() as u32;
            let tokens = &scores.all[view.tokens as usize];
            levels.push(chain::level(scope, siblings, tokens, segments.scopes[0].words));
        }
    }
    (views, levels, telling)
}

/// The scopes around the one that is read. Of those that were left little is kept: a page can have
/// very many.
struct Around {
    open: Vec<Open>,
    /// By parent and signature, the first scope of both: of parents whose children look different.
    first: HashedMap<u64, u32>,
    /// Those of the scopes that are open, in order.
    keys: Vec<u64>,
}

struct Open {
    scope: u32,
    /// The telling class words of it and all around it.
    telling: u32,
    /// How many `keys` came before.
    keys: usize,
    /// The signature of its last child, and the first child that has it.
    child: Option<(u32, u32)>,
}

/// Most pages have fewer scopes in each other, and of different looks in those.
const USUAL_OPEN: usize = 64;

impl Around {
    fn new(scopes: usize) -> Self {
        let mut first = HashedMap::default();
        first.reserve(scopes.min(crate::content::MANY) / 4);
        let (open, keys) = (Vec::with_capacity(USUAL_OPEN), Vec::with_capacity(USUAL_OPEN));
        Self { open, first, keys }
    }

    fn leave_to(&mut self, parent: Option<u32>) {
        while let Some(&Open { scope, keys, .. }) = self.open.last()
            && Some(scope) != parent
        {
            // No other scope has the same keys: they are in the way of nothing but memory.
            let left = self.keys.drain(keys..);
            if self.first.len() > crate::content::MANY {
                for key in left {
                    self.first.remove(&key);
                }
            }
            self.open.pop();
        }
    }

    fn telling(&self) -> u32 {
        self.open.last().map_or(0, |open| open.telling)
    }

    /// The first child of the scope that is open which looks like this one.
    fn first_alike(&mut self, scope: u32, signature: u32) -> u32 {
        let Some(parent) = self.open.last_mut() else { return scope };
        let first = match parent.child {
            None => scope,
            // Most children look like the one before.
            Some((before, first)) if before == signature => return first,
            Some((before, first)) => {
                let key = |signature| u64::from(parent.scope) << 32 | u64::from(signature);
                if self.first.insert(key(before), first).is_none() {
                    self.keys.push(key(before));
                }
                self.first.get(&key(signature)).copied().unwrap_or(scope)
            }
        };
        parent.child = Some((signature, first));
        first
    }

    fn enter(&mut self, scope: u32, telling: u32) {
        let (telling, keys) = (self.telling() | telling, self.keys.len());
        self.open.push(Open { scope, telling, keys, child: None });
    }
}

/// The bits that are set.
pub(super) fn bits(mut set: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(bit)
    })
}

/// The same for elements of the same tag and class.
fn signature(doc: &Document, node: NodeId) -> u32 {
    let tag = doc.tag(node).map_or(0, |t| t as u32 + 1);
    (doc.class(node).index() as u32).wrapping_mul(0x0100_0193) ^ tag.wrapping_mul(0x9e37_79b9)
}

fn inner_tokens(doc: &Document, c: &Candidate, scores: &mut TokenScores<'_>) -> u32 {
    let (mut all, mut only, mut telling) = (TokenScore::default(), 0, 0);
    let mut node = c.inner;
    for _ in 0..4 {
        if node == c.node {
            break;
        }
        let number = scores.of(node);
        if number > 0 {
            let one = &scores.all[number as usize];
            all.sum += one.sum;
            all.low = all.low.min(one.low);
            all.high = all.high.max(one.high);
            all.telling |= one.telling;
            (only, telling) = (number, telling + 1);
        }
        let Some(parent) = doc.parent(node) else { break };
        node = parent;
    }
    if telling == 1 { only } else { scores.number(all) }
}

/// Most pages have fewer.
const USUAL_GROUPS: usize = 56;

fn group(segments: &Segments, scopes: &[ScopeView]) -> (Vec<Group>, Vec<u32>) {
    let mut groups = Vec::<Group>::with_capacity(USUAL_GROUPS);
    let mut places = HashedMap::with_capacity_and_hasher(USUAL_GROUPS, Default::default());
    let of = segments.candidates.iter().map(|c| {
        let parent = segments.scopes[c.scope as usize].parent as usize;
        let key: u32 = scopes[c.scope as usize].signature.rotate_left(5) ^ scopes[parent].signature;
        let place = *places.entry(key).or_insert(groups.len() as u32);
        if place as usize == groups.len() {
            groups.push(Group::default());
        }
        let group = &mut groups[place as usize];
        group.count += 1;
        group.words += c.words;
        group.squares += (c.words as f32).powi(2);
        place
    });
    let of = of.collect();
    (groups, of)
}
