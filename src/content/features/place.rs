//! Where a candidate stands on the page: order, distance from title and prose, what it repeats.

use super::Out;
use super::log::{self, ln_1p};
use super::page::Totals;
use super::survey::Survey;
use super::view::{View, share};
use crate::content::words;
use crate::input::{Document, Tag};
use crate::segment::{Flags, Kind, Scope, Segments};

/// Words that make a candidate prose, when few of them are links.
const PROSE: u32 = 20;

/// Places that others are measured from, as candidate or scope indices.
pub(super) struct Landmarks {
    pub(super) h1: Option<usize>,
    pub(super) title: Option<usize>,
    pub(super) first_prose: Option<usize>,
    pub(super) last_prose: Option<usize>,
    /// The innermost scopes with at least half of the page's prose, 80 % of it, half of its words.
    pub(super) containers: [usize; 3],
    pub(super) largest_article: Option<usize>,
    pub(super) articles: usize,
    /// Words before each candidate; one more, for the whole page.
    pub(super) words_before: Vec<u32>,
    /// The headings, in order.
    pub(super) headings: Vec<u32>,
    pub(super) prose_words: u32,
    pub(super) prose_count: u32,
    pub(super) totals: Totals,
}

impl Landmarks {
    pub(super) fn new(doc: &Document, segments: &Segments, survey: Survey) -> Self {
        let Survey { words_before, stop_words, title, .. } = survey;
        let words = |i: usize| words_before[i + 1] - words_before[i];
        let is_prose = |i: usize| {
            let c = &segments.candidates[i];
            words(i) >= PROSE
                && !c.is_half_linked()
                && !c.flags.has(Flags::NAV)
                && !c.flags.has(Flags::FOOTER)
        };
        let n = segments.candidates.len();
        let is_article = |(_, scope): &(usize, &Scope)| doc.tag(scope.node) == Some(Tag::Article);
        let articles = segments.scopes.iter().enumerate().filter(is_article);
        let (mut count, mut largest) = (0, None::<(usize, &Scope)>);
        for article in articles {
            count += 1;
            largest = largest.filter(|largest| largest.1.words > article.1.words).or(Some(article));
        }
        let (mut prose_words, mut prose_count) = (0, 0);
        for i in (0..n).filter(|&i| is_prose(i)) {
            prose_words += words(i);
            prose_count += 1;
        }
        let h1 = segments.candidates.iter().position(|c| c.kind == Kind::Heading(1));
        Self {
            h1,
            title,
            first_prose: (0..n).find(|&i| is_prose(i)),
            last_prose: (0..n).rev().find(|&i| is_prose(i)),
            containers: [
                container(segments, 0.5, true),
                container(segments, 0.8, true),
                container(segments, 0.5, false),
            ],
            largest_article: largest.map(|(article, _)| article),
            articles: count,
            headings: headings(segments),
            prose_words,
            prose_count,
            totals: totals(segments, stop_words),
            words_before,
        }
    }
}

fn totals(segments: &Segments, stop_words: u32) -> Totals {
    let mut totals = Totals::new(stop_words);
    for c in &segments.candidates {
        totals.add(c.kind, c.flags);
    }
    totals
}

/// The innermost scope that holds `part` of the page's prose or words.
fn container(segments: &Segments, part: f32, prose: bool) -> usize {
    let value = |scope: &Scope| if prose { scope.prose } else { scope.words };
    let least = (value(&segments.scopes[0]) as f32 * part).ceil().max(1.0) as u32;
    // Parents come before children, so the last scope that holds enough is the innermost.
    segments.scopes.iter().rposition(|scope| value(scope) >= least).unwrap_or(0)
}

fn headings(segments: &Segments) -> Vec<u32> {
    let each = segments.candidates.iter().zip(0..);
    each.filter(|(c, _)| matches!(c.kind, Kind::Heading(_))).map(|(_, at)| at).collect()
}

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    let marks = &view.landmarks;
    let all = view.segments.scopes[0].words;
    let before = marks.words_before[i];
    out.put("place.words", 0, share(before, all));
    out.count("place.from_start", 0, before as usize);
    let points = [marks.h1, marks.title, marks.first_prose, marks.last_prose];
    for (n, point) in points.into_iter().enumerate() {
        put_distance(view, i, point, n as i32, out);
    }
    put_headings(view, i, out);
    put_overlap(view, i, out);
    put_group(view, i, out);
}

