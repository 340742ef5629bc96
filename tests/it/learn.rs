//! Rules learned from pages of a site, on pages of it that were held back.

use copydesk::learn::{Learned, Learner};
use copydesk::{Cleaner, Page, Reason, RuleSet, Verdict};
use std::collections::HashSet;
use std::sync::LazyLock;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::new);

/// How many of a site's eight pages are learned from.
const LEARNED: usize = 5;

/// A made-up site: `tests/learn/NAME.toml`.
#[derive(serde::Deserialize)]
struct Site {
    template: String,
    /// Texts of the template that belong to the article.
    article: Vec<String>,
    page: Vec<Story>,
}

#[derive(serde::Deserialize)]
struct Story {
    slug: String,
    section: String,
    title: String,
    author: String,
    date: String,
    #[serde(default)]
    note: String,
    body: Vec<String>,
}

impl Site {
    fn read(name: &str) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/learn");
        let text = std::fs::read_to_string(format!("{folder}/{name}.toml")).unwrap();
        toml::from_str(&text).unwrap()
    }

    fn html(&self, at: usize) -> String {
        let story = &self.page[at];
        let others = (1..4).map(|n| &self.page[(at + n) % self.page.len()]);
        let related: String =
            others.map(|o| format!("<li><a href=\"/{}\">{}</a></li>", o.slug, o.title)).collect();
        let mut html = self.template.clone();
        for (slot, value) in [
            ("{slug}", &story.slug),
            ("{section}", &story.section),
            ("{title}", &story.title),
            ("{author}", &story.author),
            ("{date}", &story.date),
            ("{note}", &story.note),
            ("{related}", &related),
        ] {
            html = html.replace(slot, value);
        }
        for (n, text) in story.body.iter().enumerate() {
            html = html.replace(&format!("{{body{}}}", n + 1), &format!("<p>{text}</p>"));
        }
        html
    }

    fn learned(&self) -> Learned {
        let mut learner = Learner::new(&CLEANER);
        (0..LEARNED).for_each(|at| learner.add(&Page::html(self.html(at))));
        learner.finish()
    }

    /// The kept lines of a page: those of the article, and the others.
    fn kept(&self, cleaner: &Cleaner, at: usize) -> (Vec<String>, Vec<String>) {
        let story = &self.page[at];
        let synopsis = format!("weft {} [OPTIONS] FILE...", story.slug);
        let belongs = |text: &String| {
            story.body.contains(text)
                || self.article.contains(text)
                || [&story.note, &synopsis].contains(&text)
        };
        let report = cleaner.explain(&Page::html(self.html(at)));
        let kept = report.blocks.into_iter().filter(|b| b.verdict == Verdict::Keep);
        let kept = kept.map(|b| b.text).filter(|text| *text != story.title && !text.is_empty());
        kept.partition(belongs)
    }
}

/// On pages that rules were not learned from, they leave fewer lines outside the article, and all
/// of the article.
#[track_caller]
fn check_held_out(name: &str) {
    let site = Site::read(name);
    let learned = site.learned();
    let rules = learned.rule_set();
    let cleaner = Cleaner::builder().with_rules(rules.clone()).build().unwrap();
    let (mut before, mut after) = (0, 0);
    for at in LEARNED..site.page.len() {
        let (article, others) = site.kept(&CLEANER, at);
        let (article_then, others_then) = site.kept(&cleaner, at);
        let lost: Vec<_> = article.iter().filter(|line| !article_then.contains(line)).collect();
        assert!(lost.is_empty(), "{name} {at}: {lost:?} are gone by\n{}", rules.to_toml());
        assert!(article.len() >= 3, "{name} {at}: the story is kept: {article:?}");
        let came: Vec<_> = others_then.iter().filter(|line| !others.contains(line)).collect();
        assert!(came.is_empty(), "{name} {at}: {came:?} came");
        (before, after) = (before + others.len(), after + others_then.len());
        println!("{name} {at}: left {others:?}, with the rules {others_then:?}");
    }
    assert!(after < before, "{before} lines left before, {after} after");
}

#[test]
fn a_news_site_is_learned() {
    check_held_out("news");
}

#[test]
fn a_blog_is_learned() {
    check_held_out("blog");
}

#[test]
fn documentation_is_learned_without_its_headings_and_cells() {
    check_held_out("docs");
}

#[test]
fn what_is_learned_passes_the_check_and_is_read_back() {
    for name in ["news", "blog", "docs"] {
        let learned = Site::read(name).learned();
        let rules = RuleSet::from_toml("site.toml", &learned.rule_set().to_toml()).unwrap();
        assert_eq!(rules.rules, learned.rule_set().rules);
        assert!(rules.check().is_empty(), "{:?}", rules.check());
        let site = learned.site().unwrap();
        for (rule, proposal) in rules.rules.iter().zip(learned.proposals()) {
            assert_eq!(rule.when.site, [site]);
            assert!(!rule.hits.is_empty() && proposal.pages >= 3 && proposal.blocks >= 3);
            let support = format!("{} of 5 pages", proposal.pages);
            assert!(rule.why.contains(&support), "{}", rule.why);
        }
        assert!(rules.rules.iter().any(|rule| !rule.misses.is_empty()));
    }
}

