//! Titles: the site's name and the section are cut off only where something says that they are.

use super::chosen::{Chosen, Reading, Scratch, host, said_before};
use super::keys::{Key, Keys};
use super::slug;
use crate::metadata::claim::{Claim, Origin, values};
use crate::metadata::fact::Field;
use crate::metadata::source::table::Table;
use crate::text::normalise::is_ideograph;
use std::borrow::Cow;

const MOST_CHARS: usize = 300;
/// The confidence of a page's first heading.
pub(in crate::metadata) const HEADLINE: f32 = 0.75;
/// The confidence of a heading that says in other words what the page declares.
const REWORDED: f32 = 0.985;
/// The confidence of a heading where the page is no story and its address has the words of what
/// the page declares, and of what is declared and shown nowhere.
const SLOGAN: f32 = 0.3;
/// How far the name of a site is believed as a title, and `Home`.
const SITE: f32 = 0.3;
const HOME: f32 = 0.1;
/// How far what stands beside a title is believed to be the site's name.
const BESIDE: f32 = 0.45;
/// The confidence of further headings of the first rank.
pub(in crate::metadata) const FURTHER: f32 = 0.5;
/// A shorter heading stands in a declared title by chance.
const TELLING: usize = 8;
/// How much a title is surer whose words are all in the page's address.
const IN_ADDRESS: f32 = 0.6;
/// What stands between a title and a site's name.
const SEPARATORS: [&str; 15] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ‹ ", " › ", " > ",
    " ~ ", " ― ",
];
/// Those that stand without spaces, as East Asian pages write them; and what does after an ideograph,
/// with a hyphen taken for it.
const BARS: [char; 5] = ['｜', '￨', '│', '❘', '︱'];
const BAR: &str = " | ";
const UNDERLINE: &str = "_";
/// A cut at these needs no more than a short rest: nobody writes them in a headline.
const PLAIN: [&str; 4] = [BAR, " :: ", " » ", " ‹ "];

pub(in crate::metadata) fn choose<'c>(
    claims: &'c [Claim],
    scratch: &mut Scratch<'c>,
) -> Option<Chosen<'c>> {
    scratch.clear();
    let titles = || claims.iter().filter(|c| c.field == Field::Title);
    let mut keys: Vec<Key> = Vec::with_capacity(8);
    for claim in titles() {
        // Sources copy one another.
        let same = titles().position(|other| other.value == claim.value);
        let known = same.and_then(|at| keys.get(at).copied());
        keys.push(known.unwrap_or_else(|| scratch.keys.of(&claim.value)));
    }
    let mut names = Names::new(claims, &mut scratch.keys);
    names.learn(titles(), &keys, &mut scratch.keys);
    for (claim, &own) in titles().zip(&keys) {
        let is_empty = scratch.keys.letters(own).is_empty();
        if is_empty || claim.value.chars().count() > MOST_CHARS {
            scratch.lose(claim, "no title");
            continue;
        }
        let known = said_before(&scratch.readings, claim).map(|r| (r.value.clone(), r.key));
        let (value, key) = known.unwrap_or_else(|| {
            let title = without_end_signs(&claim.value);
            let value = names.cut(title, own, &keys, &mut scratch.keys);
            (value.into(), if value == claim.value { own } else { scratch.keys.of(value) })
        });
        let confidence = claim.confidence * names.doubt(key, &scratch.keys);
        scratch.readings.push(Reading { claim, value, key, confidence });
    }
    let address = address(claims).map(slug::words).unwrap_or_default();
    let Scratch { keys, readings, .. } = scratch;
    doubt_slogans(readings);
    prefer_headline(readings, keys, &address, is_story(claims));
    believe_address(readings, &address);
    scratch.choose()
}