/// What tells little where there is markup.
pub(super) fn put_of_text(view: &View<'_>, i: usize, out: &mut impl Out) {
    let marks = &view.landmarks;
    let all = view.segments.scopes[0].words;
    out.put("text.order", 0, i as f32 / view.len() as f32);
    out.count("text.from_end", 0, all.saturating_sub(marks.words_before[i]) as usize);
    out.count("text.from_end", 1, view.len() - i);
    out.flag("text.is_title", 0, marks.title == Some(i));
}

fn put_distance(view: &View<'_>, i: usize, point: Option<usize>, n: i32, out: &mut impl Out) {
    let before = &view.landmarks.words_before;
    match point {
        Some(at) => {
            out.put("from.candidates", n, log::signed(i as i32 - at as i32));
            out.put("from.words", n, log::signed(before[i] as i32 - before[at] as i32));
        }
        None => {
            out.put("from.candidates", n, -20.0);
            out.put("from.words", n, -20.0);
        }
    }
}

fn put_headings(view: &View<'_>, i: usize, out: &mut impl Out) {
    let headings = &view.landmarks.headings;
    let at = headings.partition_point(|&h| (h as usize) < i);
    let heading = |at: usize| headings.get(at).map(|&h| h as usize);
    let above = at.checked_sub(1).and_then(heading);
    let below = heading(at).filter(|&h| h != i).or_else(|| heading(at + 1));
    for (n, heading) in [(0, above), (1, below)] {
        let told = heading.map_or([-1.0; HEADING.len()], |heading| self::heading(view, i, heading));
        out.each(|at| (HEADING[at], n), told);
    }
}

const HEADING: [&str; 5] = [
    "heading.level",
    "heading.distance",
    "heading.candidates",
    "heading.tokens",
    "heading.link_density",
];

/// What a heading tells of a candidate: the features named in [`HEADING`].
fn heading(view: &View<'_>, i: usize, heading: usize) -> [f32; HEADING.len()] {
    let c = view.candidate(heading);
    let before = &view.landmarks.words_before;
    [
        if let Kind::Heading(level) = c.kind { f32::from(level) } else { 0.0 },
        ln_1p(before[i].abs_diff(before[heading]) as usize),
        ln_1p(i.abs_diff(heading)),
        view.tokens(c.scope as usize).sum,
        view.link_density(heading),
    ]
}

/// What the text shares with title, description and declared body.
fn put_overlap(view: &View<'_>, i: usize, out: &mut impl Out) {
    let own = view.window.words(i);
    let sets = [&view.title, &view.description];
    let mut shared = [0; 2];
    for &word in own.iter().filter(|&&word| view.told.may_hold(word)) {
        for (shared, set) in shared.iter_mut().zip(sets) {
            *shared += u32::from(set.contains(word));
        }
    }
    for ((n, set), shared) in (0..).zip(sets).zip(shared) {
        out.put("overlap.own", n, share(shared, own.len() as u32));
        out.put("overlap.other", n, share(shared.min(set.len()), set.len()));
    }
    if view.body.is_empty() {
        out.put("overlap.body", 0, -1.0);
    } else {
        let shared = words::trigrams(own).filter(|&t| view.body.contains(t)).count();
        out.put("overlap.body", 0, shared as f32 / own.len().saturating_sub(2).max(1) as f32);
    }
}

fn put_group(view: &View<'_>, i: usize, out: &mut impl Out) {
    let group = view.groups[view.group_of[i] as usize];
    let count = group.count.max(1) as f32;
    let mean = group.words as f32 / count;
    out.count("group.count", 0, group.count as usize);
    out.put("group.words", 0, mean);
    out.put("group.spread", 0, (group.squares / count - mean * mean).max(0.0).sqrt());
    out.put("group.of_page", 0, share(group.words, view.segments.scopes[0].words));
    let (count, first) = view.repeats[view.repeat_of[i] as usize];
    out.count("repeats", 0, count as usize);
    out.flag("repeats.first", 0, first == i as u32);
}
