//! Who: persons as persons, organisations as such, nothing else.

use super::chosen::{Lost, family, host};
use super::keys::{Key, Keys, key};
use crate::article::{Author, AuthorKind};
use crate::metadata::claim::{Claim, Origin, values};
use crate::metadata::fact::{Beaten, Fact, Field};
use crate::metadata::source::table::Table;
use crate::text::normalise::without_accents;
use crate::text::person::{is_by, is_excluded, is_handle, split_names};
use std::ops::Range;

/// Less certain authors are none.
const LEAST: f32 = 0.11;
/// A surer date makes a page a story.
const DATED: f32 = 0.4;
/// A list that is surer is a byline.
const BYLINE: f32 = 0.65;
/// The rules that take a name on a line of its own for a byline.
const LONE_RULE: &str = "/byline/name";
/// A line at the headline that says names and does not say that they wrote.
pub(in crate::metadata) const LONE_LINE: &str = "names at the headline";
/// The same, with more on the line.
pub(in crate::metadata) const UNSAID_LINE: &str = "byline at the headline";
/// A link to a page of somebody.
pub(in crate::metadata) const LINK_TO_PERSON: &str = "link to a person";
/// What is left of a name where nothing says that it is a byline.
const UNSAID: f32 = 0.2;

/// `Product`, `og:product`: how the type of what is sold ends.
const PRODUCT: &str = "roduct";

/// Names of persons have fewer words.
const TITLE_WORDS: usize = 4;

/// A name that a claim gives.
#[derive(Clone, Copy)]
struct Named<'c> {
    name: &'c str,
    key: Key,
    kind: AuthorKind,
    url: Option<&'c str>,
}

impl Named<'_> {
    fn author(&self) -> Author {
        Author { name: self.name.to_owned(), kind: self.kind, url: self.url.map(str::to_owned) }
    }
}

/// What one source says, in order.
struct List<'c> {
    first: &'c Claim,
    family: &'static str,
    authors: Vec<Named<'c>>,
    confidence: f32,
}

impl List<'_> {
    /// What their names share with other spellings.
    fn keys(&self) -> impl Iterator<Item = Key> {
        self.authors.iter().map(|author| author.key)
    }

    fn has(&self, key: Key) -> bool {
        self.keys().any(|own| own == key)
    }

    fn keep_each_once(&mut self) {
        let mut kept = 0;
        for at in 0..self.authors.len() {
            let author = self.authors[at];
            if !self.authors[..kept].iter().any(|known| known.key == author.key) {
                self.authors[kept] = author;
                kept += 1;
            }
        }
        self.authors.truncate(kept);
    }
}

