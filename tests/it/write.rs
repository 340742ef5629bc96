//! What the writers make of articles.

use copydesk::{Article, Block, Cell, Figure, TextOptions};

fn every_kind() -> Article {
    Article::new().with_title("All kinds").with_blocks([
        Block::heading(2, "Heading"),
        Block::paragraph("Paragraph"),
        Block::list_item(0, true, "Item"),
        Block::quote("Quote"),
        Block::code("let a = 1;\n\n    indented"),
        Block::table(vec![vec![Cell::header("A"), Cell::header("B")], vec![Cell::new("1")]]),
        Block::note("Note"),
        Block::figure(
            Figure::new("https://example.org/a.jpg")
                .with_alt("Alt")
                .with_caption("Caption")
                .with_credit("Credit"),
        ),
        Block::embed("https://example.org/video"),
    ])
}

#[test]
fn text_has_a_paragraph_a_line_and_no_captions() {
    assert_eq!(
        every_kind().to_text(),
        "Heading\nParagraph\nItem\nQuote\nlet a = 1;\n\n    indented\nA\tB\n1\nNote"
    );
}

#[test]
fn each_kind_can_be_left_out_or_put_in() {
    let article = every_kind();
    let all = article.to_text_with(&TextOptions::all());
    type Switch = fn(TextOptions, bool) -> TextOptions;
    let switches: [(Switch, &str); 12] = [
        (TextOptions::with_paragraphs, "Paragraph"),
        (TextOptions::with_headings, "Heading"),
        (TextOptions::with_lists, "Item"),
        (TextOptions::with_quotes, "Quote"),
        (TextOptions::with_code, "let a = 1;\n\n    indented"),
        (TextOptions::with_tables, "A\tB\n1"),
        (TextOptions::with_notes, "Note"),
        (TextOptions::with_captions, "Caption"),
        (TextOptions::with_credits, "Credit"),
        (TextOptions::with_alternatives, "Alt"),
        (TextOptions::with_images, "https://example.org/a.jpg"),
        (TextOptions::with_embeds, "https://example.org/video"),
    ];
    for (switch, lines) in switches {
        let without = article.to_text_with(&switch(TextOptions::all(), false));
        let wanted = format!("\n{all}\n").replacen(&format!("\n{lines}\n"), "\n", 1);
        assert_eq!(without, wanted.trim_matches('\n'), "without {lines:?}");
        let again = article.to_text_with(&switch(switch(TextOptions::all(), false), true));
        assert_eq!(again, all, "with {lines:?}");
    }
}

#[test]
fn a_block_never_spills_over_its_line() {
    let article = Article::new()
        .with_block(Block::paragraph(" one\r\ntwo\u{2028}three\u{0}\u{9b} "))
        .with_block(Block::paragraph("\n"))
        .with_block(Block::heading(2, "four"));
    assert_eq!(article.to_text(), "one two three\nfour");
}
