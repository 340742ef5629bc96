//! What a user's rules do: take texts, win, replace, switch off, and fail with a place.

use copydesk::{Block, Cleaner, Judged, Page, Reason, RuleSet, Verdict};

const STORY: &str =
    "It rained in Bergen, again, all day long, and the ferry to the islands did not leave at noon.";

/// A cleaner with a user's rules.
pub(crate) fn with_rules(toml: &str) -> Cleaner {
    let rules = RuleSet::from_toml("mine.toml", toml).unwrap();
    Cleaner::builder().with_rules(rules).build().unwrap()
}

/// What became of `line` after a story, with a user's rules.
fn judged(toml: &str, line: &str) -> Judged {
    let report = with_rules(toml).explain(&Page::text(format!("{STORY}\n{line}\n")));
    report.blocks.into_iter().find(|b| b.text == line).expect("the line is judged")
}

/// The verdict on `line`, and what was overruled.
fn verdict(toml: &str, line: &str) -> (Verdict, Vec<String>) {
    let block = judged(toml, line);
    (block.verdict, block.overruled.iter().map(|o| o.rule.clone()).collect())
}

/// The rule that decided on `line`; none where the score did.
fn deciding_rule(toml: &str, line: &str) -> Option<String> {
    match judged(toml, line).reason {
        Reason::Rule { id, .. } => Some(id),
        _ => None,
    }
}

#[test]
fn a_users_keep_and_note_beat_a_built_in_removal() {
    for (action, line) in [("keep", "Sign up for our newsletter"), ("note", "Leave a comment")] {
        assert_eq!(verdict("", line).0, Verdict::Remove, "{line}");
        let phrase = line.to_lowercase();
        let rule = format!(
            "[[rule]]\nid = 'mine/share/{action}'\nwhen = {{ phrases = '{phrase}' }}\nthen = '{action}'\n"
        );
        let (kept, overruled) = verdict(&rule, line);
        assert_eq!((kept, overruled.is_empty()), (Verdict::Keep, false), "{action}");
    }
}

/// A story, a menu of forty links, and a prompt below it.
fn page_with_a_far_prompt() -> String {
    let menu: String = (1..=40).map(|n| format!("<li><a href='/{n}'>Harbour {n}</a>")).collect();
    format!(
        "<article><h1>Rain</h1><p>{STORY}</p><p>{STORY} Nobody minded.</p></article>\
         <footer><ul>{menu}</ul><p>Sign up for our newsletter</p></footer>"
    )
}

#[test]
fn what_is_far_from_the_story_is_named_in_a_report() {
    let page = page_with_a_far_prompt();
    let report = Cleaner::new().explain(&Page::html(&page));
    let prompt = report.blocks.iter().find(|b| b.text.starts_with("Sign up")).unwrap();
    assert_eq!(prompt.category.as_ref().map(|c| c.as_str()), Some("newsletter"));
    assert_eq!(report.article, Cleaner::new().clean(&Page::html(&page)));
}

#[test]
fn a_users_keep_reaches_what_is_far_from_the_story() {
    let page = page_with_a_far_prompt();
    assert!(!Cleaner::new().clean(&Page::html(&page)).to_text().contains("Sign up"));
    let rule =
        "[[rule]]\nid = 'mine/newsletter/ours'\nwhen = { starts = 'sign up' }\nthen = 'keep'\n";
    for mine in [rule, "keep = ['newsletter']\n"] {
        let text = with_rules(mine).clean(&Page::html(&page)).to_text();
        assert!(text.ends_with("Sign up for our newsletter"), "{mine}: {text}");
    }
}

#[test]
fn a_note_stays_as_one() {
    let toml = "[[rule]]\nid = 'mine/note/owls'\nwhen = { starts = 'correction' }\nthen = 'note'\n";
    let line = "Correction: owls, not crows, are back.";
    let article = with_rules(toml).clean(&Page::text(format!("{STORY}\n{line}")));
    assert_eq!(article.blocks.last(), Some(&Block::note(line)));
}

/// What a user's own rules take out of a page.
pub(crate) fn removed(cleaner: &Cleaner, page: &Page<'_>) -> Vec<String> {
    let gone = |block: &Judged| {
        let mine = matches!(&block.reason, Reason::Rule { id, .. } if id.starts_with("mine/"));
        mine && block.verdict == Verdict::Remove
    };
    cleaner.explain(page).blocks.into_iter().filter(gone).map(|block| block.text).collect()
}

