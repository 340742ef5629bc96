//! What a user's rules do: win, replace, switch off, and fail with a place.

use copydesk::{Cleaner, Page, RuleSet, Verdict};

const STORY: &str =
    "It rained in Bergen, again, all day long, and the ferry to the islands did not leave at noon.";

/// The verdict on `line` after a story, with a user's rules, and what was overruled.
fn verdict(toml: &str, line: &str) -> (Verdict, Vec<String>) {
    let rules = RuleSet::from_toml("mine.toml", toml).unwrap();
    let cleaner = Cleaner::builder().with_rules(rules).build().unwrap();
    let text = format!("{STORY}\n{line}\n");
    let report = cleaner.explain(&Page::text(&text));
    let block = report.blocks.iter().find(|b| b.text == line).expect("the line is judged");
    (block.verdict, block.overruled.iter().map(|o| o.rule.clone()).collect())
}

#[test]
fn keep_beats_every_built_in_removal() {
    let keep = |phrase: &str| {
        format!(
            "[[rule]]\nid = 'mine/share/keep'\nwhen = {{ phrases = '{phrase}' }}\nthen = 'keep'\n"
        )
    };
    assert_eq!(verdict("", "Sign up for our newsletter").0, Verdict::Remove);
    let (kept, overruled) =
        verdict(&keep("sign up for our newsletter"), "Sign up for our newsletter");
    assert_eq!((kept, overruled.is_empty()), (Verdict::Keep, false), "remove");
    let note =
        "[[rule]]\nid = 'mine/share/note'\nwhen = { phrases = 'leave a comment' }\nthen = 'note'\n";
    assert_eq!(verdict(note, "Leave a comment").0, Verdict::Keep, "note");
}

#[test]
fn keep_beats_split_run_and_rest_of_the_same_rank() {
    for (action, more) in [
        ("remove-rest", ""),
        ("remove-run", "while = { max_words = 9 }\n"),
        ("split", ""),
        ("remove", ""),
    ] {
        let toml = format!(
            "[[rule]]\nid = 'mine/share/cut'\nwhen = {{ text = '^(?<share>Owls).*' }}\nthen = '{action}'\n{more}\
             [[rule]]\nid = 'mine/share/keep'\nwhen = {{ phrases = 'owls are back' }}\nthen = 'keep'\n"
        );
        let (kept, overruled) = verdict(&toml, "Owls are back");
        assert_eq!(kept, Verdict::Keep, "{action}");
        assert!(overruled.iter().any(|rule| rule == "mine/share/cut"), "{action}: {overruled:?}");
        assert_eq!(
            verdict(&toml.replace("owls are back", "x"), "Owls are back").0,
            Verdict::Remove
        );
    }
}

#[test]
fn a_category_can_be_kept_or_switched_off_and_a_rule_replaced() {
    let line = "Sign up for our newsletter";
    assert_eq!(verdict("keep = ['newsletter']", line).0, Verdict::Keep);
    assert_eq!(verdict("off = ['newsletter']", line).0, Verdict::Keep);
    let replaced =
        "[[rule]]\nid = 'en/newsletter/sign-up'\nwhen = { phrases = 'x y z' }\nthen = 'remove'\n";
    assert_eq!(verdict(replaced, line).0, Verdict::Keep);
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_the_nearest_word() {
    for (toml, place, hint) in [
        ("[[rule]]\nid = 'a/share/b'\nwehn = {}\n", (3, 1), "`when`"),
        (
            "[[rule]]\nid = 'a/share/b'\nwhen = { text = '(' }\nthen = 'remove'\n",
            (3, 17),
            "bad pattern",
        ),
        (
            "[[rule]]\nid = 'a/shar/b'\nwhen = { phrases = 'x' }\nthen = 'remove'\n",
            (2, 6),
            "`share`",
        ),
        (
            "[[rule]]\nid = 'a/share/b'\nwhen = { phrases = 'x {persn}' }\nthen = 'remove'\n",
            (3, 20),
            "`person`",
        ),
        (
            "[[rule]]\nid = 'a/share/b'\nwhen = { phrases = 'x' }\nthen = 'remov'\n",
            (4, 8),
            "`remove`",
        ),
        ("off = ['newsleter']\n", (1, 8), "`newsletter`"),
        (
            "[[rule]]\nid = 'a/share/b'\nwhen = { phrases = 'x' }\nthen = 'remove'\nhits = ['y']\n",
            (5, 9),
            "not matched",
        ),
        (
            "[[rule]]\nid = 'a/share/b'\nwhen = { phrases = 'x' }\nthen = 'remove'\nmisses = ['x']\n",
            (5, 11),
            "is matched",
        ),
    ] {
        let built = RuleSet::from_toml("mine.toml", toml)
            .and_then(|rules| Cleaner::builder().with_rules(rules).build());
        let error = built.err().unwrap_or_else(|| panic!("no error: {toml}"));
        assert_eq!(
            (error.line(), error.column()),
            (Some(place.0), Some(place.1)),
            "{error}\n{toml}"
        );
        assert_eq!(error.file(), Some("mine.toml"));
        assert!(error.to_string().contains(hint), "{error}");
    }
}
