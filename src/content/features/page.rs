//! The page as a whole: the same for all its candidates.

use super::Out;
use super::log::ln_1p;
use super::view::{View, share};
use crate::content::tokens::TELLING;
use crate::segment::{Flags, Kind};

pub(super) fn put(view: &View<'_>, out: &mut impl Out) {
    let (marks, root) = (&view.landmarks, &view.segments.scopes[0]);
    let n = view.len() as u32;
    let totals = &view.landmarks.totals;
    out.count("page.candidates", 0, n as usize);
    out.count("page.words", 0, root.words as usize);
    out.put("page.link_density", 0, share(root.link_bytes, root.bytes));
    out.put("page.words_each", 0, share(root.words, n));
    out.count("page.prose", 0, marks.prose_count as usize);
    out.put("page.prose_share", 0, share(marks.prose_words, root.words));
    out.count("page.articles", 0, marks.articles);
    out.put("page.images", 0, share(root.images, n));
    for (i, &count) in totals.kinds.iter().enumerate() {
        out.put("page.kinds", i as i32, share(count, n));
    }
    out.put("page.stop_words", 0, share(totals.stop_words, root.words));
    out.put("page.time", 0, ln_1p(totals.times as usize));
    out.flag("page.has_main", 0, totals.has_main);
    out.flag("page.has_body", 0, !view.body.is_empty());
    for (n, &words) in view.telling[..TELLING.lines].iter().enumerate() {
        out.put("page.class", n as i32, share(words, root.words));
    }
    put_url(view.hints.url.unwrap_or(""), out);
    put_kind(view.hints.kind.unwrap_or(""), out);
}

/// Sums over all candidates.
#[derive(Default)]
pub(super) struct Totals {
    kinds: [u32; 6],
    stop_words: u32,
    times: u32,
    has_main: bool,
}

impl Totals {
    pub(super) fn new(stop_words: u32) -> Self {
        Self { stop_words, ..Self::default() }
    }

    pub(super) fn add(&mut self, kind: Kind, flags: Flags) {
        let slot = match kind {
            Kind::Paragraph => 0,
            Kind::Heading(_) => 1,
            Kind::Item { .. } | Kind::Term => 2,
            Kind::Cell { .. } => 3,
            Kind::Code => 4,
            _ => 5,
        };
        self.kinds[slot] += 1;
        self.times += u32::from(flags.has(Flags::TIME));
        self.has_main |= flags.has(Flags::MAIN);
    }
}

/// The shape of the address: a story's is long and has dates or many hyphens, a listing's is short.
fn put_url(url: &str, out: &mut impl Out) {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or("");
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    out.put(
        "url.depth",
        0,
        if path.is_empty() { 0.0 } else { path.matches('/').count() as f32 + 1.0 },
    );
    out.count("url.last", 0, last.len());
    out.put("url.hyphens", 0, last.bytes().filter(|&b| b == b'-' || b == b'_').count() as f32);
    out.put("url.digits", 0, digits(path) as f32);
    out.put("url.last_digits", 0, digits(last) as f32);
    out.flag("url.query", 0, url.contains('?'));
}

fn put_kind(kind: &str, out: &mut impl Out) {
    for (n, part) in KINDS.iter().enumerate() {
        out.flag("declared", n as i32, kind.contains(part));
    }
}

/// Parts of schema.org and OpenGraph type names.
const KINDS: [&str; 9] = [
    "rticle",
    "Blog",
    "roduct",
    "ebsite",
    "WebPage",
    "QAPage",
    "Discussion",
    "Collection",
    "ecipe",
];