/// What is declared for networks may be the site's slogan on all of its pages: then neither
/// `<title>` nor a heading has a word of it.
fn doubt_slogans(readings: &mut [Reading<'_>]) {
    let is_shown = |r: &&Reading<'_>| matches!(r.claim.origin.source, "title" | "heading");
    if !readings.iter().any(|r| r.claim.origin.source == "title") {
        return;
    }
    for at in 0..readings.len() {
        let own = &readings[at];
        let mut shown = readings.iter().filter(is_shown);
        if own.claim.origin.source != "meta" || shown.clone().any(|r| r.key == own.key) {
            continue;
        }
        let words = slug::words_of(&own.value);
        let shares =
            |r: &Reading<'_>| slug::words_of(&r.claim.value).iter().any(|w| words.contains(w));
        if !shown.any(shares) {
            readings[at].confidence = own.confidence.min(SLOGAN);
        }
    }
}

/// What a page shows as its headline is its title, where what it declares says the same in other
/// words: declared titles are often written for search engines.
fn prefer_headline(readings: &mut [Reading<'_>], keys: &Keys, address: &[String], story: bool) {
    let Some(first) = readings.iter().position(|r| is_headline(r.claim)) else { return };
    let declared = readings
        .iter()
        .filter(|r| r.claim.confidence >= 0.5 && r.claim.origin.source != "heading")
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let Some(declared) = declared else { return };
    let whole = keys.letters(declared.key);
    // A page may show a note or its site's name as a heading before its own.
    let is_said = |reading: &Reading<'_>| {
        let own = keys.letters(reading.key);
        reading.claim.origin.source == "heading"
            && own.len() >= TELLING
            && reading.claim.confidence >= FURTHER
            && whole.starts_with(own)
    };
    let is_own = is_said(&readings[first]) || alike(&readings[first].value, &declared.value);
    let other = || readings.iter().position(is_said);
    let headline = if is_own { first } else { other().unwrap_or(first) };
    let own = &readings[headline];
    if own.key == declared.key {
        return;
    }
    // `Opinion Rain in Bergen`: a kicker that stands in the heading.
    if enough(&declared.value) && keys.letters(own.key).ends_with(whole) {
        let (value, key) = (declared.value.clone(), declared.key);
        (readings[headline].value, readings[headline].key) = (value, key);
        return;
    }
    let like = |reading: &Reading<'_>| slug::likeness(address, &reading.value);
    if !story && like(declared) > like(own) {
        readings[headline].confidence = SLOGAN;
    } else if alike(&own.value, &declared.value) {
        readings[headline].confidence = REWORDED;
    }
}

/// The address that the page was fetched from.
fn address(claims: &[Claim]) -> Option<&str> {
    let own = claims.iter().find(|c| c.field == Field::Url && c.origin.source == "url");
    own.map(|claim| claim.value.as_str())
}

/// Whether the page declares when it was published.
fn is_story(claims: &[Claim]) -> bool {
    let declared = |c: &Claim| matches!(c.origin.source, "meta" | "json-ld" | "microdata" | "rdfa");
    claims.iter().any(|c| c.field == Field::Published && declared(c))
}

/// Addresses are made of titles: the surest reading of each is surer by the words that it shares.
fn believe_address(readings: &mut [Reading<'_>], address: &[String]) {
    for at in 0..readings.len() {
        let own = &readings[at];
        let surest = readings.iter().zip(0..).all(|(other, place)| {
            let less = other.confidence < own.confidence;
            let same = other.confidence == own.confidence && place >= at;
            other.key != own.key || less || same
        });
        if surest {
            let doubt = 1.0 - IN_ADDRESS * slug::likeness(address, &own.value);
            readings[at].confidence = 1.0 - (1.0 - own.confidence) * doubt;
        }
    }
}

/// The first heading of the first rank that is not about something else.
fn is_headline(claim: &Claim) -> bool {
    claim.origin.source == "heading" && claim.confidence >= HEADLINE
}

/// Whether two titles share most words of the shorter one.
fn alike(a: &str, b: &str) -> bool {
    fn words(text: &str) -> Vec<Cow<'_, str>> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(|word| slug::small(word, str::to_lowercase)).collect()
    }
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared >= 2 && shared * 2 >= a.len().min(b.len())
}

/// What the page calls its site and sections.
struct Names {
    sites: Vec<Key>,
    sections: Vec<Key>,
}

impl Names {
    fn new(claims: &[Claim], keys: &mut Keys) -> Self {
        let (mut sites, mut sections) = (Vec::with_capacity(8), Vec::with_capacity(4));
        for claim in claims {
            let names = match claim.field {
                Field::Source | Field::Publisher => &mut sites,
                Field::Section => &mut sections,
                _ => continue,
            };
            let key = keys.of(&claim.value);
            names.extend((keys.letters(key).len() > 1).then_some(key));
        }
        sites.extend(values(claims, Field::Url).filter_map(site_label).map(|name| keys.of(name)));
        Self { sites, sections }
    }

    /// `Rain in Bergen - The Courier` where headings say both: the tail is the site's name, or its
    /// part's. `The Courier • View topic - Rain in Bergen`: the head is.
    fn learn<'c>(
        &mut self,
        titles: impl Iterator<Item = &'c Claim> + Clone,
        own: &[Key],
        keys: &mut Keys,
    ) {
        let said = |wanted: Key, least: f32| {
            let mut titles = titles.clone().zip(own);
            titles.any(|(claim, key)| {
                *key == wanted && claim.origin.source == "heading" && claim.confidence >= least
            })
        };
        for claim in titles.clone().filter(|c| c.origin.source == "title") {
            for (head, separator, tail) in splits(&claim.value) {
                let next = splits(tail).next().map(|(next, ..)| keys.of(next));
                let (head, tail) = (keys.of(head), keys.of(tail));
                if let Some(next) = next.filter(|next| Table::get().is_topic(keys.letters(*next))) {
                    self.sites.extend([head, next]);
                    continue;
                }
                // `The Courier » Rain in Bergen`
                if self.sites.contains(&head) {
                    continue;
                }
                // A lower heading that repeats the end is the site's, above or below the page.
                let at_end = || PLAIN.contains(&separator) && !said(tail, FURTHER);
                let is_tail = !keys.letters(tail).is_empty() && said(tail, 0.0);
                if is_tail && (own.contains(&head) || at_end()) {
                    self.sites.push(tail);
                }
            }
        }
    }

    /// How far a title is believed that may be the site's name or its first page's.
    fn doubt(&self, key: Key, keys: &Keys) -> f32 {
        if is_home(keys.letters(key)) {
            HOME
        } else if self.sites.contains(&key) {
            SITE
        } else {
            1.0
        }
    }

    /// A part of a title that names the site: its name, or its name with a word more or less. A
    /// name that is the whole title is not in it.
    fn names_site(&self, key: Key, whole: Key, keys: &Keys) -> bool {
        let key = keys.letters(key);
        let alike = |site: &Key| {
            let site = keys.letters(*site);
            let (short, long) = if site.len() < key.len() { (site, key) } else { (key, site) };
            short.len() >= 3 && long.contains(short) && short.len() * 5 >= long.len() * 2
        };
        !key.is_empty() && self.sites.iter().filter(|site| **site != whole).any(alike)
    }

    /// The title, with its key, without what is not its own.
    fn cut<'t>(&self, title: &'t str, whole: Key, others: &[Key], keys: &mut Keys) -> &'t str {
        let mut title = title.trim();
        while let Some(shorter) = self.cut_once(title, others, whole, keys) {
            title = shorter;
        }
        title
    }

    fn cut_once<'t>(
        &self,
        title: &'t str,
        others: &[Key],
        whole: Key,
        keys: &mut Keys,
    ) -> Option<&'t str> {
        let splits: Vec<_> = splits(title).collect();
        // Where another source gives the head or the tail alone, that is the title.
        for &(head, _, tail) in &splits {
            for (part, rest) in [(head, tail), (tail, head)] {
                let own = keys.of(part);
                if keys.letters(own).len() > 3
                    && others.contains(&own)
                    && !is_home(keys.letters(own))
                    && !self.names_site(own, whole, keys)
                    && !rest.is_empty()
                {
                    return Some(part);
                }
            }
        }
        let &(head, separator, tail) = splits.last()?;
        let tail_key = keys.of(tail);
        if enough(head)
            && (self.names_site(tail_key, whole, keys) || self.sections.contains(&tail_key))
        {
            return Some(head);
        }
        let &(first, _, rest) = splits.first()?;
        if is_home(keys.letters(tail_key)) && enough(head) {
            return Some(head);
        }
        let first = keys.of(first);
        if enough(rest) && (self.sites.contains(&first) || is_home(keys.letters(first))) {
            return Some(rest);
        }
        let short = tail.split_whitespace().count() <= 4;
        (PLAIN.contains(&separator) && short && enough(head) && head.len() > tail.len())
            .then_some(head)
    }
}

