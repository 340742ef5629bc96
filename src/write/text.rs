//! Plain text: a paragraph a line.

use super::TextOptions;
use super::plain::{flat, lines};
use crate::article::{Article, Block, BlockKind, Figure};

pub(super) fn write(article: &Article, options: &TextOptions) -> String {
    let mut out = String::with_capacity(article.blocks.iter().map(|b| b.text.len() + 1).sum());
    for block in &article.blocks {
        write_block(&mut out, block, options);
    }
    out.truncate(out.trim_end_matches('\n').len());
    out
}

fn write_block(out: &mut String, block: &Block, options: &TextOptions) {
    match &block.kind {
        BlockKind::Paragraph => line_if(out, options.paragraphs, &block.text),
        BlockKind::Heading { .. } => line_if(out, options.headings, &block.text),
        BlockKind::ListItem { ordered: true, number: Some(number), .. }
            if options.lists && options.numbers =>
        {
            line_if(out, true, &format!("{number}. {}", block.text));
        }
        BlockKind::ListItem { .. } => line_if(out, options.lists, &block.text),
        BlockKind::Quote => line_if(out, options.quotes, &block.text),
        BlockKind::Note => line_if(out, options.notes, &block.text),
        BlockKind::Code { .. } if options.code && !block.text.trim().is_empty() => {
            for line in lines(&block.text) {
                out.push_str(&line);
                out.push('\n');
            }
        }
        BlockKind::Table { rows } if options.tables => {
            for row in rows {
                let cells: Vec<_> = row.iter().map(|cell| flat(&cell.text)).collect();
                let line = cells.join("\t");
                if !line.trim().is_empty() {
                    out.push_str(&line);
                    out.push('\n');
                }
            }
        }
        BlockKind::Figure(figure) => write_figure(out, figure, &block.text, options),
        BlockKind::Embed { url } => {
            line_if(out, options.embeds, url);
        }
        BlockKind::Code { .. } | BlockKind::Table { .. } => {}
    }
}

fn write_figure(out: &mut String, figure: &Figure, text: &str, options: &TextOptions) {
    let caption = figure.caption.as_deref().unwrap_or(text);
    line_if(out, options.images, figure.source.as_deref().unwrap_or_default());
    line_if(out, options.alternatives, figure.alt.as_deref().unwrap_or_default());
    line_if(out, options.captions, caption);
    line_if(out, options.credits, figure.credit.as_deref().unwrap_or_default());
}

fn line_if(out: &mut String, include: bool, text: &str) {
    if !include {
        return;
    }
    let line = flat(text);
    if !line.is_empty() {
        out.push_str(&line);
        out.push('\n');
    }
}
