//! The standard's sets of element names, as bits of a table by tag.

use crate::input::Tag;
use Tag::*;

/// A set of sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sets(u32);

impl Sets {
    pub(super) const NONE: Self = Self(0);
    /// Elements through which no end tag reaches.
    pub(super) const SPECIAL: Self = Self(1);
    /// Where the search for an open element ends.
    pub(super) const SCOPE: Self = Self(1 << 1);
    pub(super) const TABLE_SCOPE: Self = Self(1 << 2);
    /// Elements that end where their parent ends.
    pub(super) const IMPLIED_END: Self = Self(1 << 3);
    /// The same at the end of a template.
    pub(super) const IMPLIED_END_THOROUGH: Self = Self(1 << 4);
    /// Inline elements that go on in the next block if not closed.
    pub(super) const FORMATTING: Self = Self(1 << 5);
    pub(super) const HEADING: Self = Self(1 << 6);
    /// Elements into which text does not go but before their table.
    pub(super) const TABLE_PARTS: Self = Self(1 << 7);
    pub(super) const TABLE_BODY_CONTEXT: Self = Self(1 << 8);
    pub(super) const TABLE_ROW_CONTEXT: Self = Self(1 << 9);
    pub(super) const CELL: Self = Self(1 << 10);
    /// `tbody`, `thead`, `tfoot`.
    pub(super) const ROW_GROUP: Self = Self(1 << 11);
    /// Blocks whose start closes a paragraph.
    pub(super) const BLOCK: Self = Self(1 << 12);
    /// Elements whose end tags close them and what is open inside.
    pub(super) const CLOSED_AS_BLOCK: Self = Self(1 << 13);
    /// HTML elements that end SVG and MathML.
    pub(super) const BREAKOUT: Self = Self(1 << 14);
    /// What belongs into `head` wherever it stands.
    pub(super) const METADATA: Self = Self(1 << 15);
    /// Elements without content that are phrasing.
    pub(super) const VOID_PHRASING: Self = Self(1 << 16);
    /// Start tags that mean nothing outside tables, heads and framesets.
    pub(super) const MISPLACED: Self = Self(1 << 17);
    pub(super) const LIST: Self = Self(1 << 18);
    /// Elements whose content is text and whose loss would turn it into visible text.
    pub(super) const RAW: Self = Self(1 << 19);

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Tag {
    pub(super) fn sets(self) -> Sets {
        TABLE[self as usize]
    }

    pub(super) fn is(self, set: Sets) -> bool {
        self.sets().has(set)
    }
}

static TABLE: [Sets; Tag::COUNT] = {
    let mut table = [Sets::NONE; Tag::COUNT];
    let mut set = 0;
    while set < MEMBERS.len() {
        let (bit, tags) = MEMBERS[set];
        let mut i = 0;
        while i < tags.len() {
            table[tags[i] as usize] = table[tags[i] as usize].and(bit);
            i += 1;
        }
        set += 1;
    }
    table
};

const MEMBERS: &[(Sets, &[Tag])] = &[
    (
        Sets::SPECIAL,
        &[
            Address, Applet, Area, Article, Aside, Base, Basefont, Bgsound, Blockquote, Body, Br,
            Button, Caption, Center, Col, Colgroup, Dd, Details, Dir, Div, Dl, Dt, Embed, Fieldset,
            Figcaption, Figure, Footer, Form, Frame, Frameset, H1, H2, H3, H4, H5, H6, Head,
            Header, Hgroup, Hr, Html, Iframe, Img, Input, Isindex, Li, Link, Listing, Main,
            Marquee, Menu, Meta, Nav, Noembed, Noframes, Noscript, Object, Ol, P, Param, Plaintext,
            Pre, Script, Section, Select, Source, Style, Summary, Table, Tbody, Td, Template,
            Textarea, Tfoot, Th, Thead, Title, Tr, Track, Ul, Wbr, Xmp,
        ],
    ),
    (Sets::SCOPE, &[Applet, Caption, Html, Table, Td, Th, Marquee, Object, Select, Template]),
    (Sets::TABLE_SCOPE, &[Html, Table, Template]),
    (Sets::IMPLIED_END, &[Dd, Dt, Li, Option, Optgroup, P, Rb, Rp, Rt, Rtc]),
    (
        Sets::IMPLIED_END_THOROUGH,
        &[
            Dd, Dt, Li, Option, Optgroup, P, Rb, Rp, Rt, Rtc, Caption, Colgroup, Tbody, Td, Tfoot,
            Th, Thead, Tr,
        ],
    ),
    (Sets::FORMATTING, &[A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U]),
    (Sets::HEADING, &[H1, H2, H3, H4, H5, H6]),
    (Sets::TABLE_PARTS, &[Table, Tbody, Tfoot, Thead, Tr]),
    (Sets::TABLE_BODY_CONTEXT, &[Tbody, Tfoot, Thead, Template, Html]),
    (Sets::TABLE_ROW_CONTEXT, &[Tr, Template, Html]),
    (Sets::CELL, &[Td, Th]),
    (Sets::ROW_GROUP, &[Tbody, Tfoot, Thead]),
    (
        Sets::BLOCK,
        &[
            Address, Article, Aside, Blockquote, Center, Details, Dialog, Dir, Div, Dl, Fieldset,
            Figcaption, Figure, Footer, Header, Hgroup, Main, Menu, Nav, Ol, P, Search, Section,
            Summary, Ul,
        ],
    ),
    (
        Sets::CLOSED_AS_BLOCK,
        &[
            Address, Article, Aside, Blockquote, Button, Center, Details, Dialog, Dir, Div, Dl,
            Fieldset, Figcaption, Figure, Footer, Header, Hgroup, Listing, Main, Menu, Nav, Ol,
            Pre, Search, Section, Select, Summary, Ul,
        ],
    ),
    (
        Sets::BREAKOUT,
        &[
            B, Big, Blockquote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4,
            H5, H6, Head, Hr, I, Img, Li, Listing, Menu, Meta, Nobr, Ol, P, Pre, Ruby, S, Small,
            Span, Strong, Strike, Sub, Sup, Table, Tt, U, Ul, Var,
        ],
    ),
    (
        Sets::METADATA,
        &[Base, Basefont, Bgsound, Link, Meta, Noframes, Script, Style, Template, Title],
    ),
    (Sets::VOID_PHRASING, &[Area, Br, Embed, Img, Keygen, Wbr]),
    (Sets::MISPLACED, &[Caption, Col, Colgroup, Frame, Head, Tbody, Td, Tfoot, Th, Thead, Tr]),
    (Sets::LIST, &[Ol, Ul]),
    (Sets::RAW, &[Title, Textarea, Style, Xmp, Iframe, Noembed, Noframes, Script, Plaintext]),
];
