//! An `iframe` that is left open inside `noscript`, as `<noscript><iframe src=... /></noscript>`:
//! where scripts run, `noscript` is text up to its end, and nobody notices. Where they don't, all
//! of the page up to the next `</iframe>` is text of that `iframe`.

use super::{Document, NodeId, Tag};

/// The page with such elements closed, if one of them took a part of the page with it.
pub(super) fn mended(html: &str, doc: &Document) -> Option<String> {
    let took_more = |node: NodeId| {
        doc.tag(node) == Some(Tag::Iframe)
            && doc.first_child(node).and_then(|text| doc.text(text)).is_some_and(ends_noscript)
    };
    doc.descendants(doc.root()).any(took_more).then(|| close(html))
}

fn ends_noscript(text: &str) -> bool {
    text.to_ascii_lowercase().contains("</noscript")
}

fn close(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len() + 64);
    let mut from = 0;
    while let Some(start) = lower[from..].find("<noscript").map(|at| from + at)
        && let Some(end) = lower[start..].find("</noscript").map(|at| start + at)
    {
        out.push_str(&html[from..end]);
        let inside = &lower[start..end];
        if inside.rfind("<iframe").is_some_and(|at| !inside[at..].contains("</iframe")) {
            out.push_str("</iframe>");
        }
        // Past the end tag, so that no two turns look at the same text.
        out.push_str(&html[end..end + "</noscript".len()]);
        from = end + "</noscript".len();
    }
    out.push_str(&html[from..]);
    out
}

#[cfg(test)]
mod tests {
    use crate::input::parse_html;
    use crate::segment::segment;

    #[test]
    fn an_iframe_left_open_in_noscript_takes_nothing_with_it() {
        for iframe in ["<iframe src=t />", "<IFRAME src=t>", "<iframe src=t></iframe>"] {
            let html = format!("<noscript>{iframe}</NOSCRIPT><p>The ferry left.<iframe></iframe>");
            let doc = parse_html(&html);
            assert_eq!(segment(&doc).text, "The ferry left.", "{iframe}");
        }
    }

    #[test]
    fn one_outside_noscript_is_what_parsers_make_of_it() {
        let doc = parse_html("<iframe></noscript><p>The ferry left.</iframe><p>At six.");
        assert!(segment(&doc).text.ends_with("At six."));
    }
}
