//! The candidates before and after, one by one and in windows.

use super::Out;
use super::view::View;
use crate::segment::{Flags, Kind};

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    for offset in [-3, -2, -1, 1, 2, 3] {
        match i.checked_add_signed(offset).filter(|&j| j < view.len()) {
            Some(j) => put_one(view, i, j, offset as i32, out),
            None => {
                for name in [
                    "next.words",
                    "next.link_density",
                    "next.tokens",
                    "next.stop_words",
                    "next.kind",
                    "next.last",
                    "next.same_scope",
                    "next.same_group",
                    "next.hidden",
                    "next.hit",
                ] {
                    out.put(name, offset as i32, -1.0);
                }
            }
        }
    }
    for reach in [2, 5, 12] {
        put_window(view, i, reach, out);
    }
}

fn put_one(view: &View<'_>, i: usize, j: usize, n: i32, out: &mut impl Out) {
    let (c, own) = (view.candidate(j), &view.own[j]);
    let kind = match c.kind {
        Kind::Paragraph => 0,
        Kind::Heading(_) => 1,
        Kind::Item { .. } | Kind::Term => 2,
        Kind::Cell { .. } => 3,
        Kind::Caption => 4,
        Kind::Code => 5,
        Kind::Control => 6,
        Kind::Image | Kind::Embed => 7,
    };
    out.count("next.words", n, own.words as usize);
    out.put("next.link_density", n, view.link_density(j));
    out.put("next.tokens", n, view.scopes[c.scope as usize].tokens.sum + view.inner[j].sum);
    out.put("next.stop_words", n, own.stop_words as f32 / own.words.max(1) as f32);
    out.put("next.kind", n, kind as f32);
    out.flag("next.last", n, own.last == 1 || own.last == 2);
    out.flag("next.same_scope", n, c.scope == view.candidate(i).scope);
    out.flag("next.same_group", n, view.group_of[i] == view.group_of[j]);
    out.flag("next.hidden", n, c.flags.has(Flags::HIDDEN));
    out.flag("next.hit", n, view.hints.hits.get(j).is_some_and(|&h| h != 0));
}

fn put_window(view: &View<'_>, i: usize, reach: usize, out: &mut impl Out) {
    let n = reach as i32;
    let range = i.saturating_sub(reach)..(i + reach + 1).min(view.len());
    let count = range.len() as f32;
    let (mut words, mut bytes, mut links, mut prose, mut tokens) = (0, 0, 0, 0, 0.0);
    for j in range {
        let c = view.candidate(j);
        words += view.own[j].words;
        bytes += c.text.end - c.text.start;
        links += c.link_bytes;
        prose += u32::from(view.own[j].words >= 15);
        tokens += view.scopes[c.scope as usize].tokens.sum;
    }
    out.put("window.words", n, words as f32 / count);
    out.put("window.link_density", n, super::view::share(links, bytes));
    out.put("window.prose", n, prose as f32 / count);
    out.put("window.tokens", n, tokens / count);
}
