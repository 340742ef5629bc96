//! Articles made at random, out of what trips writers.

use copydesk::{Article, Block, BlockKind, Cell, Figure, SpanKind};
use proptest::prelude::*;
use proptest::sample::select;

/// Words, and the marks of Markdown and HTML in every neighbourhood.
const PIECES: &[&str] = &[
    "a",
    "word",
    "Ünïcode",
    "東京",
    "می\u{200c}خواهم",
    "1",
    "42",
    "x",
    " ",
    " ",
    " ",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "[",
    "]",
    "](",
    "(",
    ")",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&lt;",
    "&#60;",
    "&nbsp",
    ";",
    "|",
    "||",
    "\\",
    "\\\\",
    "\\|",
    "!",
    "![",
    "#",
    "##",
    "# ",
    "> ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "1) ",
    "10.",
    "---",
    "===",
    "***",
    "___",
    "- - -",
    "    ",
    "\t",
    "http://a.example/",
    "https://",
    "www.",
    "www.a.example",
    "me@a.example",
    "://",
    ":",
    "[^1]",
    "[x]",
    "[ ]",
    "[a]: http://b.example",
    "\"",
    "'",
    "“",
    "”",
    "—",
    "…",
    ".",
    ",",
    "?",
    "$",
    "%",
    "{",
    "}",
    "{#id}",
    "€",
    "😀",
    "👩\u{200d}🚀",
    "é",
    "javascript:alert(1)",
    "]]>",
    "<![CDATA[",
    "<?php",
    "data:text/html,x",
];

/// Text as the cleaner makes it: single spaces, none at the ends, never empty.
pub fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 1..9)
        .prop_map(|pieces| flat(&pieces.concat()))
        .prop_filter("text", |text| !text.is_empty())
}

/// Any characters: controls, line breaks and marks of direction too, which `any::<String>()` lacks.
pub fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..32)
        .prop_map(|chars| chars.into_iter().collect::<String>())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn code() -> impl Strategy<Value = String> {
    let lines = select(&["\n", "\n\n", "  ", "\t", "```", "````", "~~~", "<b>", "&amp;", "let a;"]);
    prop::collection::vec(prop_oneof![select(PIECES), lines], 1..9)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("not blank", |code| !code.trim().is_empty())
        .prop_map(|code| {
            let lines: Vec<&str> = code.trim_end().lines().collect();
            let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
            lines[blank..].join("\n")
        })
}

pub const LINKS: &[&str] = &[
    "https://a.example/",
    "https://a.example/b_c(d)e?f=*g*&amp;h=[1]",
    "http://b.example/?q=a|b`c\\d\"e<f>",
    "mailto:me@a.example?subject=a b",
    "tel:+49123",
    "https://ü.example/é(",
];

fn span() -> impl Strategy<Value = SpanKind> {
    prop_oneof![
        select(LINKS).prop_map(|url| SpanKind::Link { url: url.to_owned() }),
        Just(SpanKind::Strong),
        Just(SpanKind::Emphasis),
        Just(SpanKind::Code),
    ]
}

/// The last character boundary that is not behind `at`.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Any spans at all: crossing, empty, one inside another.
fn with_spans(block: impl Strategy<Value = Block>) -> impl Strategy<Value = Block> {
    let spans = prop::collection::vec((0..40usize, 0..12usize, span()), 0..4);
    (block, spans).prop_map(|(block, spans)| {
        spans.into_iter().fold(block, |block, (start, length, kind)| {
            let start = floor(&block.text, start);
            let end = floor(&block.text, start + length).max(start);
            block.with_span(start, end, kind)
        })
    })
}

fn table() -> impl Strategy<Value = Block> {
    let cell = prop_oneof![3 => text(), 1 => Just(String::new())];
    (1..4usize, 1..4usize, any::<bool>())
        .prop_flat_map(move |(rows, columns, headed)| {
            let row = prop::collection::vec(cell.clone(), columns);
            (prop::collection::vec(row, rows), Just(headed))
        })
        .prop_map(|(rows, headed)| {
            let cell = |i: usize, text| match headed && i == 0 {
                true => Cell::header(text),
                false => Cell::new(text),
            };
            let rows = rows.into_iter().enumerate();
            Block::table(
                rows.map(|(i, row)| row.into_iter().map(|text| cell(i, text)).collect()).collect(),
            )
        })
        .prop_filter("a first row", |block| {
            block.text.lines().next().is_some_and(|row| !row.trim().is_empty())
        })
}

