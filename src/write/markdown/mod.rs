//! Markdown (CommonMark with GFM tables) that a parser reads back to the same blocks.

mod escape;
mod inline;

use super::inline::Inline;
use super::plain::{flat, lines};
use super::table::rows;
use crate::address::{self, Use};
use crate::article::{Article, Block, BlockKind, Figure, Span, SpanKind};
use escape::{Place, destination};
use inline::write_inline;
use std::fmt::Write;

pub(super) fn write(article: &Article) -> String {
    let size: usize = article.blocks.iter().map(|block| block.text.len() + 8).sum();
    let mut writer =
        Writer { out: String::with_capacity(size), lists: Vec::new(), last: Last::Start };
    for block in &article.blocks {
        writer.block(block);
    }
    writer.out
}

/// What was written last: some blocks go on where the one before ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Item,
    Quote,
    Other,
}

/// CommonMark has no longer numbers.
const MOST: u32 = 999_999_999;

/// An open list.
struct List {
    ordered: bool,
    /// The number of its last item.
    last: u32,
    /// That number is the page's own.
    numbered: bool,
    /// What stands after its numbers.
    mark: char,
    /// Where the text of its last item begins; lists inside it are indented that far.
    indent: usize,
}

struct Writer {
    out: String,
    lists: Vec<List>,
    last: Last,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        let inline = Inline::new(&block.text, &block.spans);
        match &block.kind {
            BlockKind::Table { .. } => self.table(block),
            BlockKind::Figure(figure) => self.figure(figure, &block.text, &inline),
            BlockKind::Embed { url } => self.embed(url, &inline),
            _ if inline.is_empty() => {}
            BlockKind::Heading { level } => {
                self.begin(Last::Other);
                let level = usize::from(*level).clamp(1, 6);
                self.out.extend(std::iter::repeat_n('#', level));
                self.out.push(' ');
                self.line(&inline, Place::Heading);
            }
            BlockKind::ListItem { depth, ordered, number } => {
                self.item(*depth, *ordered, *number, &inline);
            }
            BlockKind::Quote => {
                self.begin(Last::Quote);
                self.out.push_str("> ");
                self.line(&inline, Place::Line);
            }
            BlockKind::Code { language } => self.code(&block.text, language.as_deref()),
            BlockKind::Paragraph | BlockKind::Note => {
                self.begin(Last::Other);
                self.line(&inline, Place::Line);
            }
        }
    }

    /// Sets a block off from the one before it.
    fn begin(&mut self, next: Last) {
        if next != Last::Item {
            self.lists.clear();
        }
        self.out.push_str(match (self.last, next) {
            (Last::Start, _) | (Last::Item, Last::Item) => "",
            (Last::Quote, Last::Quote) => ">\n",
            _ => "\n",
        });
        self.last = next;
    }

    fn line(&mut self, inline: &Inline<'_>, place: Place) {
        write_inline(&mut self.out, inline, place);
        self.out.push('\n');
    }

    fn item(&mut self, depth: u8, ordered: bool, number: Option<u32>, inline: &Inline<'_>) {
        self.begin(Last::Item);
        let depth = usize::from(depth).min(self.lists.len());
        self.lists.truncate(depth + 1);
        if self.lists.get(depth).is_some_and(|list| list.ordered != ordered) {
            self.lists.truncate(depth);
        }
        let number = number.filter(|_| ordered).map(|number| number.min(MOST));
        let open = self.lists.len() > depth;
        if !open {
            self.lists.push(List { ordered, last: 0, numbered: false, mark: '.', indent: 0 });
        }
        let outer = if depth > 0 { self.lists[depth - 1].indent } else { 0 };
        let list = &mut self.lists[depth];
        if list.numbered && number.is_none() {
            return self.more_of_item(depth, inline);
        }
        if number.is_some_and(|number| number != list.last + 1) {
            if open {
                // A parser counts on from the first number of a list. Another mark, another list.
                list.mark = if list.mark == '.' { ')' } else { '.' };
            } else if depth > 0 {
                // Else what has another number than 1 goes on with the outer item's paragraph.
                self.out.push('\n');
            }
        }
        list.last = number.unwrap_or(list.last + 1);
        list.numbered = number.is_some();
        self.out.extend(std::iter::repeat_n(' ', outer));
        let marker = self.out.len();
        if ordered {
            let _ = write!(self.out, "{}{} ", list.last, list.mark);
        } else {
            self.out.push_str("- ");
        }
        list.indent = outer + self.out.len() - marker;
        self.line(inline, Place::Line);
    }

    /// A further paragraph of the last item.
    fn more_of_item(&mut self, depth: usize, inline: &Inline<'_>) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.lists[depth].indent));
        self.line(inline, Place::Line);
    }

    fn code(&mut self, text: &str, language: Option<&str>) {
        self.begin(Last::Other);
        let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
        self.out.push_str(&fence);
        self.out.extend(language.unwrap_or_default().chars().filter(|&c| is_language(c)));
        self.out.push('\n');
        for line in lines(text) {
            self.out.push_str(&line);
            self.out.push('\n');
        }
        self.out.push_str(&fence);
        self.out.push('\n');
    }

    fn table(&mut self, block: &Block) {
        let rows = rows(block);
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        self.begin(Last::Other);
        // A table of GFM has a first row of headers, if need be an empty one.
        let headed = rows[0].iter().all(|(_, header)| *header);
        if !headed {
            self.row(&[], width);
        }
        for (i, row) in rows.iter().enumerate() {
            if i == usize::from(headed) {
                self.rule(width);
            }
            self.row(row, width);
        }
        if headed && rows.len() == 1 {
            self.rule(width);
        }
    }

    fn row(&mut self, row: &[(Inline<'_>, bool)], width: usize) {
        self.out.push('|');
        for i in 0..width {
            self.out.push(' ');
            if let Some((cell, _)) = row.get(i).filter(|(cell, _)| !cell.is_empty()) {
                write_inline(&mut self.out, cell, Place::Cell);
                self.out.push(' ');
            }
            self.out.push('|');
        }
        self.out.push('\n');
    }

    fn rule(&mut self, width: usize) {
        self.out.push('|');
        self.out.push_str(&" --- |".repeat(width));
        self.out.push('\n');
    }

    /// The image, and below it in the same paragraph its caption, and its credit in italics.
    fn figure(&mut self, figure: &Figure, text: &str, caption: &Inline<'_>) {
        let source = figure.source.as_deref().and_then(|s| address::checked(s, Use::Image));
        let credit = flat(figure.credit.as_deref().unwrap_or_default());
        let own = Inline::new(figure.caption.as_deref().unwrap_or_default(), &[]);
        let caption = if text.is_empty() { &own } else { caption };
        if source.is_none() && caption.is_empty() && credit.is_empty() {
            return;
        }
        self.begin(Last::Other);
        let mut parts = 0;
        if let Some(source) = source {
            self.out.push_str("![");
            let alt = Inline::new(figure.alt.as_deref().unwrap_or_default(), &[]);
            write_inline(&mut self.out, &alt, Place::Inside);
            self.out.push_str("](");
            self.out.push_str(&destination(&source));
            self.out.push(')');
            parts += 1;
        }
        let emphasis = [Span::new(0, credit.len(), SpanKind::Emphasis)];
        for part in [caption, &Inline::new(&credit, &emphasis)] {
            if !part.is_empty() {
                self.out.push_str(if parts > 0 { "\\\n" } else { "" });
                write_inline(&mut self.out, part, Place::Line);
                parts += 1;
            }
        }
        self.out.push('\n');
    }

    fn embed(&mut self, url: &str, inline: &Inline<'_>) {
        let Some(url) = address::checked(url, Use::Link) else {
            if !inline.is_empty() {
                self.begin(Last::Other);
                self.line(inline, Place::Line);
            }
            return;
        };
        self.begin(Last::Other);
        let label = if inline.is_empty() { url.clone() } else { inline.text.to_string() };
        let link = [Span::new(0, label.len(), SpanKind::Link { url })];
        self.line(&Inline::new(&label, &link), Place::Line);
    }
}

fn is_language(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_')
}
