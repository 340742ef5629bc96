//! Every rule file that ships: ids are paths, and examples hold.

use copydesk::{Action, Cleaner, Example, Page, RuleSet};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// Each rule file below `packs/` with its name, sorted.
fn files() -> Vec<(String, RuleSet)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    let list = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let folders = list(&root).into_iter().filter(|path| path.is_dir());
    let mut files: Vec<PathBuf> = folders.flat_map(|folder| list(&folder)).collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            let name = file.strip_prefix(&root).unwrap().with_extension("");
            let name = name.to_str().unwrap().replace('\\', "/");
            let set = RuleSet::from_toml(&format!("packs/{name}.toml"), &text);
            (name, set.unwrap_or_else(|error| panic!("{error}")))
        })
        .collect()
}

/// What of `lines` a cleaner leaves in a story of some language.
fn left<'a>(lang: &str, story: &str, lines: &[&'a str]) -> Vec<&'a str> {
    let lines_in = lines.iter().map(|line| format!("<p>{line}</p>")).collect::<String>();
    let html = format!("<html{lang}><article><p>{story}</p>{lines_in}<p>{story} -</p></article>");
    let text = Cleaner::new().clean(&Page::html(html)).to_text();
    lines.iter().copied().filter(|line| text.contains(line)).collect()
}

#[test]
fn a_page_is_tried_with_the_rules_of_its_language_and_of_english() {
    let english = "Sign up for our free weekly newsletter today";
    let german = "Jetzt unseren kostenlosen Newsletter bestellen";
    let both = [english, german];
    let story = "Es regnete in Bergen, wieder den ganzen Tag, und die Fähre zu den Inseln fuhr nicht \
        vor dem Mittag. Wer seit sechs Uhr gewartet hatte, bekam eine Suppe und eine Decke.";
    assert_eq!(left(" lang=de", story, &both), [""; 0]);
    assert_eq!(left("", story, &both), [""; 0], "its words tell the language");
    let story = "It rained in Bergen again, all day long, and the ferry to the islands did not leave \
        before noon. Those who had waited since six were given soup, and a blanket each.";
    assert_eq!(left(" lang=en", story, &both), [german]);
    let story = "Bergen 1911, Voss 1912, Stavanger 1913, Haugesund 1914, Molde 1915, Bodø 1916, Vardø \
        1917, Vadsø 1918, Kirkenes 1919, Tromsø 1920, Narvik 1921, Harstad 1922, Alta 1923.";
    assert_eq!(left("", story, &both), [""; 0], "nothing tells the language");
}

#[test]
fn languages_that_are_written_alike_share_a_pack() {
    let alike = [
        (
            "nb-NO",
            "Det regnet i Bergen, igjen, hele dagen, og fergen gikk ikke før klokken tolv.",
            "Meld deg på vårt nyhetsbrev",
        ),
        (
            "sr-Latn",
            "Padala je kiša u Bergenu, opet, celog dana, i trajekt nije krenuo pre podneva.",
            "Prijavite se na naš bilten",
        ),
        (
            "bs",
            "Padala je kiša u Bergenu, opet, cijeli dan, i trajekt nije krenuo prije podneva.",
            "Prijavite se na naš newsletter",
        ),
    ];
    for (language, story, prompt) in alike {
        assert_eq!(left(&format!(" lang={language}"), story, &[prompt]), [""; 0], "{language}");
    }
}

/// The parser keeps what rules ask for before the language of a page is known.
#[test]
fn rules_of_languages_name_no_attributes() {
    for (name, set) in files().iter().filter(|(name, _)| !name.starts_with("any/")) {
        let rules: toml::Table = toml::from_str(&set.to_toml()).unwrap();
        let mut open: Vec<_> = rules.values().collect();
        while let Some(value) = open.pop() {
            match value {
                toml::Value::Array(list) => open.extend(list),
                toml::Value::Table(table) => {
                    assert!(
                        !table.contains_key("attr") && !table.contains_key("selector"),
                        "{name}"
                    );
                    open.extend(table.values());
                }
                _ => {}
            }
        }
    }
}