fn figure() -> impl Strategy<Value = Block> {
    let optional = || prop::option::of(text());
    (optional(), optional(), optional()).prop_map(|(alt, caption, credit)| {
        let mut figure = Figure::new("https://a.example/i.jpg?a=(1)&b=2");
        (figure.alt, figure.caption, figure.credit) = (alt, caption, credit);
        Block::figure(figure)
    })
}

fn item() -> impl Strategy<Value = Block> {
    let number = select(&[None, None, Some(0), Some(1), Some(2), Some(3), Some(999_999_999)]);
    (0..4u8, any::<bool>(), number, text()).prop_map(|(depth, ordered, number, text)| {
        let item = Block::list_item(depth, ordered, text);
        number.into_iter().fold(item, Block::with_number)
    })
}

/// Items at the depth and with the number that readers see: none begins deeper than one below the
/// item before it, and what has no number is counted, or goes on with an item that has one.
pub fn as_read(blocks: &mut [Block]) {
    let mut lists: Vec<(bool, u32, bool)> = Vec::new();
    for block in blocks {
        let BlockKind::ListItem { depth, ordered, number } = &mut block.kind else {
            lists.clear();
            continue;
        };
        *depth = (*depth).min(lists.len() as u8);
        let at = usize::from(*depth);
        lists.truncate(at + 1);
        if lists.get(at).is_some_and(|list| list.0 != *ordered) {
            lists.truncate(at);
        }
        if lists.len() == at {
            lists.push((*ordered, 0, false));
        }
        let (_, last, numbered) = &mut lists[at];
        if *ordered && (number.is_some() || !*numbered) {
            *numbered = number.is_some();
            *last = number.unwrap_or(*last + 1);
            *number = Some(*last);
        }
    }
}

pub fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => with_spans(text().prop_map(Block::paragraph)),
        2 => with_spans((1..=6u8, text()).prop_map(|(level, text)| Block::heading(level, text))),
        3 => with_spans(item()),
        2 => with_spans(text().prop_map(Block::quote)),
        1 => with_spans(text().prop_map(Block::note)),
        2 => (code(), prop::option::of(select(&["rust", "c++", "objective-c"]))).prop_map(|(text, language)| {
            Block::new(BlockKind::Code { language: language.map(str::to_owned) }, text)
        }),
        2 => with_spans(table()),
        1 => with_spans(figure()),
        1 => select(LINKS).prop_map(Block::embed),
    ]
}

pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

pub fn article() -> impl Strategy<Value = Article> {
    prop::collection::vec(block(), 0..8).prop_map(|blocks| Article::new().with_blocks(blocks))
}

/// What no writer may be broken by: spans out of the text, odd levels, control characters.
pub fn hostile_article() -> impl Strategy<Value = Article> {
    let any_block = (block(), any_text(), 0..99usize, 0..99usize, span()).prop_map(
        |(mut block, text, start, end, kind)| {
            match &mut block.kind {
                BlockKind::Heading { level } => *level = (start * 3) as u8,
                BlockKind::ListItem { depth, number, .. } => {
                    *depth = (end * 3) as u8;
                    *number = [None, Some(0), Some(7), Some(u32::MAX)][start % 4];
                }
                BlockKind::Code { language } => *language = Some(text.clone()),
                BlockKind::Embed { url } => *url = text.clone(),
                BlockKind::Figure(figure) => figure.source = Some(text.clone()),
                _ => {}
            }
            block.text.push_str(&text);
            block.with_span(start, end, kind)
        },
    );
    prop::collection::vec(any_block, 0..6).prop_map(|blocks| Article::new().with_blocks(blocks))
}

/// Articles of text alone: no figures, embeds or tables, in which what is kept depends on what
/// stands around.
pub fn prose() -> impl Strategy<Value = Article> {
    let block = block().prop_filter("text", |block| {
        !matches!(
            block.kind,
            BlockKind::Figure(_) | BlockKind::Embed { .. } | BlockKind::Table { .. }
        )
    });
    prop::collection::vec(block, 0..8).prop_map(|blocks| Article::new().with_blocks(blocks))
}
