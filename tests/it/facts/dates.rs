//! When a page was published.

use super::{STORY, explain, page, said};
use copydesk::{Cleaner, Field, Page};

#[test]
fn the_address_says_the_day() {
    let html = page("", "<h1>Rain in Bergen</h1>");
    let page = Page::html(&html).with_url("https://courier.example/2024/05/04/rain");
    assert_eq!(said(&Cleaner::new().clean(&page), Field::Published), "2024-05-04");
}

#[test]
fn dates_are_never_in_the_future_nor_another_storys() {
    let future = r#"<meta property="article:published_time" content="2999-05-04">"#;
    let report = explain(future, "");
    assert!(report.article.published.is_none());
    let other = r#"<h1>Rain in Bergen</h1><p>May 4, 2024</p>"#;
    let aside = r#"<aside class="related"><h2>More</h2><time datetime="2025-01-01">1 January</time></aside>"#;
    assert_eq!(
        said(&explain("", &format!("{aside}{other}")).article, Field::Published),
        "2024-05-04"
    );
    let relative = "<h1>Rain in Bergen</h1><p>3 hours ago</p>";
    assert!(explain("", relative).article.published.is_none());
}

/// What a page declares, what it shows at its headline, and its date.
#[test]
fn what_a_page_shows_at_its_headline_is_its_date() {
    let declared = |time: &str, modified: &str| {
        format!(
            r#"<meta property="article:published_time" content="{time}"><meta property="article:modified_time" content="{modified}">"#
        )
    };
    for (published, modified, shown, wanted) in [
        // Declared in the zone of the server.
        (
            "2024-05-04T02:25:54Z",
            "2024-05-04T02:25:54Z",
            "<p>May 3, 2024 9:25 pm</p>",
            "2024-05-03T21:25:54-05:00",
        ),
        (
            "2024-05-04T22:03:00Z",
            "2024-05-04T22:03:00Z",
            "<time datetime='2024-05-05T09:03:00+11:00'>Sunday</time>",
            "2024-05-05T09:03:00+11:00",
        ),
        // Published before it came to this system.
        ("2024-05-04T10:00:00Z", "2024-05-04T10:00:00Z", "<p>June 1, 2019</p>", "2019-06-01"),
        // Published anew.
        ("2019-06-01T10:00:00Z", "2024-05-04T10:00:00Z", "<p>May 4, 2024</p>", "2024-05-04"),
        // Changed, and said so.
        (
            "2019-06-01T10:00:00Z",
            "2024-05-04T10:00:00Z",
            "<p>Last updated May 4, 2024</p>",
            "2019-06-01T10:00:00Z",
        ),
        (
            "2019-06-01T10:00:00Z",
            "2024-05-04T10:00:00Z",
            "<p>Last updated on <time datetime='2024-05-04'>May 4, 2024</time></p>",
            "2019-06-01T10:00:00Z",
        ),
        // The declared day is shown too.
        (
            "2024-05-04T10:00:00Z",
            "2024-05-05T10:00:00Z",
            "<p>May 4, 2024</p><p>5 May 2024</p>",
            "2024-05-04T10:00:00Z",
        ),
    ] {
        let body = format!("<h1>Rain in Bergen</h1>{shown}");
        let article = explain(&declared(published, modified), &body).article;
        assert_eq!(said(&article, Field::Published), wanted, "{published} {shown}");
    }
}

/// Dates in forms that markup or a country gives them.
#[test]
fn dates_are_read_as_the_page_means_them() {
    for (url, body, wanted) in [
        ("https://courier.example.co.uk/rain", "<p>02/05/2024</p>", "2024-05-02"),
        ("https://courier.example/rain", "<p>02/05/2024</p>", "2024-02-05"),
        (
            "https://courier.example/rain",
            "<p><span>28.09.19</span><span>12:44</span></p>",
            "2019-09-28",
        ),
        (
            "https://courier.example/rain",
            "<p class=author>by <b>rainman72</b> » Tue Aug 27, 2019 1:47 am</p>",
            "2019-08-27T01:47",
        ),
        (
            "https://courier.example/rain",
            "<p>Press release of January 25, 2022 | Bergen: it rained, and those who had waited \
             since six were given soup, and a blanket each, and nobody asked them where they were \
             going, nor why, for there was nowhere to go that day and everybody knew it well.</p>",
            "2022-01-25",
        ),
    ] {
        let html = page("", &format!("<h1>Rain in Bergen</h1>{body}"));
        let article = Cleaner::new().clean(&Page::html(&html).with_url(url));
        assert_eq!(said(&article, Field::Published), wanted, "{url} {body}");
    }
}