/// The authors, and if it is `asked`, how that was decided.
pub(in crate::metadata) fn choose(claims: &[Claim], asked: bool) -> (Vec<Author>, Option<Fact>) {
    let (mut lost, mut known) = (Vec::new(), Known::new());
    let sites = Sites::new(claims, &mut known.keys);
    let mut lists: Vec<List<'_>> = Vec::new();
    for claim in claims.iter().filter(|c| c.field == Field::Authors) {
        match known.read(claim) {
            Ok(names) => add(&mut lists, claim, &known.names[names]),
            Err(why) => lost.push(Lost::new(claim, why)),
        }
    }
    lists.retain(|list| {
        let titled = list.family == "visible"
            && list.authors.iter().any(|author| begins_title(author.name, claims));
        if titled {
            lost.push(Lost::new(list.first, "the page's title begins so"));
        }
        !titled
    });
    unglue(&mut lists, &mut known.keys);
    lists.iter_mut().for_each(List::keep_each_once);
    let mut room = Vec::new();
    let scores = lists.iter().map(|list| score(list, &lists, &sites, &mut room));
    let mut scores: Vec<f32> = scores.collect();
    doubt_the_unsaid(&lists, &mut scores, claims);
    let best = (0..lists.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    let Some(best) = best.filter(|&best| scores[best] >= LEAST) else {
        return (Vec::new(), None);
    };
    let mut authors = with_urls(&lists[best], &lists);
    if authors.iter().any(|author| author.kind == AuthorKind::Person) {
        authors.retain(|a| a.kind == AuthorKind::Person || !sites.names.contains(&a.key));
    }
    let fact = asked.then(|| Fact {
        field: Field::Authors,
        value: joined(&authors),
        origin: lists[best].first.origin.to_string(),
        confidence: scores[best].clamp(0.0, 1.0),
        beaten: lost.iter().map(Lost::beaten).chain(beaten(&lists, &scores, best)).collect(),
    });
    (authors.iter().map(Named::author).collect(), fact)
}

/// Whether a long name is what a title begins with: a product's, which stands where bylines do.
fn begins_title(name: &str, claims: &[Claim]) -> bool {
    name.split_whitespace().count() >= TITLE_WORDS
        && values(claims, Field::Title).any(|title| title.starts_with(name))
}

/// The lists that name others than the best one.
fn beaten(lists: &[List<'_>], scores: &[f32], best: usize) -> impl Iterator<Item = Beaten> {
    let winner = &lists[best];
    let others = lists.iter().zip(scores).filter(|(list, _)| !list.keys().eq(winner.keys()));
    others.map(move |(list, &score)| {
        let why = if score < scores[best] { "less certain" } else { "as certain, but later" };
        Beaten {
            value: joined(&list.authors),
            origin: list.first.origin.to_string(),
            why: why.to_owned(),
        }
    })
}

fn joined(authors: &[Named<'_>]) -> String {
    authors.iter().map(|a| a.name).collect::<Vec<_>>().join("; ")
}

/// Claims of one source about several authors are one list. What stands in sight is not: each
/// line may repeat the byline, or be about something else.
fn add<'c>(lists: &mut Vec<List<'c>>, claim: &'c Claim, authors: &[Named<'c>]) {
    // Its page is that of the one whom a claim names.
    let url = claim.url.as_deref().filter(|_| authors.len() == 1);
    let authors = authors.iter().map(|author| Named { url, ..*author });
    let family = family(claim);
    let in_sight = family == "visible";
    let same = |list: &&mut List<'_>| {
        !in_sight
            && list.first.origin == claim.origin
            && list.confidence == claim.confidence
            && list.first.group == claim.group
    };
    match lists.iter_mut().find(same) {
        Some(list) => {
            for author in authors {
                // `More articles`: a second link to the author's page.
                let linked = claim.origin.source == "rel" && author.url.is_some();
                let same = |a: &Named<'_>| a.key == author.key || linked && a.url == author.url;
                if !list.authors.iter().any(same) {
                    list.authors.push(author);
                }
            }
        }
        None => {
            let confidence = claim.confidence;
            lists.push(List { first: claim, family, authors: authors.collect(), confidence });
        }
    }
}

/// What the site is called.
struct Sites {
    /// Its names.
    names: Vec<Key>,
    /// Its host, and that without its last label.
    hosts: Vec<Key>,
}

impl Sites {
    fn new(claims: &[Claim], keys: &mut Keys) -> Self {
        let named = |c: &&Claim| matches!(c.field, Field::Source | Field::Publisher);
        let names = claims.iter().filter(named).map(|c| keys.of(&c.value)).collect();
        let hosts = values(claims, Field::Url).filter_map(host).flat_map(hosts_names);
        Self { names, hosts: hosts.map(|host| keys.of(host)).collect() }
    }
}

fn hosts_names(host: &str) -> impl Iterator<Item = &str> {
    let parts = [Some(host), host.rsplit_once('.').map(|(name, _)| name)];
    parts.into_iter().flatten()
}

/// Whether the page says when it was published.
fn is_dated(claims: &[Claim]) -> bool {
    let dated = |c: &&Claim| c.field == Field::Published && c.origin.source != "rule";
    claims.iter().filter(dated).any(|c| c.confidence >= DATED)
}

/// A line that looks like a name is no byline where the page has no date, nor where several do. Of a
/// product nothing in sight is.
fn doubt_the_unsaid(lists: &[List<'_>], scores: &mut [f32], claims: &[Claim]) {
    let lone = |list: &List<'_>| {
        let Origin { source, name } = &list.first.origin;
        *source == "rule" && name.ends_with(LONE_RULE) || *name == LONE_LINE
    };
    let unsaid = |list: &List<'_>| {
        lone(list) || [UNSAID_LINE, LINK_TO_PERSON].contains(&&*list.first.origin.name)
    };
    let mut lines = lists.iter().filter(|list| lone(list));
    let several = lines.next().is_some_and(|first| lines.any(|l| !l.keys().eq(first.keys())));
    let dated = is_dated(claims);
    let kinds = claims.iter().filter(|claim| claim.field == Field::Type);
    let kind = kinds.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let of_product = kind.is_some_and(|kind| kind.value.ends_with(PRODUCT));
    for (list, score) in lists.iter().zip(scores) {
        if of_product && list.family == "visible" {
            *score = 0.0;
        } else if !dated && unsaid(list) || several && lone(list) {
            *score *= UNSAID;
        }
    }
}