#[test]
fn ids_are_path_and_name_and_stand_once() {
    let mut seen = HashSet::new();
    for (name, set) in files() {
        assert!(!set.rules.is_empty(), "packs/{name}.toml has no rule");
        for rule in &set.rules {
            let rest = rule.id.strip_prefix(&*name).and_then(|rest| rest.strip_prefix('/'));
            let fine = rest.is_some_and(|r| {
                !r.is_empty()
                    && r.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            });
            assert!(fine, "packs/{name}.toml: the id of {} must be {name}/some-name", rule.id);
            assert!(seen.insert(rule.id.clone()), "{} stands twice", rule.id);
            assert!(!rule.why.is_empty(), "{} does not say why", rule.id);
            assert!(!rule.hits.is_empty(), "{} has no hit", rule.id);
        }
    }
    assert!(seen.len() > 500, "only {} rules found", seen.len());
}

#[test]
fn examples_hold() {
    let problems: Vec<String> =
        files().iter().flat_map(|(_, set)| set.check()).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn what_ships_is_what_the_files_say() {
    let (files, shipped) = (files(), RuleSet::builtin().collect::<Vec<_>>());
    let names =
        |list: &[(&str, RuleSet)]| list.iter().map(|(n, _)| n.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&shipped), files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    for ((name, shipped), (_, file)) in shipped.iter().zip(&files) {
        assert_eq!(shipped.rules, file.rules, "{name}");
        assert_eq!(shipped.phrases, file.phrases, "{name}");
    }
}

/// What every language has words for.
const CATEGORIES: [&str; 18] = [
    "advertisement",
    "app",
    "author-bio",
    "byline",
    "caption",
    "comments",
    "consent",
    "credit",
    "date",
    "legal",
    "media",
    "navigation",
    "newsletter",
    "paywall",
    "related",
    "share",
    "source",
    "tags",
];

/// Examples that differ in more than case, figures and punctuation.
type Differing = BTreeSet<String>;

fn note(example: &Example, list: &mut Differing) {
    let written = serde_json::to_string(example).expect("an example is JSON");
    let letters = written.chars().filter(|c| c.is_alphabetic());
    list.insert(letters.flat_map(char::to_lowercase).collect());
}

#[test]
fn every_language_has_enough_examples_of_each_category() {
    let mut cells: BTreeMap<(String, &str), (Differing, Differing)> = BTreeMap::new();
    for (name, set) in files() {
        let (language, category) = name.split_once('/').unwrap();
        let Some(known) = CATEGORIES.iter().find(|c| **c == category) else { continue };
        let cell = cells.entry((language.to_owned(), known)).or_default();
        for rule in &set.rules {
            rule.hits.iter().for_each(|example| note(example, &mut cell.0));
            rule.misses.iter().for_each(|example| note(example, &mut cell.1));
        }
    }
    let languages: BTreeSet<_> = cells.keys().map(|(language, _)| language.clone()).collect();
    let languages = languages.iter().filter(|language| *language != "any");
    let all = languages.flat_map(|l| CATEGORIES.iter().map(move |c| (l.clone(), *c)));
    let poor: Vec<String> = all
        .filter_map(|key| {
            let (hits, misses) = cells.get(&key).map_or((0, 0), |c| (c.0.len(), c.1.len()));
            let short = hits < 5 || misses < 2;
            short.then(|| format!("{}/{}: {hits} hits, {misses} misses", key.0, key.1))
        })
        .collect();
    assert!(poor.is_empty(), "fewer than five hits or two misses:\n{}", poor.join("\n"));
}

#[test]
fn a_removal_gives_way_in_one_way() {
    let rules = files().into_iter().flat_map(|(_, set)| set.rules);
    let removals = rules.filter(|rule| rule.then != Action::Keep && rule.when.score.is_some());
    let by_score: Vec<String> = removals.map(|rule| rule.id).collect();
    assert!(by_score.is_empty(), "say `yields`, not `score`: {by_score:?}");
}
