//! A story that stands in the page's data alone.

use copydesk::{Cleaner, Page, Reason, Verdict};

/// The scripts in which Next.js sends a stream, cut in two.
fn stream(rows: &str) -> String {
    let (first, second) = rows.split_at(rows.len() / 2);
    let push = |chunk: &str| {
        let chunk = serde_json::to_string(chunk).expect("a string");
        format!("<script>self.__next_f.push([1,{})</script>", chunk + "]")
    };
    format!(
        "<script>(self.__next_f=self.__next_f||[]).push([0])</script>{}{}",
        push(first),
        push(second)
    )
}

/// The scripts of an application shell that may hold its story.
#[test]
fn a_story_in_the_pages_data_stands_in_for_a_poor_page() {
    let text = "It rained in Bergen again, all day long, and the ferry to the islands did not leave before noon. ".repeat(8);
    let html = format!("<p>{text}</p><p>{text}</p>").replace('"', "'");
    for (script, origin) in [
        (
            format!(
                r#"<script type="application/ld+json">{{"@type":"Article","articleBody":"{text}"}}</script>"#
            ),
            "json-ld articleBody",
        ),
        (
            format!(
                r#"<script id="__NEXT_DATA__" type="application/json">{{"props":{{"post":{{"body":"{html}"}}}}}}</script>"#
            ),
            "next.js state",
        ),
        (
            format!(r#"<script>window.__STATE__ = {{"post":{{"body":"{html}"}}}};</script>"#),
            "embedded state",
        ),
        (
            format!(
                r#"<div id="app" data-page="{}"></div>"#,
                format!(r#"{{"component":"Post","props":{{"body":"{html}"}}}}"#)
                    .replace('&', "&amp;")
                    .replace('"', "&quot;")
            ),
            "embedded json",
        ),
        (stream(&format!("1:I[12]\n2:T{:x},{html}3:null\n", html.len())), "next.js stream"),
        (
            stream(&format!(
                r#"2:["$","main",null,{{"children":[["$","p",null,{{"children":"{text}"}}],["$","p",null,{{"children":"{text}"}}],["$","p",null,{{"children":["{text}"]}}]]}}]"#
            )),
            "next.js stream",
        ),
    ] {
        let shell = format!(
            "<html><head><title>Rain</title>{script}</head><body><noscript>Please enable JavaScript.</noscript><div id=root></div></body></html>"
        );
        let report = Cleaner::new().explain(&Page::html(&shell));
        assert!(report.article.to_text().starts_with("It rained in Bergen"), "{origin}");
        assert!(!report.article.to_text().contains("JavaScript"), "{origin}");
        let reason = Reason::Embedded { origin: origin.to_owned() };
        let kept = report.blocks.iter().filter(|b| b.verdict == Verdict::Keep);
        assert!(kept.clone().count() > 0 && kept.clone().all(|b| b.reason == reason), "{origin}");
        let visible = format!(
            "<html><head><title>Rain</title>{script}</head><body><article><h1>Rain</h1>{}</article></body></html>",
            html.replace("islands", "skerries")
        );
        let article = Cleaner::new().clean(&Page::html(&visible));
        assert!(article.to_text().contains("skerries"), "{origin}");
        assert!(!article.to_text().contains("islands"), "{origin}");
    }
}

#[test]
fn what_data_tell_of_a_recipe_or_a_product_stands_in_for_an_empty_page() {
    let recipe = r#"{"@type": "Recipe", "name": "Rain soup", "description": "A soup for the ninth day of rain.",
        "recipeIngredient": ["2 cups rain", "1 onion"],
        "recipeInstructions": [{"@type": "HowToSection", "name": "The broth", "itemListElement":
            [{"@type": "HowToStep", "name": "Boil", "text": "Boil the rain for an hour."}]}]}"#;
    let product = r#"{"@type": "Product", "name": "Umbrella",
        "description": "<p>An umbrella for two.</p><p>It has outlived three storms in Bergen and two ferries.</p>"}"#;
    for (data, text) in [
        (
            recipe,
            "A soup for the ninth day of rain.\n2 cups rain\n1 onion\nThe broth\nBoil the rain for an hour.",
        ),
        (product, "An umbrella for two.\nIt has outlived three storms in Bergen and two ferries."),
    ] {
        let shell = format!(
            "<title>Rain</title><script type='application/ld+json'>{data}</script><body><div id=root></div></body>"
        );
        let report = Cleaner::new().explain(&Page::html(&shell));
        assert_eq!(report.article.to_text(), text);
        let reason = Reason::Embedded { origin: "json-ld entity".to_owned() };
        assert!(report.blocks.iter().any(|block| block.reason == reason));
    }
}

#[test]
fn the_beginning_of_a_story_stands_in_for_a_page_that_shows_nothing() {
    let begins = "It rained in Bergen again, all day long, and the ferry to the islands did not leave \
        before noon. Has anyone here tried the road along the fjord, with a small car, in such weather? \
        I have a meeting on the other side of it tomorrow, and";
    let shell = |description: &str| {
        let html = format!(
            "<title>Rain</title><meta property=og:description content='{description}'><div id=root></div>"
        );
        Cleaner::new().explain(&Page::html(&html))
    };
    let report = shell(&format!("{begins}..."));
    assert!(report.article.to_text().starts_with(begins));
    let reason = Reason::Embedded { origin: "meta description".to_owned() };
    assert!(report.blocks.iter().any(|block| block.reason == reason));
    assert_eq!(shell(&format!("{begins} none.")).article.to_text(), "", "it is no beginning");
}