/// `Eva FuEditor`, where markup lost a space, `All by Eva Fu`: cut to the name that another list
/// has.
fn unglue(lists: &mut [List<'_>], keys: &mut Keys) {
    let names = lists.iter().flat_map(|list| &list.authors).map(|author| author.name);
    let known: Vec<&str> = names.filter(|name| name.contains(' ')).collect();
    let mut cuts = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        for (place, author) in list.authors.iter().enumerate() {
            let glued = |name: &&str| {
                let rest = || author.name.strip_prefix(name);
                name.len() < author.name.len()
                    && (rest().is_some_and(|rest| rest.starts_with(char::is_uppercase))
                        || author.name.strip_suffix(name).is_some_and(ends_with_by))
            };
            cuts.extend(known.iter().copied().find(glued).map(|name| (at, place, name)));
        }
    }
    for (at, place, name) in cuts {
        let author = &mut lists[at].authors[place];
        (author.name, author.key) = (name, keys.of(name));
    }
}

/// `All by `, `MORE ARTICLES OF`: what stands before a name and is none of it.
fn ends_with_by(text: &str) -> bool {
    let spaced = text.ends_with(' ');
    let last = text.split_whitespace().next_back();
    last.is_some_and(|last| !spaced || is_by(last))
}

/// Its own confidence, more where other kinds of source agree, less for the site's own name.
fn score(
    list: &List<'_>,
    lists: &[List<'_>],
    sites: &Sites,
    agreement: &mut Vec<(&'static str, f32)>,
) -> f32 {
    agreement.clear();
    for other in lists.iter().filter(|other| other.family != list.family) {
        let shared = list.keys().filter(|key| other.has(*key)).count();
        // Who names one author of two contradicts less than who names two of one.
        let alike = shared as f32 / other.authors.len().max(1) as f32;
        let says = other.confidence * alike * 0.6;
        match agreement.iter_mut().find(|(name, _)| *name == other.family) {
            Some((_, most)) => *most = most.max(says),
            None => agreement.push((other.family, says)),
        }
    }
    let doubt =
        agreement.iter().fold(1.0 - list.confidence, |doubt, (_, says)| doubt * (1.0 - says));
    let persons = list.authors.iter().filter(|a| a.kind == AuthorKind::Person).count();
    let only_site = list.keys().all(|key| sites.names.contains(&key));
    let only_host = list.keys().all(|key| sites.hosts.contains(&key));
    let weight = match (persons, only_site) {
        (_, true) => 0.35,
        _ if only_host => 0.45,
        (0, false) => 0.55,
        _ => 1.0,
    };
    (1.0 - doubt) * weight
}

/// Addresses that another source gives for the same author, and the name in two words where the
/// best source has it as one.
fn with_urls<'c>(best: &List<'c>, lists: &[List<'c>]) -> Vec<Named<'c>> {
    let mut authors = best.authors.clone();
    for author in authors.iter_mut().filter(|author| !author.name.contains(' ')) {
        let own = plain_key(author.name);
        let mut others = lists.iter().flat_map(|list| &list.authors);
        let bylines = lists.iter().filter(|list| list.confidence >= BYLINE);
        // `evafu`, `eva_fu` for `Éva Fu`, or `Eva` where a byline has her name in full.
        let full = |other: &&Named<'_>| other.name.contains(' ') && plain_key(other.name) == own;
        let first = |other: &&Named<'_>| {
            let first = other.name.split_once(' ').map(|(first, _)| first);
            first == Some(author.name) && other.kind == AuthorKind::Person
        };
        let found = others.find(full).or_else(|| {
            bylines.flat_map(|list| &list.authors).find(|other| first(other) && is_declared(best))
        });
        if let Some(other) = found {
            (author.name, author.key) = (other.name, other.key);
        }
    }
    for author in authors.iter_mut().filter(|author| author.url.is_none()) {
        let others = lists.iter().flat_map(|list| &list.authors);
        author.url = others.filter(|other| other.key == author.key).find_map(|other| other.url);
    }
    authors
}

/// A key without accents.
fn plain_key(name: &str) -> String {
    key(&without_accents(name).collect::<String>())
}

fn is_declared(list: &List<'_>) -> bool {
    matches!(list.family, "json-ld" | "meta")
}

/// Which of the names a claim gives, or why it gives none.
type Reading = Result<Range<usize>, &'static str>;

/// Readings of claims: a page repeats its names.
struct Known<'c> {
    /// Each with whether it reads so wherever it stands.
    read: Vec<(&'c Claim, Reading, bool)>,
    names: Vec<Named<'c>>,
    keys: Keys,
}

impl<'c> Known<'c> {
    fn new() -> Self {
        Self { read: Vec::with_capacity(8), names: Vec::with_capacity(8), keys: Keys::new() }
    }

    fn read(&mut self, claim: &'c Claim) -> Reading {
        let organisation = |claim: &Claim| claim.organisation == Some(true);
        let same = |(other, _, anywhere): &&(&Claim, _, bool)| {
            other.value == claim.value
                && organisation(other) == organisation(claim)
                && (*anywhere || other.origin.source == claim.origin.source)
        };
        if let Some((_, known, _)) = self.read.iter().find(same) {
            return known.clone();
        }
        let (reading, anywhere) = self.read_anew(claim);
        self.read.push((claim, reading.clone(), anywhere));
        reading
    }

    /// The reading, and whether it is the same for the same words of another source.
    fn read_anew(&mut self, claim: &'c Claim) -> (Reading, bool) {
        let value = claim.value.trim();
        let is_address = || value.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
        if value.is_empty() || value.contains("://") || is_address() {
            return (Err("an address, not a name"), true);
        }
        if value.contains('©') {
            return (Err("a notice of rights"), true);
        }
        if claim.origin.source == "meta" && Table::get().is_no_source(&key(value)) {
            return (Err("who made the software"), false);
        }
        let found = split_names(value);
        // `By Eva Fu, Reuters`: whom she works for.
        let persons = found.iter().any(|name| !name.organisation);
        let organisation = claim.organisation == Some(true);
        let first = self.names.len();
        if found.is_empty() {
            let Some(name) = single(value, claim) else { return (Err("no name"), false) };
            self.add(name, organisation || is_domain(name));
            return (Ok(first..first + 1), false);
        }
        for name in found.iter().filter(|name| !(persons && name.organisation)) {
            self.add(name.text, name.organisation || organisation);
        }
        (Ok(first..self.names.len()), true)
    }

    fn add(&mut self, name: &'c str, organisation: bool) {
        let kind = if organisation { AuthorKind::Organization } else { AuthorKind::Person };
        self.names.push(Named { name, key: self.keys.of(name), kind, url: None });
    }
}

/// A site that is called as its address: `WG-Gesucht.de`.
fn is_domain(name: &str) -> bool {
    let Some((site, end)) = name.rsplit_once('.') else { return false };
    let generic = ["com", "org", "net", "info", "gov", "edu"];
    let generic = generic.iter().any(|known| end.eq_ignore_ascii_case(known));
    let country = end.len() == 2 && end.bytes().all(|byte| byte.is_ascii_alphabetic());
    site.len() > 2 && !site.contains(char::is_whitespace) && (generic || country)
}

/// A name of one word or an odd form, where the page's data or markup say that it is an author's.
fn single<'t>(value: &'t str, claim: &Claim) -> Option<&'t str> {
    let structured = match claim.origin.source {
        "text" | "rule" => false,
        "visible" => is_handle(value),
        _ => true,
    };
    let name = value.trim_start_matches('@').trim();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let odd = name.contains(['@', '{', '<', '|', '\n', '/']) || name.len() > 60;
    let words = name.split_whitespace().count();
    // A link to the author may say anything: `View my profile`.
    let linked = claim.origin.source == "rel";
    let wrong = linked && (words > 2 || name.split_whitespace().any(is_excluded));
    (structured && letters >= 2 && !odd && !wrong && words <= 5 && !is_excluded(name))
        .then_some(name)
}
