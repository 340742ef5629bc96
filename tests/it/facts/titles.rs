//! What a page is called.

use super::{explain, page, said};
use copydesk::{Cleaner, Field, Page};

/// A title is cut where something says that the rest is the site's or the section's name.
#[test]
fn titles_lose_the_name_of_the_site_and_nothing_else() {
    let named = r#"<meta property="og:site_name" content="The Courier">"#;
    for (head, body, title) in [
        (format!("{named}<title>Rain in Bergen - The Courier</title>"), "", "Rain in Bergen"),
        (
            format!("{named}<title>Rain in Bergen | News | The Courier</title>"),
            "",
            "Rain in Bergen",
        ),
        (
            format!("{named}<title>The Courier: Rain - a chronicle</title>"),
            "",
            "The Courier: Rain - a chronicle",
        ),
        (
            "<title>Rain in Bergen - a chronicle</title>".to_owned(),
            "",
            "Rain in Bergen - a chronicle",
        ),
        (
            "<title>Rain in Bergen – Somewhere Else</title>".to_owned(),
            "<h1>Rain in Bergen</h1>",
            "Rain in Bergen",
        ),
        (
            "<title>Rain in Bergen - Weather Book</title>".to_owned(),
            "<h1>Weather Book</h1><h2>Rain in Bergen</h2>",
            "Rain in Bergen",
        ),
        (
            "<meta property=og:title content='7 facts on rain in Bergen'>".to_owned(),
            "<h1>Seven facts on the rain in Bergen</h1>",
            "Seven facts on the rain in Bergen",
        ),
        (
            "<meta property=og:title content='Rain in Bergen'>".to_owned(),
            "<h1>Opinion Rain in Bergen</h1>",
            "Rain in Bergen",
        ),
        (
            String::new(),
            "<h1>Rain in Bergen<button>Copy the address</button></h1>",
            "Rain in Bergen",
        ),
        (
            "<title>Rain in Bergen, again: courier.example: All stories</title>".to_owned(),
            "<h1>How to read this page</h1><h1>Rain in Bergen, again</h1><h1>Details</h1>",
            "Rain in Bergen, again",
        ),
        (
            "<title>Rain in Bergen</title>".to_owned(),
            "<div role=dialog><h1>Your choice of cookies</h1></div><h2>Today</h2>",
            "Rain in Bergen",
        ),
        (
            "<title>Home - The Rain Blog</title><meta property=og:title content=Home>".to_owned(),
            "",
            "The Rain Blog",
        ),
        (String::new(), "<h1>Rain<br>in Bergen</h1>", "Rain in Bergen"),
        (format!("{named}<title>Rain in Bergen ❘ The Courier</title>"), "", "Rain in Bergen"),
        ("<title>ベルゲンの雨｜海の新聞</title>".to_owned(), "", "ベルゲンの雨"),
        (
            "<meta property=og:site_name content=海报><title>卑尔根的雨_天气_海报</title>\
             <meta property=article:section content=天气>"
                .to_owned(),
            "",
            "卑尔根的雨",
        ),
        (
            "<meta property=og:site_name content=海报><title>卑尔根的雨-海报</title>".to_owned(),
            "",
            "卑尔根的雨",
        ),
        ("<title>read_me in Bergen</title>".to_owned(), "", "read_me in Bergen"),
        (
            "<title>Rain in Bergen | The Weather Society</title>".to_owned(),
            "<h2>The Weather Society</h2>",
            "Rain in Bergen",
        ),
        (
            "<title>Courier Board • View topic - Rain in Bergen</title>".to_owned(),
            "<h1>Courier Board</h1>",
            "Rain in Bergen",
        ),
        (
            "<title>Rain in Bergen · Courier</title>\
             <meta property=og:title content='All that you want to know'>"
                .to_owned(),
            "<h2>Today</h2>",
            "Rain in Bergen",
        ),
        ("<meta property=og:title content='Rain in Bergen -'>".to_owned(), "", "Rain in Bergen"),
        (
            "<title>rain in Bergen [Handbook]</title>".to_owned(),
            "<h1><a href=/><img src=logo.png></a></h1><h1>Rain in Bergen</h1>",
            "Rain in Bergen",
        ),
        (
            "<title>Rain in Bergen / Weather / Handbook Boards</title>".to_owned(),
            "<h1><a href=https://handbook.example/>The Handbook</a></h1><h2>Rain in Bergen</h2>",
            "Rain in Bergen",
        ),
        (
            "<title>Rain in Bergen - Boards - The Handbook</title>".to_owned(),
            "<h1><a href=../../index.html>The Handbook</a></h1>",
            "Rain in Bergen - Boards",
        ),
        (
            format!(
                "{named}<title>The Courier » Eva Fu</title><meta property=og:title content='The Courier'>"
            ),
            "<h1>Eva Fu</h1>",
            "Eva Fu",
        ),
        (
            "<title>Opening hours – The Quay</title>".to_owned(),
            "<h1 class=wp-block-site-title>The Quay</h1>",
            "Opening hours",
        ),
        (
            "<title>Opening hours – The Quay</title><link rel=alternate type=application/rss+xml \
             title='The Quay » Fil'>"
                .to_owned(),
            "",
            "Opening hours",
        ),
        (
            "<title>The Quay – Boats and more</title>".to_owned(),
            "<h1 class=site-title>The Quay – Boats and more</h1>",
            "The Quay – Boats and more",
        ),
    ] {
        assert_eq!(said(&explain(&head, body).article, Field::Title), title, "{head}{body}");
    }
}