#[test]
fn a_run_goes_as_far_as_its_condition_holds_and_the_rest_goes_all() {
    let after = "The council votes on Monday, and few believe that it will pay for another ferry.";
    let lines = [STORY, "Owls", "Three of them", "Two of them", after];
    let text = lines.join("\n");
    for (action, gone) in [
        ("'remove'", &lines[1..2]),
        ("'remove-run'\nwhile = { max_words = 9 }", &lines[1..4]),
        ("'remove-rest'", &lines[1..]),
    ] {
        let toml = format!(
            "[[rule]]\nid = 'mine/widget/owls'\nwhen = {{ phrases = 'owls' }}\nthen = {action}\n"
        );
        assert_eq!(removed(&with_rules(&toml), &Page::text(&text)), gone, "{action}");
    }
}

#[test]
fn a_split_keeps_its_group_keep_and_what_is_in_no_group_goes_with_the_piece_before_it() {
    let toml = "[[rule]]\nid = 'mine/date/split'\n\
                when = { text = '^(?<date>May 4) / (?<keep>Owls.+)$' }\nthen = 'split'\n";
    let text = format!("{STORY}\nMay 4 / Owls are back in town");
    let report = with_rules(toml).explain(&Page::text(text));
    let pieces: Vec<_> = report
        .blocks
        .into_iter()
        .skip(1)
        .map(|block| (block.text.trim().to_owned(), block.verdict))
        .collect();
    let wanted = [("May 4 /", Verdict::Remove), ("Owls are back in town", Verdict::Keep)];
    assert_eq!(pieces, wanted.map(|(text, verdict)| (text.to_owned(), verdict)));
}

#[test]
fn a_rule_of_a_site_holds_on_its_host_and_below_it() {
    let toml = "[[rule]]\nid = 'mine/widget/owls'\n\
                when = { phrases = 'owls are back', site = 'owl.example' }\nthen = 'remove'\n";
    let (cleaner, text) = (with_rules(toml), format!("{STORY}\nOwls are back"));
    for (host, holds) in [
        ("owl.example", true),
        ("news.owl.example", true),
        ("barn-owl.example", false),
        ("owl.example.org", false),
    ] {
        let page = Page::text(&text).with_url(format!("https://{host}/a"));
        assert_eq!(!removed(&cleaner, &page).is_empty(), holds, "{host}");
    }
    assert!(removed(&cleaner, &Page::text(&text)).is_empty(), "no address, no site");
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
        assert!(overruled.contains(&"mine/share/cut".to_owned()), "{action}: {overruled:?}");
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
    assert_eq!(deciding_rule("", line).as_deref(), Some("en/newsletter/sign-up"));
    let off = deciding_rule("off = ['newsletter']", line);
    assert!(off.is_none_or(|id| !id.contains("/newsletter/")));
    let off = deciding_rule("off = ['en/newsletter/sign-up']", line);
    assert_ne!(off.as_deref(), Some("en/newsletter/sign-up"));
    let replaced =
        "[[rule]]\nid = 'en/newsletter/sign-up'\nwhen = { phrases = 'x y z' }\nthen = 'remove'\n";
    assert_ne!(deciding_rule(replaced, line).as_deref(), Some("en/newsletter/sign-up"));
}

#[test]
fn an_attribute_is_met_by_words_of_its_value() {
    let toml = "[[rule]]\nid = 'mine/widget/owls'\n\
                when = { attr = { data-owl = 'share-bar' } }\nthen = 'remove'\n";
    let cleaner = with_rules(toml);
    for (value, holds) in
        [("share-bar", true), ("c-shareBar_2", true), ("sharebar", false), ("bar-share", false)]
    {
        let html = format!("<p>{STORY}</p><div data-owl={value}>Owls are back</div>");
        assert_eq!(!removed(&cleaner, &Page::html(html)).is_empty(), holds, "{value}");
    }
}

#[test]
fn levels_say_how_far_up_markup_counts() {
    let rule = |levels: &str| {
        format!(
            "[[rule]]\nid = 'mine/widget/owls'\n\
             when = {{ class = 'owl', {levels} }}\nthen = 'remove'\n"
        )
    };
    let page = |inside: &str| Page::html(format!("<p>{STORY}</p>{inside}<p>{STORY} Again.</p>"));
    let own = "<p class=owl>Owls are back</p>";
    let parent = "<div class=owl><p>Owls are back</p></div>";
    let above = "<div class=owl><section><p>Owls are back</p></section></div>";
    for (levels, holds) in [
        ("levels = 0", [true, false, false]),
        ("levels = 1", [true, true, false]),
        ("levels = 2", [true, true, true]),
        ("max_words = 9", [true, true, true]),
    ] {
        let cleaner = with_rules(&rule(levels));
        let found = [own, parent, above].map(|html| !removed(&cleaner, &page(html)).is_empty());
        assert_eq!(found, holds, "{levels}");
    }
}

