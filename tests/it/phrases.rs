//! Phrases of a user's rules: what of a text they are compared with, and what slots stand for.

use crate::rules::{removed, with_rules};
use copydesk::Page;

/// Whether a text alone on a page is removed by a condition.
fn holds(condition: &str, text: &str) -> bool {
    let toml =
        format!("[[rule]]\nid = 'mine/widget/owls'\nwhen = {{ {condition} }}\nthen = 'remove'\n");
    removed(&with_rules(&toml), &Page::text(text)) == [text]
}

/// So many words, with others in the place of the last of the first `to`.
fn words(count: usize, to: usize, others: &str) -> String {
    let taken = others.split(' ').count();
    let rest = (0..count - to).map(|_| "rain");
    (0..to - taken).map(|_| "rain").chain([others]).chain(rest).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_text_is_compared_whole_up_to_sixty_words_and_then_at_its_start() {
    for (count, to, wanted) in
        [(60, 60, true), (60, 40, true), (61, 24, true), (61, 25, false), (61, 61, false)]
    {
        let text = words(count, to, "barn owls");
        assert_eq!(holds("contains = 'barn owls'", &text), wanted, "{to} of {count}");
    }
    assert!(holds("ends = 'barn owls'", &words(60, 60, "barn owls")));
    assert!(!holds("ends = 'barn owls'", &words(61, 61, "barn owls")), "its end is not compared");
    assert!(!holds("ends = 'barn owls'", &words(61, 24, "barn owls")), "it goes on");
    assert!(holds("starts = 'barn owls'", &words(400, 2, "barn owls")));
}

#[test]
fn a_character_is_half_a_word_where_words_have_no_spaces() {
    let text = |before: usize, after: usize| {
        format!("{}梟が戻る{}", "雨".repeat(before), "雨".repeat(after))
    };
    for (before, after, wanted) in [(116, 0, true), (76, 24, false), (76, 40, false)] {
        let text = text(before, after);
        assert_eq!(holds("ends = '梟が戻る'", &text), wanted, "{before}, {after}");
    }
    assert!(holds("contains = '梟が戻る'", &text(110, 6)));
    assert!(holds("contains = '梟が戻る'", &text(20, 200)));
    assert!(!holds("contains = '梟が戻る'", &text(21, 200)));
}

#[test]
fn slots_stand_for_what_they_say() {
    for (phrase, yes, no) in [
        (
            "owls of {word}",
            &["Owls of Bergen", "owls of 2024!"][..],
            &["Owls of", "Owls of New York"][..],
        ),
        (
            "owls of {name}",
            &["Owls of Bergen", "Owls of the old harbour of Bergen in Norway"],
            &["Owls of", "Owls of one two three four five six seven eight nine"],
        ),
        ("{number} owls", &["12 owls", "1.2K owls", "3,400 owls"], &["Twelve owls", "No owls"]),
        (
            "owls on {date}",
            &["Owls on May 4, 2024", "Owls on 4. Mai 2024", "Owls on 2024-05-04"],
            &["Owls on Bergen", "Owls on the quay of the harbour"],
        ),
        (
            "owls by {person}",
            &["Owls by Maria Ortiz", "Owls by Dr. John F. Kelly"],
            &["Owls by the dozen", "Owls by nobody that we know"],
        ),
    ] {
        let condition = format!("phrases = '{phrase}'");
        for text in yes {
            assert!(holds(&condition, text), "{phrase}: {text}");
        }
        for text in no {
            assert!(!holds(&condition, text), "{phrase}: {text}");
        }
    }
}

#[test]
fn a_label_gives_what_stands_after_its_colon() {
    let rule = "[[rule]]\nid = 'mine/source/first-in'\nwhen = { label = 'first (seen|told) in' }\n\
                then = 'remove'\ncapture = 'source'\n";
    let story =
        "The barn owls came back to the tower on Monday, and the vicar let them stay there.";
    let cleaned = |line: &str| {
        with_rules(rule).clean(&Page::text(format!("{story}\n{story} Nobody minds.\n{line}\n")))
    };
    for line in ["First seen in: The Owl Post", "FIRST TOLD IN : The Owl Post"] {
        let article = cleaned(line);
        assert_eq!(article.source.as_deref(), Some("The Owl Post"), "{line}");
        assert!(!article.to_text().contains("Owl Post"), "{line}");
    }
    for line in ["First seen in The Owl Post, owls: they stay.", "First seen in:"] {
        assert!(removed(&with_rules(rule), &Page::text(line)).is_empty(), "{line}");
    }
}