#[test]
fn what_a_heading_hides_draws_or_spells_out_is_no_title() {
    for heading in [
        "Rain in Bergen<span hidden>Keep it in a collection</span>",
        "<span aria-hidden=true><i>Rain in</i><i>Bergen</i></span><span class=sr>Rain in Bergen</span>",
        "<svg><title>Artboard</title><desc>Made with a pen</desc></svg>Rain in Bergen",
        "<ruby>Rain<rp>(</rp><rt>rejn</rt><rp>)</rp></ruby> in Bergen",
        "<span aria-hidden=true>Rain in Bergen</span>",
        "<math><mi>Rain</mi></math> in Bergen",
    ] {
        let said = said(&explain("", &format!("<h1>{heading}</h1>")).article, Field::Title);
        assert_eq!(said, "Rain in Bergen", "{heading}");
    }
}

/// Addresses are made of titles: they tell which of two the page is called.
#[test]
fn the_address_tells_the_title_from_a_slogan() {
    let head = r#"<meta property="og:title" content="Ferry tickets to the islands">"#;
    let html = page(head, "<h1>We take you there</h1>");
    for (url, title) in [
        ("https://courier.example/ferry-tickets-islands.html", "Ferry tickets to the islands"),
        ("https://courier.example/we-take-you-there", "We take you there"),
    ] {
        let article = Cleaner::new().clean(&Page::html(&html).with_url(url));
        assert_eq!(said(&article, Field::Title), title, "{url}");
    }
}

#[test]
fn a_page_that_says_when_it_was_published_is_no_slogan_whatever_its_address_says() {
    let title = r#"<meta property="og:title" content="Ferry tickets to the islands">"#;
    let url = "https://courier.example/how-to-buy-all-those-ferry-things";
    let date = "2024-05-04T10:00:00Z";
    for (date, wanted) in [
        (String::new(), "Ferry tickets to the islands"),
        (format!("<meta property=article:published_time content={date}>"), "We take you there"),
        (format!("<meta itemprop=datePublished content={date}>"), "We take you there"),
        (format!("<meta property=datePublished content={date}>"), "We take you there"),
        (format!("<p property=datePublished content={date}>"), "We take you there"),
    ] {
        let html = page(&format!("{title}{date}"), "<h1>We take you there</h1>");
        let article = Cleaner::new().clean(&Page::html(&html).with_url(url));
        assert_eq!(said(&article, Field::Title), wanted, "{date}");
    }
}

#[test]
fn a_lower_heading_that_the_page_declares_beats_the_blogs_name_above_it() {
    let title = r#"<meta property="og:title" content="On the ferry that stayed">"#;
    let body = "<h1>Harbour Diary</h1><h3>On the ferry that stayed</h3>";
    assert_eq!(said(&explain(title, body).article, Field::Title), "On the ferry that stayed");
}
