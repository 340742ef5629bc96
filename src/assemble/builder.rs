//! One pass over the pieces, in order.

use super::addresses::Addresses;
use super::draft::{Draft, Source};
use super::media::{self, Neighbours};
use super::numbers::Numbers;
use super::table::{TableDraft, Tables};
use super::{Assembled, code, enclosing, lines};
use crate::article::{Block, BlockKind, Figure};
use crate::input::{Document, NodeId, Tag, TextRange};
use crate::judge::{Picture, Piece};
use crate::report::{Dropped, Verdict};
use crate::segment::{Candidate, Flags, Kind, Segments};
use crate::text::hash::{KeyedMap, KeyedSet};
use crate::text::normalise::normalise;
use html5ever::local_name;

pub(super) struct Builder<'a> {
    source: Source<'a>,
    pieces: &'a [Piece],
    /// Those of the pieces that are still to come.
    pictures: &'a [Picture],
    neighbours: Neighbours,
    tables: Tables,
    numbers: Numbers,
    /// The story stands in captions, which are its paragraphs then.
    told_in_captions: bool,
    blocks: Vec<Block>,
    dropped: Vec<Dropped>,
    /// The end of a long run of lines that are no prose: it is looked through once.
    verse: usize,
    /// The running text last written, which the next may go on with.
    last: Option<Last>,
    table: Option<TableDraft>,
    /// The image last written of each `figure` element, by block.
    figures: KeyedMap<NodeId, usize>,
    /// Captions that come before their image.
    waiting: KeyedMap<NodeId, Vec<Caption>>,
    images: KeyedSet<String>,
}

/// A run of more lines is prose as a whole or not at all.
const MANY_LINES: usize = 200;

/// So many words of captions may be a story, where the other words are a tenth of them at most.
const CAPTIONS_TELL: u32 = 50;

struct Caption {
    credit: bool,
    kept: bool,
    draft: Draft,
}

