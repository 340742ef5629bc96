//! Recipes whose ingredients and steps the page's data tell too.

use copydesk::{Cleaner, Page, RuleSet};

const DATA: &str = r#"<script type="application/ld+json">{"@type": "Recipe", "name": "Rain soup",
    "recipeIngredient": ["2 cups rain", "1 onion", "Salt"],
    "recipeInstructions": "Boil the rain with the onion for an hour, and salt it only when all the guests are at the table."}</script>"#;
const STORY: &str =
    "Nobody in Bergen needs to be told how this soup is made, and yet I was asked for it again.";
const LIST: &str = "<ul><li>2 cups rain</li><li>1 onion</li><li>Salt</li></ul>";
const STEP: &str = "Boil the rain with the onion for an hour, and salt it only when all the guests are at the table.";

fn page(parts: &str) -> String {
    format!("<title>Rain soup</title>{DATA}<h1>Rain soup</h1><p>{STORY}</p>{parts}")
}

#[test]
fn a_told_ingredient_stays_whatever_its_class_says() {
    let html = page(&format!(
        "<div class='recipe-template--nutrition-disclaimer'>{LIST}<p>{STEP}</p></div>"
    ));
    let text = Cleaner::new().clean(&Page::html(&html)).to_text();
    assert_eq!(text, format!("{STORY}\n2 cups rain\n1 onion\nSalt\n{STEP}"));
}

#[test]
fn a_recipe_that_is_shown_again_to_be_printed_is_written_once() {
    let print = format!("<div class='print-view disclaimer'>{LIST}<p>{STEP}</p></div>");
    let html = page(&format!("<p>{STORY} So here it is.</p>{LIST}<p>{STEP}</p>{print}"));
    let text = Cleaner::new().clean(&Page::html(&html)).to_text();
    for line in ["2 cups rain", "1 onion", "Salt", STEP] {
        assert_eq!(text.lines().filter(|l| *l == line).count(), 1, "{line} in {text}");
    }
}

#[test]
fn the_users_rules_win_over_what_data_tell() {
    let mine = RuleSet::from_toml(
        "mine.toml",
        "[[rule]]\nid = 'mine/widget/onion'\nwhy = 'No onions.'\nwhen = { phrases = '1 onion' }\nthen = 'remove'\n",
    );
    let cleaner = Cleaner::builder().with_rules(mine.expect("valid")).build().expect("builds");
    let text = cleaner.clean(&Page::html(page(LIST))).to_text();
    assert!(text.contains("2 cups rain") && !text.contains("onion"), "{text}");
}
