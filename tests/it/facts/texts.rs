//! What lines without markup tell of a text.

use super::said;
use copydesk::{Cleaner, Field, Page};

const STORY: &str = "It rained in Bergen again on Saturday, all day long, and the ferry to the \
    islands did not leave before noon, which was nobody’s fault, though the people on the quay \
    would not hear of it.\n\nThe next one leaves on Monday at six, the harbour office says, if the \
    wind allows it and if the crew has slept by then, and if it does not leave there will be one on \
    Tuesday, or on the day after that, for those who can wait, which most of them say they can.";

fn told(head: &str, tail: &str, url: Option<&str>, field: Field) -> String {
    let text = format!("{head}\n\n{STORY}\n\n{tail}").replace('\n', "\n\n");
    let mut page = Page::text(&text);
    if let Some(url) = url {
        page = page.with_url(url);
    }
    said(&Cleaner::new().clean(&page), field)
}

#[test]
fn the_headline_is_told_from_the_lines_around_it() {
    let rain = "Rain keeps the ferry from Bergen at the quay";
    for head in [
        format!("{rain}\nBy Eva Fu"),
        format!("Weather\n{rain}\nMay 4, 2024"),
        format!("Home > Weather > {rain}\n{rain}\nBy Eva Fu"),
        format!("Home / Weather\nShare\n{rain}\nBy Eva Fu"),
        format!("The quay on Saturday. (Jo Kelly / The Courier)\n{rain}\nEva Fu\nMay 4, 2024"),
        format!("{rain}\nNobody was told when the next one leaves.\nBy Eva Fu"),
    ] {
        assert_eq!(told(&head, "", None, Field::Title), rain, "{head}");
    }
    let two = "The islands wait for Monday's post\nThe day on which no ferry would sail";
    for (url, title) in [
        ("https://courier.example/islands-wait-mondays-post", "The islands wait for Monday's post"),
        ("https://courier.example/day-no-ferry-would-sail", "The day on which no ferry would sail"),
    ] {
        assert_eq!(told(two, "", Some(url), Field::Title), title);
    }
}

#[test]
fn authors_stand_near_the_headline() {
    let rain = "Rain keeps the ferry from Bergen at the quay";
    for (head, authors) in [
        (format!("{rain}\nWritten by\nEva Fu\nPublished on May 4, 2024"), "Eva Fu"),
        (format!("{rain}\nEva Fu May 4, 2024 — 7 minutes read"), "Eva Fu"),
        (format!("{rain}\nEva Fu Published 4 May 2024"), "Eva Fu"),
        (format!("{rain}\nLast updated on May 4, 2024 by Eva Fu"), "Eva Fu"),
        (format!("{rain}\nNobody knew of it.\nShare\nEva Fu\nMay 4, 2024"), "Eva Fu"),
        (format!("Extension Cords\n{rain}\nBy Eva Fu"), "Eva Fu"),
        (format!("{rain}\nNobody knew of it.\nShare\nSave\nExtension Cords"), ""),
    ] {
        assert_eq!(told(&head, "", None, Field::Authors), authors, "{head}");
    }
}

#[test]
fn a_date_at_the_end_holds_where_nothing_contradicts_it() {
    let rain = "Rain keeps the ferry from Bergen at the quay";
    for (tail, date) in [
        ("May 4, 2024", "2024-05-04"),
        ("May 9, 2024\nPublished: May 4, 2024", "2024-05-04"),
        ("The quay was built on May 4, 2024, by the town.", ""),
    ] {
        assert_eq!(told(rain, tail, None, Field::Published), date, "{tail}");
    }
}
