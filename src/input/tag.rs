//! HTML element names as one byte, so that later stages can match on them.

use super::hash::Table;
use std::sync::LazyLock;

macro_rules! tags {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// An HTML element's name; `Other` for custom and foreign elements.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag { $($variant),*, Other }

        const TAGS: &[Tag] = &[$(Tag::$variant),*];
        const NAMES: &[&str] = &[$($name),*];
    };
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(NAMES));

tags! {
    A = "a", Abbr = "abbr", Acronym = "acronym", Address = "address", Applet = "applet",
    Area = "area", Article = "article", Aside = "aside", Audio = "audio", B = "b", Base = "base",
    Basefont = "basefont", Bdi = "bdi", Bdo = "bdo", Bgsound = "bgsound", Big = "big",
    Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas",
    Caption = "caption", Center = "center", Cite = "cite", Code = "code", Col = "col",
    Colgroup = "colgroup", Data = "data", Datalist = "datalist", Dd = "dd", Del = "del",
    Details = "details", Dfn = "dfn", Dialog = "dialog", Dir = "dir", Div = "div", Dl = "dl",
    Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption",
    Figure = "figure", Font = "font", Footer = "footer", Form = "form", Frame = "frame",
    Frameset = "frameset", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
    Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i",
    Iframe = "iframe", Image = "image", Img = "img", Input = "input", Ins = "ins",
    Isindex = "isindex", Kbd = "kbd", Keygen = "keygen", Label = "label", Legend = "legend",
    Li = "li", Link = "link", Listing = "listing", Main = "main", Malignmark = "malignmark",
    Map = "map", Mark = "mark", Marquee = "marquee", Math = "math", Menu = "menu", Meta = "meta",
    Meter = "meter", Mglyph = "mglyph", Nav = "nav", Nobr = "nobr", Noembed = "noembed",
    Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol",
    Optgroup = "optgroup", Option = "option", Output = "output", P = "p", Param = "param",
    Picture = "picture", Plaintext = "plaintext", Pre = "pre", Progress = "progress", Q = "q",
    Rb = "rb", Rp = "rp", Rt = "rt", Rtc = "rtc", Ruby = "ruby", S = "s", Samp = "samp",
    Script = "script", Search = "search", Section = "section", Select = "select", Slot = "slot",
    Small = "small", Source = "source", Span = "span", Strike = "strike", Strong = "strong",
    Style = "style", Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg", Table = "table",
    Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea", Tfoot = "tfoot",
    Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr", Track = "track",
    Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video", Wbr = "wbr", Xmp = "xmp",
}

/// A name with `>` behind it, as far as eight bytes hold both.
struct Closed {
    bytes: u64,
    mask: u64,
    length: usize,
}

impl Closed {
    /// What no text begins with.
    const NEVER: Self = Self { bytes: 1, mask: 0, length: 0 };

    const fn of(name: &str) -> Self {
        let (name, length) = (name.as_bytes(), name.len());
        if length >= 8 {
            return Self::NEVER;
        }
        let (mut eight, mut at) = ([0; 8], 0);
        while at < length {
            eight[at] = name[at];
            at += 1;
        }
        eight[length] = b'>';
        Self { bytes: u64::from_le_bytes(eight), mask: u64::MAX >> (56 - 8 * length), length }
    }
}

static CLOSED: [Closed; Tag::COUNT] = {
    let (mut closed, mut at) = ([const { Closed::NEVER }; Tag::COUNT], 0);
    while at < NAMES.len() {
        closed[at] = Closed::of(NAMES[at]);
        at += 1;
    }
    closed
};

impl Tag {
    /// How many there are, `Other` included.
    pub(crate) const COUNT: usize = TAGS.len() + 1;

    /// By a name in any case.
    pub(crate) fn from_html_name(name: &str) -> Self {
        Self::at_start(name.as_bytes(), name.len())
    }

    /// By the name in any case that the first `length` bytes of a text are.
    #[inline(always)]
    pub(super) fn at_start(text: &[u8], length: usize) -> Self {
        TABLE.find(text, length, |i| NAMES[i]).map_or(Self::Other, |i| TAGS[i])
    }

    /// The name; `other` for those that have no number.
    pub(crate) fn name(self) -> &'static str {
        NAMES.get(self as usize).copied().unwrap_or("other")
    }

    /// How long the name is, where a text begins with it and `>`: most names are short, and a
    /// comparison of eight bytes tells. Of others nothing is told.
    #[inline(always)]
    pub(super) fn closed_at_start(self, text: &[u8]) -> Option<usize> {
        let (closed, eight) = (&CLOSED[self as usize], text.first_chunk()?);
        (u64::from_le_bytes(*eight) & closed.mask == closed.bytes).then_some(closed.length)
    }

    /// 1 to 6 for `h1` to `h6`.
    pub(crate) fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_tag_in_any_case() {
        for (&tag, &name) in TAGS.iter().zip(NAMES) {
            assert_eq!(Tag::from_html_name(name), tag);
            assert_eq!(Tag::from_html_name(&name.to_uppercase()), tag);
            assert_eq!(tag.name(), name);
            let closed = |text: String| tag.closed_at_start(text.as_bytes());
            let known = (name.len() < 8).then_some(name.len());
            assert_eq!(closed(format!("{name}>       ")), known);
            assert_eq!(closed(format!("{name} >      ")), None);
            assert_eq!(closed(name.to_owned()), None);
            assert_eq!(Tag::from_html_name(&format!("{name}-x")), Tag::Other);
        }
        assert_eq!(Tag::from_html_name(""), Tag::Other);
    }
}
