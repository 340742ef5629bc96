//! HTML made from typed blocks: known elements and attributes only, checked addresses only.

use super::inline::{Event, Inline};
use super::plain::{flat, lines};
use super::table::rows;
use crate::address::{self, Use};
use crate::article::{Article, Block, BlockKind, Figure, SpanKind};
use std::fmt::Write;

pub(super) fn write(article: &Article) -> String {
    let size: usize = article.blocks.iter().map(|block| block.text.len() + 16).sum();
    let mut writer = Writer { out: String::with_capacity(size), lists: Vec::new(), quote: false };
    for block in &article.blocks {
        writer.block(block);
    }
    writer.close_groups();
    writer.out
}

struct Writer {
    out: String,
    /// The open lists, outermost first. Each has an open item.
    lists: Vec<List>,
    quote: bool,
}

struct List {
    ordered: bool,
    /// The last number that the page gave.
    number: Option<u32>,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        let inline = Inline::new(&block.text, &block.spans);
        match &block.kind {
            BlockKind::ListItem { depth, ordered, number } if !inline.is_empty() => {
                return self.item(*depth, *ordered, *number, &inline);
            }
            BlockKind::Quote if !inline.is_empty() => return self.quote(&inline),
            _ => {}
        }
        match &block.kind {
            BlockKind::Table { rows } if !rows.is_empty() => self.table(block),
            BlockKind::Figure(figure) => self.figure(figure, &block.text, &inline),
            BlockKind::Embed { url } => self.embed(url, &inline),
            _ if inline.is_empty() => {}
            BlockKind::Code { .. } => self.code(&block.text),
            BlockKind::Heading { level } => {
                let level = (*level).clamp(1, 6);
                self.element(&format!("<h{level}>"), &inline, &format!("</h{level}>\n"));
            }
            BlockKind::Note => self.element("<aside><p>", &inline, "</p></aside>\n"),
            _ => self.element("<p>", &inline, "</p>\n"),
        }
    }

    fn element(&mut self, open: &str, inline: &Inline<'_>, close: &str) {
        self.close_groups();
        self.out.push_str(open);
        push_inline(&mut self.out, inline);
        self.out.push_str(close);
    }

    fn item(&mut self, depth: u8, ordered: bool, number: Option<u32>, inline: &Inline<'_>) {
        self.close_quote();
        let number = number.filter(|_| ordered);
        let depth = usize::from(depth).min(self.lists.len());
        self.close_lists(depth + 1);
        if self.lists.len() > depth && self.lists[depth].ordered != ordered {
            self.close_lists(depth);
        }
        let last = self.lists.get(depth).and_then(|list| list.number);
        if number.is_none() && last.is_some() {
            // A further paragraph of the last item.
            self.out.push_str("<p>");
            push_inline(&mut self.out, inline);
            return self.out.push_str("</p>");
        }
        // A list goes on with the next number only: sanitisers know no `value` of an item.
        if number.is_some() && number != last.map(|last| last.saturating_add(1)) {
            self.close_lists(depth);
        }
        if self.lists.len() > depth {
            self.out.push_str("</li>\n<li>");
        } else {
            self.open_list(ordered, number);
        }
        self.lists[depth].number = number;
        push_inline(&mut self.out, inline);
    }

    fn open_list(&mut self, ordered: bool, number: Option<u32>) {
        self.out.push_str(if ordered { "<ol" } else { "<ul" });
        if let Some(number) = number.filter(|&number| number != 1) {
            let _ = write!(self.out, " start=\"{number}\"");
        }
        self.out.push_str(">\n<li>");
        self.lists.push(List { ordered, number: None });
    }

    fn close_lists(&mut self, depth: usize) {
        for list in self.lists.drain(depth.min(self.lists.len())..).rev() {
            self.out.push_str(if list.ordered { "</li>\n</ol>\n" } else { "</li>\n</ul>\n" });
        }
    }

    fn quote(&mut self, inline: &Inline<'_>) {
        self.close_lists(0);
        if !self.quote {
            self.out.push_str("<blockquote>\n");
            self.quote = true;
        }
        self.out.push_str("<p>");
        push_inline(&mut self.out, inline);
        self.out.push_str("</p>\n");
    }

    fn close_quote(&mut self) {
        if std::mem::take(&mut self.quote) {
            self.out.push_str("</blockquote>\n");
        }
    }

    fn close_groups(&mut self) {
        self.close_lists(0);
        self.close_quote();
    }

    fn code(&mut self, text: &str) {
        self.close_groups();
        // The parser swallows a line break right after `<pre>`, but not after `<code>`.
        self.out.push_str("<pre><code>");
        for (i, line) in lines(text).enumerate() {
            if i > 0 {
                self.out.push('\n');
            }
            push_text(&mut self.out, &line);
        }
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, block: &Block) {
        self.close_groups();
        self.out.push_str("<table>\n<tbody>\n");
        for row in rows(block) {
            self.out.push_str("<tr>");
            for (cell, header) in row {
                self.out.push_str(if header { "<th>" } else { "<td>" });
                push_inline(&mut self.out, &cell);
                self.out.push_str(if header { "</th>" } else { "</td>" });
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    fn figure(&mut self, figure: &Figure, text: &str, caption: &Inline<'_>) {
        let source = figure.source.as_deref().and_then(|s| address::checked(s, Use::Image));
        let credit = flat(figure.credit.as_deref().unwrap_or_default());
        let own = Inline::new(figure.caption.as_deref().unwrap_or_default(), &[]);
        let caption = if text.is_empty() { &own } else { caption };
        if source.is_none() && caption.is_empty() && credit.is_empty() {
            return;
        }
        self.close_groups();
        self.out.push_str("<figure>");
        if let Some(source) = source {
            self.out.push_str("<img alt=\"");
            push_attribute(&mut self.out, &flat(figure.alt.as_deref().unwrap_or_default()));
            self.out.push_str("\" src=\"");
            push_attribute(&mut self.out, &source);
            self.out.push_str("\">");
        }
        if !caption.is_empty() || !credit.is_empty() {
            self.out.push_str("<figcaption>");
            push_inline(&mut self.out, caption);
            if !credit.is_empty() {
                self.out.push_str(if caption.is_empty() { "<cite>" } else { " <cite>" });
                push_text(&mut self.out, &credit);
                self.out.push_str("</cite>");
            }
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    /// An embed would run what another site sends, so it becomes a link.
    fn embed(&mut self, url: &str, inline: &Inline<'_>) {
        let Some(url) = address::checked(url, Use::Link) else {
            if !inline.is_empty() {
                self.element("<p>", inline, "</p>\n");
            }
            return;
        };
        self.close_groups();
        self.out.push_str("<p>");
        open(&mut self.out, &SpanKind::Link { url: url.clone() });
        push_text(&mut self.out, if inline.is_empty() { &url } else { &inline.text });
        self.out.push_str("</a></p>\n");
    }
}

fn push_inline(out: &mut String, inline: &Inline<'_>) {
    for event in inline.events() {
        match event {
            Event::Text { start, end } => push_text(out, &inline.text[start..end]),
            Event::Open(kind) => open(out, kind),
            Event::Close(kind) => out.push_str(match kind {
                SpanKind::Link { .. } => "</a>",
                SpanKind::Strong => "</strong>",
                SpanKind::Emphasis => "</em>",
                SpanKind::Code => "</code>",
            }),
        }
    }
}

fn open(out: &mut String, kind: &SpanKind) {
    match kind {
        SpanKind::Link { url } => {
            out.push_str("<a href=\"");
            push_attribute(out, url);
            out.push_str("\" rel=\"noopener noreferrer\">");
        }
        SpanKind::Strong => out.push_str("<strong>"),
        SpanKind::Emphasis => out.push_str("<em>"),
        SpanKind::Code => out.push_str("<code>"),
    }
}

fn push_text(out: &mut String, text: &str) {
    push_escaped(out, text, false);
}

fn push_attribute(out: &mut String, text: &str) {
    push_escaped(out, text, true);
}

/// Escapes as the HTML standard serialises, so that parsing and writing again changes nothing.
fn push_escaped(out: &mut String, text: &str, quotes: bool) {
    let mut rest = text;
    let special = |c| matches!(c, '&' | '<' | '>' | '\u{a0}') || quotes && c == '"';
    while let Some(at) = rest.find(special) {
        out.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        out.push_str(match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => "&nbsp;",
        });
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}