/// Without the sign of a heading's link to itself, and without a separator that nothing follows.
fn without_end_signs(title: &str) -> &str {
    let title = title.trim_end_matches(['¶', '#', ' ']);
    let ends = [" -", " –", " —", " |", " •", " ·", " ::"];
    ends.iter().find_map(|end| title.strip_suffix(end)).map_or(title, str::trim_end)
}

/// `The Courier` of `Rain in Bergen - The Courier`, where the address says that it is the site.
pub(in crate::metadata) fn site_beside(title: &str, claims: &[Claim]) -> Option<Claim> {
    let mut keys = Keys::new();
    let title = keys.of(title);
    let whole = claims.iter().find(|c| c.field == Field::Title && c.origin.source == "title")?;
    let beside = splits(&whole.value).find_map(|(head, _, tail)| {
        match (keys.of(head) == title, keys.of(tail) == title) {
            (true, _) => Some(tail),
            (_, true) => Some(head),
            _ => None,
        }
    })?;
    let urls = || values(claims, Field::Url);
    let hosts: Vec<Key> = urls().filter_map(host).map(|host| keys.of(host)).collect();
    let labels: Vec<Key> = urls().filter_map(site_label).map(|label| keys.of(label)).collect();
    let mut is_site = |part: &str| {
        let key = keys.of(part);
        let part = keys.letters(key);
        let mut labels = labels.iter().map(|label| keys.letters(*label));
        let alike = |label: &str| part.contains(label) || label.contains(part);
        hosts.contains(&key) || part.len() > 3 && labels.any(alike)
    };
    let site = parts(beside).find(|part| is_site(part))?;
    Some(Claim::new(Field::Source, site, Origin::new("title", ""), BESIDE))
}

