//! Spans brought in order: inside the text, trimmed, merged and properly nested.

use super::{Span, SpanKind};

/// Spans as writers need them, sorted by start, outer before inner. What cannot be kept in order
/// (a link in a link, emphasis that overlaps its neighbour) is cut; the text is not touched.
pub(crate) fn tidy(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain_mut(|span| trim(text, span));
    if spans.is_empty() {
        return spans;
    }
    let order = |span: &Span| (span.start, usize::MAX - span.end, rank(&span.kind));
    for _ in 0..PASSES {
        spans.sort_by_key(|span| (rank(&span.kind), span.start, span.end));
        merge(text, &mut spans);
        spans.sort_by_key(order);
        let before = spans.len();
        nest(text, &mut spans);
        // What was cut to the range of another may stand outside it.
        spans.sort_by_key(order);
        if spans.len() == before {
            break;
        }
    }
    spans
}

/// What was dropped may have stood between two that are one; seldom more than once.
const PASSES: usize = 4;

fn rank(kind: &SpanKind) -> u8 {
    match kind {
        SpanKind::Link { .. } => 0,
        SpanKind::Strong => 1,
        SpanKind::Emphasis => 2,
        SpanKind::Code => 3,
    }
}

/// Takes white space off the ends of a span; whether anything is left, and it is in `text`.
fn trim(text: &str, span: &mut Span) -> bool {
    let Some(inner) = text.get(span.start..span.end) else { return false };
    span.end = span.start + inner.trim_end().len();
    span.start += inner.len() - inner.trim_start().len();
    span.start < span.end
}

/// Joins spans of one meaning that overlap, touch or have only white space between them.
fn merge(text: &str, spans: &mut Vec<Span>) {
    spans.dedup_by(|next, last| {
        let joined = last.kind == next.kind && joins(text, last, next);
        if joined {
            last.end = last.end.max(next.end);
        }
        joined
    });
}

fn joins(text: &str, last: &Span, next: &Span) -> bool {
    next.start <= last.end
        || next.kind != SpanKind::Code
            && text.get(last.end..next.start).is_some_and(|gap| gap.trim().is_empty())
}

/// Kinds of spans: of each at most one is open at a time.
const KINDS: usize = 4;

/// Cuts overlaps and drops what may not stand inside another.
fn nest(text: &str, spans: &mut Vec<Span>) {
    // The ends and ranks of the spans around, the outermost first.
    let (mut open, mut depth) = ([(0, 0); KINDS], 0);
    spans.retain_mut(|span| {
        while depth > 0 && open[depth - 1].0 <= span.start {
            depth -= 1;
        }
        let (around, own) = (&open[..depth], rank(&span.kind));
        if around.iter().any(|&(_, other)| other == own || other == rank(&SpanKind::Code)) {
            return false;
        }
        if let Some(&(end, _)) = around.last() {
            span.end = span.end.min(end);
        }
        let kept = trim(text, span);
        if kept {
            open[depth] = (span.end, own);
            depth += 1;
        }
        kept
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(list: &[(usize, usize, SpanKind)]) -> Vec<Span> {
        list.iter().map(|(start, end, kind)| Span::new(*start, *end, kind.clone())).collect()
    }

    fn link(url: &str) -> SpanKind {
        SpanKind::Link { url: url.to_owned() }
    }

    #[test]
    fn spans_are_trimmed_and_joined_over_white_space() {
        let given = spans(&[(0, 2, SpanKind::Strong), (2, 5, SpanKind::Strong)]);
        assert_eq!(tidy("a bc d", given), spans(&[(0, 4, SpanKind::Strong)]));
    }

    #[test]
    fn spans_of_one_range_have_one_order() {
        let given = [(0, 2, link("https://a.example/")), (1, 5, SpanKind::Emphasis)];
        let cut = tidy("ab cd", spans(&[&given[..], &[(1, 4, SpanKind::Strong)]].concat()));
        assert_eq!(cut[1].kind, SpanKind::Strong);
        assert_eq!(tidy("ab cd", cut.clone()), cut);
    }

    #[test]
    fn what_a_dropped_link_parted_is_one() {
        let (a, b) = (link("https://a.example"), link("https://b.example"));
        let given = spans(&[(0, 4, a.clone()), (1, 2, b), (4, 6, a.clone())]);
        assert_eq!(tidy("abcdef", given), spans(&[(0, 6, a)]));
    }

    #[test]
    fn overlaps_are_cut_and_links_do_not_nest() {
        let given = spans(&[
            (0, 4, link("https://a.example")),
            (2, 6, SpanKind::Emphasis),
            (1, 3, link("https://b.example")),
        ]);
        let wanted = spans(&[(0, 4, link("https://a.example")), (2, 4, SpanKind::Emphasis)]);
        assert_eq!(tidy("abcdefgh", given), wanted);
    }

    #[test]
    fn spans_outside_the_text_or_inside_a_character_are_dropped() {
        let given = spans(&[
            (0, 99, SpanKind::Strong),
            (1, 2, SpanKind::Code),
            (3, 3, SpanKind::Code),
            (3, 2, SpanKind::Code),
        ]);
        assert_eq!(tidy("é é", given), Vec::new());
    }
}
