//! Tables: which hold data, and their cells row by row.

use super::draft::Draft;
use super::enclosing;
use crate::article::{Block, BlockKind, Cell, Span};
use crate::input::{Document, NodeId, Tag};
use crate::judge::Piece;
use crate::report::Verdict;
use crate::segment::{Flags, Kind, Segments};
use crate::text::hash::{KeyedMap, KeyedSet};

/// A cell longer than this (bytes) is a column of a layout.
const LONG: u32 = 600;
/// A row wider than this is not filled up with empty cells.
const WIDE: usize = 200;

/// The tables of a page that hold data; others only lay the page out.
pub(super) struct Tables {
    data: KeyedSet<NodeId>,
}

/// What is known of a table. The texts of a cell and the cells of a row follow each other, but for
/// those around an inner table, and then it is no table of data.
#[derive(Default)]
struct Shape {
    /// It has texts of its own, and the table around it is marked.
    met: bool,
    rows: usize,
    cells: usize,
    row: Option<NodeId>,
    cell: Option<NodeId>,
    /// Bytes in that cell.
    bytes: u32,
    layout: bool,
}

impl Shape {
    fn add(&mut self, cell: Option<NodeId>, row: Option<NodeId>, bytes: u32) {
        if row.is_some() && row != self.row {
            (self.row, self.rows) = (row, self.rows + 1);
        }
        if cell.is_some() && cell != self.cell {
            (self.cell, self.cells, self.bytes) = (cell, self.cells + 1, 0);
        }
        self.bytes = self.bytes.saturating_add(bytes);
        self.layout |= cell.is_none() || self.bytes > LONG;
    }

    fn holds_data(&self) -> bool {
        !self.layout && self.rows > 1 && self.cells > self.rows
    }
}

impl Tables {
    pub(super) fn new(doc: &Document, segments: &Segments, pieces: &[Piece]) -> Self {
        let mut shapes: KeyedMap<NodeId, Shape> = KeyedMap::default();
        for piece in pieces.iter().filter(|piece| piece.verdict == Verdict::Keep) {
            let candidate = &segments.candidates[piece.candidate as usize];
            if !candidate.flags.has(Flags::TABLE) || candidate.kind == Kind::Caption {
                continue;
            }
            let Some(table) = around(doc, candidate.node) else { continue };
            if !std::mem::replace(&mut shapes.entry(table).or_default().met, true)
                && let Some(outer) = doc.parent(table).and_then(|n| around(doc, n))
            {
                shapes.entry(outer).or_default().layout = true;
            }
            let shape = shapes.entry(table).or_default();
            let (cell, row) = place(doc, candidate.node);
            shape.layout |= matches!(candidate.kind, Kind::Code | Kind::Heading(_));
            shape.add(cell, row, piece.text.end - piece.text.start);
        }
        let data = shapes.iter().filter(|(_, shape)| shape.holds_data()).map(|(&n, _)| n);
        Self { data: data.collect() }
    }

    /// The table of data that a block element stands in.
    pub(super) fn data_around(&self, doc: &Document, node: NodeId) -> Option<NodeId> {
        if self.data.is_empty() {
            return None;
        }
        around(doc, node).filter(|table| self.data.contains(table))
    }
}

/// The nearest table around a block element.
fn around(doc: &Document, node: NodeId) -> Option<NodeId> {
    enclosing(doc, node, &[Tag::Table])
}

/// The cell and the row around a block element.
fn place(doc: &Document, node: NodeId) -> (Option<NodeId>, Option<NodeId>) {
    let cell = enclosing(doc, node, &[Tag::Td, Tag::Th, Tag::Table])
        .filter(|&n| doc.tag(n) != Some(Tag::Table));
    let row = cell.and_then(|n| doc.parent(n)).filter(|&n| doc.tag(n) == Some(Tag::Tr));
    (cell, row)
}

/// A table while its cells come in, row by row.
pub(super) struct TableDraft {
    pub(super) node: NodeId,
    rows: Vec<Vec<Cell>>,
    spans: Vec<Span>,
    /// Bytes of the cells, each with one more.
    at: usize,
    row: Option<NodeId>,
    /// The cells of that row.
    cells: KeyedMap<NodeId, Draft>,
}

impl TableDraft {
    pub(super) fn new(node: NodeId) -> Self {
        let (rows, spans, cells) = (Vec::new(), Vec::new(), KeyedMap::default());
        Self { node, rows, spans, at: 0, row: None, cells }
    }

    pub(super) fn add(&mut self, doc: &Document, node: NodeId, draft: Draft) {
        let (Some(cell), Some(row)) = place(doc, node) else { return };
        if self.row != Some(row) {
            self.end_row(doc);
            self.row = Some(row);
        }
        match self.cells.entry(cell) {
            std::collections::hash_map::Entry::Occupied(mut own) => own.get_mut().join(draft),
            std::collections::hash_map::Entry::Vacant(free) => drop(free.insert(draft)),
        }
    }

    fn end_row(&mut self, doc: &Document) {
        let Some(row) = self.row.take() else { return };
        let mut cells = Vec::with_capacity(self.cells.len());
        for node in doc.children(row) {
            let header = doc.tag(node) == Some(Tag::Th);
            if !header && doc.tag(node) != Some(Tag::Td) {
                continue;
            }
            let draft = self.cells.remove(&node);
            if draft.is_none() && cells.len() > WIDE {
                continue;
            }
            let (text, own) = draft.unwrap_or_default().finish();
            let at = self.at;
            self.spans.extend(own.into_iter().map(|s| Span::new(s.start + at, s.end + at, s.kind)));
            self.at += text.len() + 1;
            cells.push(if header { Cell::header(text) } else { Cell::new(text) });
        }
        self.cells.clear();
        self.rows.push(cells);
    }

    pub(super) fn finish(mut self, doc: &Document) -> Block {
        self.end_row(doc);
        let mut block = Block::table(self.rows);
        debug_assert!(matches!(block.kind, BlockKind::Table { .. }));
        block.spans = self.spans;
        block
    }
}