#[test]
fn a_removal_yields_to_a_score_as_high() {
    let rule = |yields: &str| {
        format!(
            "[[rule]]\nid = 'mine/widget/owls'\n\
             when = {{ contains = 'council votes' }}\nthen = 'remove'\n{yields}"
        )
    };
    let line = "The council votes on Monday, and few believe that it will pay for another ferry.";
    assert_eq!(judged(&rule(""), line).verdict, Verdict::Remove, "without it, the rule decides");
    let kept = judged(&rule("yields = 0"), line);
    let Reason::Score { score, .. } = kept.reason else { panic!("{kept:?}") };
    assert_eq!((kept.verdict, kept.overruled.len()), (Verdict::Keep, 1));
    for (yields, verdict) in
        [(score - 0.001, Verdict::Keep), (score + 0.001, Verdict::Remove), (1.0, Verdict::Remove)]
    {
        let toml = rule(&format!("yields = {yields}"));
        assert_eq!(judged(&toml, line).verdict, verdict, "{yields} of {score}");
    }
    // What the score removes, the rule names, however far it yields.
    let html = format!("<article><p>{STORY}</p></article><footer><a href=/a>Owls</a></footer>");
    let toml = rule("yields = 0").replace("council votes", "owls");
    assert_eq!(removed(&with_rules(&toml), &Page::html(html)), ["Owls"]);
}

#[test]
fn examples_of_html_are_read_with_the_attributes_that_the_rules_name() {
    let toml = "[[rule]]\nid = 'mine/widget/owls'\n\
                when = { selector = '[data-owl=barn]' }\nthen = 'remove'\n\
                hits = [{ html = '<p data-owl=barn>Owls', expect = 'Owls' }]\n\
                misses = [{ html = '<p data-owl=snowy>Owls' }, { html = '<p data-cat=barn>Owls' }]\n";
    let problems = RuleSet::from_toml("mine.toml", toml).unwrap().check();
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_language_is_met_by_its_regions() {
    let toml = "[[rule]]\nid = 'mine/widget/owls'\n\
                when = { phrases = 'corujas', language = 'pt' }\nthen = 'remove'\n\
                hits = [{ text = 'Corujas', language = 'pt' }, { text = 'Corujas', language = 'pt-BR' }]\n\
                misses = [{ text = 'Corujas', language = 'en' }, { text = 'Corujas' }]\n";
    let problems = RuleSet::from_toml("mine.toml", toml).unwrap().check();
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_file_may_name_a_category_of_its_own() {
    let toml = "categories = ['owls']\n[[rule]]\nid = 'mine/owls/news'\n\
                when = { phrases = 'owls are back' }\nthen = 'remove'\n";
    let category = judged(toml, "Owls are back").category;
    assert_eq!(category.as_ref().map(|c| c.as_str()), Some("owls"));
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
        (
            "[[rule]]\nid = 'a/share/b'\nwhen = { phrases = 'x' }\nthen = 'remove'\ntodo = ['x']\n",
            (5, 9),
            "belongs to `hits`",
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

/// A listing that scores low is kept, the numbers in the cell beside it are not, however many.
#[test]
fn a_listing_stays_without_the_numbers_of_its_lines() {
    let numbers: String = (1..=300).map(|n| format!("<span>{n}</span><br>")).collect();
    let code: String = (1..=300).map(|n| format!("let x{n} = {n};<br>")).collect();
    let html = format!(
        "<h1>Rain</h1><p>It rained in Bergen, again, all day, and the ferry did not leave at all.</p>\
         <figure class=highlight><table><tr><td class=gutter><pre>{numbers}</pre></td>\
         <td class=code><pre>{code}</pre></td></tr></table></figure>\
         <p>The ferry did not leave the next day either, since it rained in Bergen, again.</p>"
    );
    let text = Cleaner::new().clean(&Page::html(&html)).to_text();
    assert!(text.contains("let x300 = 300;"), "{text}");
    assert!(text.lines().all(|line| line.parse::<u32>().is_err()), "{text}");
}

/// Notes below a story are often whole sentences; the page's footer is no reason to keep them.
#[test]
fn notes_that_read_like_the_storys_end_are_found_one_above_the_other() {
    let story = "<p>It rained in Bergen again, all day long, and the ferry to the islands did not leave \
        before noon, and those who had waited since six were given soup and a blanket each.</p>";
    let notes = "<p>Additional reporting by Anna Berg in Oslo, John Kelly in Cork and Jan Smit in Delft.</p>\
        <p>Contact Maria Ortiz at m.ortiz@gazette.example and follow her on the harbour's own pages.</p>";
    let links: String = (0..9).map(|n| format!("<a href=/{n}>Page {n}</a> ")).collect();
    let html = format!(
        "<article><h1>Rain</h1>{}{notes}</article><footer><p>{links}</p><p>The Gazette has been printed in Bergen since 1911, rain or shine.</p></footer>",
        story.repeat(3)
    );
    let text = Cleaner::new().clean(&Page::html(&html)).to_text();
    assert!(text.ends_with("a blanket each."), "{text}");
}