/// What stands between separators.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let first = splits(text).next();
        rest = first.map(|(_, _, tail)| tail);
        Some(first.map_or(text, |(head, ..)| head))
    })
}

/// Whether it is what sites call their first page.
fn is_home(key: &str) -> bool {
    Table::get().is_home(key)
}

/// Enough for a title: two words, or as much in scripts without spaces.
fn enough(text: &str) -> bool {
    text.split_whitespace().count() >= 2 || text.chars().count() >= 5
}

/// A title at each of its separators, first to last.
fn splits(title: &str) -> impl DoubleEndedIterator<Item = (&str, &'static str, &str)> {
    // By bytes, of which most are letters; a separator's first one begins a character.
    let signs = title.bytes().enumerate().filter(|(_, byte)| !byte.is_ascii_alphanumeric());
    signs.filter_map(|(at, byte)| {
        let (separator, length) = match byte {
            b' ' if title[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric()) => {
                return None;
            }
            b' ' => {
                let is_here = |separator: &&&str| title[at..].starts_with(**separator);
                SEPARATORS.iter().find(is_here).map(|separator| (*separator, separator.len()))?
            }
            b'_' | b'-' if title[..at].ends_with(is_ideograph) => (UNDERLINE, 1),
            0xc0.. => {
                let bar = title[at..].chars().next().filter(|bar| BARS.contains(bar))?;
                (BAR, bar.len_utf8())
            }
            _ => return None,
        };
        Some((title[..at].trim(), separator, title[at + length..].trim()))
    })
}

/// The telling label of an address's host: `example` of `https://www.example.co.uk/a`.
fn site_label(url: &str) -> Option<&str> {
    host(url)?.rsplit('.').skip(1).find(|label| label.len() > 3)
}