/// A text as it is compared: what differs in numbers alone is no text of its own.
fn without_numbers(text: &str) -> String {
    text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}

#[test]
fn no_rule_hits_a_text_that_one_page_alone_has() {
    for name in ["news", "blog", "docs"] {
        let site = Site::read(name);
        let learned = site.learned();
        let cleaner = Cleaner::builder().with_rules(learned.rule_set()).build().unwrap();
        let reports: Vec<_> =
            (0..LEARNED).map(|at| cleaner.explain(&Page::html(site.html(at)))).collect();
        let texts: Vec<HashSet<String>> = reports
            .iter()
            .map(|report| report.blocks.iter().map(|b| without_numbers(&b.text)).collect())
            .collect();
        let rules = learned.rule_set().rules;
        let mut hits = 0;
        for block in reports.iter().flat_map(|report| &report.blocks) {
            let Reason::Rule { id, .. } = &block.reason else { continue };
            let Some(rule) = rules.iter().find(|rule| rule.id == *id) else { continue };
            // Of a date the form repeats, and of a line with a gap all but that.
            let gap = rule.when.phrases.iter().any(|phrase| phrase.contains("{name}"));
            if rule.when.is.is_empty() && !gap {
                let text = without_numbers(&block.text);
                let pages = texts.iter().filter(|page| page.contains(&text)).count();
                assert!(pages >= 2, "{id} hits {:?} of one page", block.text);
                hits += 1;
            }
        }
        assert!(hits > LEARNED, "{name}: {hits}");
    }
}

#[test]
fn the_same_page_several_times_teaches_nothing() {
    let site = Site::read("news");
    let mut learner = Learner::new(&CLEANER).with_site("harbourwatch.example");
    for _ in 0..4 {
        learner.add(&Page::html(site.html(0)));
    }
    learner.add(&Page::html(site.html(1)));
    let learned = learner.finish();
    assert_eq!((learned.pages(), learned.proposals().len()), (2, 0));
}

#[test]
fn pages_of_other_sites_are_left_out() {
    let (news, blog) = (Site::read("news"), Site::read("blog"));
    let mut learner = Learner::new(&CLEANER);
    (0..4).for_each(|at| learner.add(&Page::html(news.html(at))));
    (0..3).for_each(|at| learner.add(&Page::html(blog.html(at))));
    let learned = learner.finish();
    assert_eq!(learned.site(), Some("harbourwatch.example"));
    assert_eq!(learned.pages(), 4);
    assert!(!learned.rule_set().to_toml().contains("kettle"));
}

#[cfg(feature = "cli")]
mod command {
    use super::Site;
    use crate::command::{Folder, run};

    fn pages(folder: &Folder, site: &Site) -> Vec<String> {
        (0..8).map(|at| folder.file(&format!("{at}.html"), site.html(at))).collect()
    }

    #[test]
    fn rules_are_printed_used_and_compared() {
        let folder = Folder::new("learn");
        let files = pages(&folder, &Site::read("blog"));
        let learned: Vec<&str> = files[..5].iter().map(String::as_str).collect();
        let ran = run(&[&["learn"], &learned[..]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let rules = folder.file("site.toml", &ran.out);
        let checked = run(&["rules", "check", &rules]);
        assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));

        let prompt = "Nobody pays for these letters";
        assert!(run(&["clean", &files[6]]).out.contains(prompt), "else there is nothing to learn");
        let cleaned = run(&["clean", &files[6], "--rules", &rules]).out;
        assert!(!cleaned.contains(prompt) && cleaned.contains("the crust is singing"));

        let empty = folder.file("empty.toml", "rule = []\n");
        let diff = run(&["rules", "diff", &empty, &rules, &files[6]]).out;
        let line = diff.lines().find(|line| line.contains(prompt)).expect(&diff);
        assert!(line.starts_with(&format!("{}: - {prompt}", files[6])), "{line}");
        assert!(line.contains("[sourdough.example/"), "{line}");
        assert!(!diff.contains("the crust is singing"), "{diff}");
    }

    #[test]
    fn too_few_pages_are_an_error_and_names_are_data() {
        let folder = Folder::new("learn-few");
        let files = pages(&folder, &Site::read("blog"));
        let ran = run(&["learn", &files[0], &files[1], &files[0]]);
        assert_eq!((ran.code, ran.err.lines().count(), ran.out.as_str()), (Some(1), 1, ""));
        assert!(ran.err.contains("3 pages"), "{}", ran.err);
        assert_eq!(run(&["learn"]).code, Some(2));

        let odd = folder.file("\u{1b}[31m$(touch x); ..html", "");
        let args = ["learn", "--site", "../../../etc/x", &odd, &files[0], &files[1], &files[2]];
        let ran = run(&args);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let set = copydesk::RuleSet::from_toml("site.toml", &ran.out).unwrap();
        assert!(!set.rules.is_empty());
        assert!(set.rules.iter().all(|rule| rule.id.starts_with("site/")), "{}", ran.out);
    }
}
