//! Who wrote a page.

use super::{explain, said};
use copydesk::Field;

/// What is written where an author stands, and who that makes the author.
#[test]
fn authors_are_persons_or_named_as_what_they_are() {
    for (written, authors) in [
        ("By Eva Fu", "Eva Fu"),
        ("ByEva Fu", "Eva Fu"),
        ("By Eva Fu and Jane O'Neil", "Eva Fu; Jane O'Neil"),
        ("By A. B. van der Berg, Senior Reporter", "A. B. van der Berg"),
        ("Reporting by Eva Fu; Photographs by Max Muster", "Eva Fu"),
        ("Eva Fu, PhD", "Eva Fu"),
        ("By Eva Fu, eva.fu@courier.example", "Eva Fu"),
        ("By Eva Fu, May 4, 2024", "Eva Fu"),
        ("View all posts by Eva Fu", "Eva Fu"),
        ("Posted on May 4, 2024 by Eva Fu", "Eva Fu"),
        ("Von Ursula von der Leyen", "Ursula von der Leyen"),
        ("https://www.facebook.com/courier", ""),
        ("admin", ""),
        ("Share", ""),
    ] {
        let head = format!(r#"<meta name="author" content="{written}">"#);
        assert_eq!(said(&explain(&head, "").article, Field::Authors), authors, "{written}");
    }
}

/// Markup lost the space before her job, but another source has the name alone.
#[test]
fn names_glued_to_a_job_are_cut() {
    let head = r#"<meta name="author" content="Eva Fu">"#;
    let body =
        "<h1>Rain in Bergen</h1><div class=byline>By <b>Eva Fu</b><b>City Columnist</b></div>";
    assert_eq!(said(&explain(head, body).article, Field::Authors), "Eva Fu");
}

/// The site's name stands in for an author only where nobody is named at the headline.
#[test]
fn a_byline_beats_the_name_of_the_site() {
    let head = r#"<meta name="author" content="courier.example">"#;
    let by = "<h1>Rain in Bergen</h1><p class=author>Eva Fu</p>";
    assert_eq!(said(&explain(head, by).article, Field::Authors), "Eva Fu");
    assert_eq!(said(&explain(head, "<h1>Rain</h1>").article, Field::Authors), "courier.example");
    let first = r#"<script type="application/ld+json">{"@type":"Article","author":"Eva"}</script>"#;
    let by = "<h1>Rain in Bergen</h1><p>By Eva Fu</p>";
    assert_eq!(said(&explain(first, by).article, Field::Authors), "Eva Fu");
}

fn authors_of(body: &str) -> String {
    said(&explain("", body).article, Field::Authors)
}

/// A line under the headline that says who and where, and nothing else, is a byline on a page with
/// a date.
#[test]
fn a_line_of_names_under_the_headline_names_the_authors() {
    let named = |line: &str| {
        let time = "<time datetime=2024-05-04></time>";
        authors_of(&format!(
            "<h1>Rain in Bergen</h1><p>{line}</p>{time}<p>It rained all day long.</p>"
        ))
    };
    assert_eq!(named("Eva Fu, Bergen"), "Eva Fu");
    assert_eq!(named("Eva Fu and Max Muster, Senior Reporters"), "Eva Fu; Max Muster");
    assert_eq!(named("Ева Фу, собственный корреспондент"), "Ева Фу");
    for no in [
        "The minister Eva Fu in Bergen",
        "Home > Eva Fu",
        "Photo: Eva Fu / Reuters",
        "港町の朝から、雨がひどく、船は出ませんでした。",
        "でも、「いつ出るの」と聞くと、",
        "BÀI VIẾT LIÊN QUAN",
        "“Remote Weather Sessions”, Bergen",
        "By admin News",
        "<span class='comment-author vcard'>Eva Fu</span>",
        "<a href=#><svg role=img><title>Eva</title></svg></a><a href=#><svg><title>Threads</title></svg></a>",
    ] {
        assert_eq!(named(no), "", "{no}");
    }
    let alone = "<h1>Rain in Bergen</h1><p>Eva Fu</p><p>4 May 2024</p><p>It rained.</p>";
    assert_eq!(authors_of(alone), "Eva Fu");
    assert_eq!(authors_of("<h1>Rain in Bergen</h1><p>Eva Fu, Bergen</p>"), "", "no date");
}

/// A shop's page names who bought and who makes; buttons and labels name nobody.
#[test]
fn pages_of_products_and_controls_name_nobody() {
    let product = r#"<meta property="og:type" content="product">"#;
    let body = "<h1>Rain coat</h1><p class=author>Eva Fu</p><time>4 May 2024</time>";
    assert_eq!(said(&explain(product, body).article, Field::Authors), "");
    let body =
        "<h1>Rain</h1><p>4 May 2024</p><button>Bergen Guide</button><label>Your Harbour</label>";
    assert_eq!(authors_of(body), "");
    assert_eq!(authors_of("<h1>Rain</h1><div class=return-authorization>Eva Fu</div>"), "");
}

/// Who reviewed a thing did not write the page.
#[test]
fn reviewers_are_no_authors() {
    let body = "<div itemscope itemtype=https://schema.org/Hotel><h1>Harbour Hotel</h1>\
        <div itemprop=review itemscope itemtype=https://schema.org/Review>\
        <span itemprop=author>Eva Fu</span>: the soup was cold.</div></div>";
    assert_eq!(authors_of(body), "");
}

/// Headings are of what follows, but for those of a person's card.
#[test]
fn a_heading_under_the_headline_names_nobody() {
    let named = |line: &str| {
        let body = format!("<h1>Rain in Bergen</h1>{line}<p>4 May 2024</p><p>It rained.</p>");
        authors_of(&body)
    };
    assert_eq!(named("<h2>Harbour Friends</h2>"), "");
    assert_eq!(named("<h2>Leaving Bergen, Norway</h2>"), "");
    assert_eq!(named("<h3><a href=/in/eva>Eva Fu</a></h3>"), "Eva Fu");
    assert_eq!(named("<p>Go to <a href=/profile/eva/replies/>Replies Created</a>.</p>"), "");
    assert_eq!(named("<span>Submitted by Eva Fu on Mon, 21/01/2013 - 09:06</span>"), "Eva Fu");
}

/// A way to the page, or a list, says its title once more.
#[test]
fn tags_and_notices_of_rights_name_nobody() {
    let tags =
        r#"<h1>Rain in Bergen</h1><p><a rel="tag" href="/t/fu">Eva Fu</a></p><p>May 4, 2024</p>"#;
    assert_eq!(authors_of(tags), "");
    let notice =
        r#"<meta name="author" content="Copyright ©2016 - Harbour College. Eva Street 1">"#;
    assert_eq!(said(&explain(notice, "<h1>Rain in Bergen</h1>").article, Field::Authors), "");
}

#[test]
fn the_title_names_nobody() {
    let body = "<h1>Eva Fu</h1><p>Eva Fu</p><p>4 May 2024</p><p>It rained.</p>";
    assert_eq!(authors_of(body), "");
}

#[test]
fn a_rubric_over_the_headline_is_the_section() {
    let body = "<p>Politik</p><h1>Regen in Bergen</h1><p>Es regnete den ganzen Tag.</p>";
    let date = r#"<meta name="date" content="2024-05-04">"#;
    assert_eq!(said(&explain(date, body).article, Field::Section), "Politik");
    assert_eq!(said(&explain("", body).article, Field::Section), "", "a page without a date");
}

#[test]
fn an_organisation_is_named_as_one() {
    let report = explain(r#"<meta name="author" content="Associated Press">"#, "");
    let author = &report.article.authors[0];
    assert_eq!(author.name, "Associated Press");
    assert_eq!(author.kind, copydesk::AuthorKind::Organization);
}

/// A thread is its first writer's, whoever answers.
#[test]
fn answers_have_authors_of_their_own() {
    let post = |part: &str, name: &str| {
        format!(
            r#"<div {part} itemscope itemtype="https://schema.org/{}"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{name}</span></span></div>"#,
            if part.is_empty() { "Question" } else { "Answer" }
        )
    };
    let body = format!(
        "<h1>Why does it rain?</h1>{}{}{}",
        post("", "rainman72"),
        post(r#"itemprop="suggestedAnswer""#, "Eva Fu"),
        post(r#"itemprop="acceptedAnswer""#, "Max Muster")
    );
    assert_eq!(authors_of(&body), "rainman72");
}

/// Links to an author's page say more than the name; the name alone stands elsewhere.
#[test]
fn what_leads_to_an_author_is_no_part_of_the_name() {
    let head = r#"<meta name="author" content="Eva Fu">"#;
    for link in ["Columns by Eva Fu", "ALL ARTICLES OFEva Fu", "More of hers"] {
        let body = format!(
            "<h1>Rain in Bergen</h1><p><a rel=author href=/author/eva>Eva Fu</a></p><p><a rel=author href=/author/eva>{link}</a></p>"
        );
        assert_eq!(said(&explain(head, &body).article, Field::Authors), "Eva Fu", "{link}");
    }
    let handle = r#"<meta name="dcterms.creator" content="eva_munoz">"#;
    let body = "<h1>Rain in Bergen</h1><p class=author>Eva Muñoz</p>";
    assert_eq!(said(&explain(handle, body).article, Field::Authors), "Eva Muñoz");
}

/// Headings under the headline are no bylines, and what repeats the headline is none either.
#[test]
fn headings_and_the_headline_are_no_names() {
    for body in [
        "<h1>How we write</h1><h2>Writing Short and Staying Honest</h2><p>It rained.</p>",
        "<h1>Spring Tournament</h1><p class=author>Spring Tournament</p><p>It rained.</p>",
        "<h1>Our work</h1><p class=author>BOOK APPOINTMENT</p><p>It rained.</p>",
    ] {
        assert_eq!(authors_of(body), "", "{body}");
    }
}

#[test]
fn who_made_the_software_wrote_no_story() {
    let by = |who: &str| format!(r#"<meta name="author" content="{who}">"#);
    let authors = |who| said(&explain(&by(who), "<h1>Rain</h1>").article, Field::Authors);
    assert_eq!(authors("Discuz! Team and Comsenz UI Team"), "");
    assert_eq!(authors("Eva Fu"), "Eva Fu");
}
