//! What figures say of their pictures: the captions and credits that rules capture.

use crate::rules::with_rules;
use copydesk::{BlockKind, Cleaner, Figure, Page};

const STORY: &str = "<p>It rained in Bergen again, all day long, and the ferry to the islands did not \
leave before noon. Those who had waited since six were given soup, and a blanket each.</p>";
const MORE: &str = "<p>The harbour master said that he had seen worse, but not in May, and not with so \
many people on the quay; then he went back to his office and closed the door behind him.</p>";

/// The figure of a page with a picture in its story, with a line in or after it.
fn figure(cleaner: &Cleaner, markup: &str) -> Figure {
    figure_in(cleaner, "en", markup)
}

fn figure_in(cleaner: &Cleaner, lang: &str, markup: &str) -> Figure {
    let html = format!("<html lang={lang}><article><h1>Rain</h1>{STORY}{markup}{MORE}</article>");
    let article = cleaner.clean(&Page::html(html).with_url("https://a.example/"));
    let mut figures = article.blocks.into_iter().filter_map(|block| match block.kind {
        BlockKind::Figure(figure) => Some(*figure),
        _ => None,
    });
    let figure = figures.next().unwrap_or_else(|| panic!("no figure: {markup}"));
    assert_eq!(figures.next(), None, "{markup}");
    figure
}

fn inside(line: &str) -> String {
    format!("<figure><img src=boat.jpg><figcaption>{line}</figcaption></figure>")
}

fn below(line: &str) -> String {
    format!("<img src=boat.jpg><p>{line}</p>")
}

#[test]
fn a_credit_is_the_name_and_a_caption_what_stands_before_it() {
    let cleaner = Cleaner::new();
    for (lang, line, caption, credit) in [
        ("en", "Photo: Maria Ortiz/Harbour Pictures", None, Some("Maria Ortiz/Harbour Pictures")),
        ("en", "Photo courtesy of Maria Ortiz", None, Some("Maria Ortiz")),
        ("en", "Courtesy of Dr. Anna Berg", None, Some("Dr. Anna Berg")),
        ("en", "(Image credit: Harbour Pictures)", None, Some("Harbour Pictures")),
        ("de", "Foto: Anna Berg (dpa)", None, Some("Anna Berg (dpa)")),
        ("ja", "（写真：高橋健）", None, Some("高橋健")),
        (
            "de",
            "Das Schiff im alten Hafen von Bremen. (Foto: Anna Berg/dpa)",
            Some("Das Schiff im alten Hafen von Bremen."),
            Some("Anna Berg/dpa"),
        ),
        (
            "zh",
            "整修前的旧码头（图片来源：海湾博物馆）",
            Some("整修前的旧码头"),
            Some("海湾博物馆"),
        ),
        ("zh", "5月14日，渔民在岸边补网。刘洋 摄", Some("5月14日，渔民在岸边补网。"), Some("刘洋")),
    ] {
        for markup in [inside(line), below(line)] {
            let figure = figure_in(&cleaner, lang, &markup);
            let said = (figure.caption.as_deref(), figure.credit.as_deref());
            assert_eq!(said, (caption, credit), "{markup}");
        }
    }
}

#[test]
fn a_users_rule_says_which_part_is_the_caption_and_which_the_credit() {
    let rule = |category: &str, capture: &str| {
        with_rules(&format!(
            "[[rule]]\nid = 'mine/{category}/owls'\n\
             when = {{ text = '^owl (?<what>.+) <(?<who>.+)>$' }}\nthen = 'remove'\n{capture}"
        ))
    };
    let line = "owl On a <b>boat</b>, asleep &lt;Anna Berg>";
    let whole = "owl On a boat, asleep <Anna Berg>";
    let (what, who) = (Some("On a boat, asleep"), Some("Anna Berg"));
    for (category, capture, caption, credit) in [
        ("caption", "capture = { caption = 'what', credit = 'who' }", what, who),
        ("credit", "capture = { caption = 'what', credit = 'who' }", what, who),
        ("caption", "capture = { caption = 'what' }", what, None),
        ("credit", "capture = { credit = 'who' }", None, who),
        ("caption", "", Some(whole), None),
        ("credit", "", None, Some(whole)),
    ] {
        for markup in [inside(line), below(line)] {
            let figure = figure(&rule(category, capture), &markup);
            let said = (figure.caption.as_deref(), figure.credit.as_deref());
            assert_eq!(said, (caption, credit), "{category}, {capture}, {markup}");
        }
    }
}

#[test]
fn a_caption_before_its_picture_and_one_that_is_kept_without_it_say_the_same() {
    let rule = "[[rule]]\nid = 'mine/caption/owls'\n\
                when = { text = '^(?<what>.+) <(?<who>.+)>$' }\nthen = 'keep'\n\
                capture = { caption = 'what', credit = 'who' }";
    for picture in ["<img src=boat.jpg>", "<img src='data:,'>"] {
        let markup =
            format!("<figure><figcaption>Owls &lt;Anna Berg></figcaption>{picture}</figure>");
        let figure = figure(&with_rules(rule), &markup);
        let said = (figure.caption.as_deref(), figure.credit.as_deref());
        assert_eq!(said, (Some("Owls"), Some("Anna Berg")), "{picture}");
    }
}