/// Running text that was written to the last block.
struct Last {
    block: usize,
    end: u32,
    candidate: u32,
    node: NodeId,
    /// Something that is not part of the text stands after it.
    interrupted: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        doc: &'a Document<'a>,
        segments: &'a Segments,
        pieces: &'a [Piece],
        pictures: &'a [Picture],
        addresses: &'a Addresses<'a>,
    ) -> Self {
        let source = Source { doc, segments, addresses };
        Self {
            source,
            pieces,
            pictures,
            neighbours: Neighbours::new(source, pieces),
            tables: Tables::new(doc, segments, pieces),
            numbers: Numbers::default(),
            told_in_captions: told_in_captions(segments, pieces),
            blocks: Vec::new(),
            dropped: Vec::new(),
            verse: 0,
            last: None,
            table: None,
            figures: KeyedMap::default(),
            waiting: KeyedMap::default(),
            images: KeyedSet::default(),
        }
    }

    pub(super) fn build(mut self) -> Assembled {
        let mut at = 0;
        while at < self.pieces.len() {
            at += self.piece(at);
        }
        self.close_table();
        self.close_captions();
        Assembled { blocks: self.blocks, dropped: self.dropped }
    }

    /// Captions that were kept but whose image was not to be had.
    fn close_captions(&mut self) {
        let mut left: Vec<_> = std::mem::take(&mut self.waiting).into_iter().collect();
        left.sort_by_key(|(element, _)| element.index());
        for (_, captions) in left {
            let mut kept = captions.into_iter().filter(|caption| caption.kept).peekable();
            if kept.peek().is_none() {
                continue;
            }
            self.push(Block::figure(Figure::default()));
            for Caption { credit, draft, .. } in kept {
                self.attach(self.blocks.len() - 1, credit, draft);
            }
        }
    }

    /// Takes the piece at `at`, and those that make one block with it; gives their number.
    fn piece(&mut self, at: usize) -> usize {
        let piece = &self.pieces[at];
        let candidate = self.candidate(piece);
        match candidate.kind {
            Kind::Image | Kind::Embed => {
                self.interrupt();
                if self.neighbours.keep(at, candidate) {
                    self.medium(at, candidate);
                }
            }
            _ if self.belongs_to_figure(piece, candidate) => self.caption(at, candidate),
            _ if piece.verdict == Verdict::Remove => self.interrupt(),
            _ => return self.text(at, candidate),
        }
        1
    }

    fn candidate(&self, piece: &Piece) -> &'a Candidate {
        &self.source.segments.candidates[piece.candidate as usize]
    }

    fn interrupt(&mut self) {
        if let Some(last) = &mut self.last {
            last.interrupted = true;
        }
    }

    fn draft(&mut self, piece: &Piece) -> Draft {
        Draft::of(self.source, self.candidate(piece), piece.text, &mut self.dropped)
    }

    fn push(&mut self, block: Block) {
        self.close_table();
        if !block.text.is_empty()
            || matches!(block.kind, BlockKind::Figure(_) | BlockKind::Embed { .. })
        {
            self.blocks.push(block);
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.blocks.push(table.finish(self.source.doc));
        }
    }

    fn text(&mut self, at: usize, candidate: &Candidate) -> usize {
        let piece = &self.pieces[at];
        if candidate.flags.has(Flags::TABLE)
            && candidate.kind != Kind::Caption
            && let Some(table) = self.tables.data_around(self.source.doc, candidate.node)
        {
            self.cell(table, piece, candidate);
            return 1;
        }
        let kind = self.kind(piece, candidate);
        let count = match kind {
            BlockKind::Code { .. } => 1,
            _ => self.run_of_lines(at, candidate),
        };
        let mut draft = self.draft(piece);
        for piece in &self.pieces[at + 1..at + count] {
            let line = self.draft(piece);
            draft.join(line);
        }
        let end = &self.pieces[at + count - 1];
        if draft.is_blank() {
            return count;
        }
        if let Some(block) = self.continued(piece, candidate, &kind, &draft.text) {
            self.extend(block, piece, draft);
        } else {
            self.push(draft.block(kind));
        }
        self.last = Some(Last {
            block: self.blocks.len() - 1,
            end: end.text.end,
            candidate: end.candidate,
            node: candidate.node,
            interrupted: false,
        });
        count
    }

    fn kind(&mut self, piece: &Piece, candidate: &Candidate) -> BlockKind {
        match candidate.kind {
            Kind::Heading(level) => BlockKind::Heading { level },
            Kind::Code => {
                let language = code::language(self.source.doc, candidate.node);
                BlockKind::Code { language }
            }
            _ if piece.note => BlockKind::Note,
            Kind::Item { depth, ordered } => {
                let Source { doc, segments, .. } = self.source;
                let number =
                    ordered.then(|| self.numbers.of(doc, segments, piece.candidate)).flatten();
                BlockKind::ListItem { depth, ordered, number }
            }
            _ if candidate.flags.has(Flags::QUOTE) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }

    fn cell(&mut self, table: NodeId, piece: &Piece, candidate: &Candidate) {
        if self.table.as_ref().is_none_or(|open| open.node != table) {
            self.close_table();
            self.table = Some(TableDraft::new(table));
        }
        let draft = self.draft(piece);
        if let Some(open) = &mut self.table {
            open.add(self.source.doc, candidate.node, draft);
        }
        self.last = None;
    }

    /// How many pieces from `at` on are lines of one paragraph that was wrapped by hand.
    fn run_of_lines(&mut self, at: usize, candidate: &Candidate) -> usize {
        if at < self.verse {
            return 1;
        }
        let mut end = at + 1;
        while self.candidate(&self.pieces[end - 1]).flags.has(Flags::BR_AFTER)
            && self.pieces.get(end).is_some_and(|next| {
                let next_candidate = self.candidate(next);
                next.verdict == Verdict::Keep
                    && next.candidate == self.pieces[end - 1].candidate + 1
                    && next_candidate.node == candidate.node
                    && next_candidate.kind == candidate.kind
            })
        {
            end += 1;
        }
        if end == at + 1 {
            return 1;
        }
        let lines: Vec<&str> = self.pieces[at..end].iter().map(|p| self.text_of(p)).collect();
        if lines::are_prose(&lines) {
            return end - at;
        }
        if end - at > MANY_LINES {
            self.verse = end;
        }
        1
    }

    fn text_of(&self, piece: &Piece) -> &'a str {
        let range = piece.text.start as usize..piece.text.end as usize;
        self.source.segments.text.get(range).unwrap_or_default()
    }

    /// The block that a text goes on with: a part of the same candidate, or the rest of a sentence
    /// that an advertisement or an image cut.
    fn continued(
        &self,
        piece: &Piece,
        candidate: &Candidate,
        kind: &BlockKind,
        text: &str,
    ) -> Option<usize> {
        let last = self.last.as_ref()?;
        let block = &self.blocks[last.block];
        if block.kind != *kind || self.table.is_some() {
            return None;
        }
        if last.candidate == piece.candidate && !last.interrupted {
            return Some(last.block);
        }
        let running = matches!(kind, BlockKind::Paragraph | BlockKind::Quote);
        let together = last.node == candidate.node
            || self.source.doc.parent(last.node) == Some(candidate.node);
        (running && together && last.interrupted && lines::runs_on(&block.text, text))
            .then_some(last.block)
    }

    fn extend(&mut self, block: usize, piece: &Piece, more: Draft) {
        let joined = self.last.as_ref().is_some_and(|last| last.end == piece.text.start);
        let block = &mut self.blocks[block];
        let mut draft = Draft::from_block(block);
        // Parts of one candidate were cut inside a line: what was between them was white space.
        let spaced = self.source.segments.text[..piece.text.start as usize].ends_with(' ')
            || more.text.starts_with(' ');
        if joined && !spaced {
            draft.append("", more);
        } else {
            draft.join(more);
        }
        *block = draft.block(block.kind.clone());
    }

    fn medium(&mut self, at: usize, candidate: &Candidate) {
        if candidate.kind == Kind::Embed {
            if let Some(url) = media::embed(self.source, candidate.node, &mut self.dropped) {
                self.push(Block::embed(url));
            }
            return;
        }
        let doc = self.source.doc;
        let in_data = candidate.flags.has(Flags::TABLE)
            && self.tables.data_around(doc, candidate.node).is_some();
        if in_data || media::is_repeated(self.source, self.pieces, at) {
            return;
        }
        let Some(address) = media::image(self.source, candidate.node, &mut self.dropped) else {
            return;
        };
        if !self.images.insert(address.clone()) {
            return;
        }
        let mut figure = Figure::new(address);
        let alt = doc.attr(candidate.node, &local_name!("alt")).map(normalise);
        figure.alt = alt.filter(|alt| !alt.is_empty());
        self.push(Block::figure(figure));
        let block = self.blocks.len() - 1;
        if let Some(element) = self.figure_of(candidate) {
            self.figures.insert(element, block);
            for Caption { credit, draft, .. } in self.waiting.remove(&element).unwrap_or_default() {
                self.attach(block, credit, draft);
            }
        }
    }

    fn figure_of(&self, candidate: &Candidate) -> Option<NodeId> {
        let inside = candidate.flags.has(Flags::FIGURE);
        inside.then(|| enclosing(self.source.doc, candidate.node, &[Tag::Figure])).flatten()
    }

    /// Captions and credits, whichever verdict they have in the text: they are their figure's.
    fn belongs_to_figure(&self, piece: &Piece, candidate: &Candidate) -> bool {
        match piece.category.as_ref().map(|category| category.as_str()) {
            Some("caption" | "credit") => true,
            Some(_) => piece.verdict == Verdict::Keep && candidate.is_figcaption(),
            None => {
                let is_text = self.told_in_captions && piece.verdict == Verdict::Keep;
                candidate.is_figcaption() && !is_text
            }
        }
    }

    fn caption(&mut self, at: usize, candidate: &Candidate) {
        let piece = &self.pieces[at];
        let element = self.figure_of(candidate);
        let image = match element {
            Some(element) => self.figures.get(&element).copied(),
            None => self.blocks.len().checked_sub(1).filter(|&last| {
                self.table.is_none() && matches!(self.blocks[last].kind, BlockKind::Figure(_))
            }),
        };
        let kept = piece.verdict == Verdict::Keep;
        self.interrupt();
        let follows = element.filter(|&element| self.image_follows(piece, element));
        let mut block = image;
        if block.is_none() && follows.is_none() {
            if !kept {
                return;
            }
            self.push(Block::figure(Figure::default()));
            block = Some(self.blocks.len() - 1);
        }
        for (credit, range) in self.parts(at) {
            let draft = Draft::of(self.source, candidate, range, &mut self.dropped);
            if let Some(block) = block {
                self.attach(block, credit, draft);
            } else if let Some(element) = follows {
                let waiting = self.waiting.entry(element).or_default();
                waiting.push(Caption { credit, kept, draft });
            }
        }
    }

    /// What of a piece is the caption, and what the credit: all of it is one of them where no rule
    /// says more.
    fn parts(&mut self, at: usize) -> impl Iterator<Item = (bool, TextRange)> + use<> {
        let piece = &self.pieces[at];
        let before = self.pictures.partition_point(|picture| (picture.piece as usize) < at);
        self.pictures = &self.pictures[before..];
        let own = self.pictures.first().filter(|picture| picture.piece as usize == at);
        let parts = if let Some(&Picture { caption, credit, .. }) = own {
            [(false, caption), (true, credit)]
        } else {
            let is_credit = piece.category.as_ref().is_some_and(|c| c.as_str() == "credit");
            [(is_credit, Some(piece.text)), (false, None)]
        };
        parts.into_iter().filter_map(|(credit, range)| Some((credit, range?)))
    }

    /// Whether an image of this `figure` comes right after its caption.
    fn image_follows(&self, piece: &Piece, element: NodeId) -> bool {
        let next = self.source.segments.candidates.get(piece.candidate as usize + 1..);
        next.unwrap_or_default().iter().take(3).any(|candidate| {
            candidate.kind == Kind::Image && self.figure_of(candidate) == Some(element)
        })
    }

    fn attach(&mut self, block: usize, credit: bool, draft: Draft) {
        let block = &mut self.blocks[block];
        let BlockKind::Figure(figure) = &mut block.kind else { return };
        if credit {
            let (text, _) = draft.finish();
            match &mut figure.credit {
                Some(own) => own.extend([" ", &text]),
                none => *none = Some(text),
            }
            return;
        }
        let mut figure = figure.clone();
        let mut whole = Draft::from_block(block);
        if whole.text.is_empty() {
            whole = draft;
        } else {
            whole.join(draft);
        }
        let (text, spans) = whole.finish();
        figure.caption = Some(text).filter(|text| !text.is_empty());
        *block = Block::figure(*figure);
        block.spans = spans;
    }
}

/// Whether nearly all that is kept stands in captions of figures: some write their stories there.
fn told_in_captions(segments: &Segments, pieces: &[Piece]) -> bool {
    let (mut captions, mut others) = (0, 0);
    for piece in pieces.iter().filter(|piece| piece.verdict == Verdict::Keep) {
        let candidate = &segments.candidates[piece.candidate as usize];
        *(if candidate.is_figcaption() { &mut captions } else { &mut others }) += candidate.words;
    }
    captions >= CAPTIONS_TELL && others * 10 <= captions
}