/// Each teaser of a list has its date in `<meta itemprop>`; none is the page's.
#[test]
fn dates_of_teasers_are_not_the_pages() {
    let teaser = |day: &str| {
        format!(
            r#"<div itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting"><meta itemprop="datePublished" content="{day}"><h3>More</h3></div>"#
        )
    };
    let loose =
        |day: &str| format!(r#"<time itemprop="datePublished" datetime="{day}">then</time>"#);
    let days = ["2025-01-01", "2025-01-02", "2025-01-03"];
    for teasers in [days.map(teaser).concat(), days.map(loose).concat()] {
        let head = r#"<meta property="article:published_time" content="2024-05-04">"#;
        let body = format!("<h1>Rain in Bergen</h1>{STORY}{teasers}");
        assert_eq!(said(&explain(head, &body).article, Field::Published), "2024-05-04");
    }
}

/// A theme's class for the layout does not make the page another's sidebar.
#[test]
fn what_holds_the_headline_is_about_the_page() {
    let html = format!(
        r#"<html lang=en><body><div class="content--sidebar-layout widget"><h1>Rain in Bergen</h1><div class="elementor-widget"><time datetime="2024-05-04">4 May</time></div>{STORY}</div></body></html>"#
    );
    let article = Cleaner::new().clean(&Page::html(&html));
    assert_eq!(said(&article, Field::Published), "2024-05-04");
}

/// What stands at the headline, the language that the page declares, and the day.
#[test]
fn numbers_are_read_in_the_order_of_the_page() {
    for (html, shown, day) in [
        ("xml:lang=en-GB", "02/10/2020", "2020-10-02"),
        ("lang=en-US", "02/10/2020", "2020-02-10"),
        // Another claim knows the day that it is in the other order.
        (
            "lang=en-US",
            "<time datetime='02-12-2025'>x</time><p>Ferries <time datetime='2025-12-02'>sail</time>",
            "2025-12-02",
        ),
        (
            "lang=en-US",
            "<time datetime='02-12-2025'>x</time><p>Ferries <time datetime='2025-12-03'>sail</time>",
            "2025-02-12",
        ),
    ] {
        let html = format!(
            "<html {html}><body><article><h1>Rain in Bergen</h1><p>{shown}</p>{STORY}</article>"
        );
        let article = Cleaner::new().clean(&Page::html(&html));
        assert_eq!(said(&article, Field::Published), day, "{html}");
    }
}

/// A headline need not be the first heading, nor of the first rank, nor alone in its element.
#[test]
fn the_date_at_the_headline_counts_whatever_the_headline_is() {
    let logo = "<div class=masthead><h1>The Courier</h1></div><p>6 June 2019</p>";
    for headline in [
        "<h3>Rain in Bergen</h3>",
        "<h1>Rain in «Bergen»</h1>",
        "<h1><span>Weather</span> Rain in Bergen</h1>",
    ] {
        let head =
            r#"<meta property="og:title" content="Rain in Bergen"><title>Rain in Bergen</title>"#;
        let body =
            format!("{logo}{}{headline}<p>Saturday, 4 May 2024, Eva Fu</p>", STORY.repeat(4));
        let report = explain(head, &body);
        assert_eq!(said(&report.article, Field::Published), "2024-05-04", "{headline}");
    }
}

/// "Published" at the end of the story, once.
#[test]
fn a_time_that_says_published_counts_wherever_it_stands() {
    let head = r#"<meta property="article:published_time" content="2024-05-01">"#;
    let published = "<div>Published <time datetime='2024-05-04'>4 May</time></div>";
    let body = |end: &str| format!("<h1>Rain in Bergen</h1>{}{end}", STORY.repeat(4));
    let day = |end: &str| said(&explain(head, &body(end)).article, Field::Published);
    assert_eq!(day(published), "2024-05-04");
    // Several are a list.
    assert_eq!(day(&published.repeat(2)), "2024-05-01");
    let updated = published.replace("Published", "Published earlier, updated");
    assert_eq!(day(&updated), "2024-05-01");
}

/// Each date of a list is of an item; the page has none.
#[test]
fn dates_of_items_are_not_the_pages() {
    let item = |day: u32| {
        format!("<li><a href=/{day}>Sailing {day}</a> <span class=date>{day} May 2024</span></li>")
    };
    let list: String = (1..5).map(item).collect();
    let article = explain("", &format!("<h1>Sailings</h1><ul>{list}</ul>")).article;
    assert_eq!(said(&article, Field::Published), "");
    let own = format!("<h1>Rain</h1><p class=date>7 May 2024</p>{STORY}<ul>{list}</ul>");
    assert_eq!(said(&explain("", &own).article, Field::Published), "2024-05-07");
    let head = r#"<meta property="article:published_time" content="2024-01-02T03:04:05Z">"#;
    let article = explain(head, &format!("<h1>Sailings</h1><ul>{list}</ul>")).article;
    assert_eq!(said(&article, Field::Published), "2024-01-02T03:04:05Z");
}

/// What was changed before the page was published is another story's.
#[test]
fn nothing_is_modified_before_it_is_published() {
    let head = r#"<meta property="article:published_time" content="2024-05-04"><meta property="article:modified_time" content="2024-05-01">"#;
    let article = explain(head, "<h1>Rain</h1>").article;
    assert_eq!(said(&article, Field::Published), "2024-05-04");
    assert_eq!(said(&article, Field::Modified), "");
}

#[test]
fn when_a_person_was_born_is_not_the_pages() {
    let page = r#"<h1>Eva Fu</h1><table class="infobox vcard"><tr><th>Born</th><td>May 24, 1941</td></tr></table>"#;
    assert!(explain("", page).article.published.is_none());
}

#[test]
fn who_wrote_a_quoted_post_and_when_is_not_the_pages() {
    let post = r#"<blockquote class="twitter-tweet"><p>No ferry today.</p>&mdash; Tidewater Ferries (@tideferries) <a href="https://twitter.com/t/status/1">May 3, 2024</a></blockquote>"#;
    let headline = "<h1>Rain in Bergen</h1><p>It rained in Bergen.</p>";
    let article = explain("", &format!("{headline}{post}")).article;
    assert_eq!((article.published, article.authors), (None, vec![]));
    let own = format!("<p>By Eva Fu, May 4, 2024</p>{post}");
    let article = explain("", &format!("<h1>Rain in Bergen</h1>{own}")).article;
    assert_eq!(said(&article, Field::Published), "2024-05-04");
    assert_eq!(said(&article, Field::Authors), "Eva Fu");
}

/// WordPress shows both, the second hidden.
#[test]
fn a_time_of_a_change_beside_that_of_the_publication_is_none() {
    let time = |class: &str, hour: &str| {
        format!("<time class='{class}' datetime='2024-05-04T{hour}:00:00+02:00'>May 4, 2024</time>")
    };
    let both = time("entry-date published", "10") + &time("updated", "16");
    let article = explain("", &format!("<h1>Rain</h1>{both}")).article;
    assert_eq!(said(&article, Field::Published), "2024-05-04T10:00:00+02:00");
    assert_eq!(said(&article, Field::Modified), "2024-05-04T16:00:00+02:00");
    let lone = time("entry-date updated", "16");
    let article = explain("", &format!("<h1>Rain</h1>{lone}")).article;
    assert_eq!(said(&article, Field::Published), "2024-05-04T16:00:00+02:00");
}

#[test]
fn the_day_of_a_readers_comment_is_not_the_pages() {
    let comment = "<ol class=commentlist><li><p>Max Muster – May 7, 2024</p><p>Well said.</p></ol>";
    let article = explain("", &format!("<h1>Umbrella</h1>{comment}")).article;
    assert_eq!(said(&article, Field::Published), "");
}
