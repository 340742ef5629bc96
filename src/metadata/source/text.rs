//! The text of an element, as a reader sees it.

use crate::input::{Document, Namespace, NodeId, Tag};
use crate::metadata::grammar::keys::letters;
use crate::segment::{Display, display, is_reading};
use crate::text::normalise::Normalised;

const MOST_BYTES: usize = 600;
/// Most texts of interest have fewer.
const USUAL_BYTES: usize = 128;

/// Text that is short enough for a fact.
pub(super) fn short_text(doc: &Document, id: NodeId) -> Option<String> {
    short_text_but(doc, id, |_| false)
}

/// The same without what such elements hold.
pub(super) fn short_text_but(
    doc: &Document,
    id: NodeId,
    without: impl Fn(NodeId) -> bool,
) -> Option<String> {
    let mut room = Normalised::with_capacity(USUAL_BYTES);
    read(doc, id, without, &mut room)?;
    Some(room.finish())
}

/// The same in a room that serves other texts after it.
pub(super) fn short_text_in<'r>(
    doc: &Document,
    id: NodeId,
    room: &'r mut Normalised,
) -> Option<&'r str> {
    room.clear();
    read(doc, id, |_| false, room)?;
    Some(room.all())
}

fn read(
    doc: &Document,
    id: NodeId,
    without: impl Fn(NodeId) -> bool,
    room: &mut Normalised,
) -> Option<()> {
    let (mut bytes, mut next) = (0, doc.first_child(id));
    while let Some(node) = next {
        let tag = doc.tag(node);
        let part =
            visible_text(doc, node).or_else(|| tag.filter(|tag| breaks_line(*tag)).map(|_| " "));
        if let Some(part) = part {
            room.push(part);
            bytes += part.len();
        }
        if bytes > MOST_BYTES * 4 {
            return None;
        }
        let skipped = is_unread(doc, node) || without(node);
        let child = if skipped { None } else { doc.first_child(node) };
        next = child.or_else(|| doc.after_subtree(node, id));
    }
    (room.end().len() <= MOST_BYTES).then_some(())
}

/// A text node's text, unless a script or style holds it.
pub(super) fn visible_text<'d>(doc: &'d Document, id: NodeId) -> Option<&'d str> {
    let text = doc.text(id)?;
    let holder = doc.parent(id).and_then(|parent| doc.tag(parent));
    (!matches!(holder, Some(Tag::Script | Tag::Style | Tag::Noscript))).then_some(text)
}

/// Characters of a heading that are compared with a title.
const MOST_HEADING: usize = 2_000;

/// Whether an element has the letters and digits of a key, and no others.
pub(super) fn has_key(doc: &Document, id: NodeId, key: &str) -> bool {
    let texts = doc.descendants(id).filter_map(|node| visible_text(doc, node));
    letters(texts.flat_map(str::chars).take(MOST_HEADING)).eq(key.chars())
}

/// Whether what follows stands on a line of its own.
pub(super) fn breaks_line(tag: Tag) -> bool {
    !matches!(display(tag), Display::Inline | Display::Skip)
}

/// Whether it holds nothing that is read in the text around it.
pub(super) fn is_unread(doc: &Document, id: NodeId) -> bool {
    let skips = |tag| display(tag) == Display::Skip;
    let drawn = doc.namespace(id) == Some(Namespace::Svg);
    drawn || doc.tag(id).is_some_and(skips) || is_reading(doc, id)
}
