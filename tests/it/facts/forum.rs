//! Who wrote the first post of a thread, and when, as forum software shows it.

use super::said;
use copydesk::{Cleaner, Field, Page};

const POST: &str = "It rained in Bergen again, all day long, and the ferry to the islands did not leave before noon.";
const ANSWER: &str =
    "Those who had waited since six were given soup, and a blanket each, said the harbour master.";

#[test]
fn a_thread_is_its_first_posters() {
    let phpbb = |name: &str, day: &str, post: &str| {
        format!(
            r#"<div class="post"><dl class="postprofile"><dt><a href="./memberlist.php?u=5">{name}</a></dt><dd>Posts: 182</dd><dd>Joined: Fri May 23, 2003 9:02 am</dd></dl><div class="postbody"><p class="author">by <strong><a href="./memberlist.php?u=5">{name}</a></strong> &raquo; {day}</p><div class="content">{post}</div></div></div>"#
        )
    };
    let fluxbb = |name: &str, day: &str, post: &str| {
        format!(
            r##"<div class="blockpost"><h2><span><span class="conr">#1</span> <a href="viewtopic.php?pid=1">{day}</a></span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt><strong>{name}</strong></dt><dd>Registered: 2003-05-23</dd></dl></div><div class="postright"><div class="postmsg"><p>{post}</p></div></div></div></div></div></div>"##
        )
    };
    let smf = |name: &str, day: &str, post: &str| {
        format!(
            r#"<div class="post_wrapper"><div class="poster"><h4><a href="?action=profile;u=5">{name}</a></h4><ul><li>Posts: 182</li></ul></div><div class="postarea"><div class="smalltext">{day}</div><div class="post">{post}</div></div></div>"#
        )
    };
    type Software = dyn Fn(&str, &str, &str) -> String;
    let software: [(&Software, [&str; 2]); 3] = [
        (&phpbb, ["Sat Jun 24, 2006 6:49 pm", "Sun Jun 25, 2006 8:10 am"]),
        (&fluxbb, ["2006-06-24 18:49:00", "2006-06-25 08:10:00"]),
        (&smf, ["June 24, 2006, 06:49:00 PM", "June 25, 2006, 08:10:00 AM"]),
    ];
    for (post, [day, next]) in software {
        let posts = post("tidewater72", day, POST) + &post("Old Harbour Master", next, ANSWER);
        let html = format!("<html lang=en><body><h1>Ferry in the rain</h1>{posts}");
        let article = Cleaner::new().clean(&Page::html(&html));
        assert_eq!(said(&article, Field::Authors), "tidewater72", "{html}");
        assert!(said(&article, Field::Published).starts_with("2006-06-24"), "{html}");
    }
}

#[test]
fn a_byline_in_such_a_class_is_read_as_one() {
    let html = format!(
        r#"<html lang=en><body><h1>Ferry in the rain</h1><div class="author_information">By: Eva Fu</div><p>{POST}</p><p>{ANSWER}</p>"#
    );
    assert_eq!(said(&Cleaner::new().clean(&Page::html(&html)), Field::Authors), "Eva Fu");
}
