//! How an element is laid out: what cuts text and what does not.

use crate::input::Tag;

/// The part an element plays in cutting the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    /// Never visible: its text belongs to no candidate.
    Skip,
    Block,
    Inline,
    Break,
    Image,
    Embed,
}

pub(crate) fn display(tag: Tag) -> Display {
    use Tag::*;
    match tag {
        Head | Script | Style | Template => Display::Skip,
        Br => Display::Break,
        Img => Display::Image,
        Iframe | Video | Audio | Embed | Object => Display::Embed,
        A | Abbr | Acronym | Applet | Area | B | Bdi | Bdo | Big | Cite | Code | Data | Del
        | Dfn | Em | Font | I | Ins | Kbd | Link | Map | Mark | Meta | Meter | Nobr | Noscript
        | Output | Param | Picture | Progress | Q | Rb | Rp | Rt | Rtc | Ruby | S | Samp | Slot
        | Small | Source | Span | Strike | Strong | Sub | Sup | Svg | Time | Title | Track | Tt
        | U | Var | Wbr | Math | Canvas | Base | Other => Display::Inline,
        _ => Display::Block,
    }
}
