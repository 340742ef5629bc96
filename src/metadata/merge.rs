//! All claims, declared and captured, made into facts.

use super::claim::{Claim, Origin};
use super::declared::Declared;
use super::fact::{Fact, Field};
use super::grammar::chosen::{Chosen, key};
use super::grammar::dates::Clock;
use super::grammar::{authors, dateline, dates, language, plain, title};
use crate::article::{Article, Author};
use crate::date::Date;
use crate::judge::{Captured, Place};
use crate::text::date::says_updated;
use jiff::Timestamp;
use url::Url;

/// What a page's claims are judged by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation<'a> {
    /// Nothing is published after it.
    pub(crate) now: Timestamp,
    /// The address that the page was fetched from.
    pub(crate) url: Option<&'a str>,
    /// The story's first paragraph, where a dateline may stand.
    pub(crate) opening: Option<&'a str>,
    /// How each fact was decided is asked for.
    pub(crate) explained: bool,
}

/// The facts of a page and how each was decided.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) title: Option<String>,
    pub(crate) subtitle: Option<String>,
    pub(crate) authors: Vec<Author>,
    pub(crate) published: Option<Date>,
    pub(crate) modified: Option<Date>,
    pub(crate) section: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) source: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) dateline: Option<String>,
    pub(crate) paywalled: Option<bool>,
    pub(crate) kind: Option<String>,
    pub(crate) facts: Vec<Fact>,
}

impl Facts {
    /// Fills the article's facts; its blocks stay. Returns how each fact was decided.
    pub(crate) fn fill(self, article: &mut Article) -> Vec<Fact> {
        article.title = self.title;
        article.subtitle = self.subtitle;
        article.authors = self.authors;
        article.published = self.published;
        article.modified = self.modified;
        article.section = self.section;
        article.tags = self.tags;
        article.source = self.source;
        article.publisher = self.publisher;
        article.language = self.language;
        article.url = self.url;
        article.image = self.image;
        article.description = self.description;
        article.dateline = self.dateline;
        article.paywalled = self.paywalled;
        article.kind = self.kind;
        self.facts
    }
}

/// What a page declares below a longer base is no address: it would be repeated in thousands.
const MOST_BASE: usize = 4_096;

/// Chooses each fact among what the page declares and what rules took out of its text.
pub(crate) fn merge(declared: Declared, captured: &[Captured], situation: Situation<'_>) -> Facts {
    let asked = situation.explained;
    let mut facts = Facts::default();
    let (title, title_fact) = title(&declared, captured, asked);
    facts.facts.extend(title_fact);
    let Declared { mut claims, base, .. } = declared;
    let base = base.filter(|base| base.as_str().len() <= MOST_BASE);
    claims.extend(captured.iter().filter_map(claim));
    claims.extend(sources(&claims));
    claims.extend(title.as_deref().and_then(|title| title::site_beside(title, &claims)));
    let mut keep = |field, chosen: Option<Chosen<'_>>| {
        let chosen = chosen?;
        facts.facts.extend(asked.then(|| chosen.fact(field)));
        Some(chosen.value)
    };
    let text = |most| move |value: &str| plain::text(value, most);
    let address = |value: &str| plain::address(value, base.as_ref());
    let language = keep(Field::Language, language::chosen(&claims));
    let url = keep(Field::Url, plain::choose(&claims, Field::Url, address));
    let regional = language::regional(language.as_deref(), situation.url.or(url.as_deref()));
    let clock = Clock { now: situation.now, language: regional.as_deref() };
    let published = keep(Field::Published, dates::choose(&claims, Field::Published, &clock));
    let modified = keep(Field::Modified, modified(&claims, &clock, published.as_deref()));
    if published.is_none() {
        claims.retain(|claim| !is_of_story_in_sight(claim));
    }
    let section = keep(Field::Section, plain::choose(&claims, Field::Section, plain::section));
    let source = keep(Field::Source, plain::choose(&claims, Field::Source, plain::source));
    let publisher = keep(Field::Publisher, plain::choose(&claims, Field::Publisher, text(80)));
    let image = keep(Field::Image, plain::choose(&claims, Field::Image, address));
    let description =
        keep(Field::Description, plain::choose(&claims, Field::Description, text(2_000)));
    let subtitle = keep(Field::Subtitle, plain::choose(&claims, Field::Subtitle, text(400)));
    let kind = keep(Field::Type, plain::choose(&claims, Field::Type, text(60)));
    let paywalled = keep(Field::Paywalled, plain::choose(&claims, Field::Paywalled, text(5)));
    let dateline = keep(Field::Dateline, dateline(&claims, situation.opening));
    let (authors, author_fact) = authors::choose(&claims, asked);
    facts.facts.extend(author_fact);
    let (tags, tags_fact) = plain::tags(&claims, asked);
    facts.facts.extend(tags_fact);
    Facts {
        subtitle: subtitle.filter(|s| Some(s) != title.as_ref()),
        title,
        authors: resolved(authors, base.as_ref()),
        published: published.as_deref().and_then(Date::parse),
        modified: modified.as_deref().and_then(Date::parse),
        section,
        tags,
        source,
        publisher,
        language,
        url: url.or_else(|| situation.url.map(str::to_owned)),
        image,
        description,
        dateline,
        paywalled: paywalled.map(|value| value == "true"),
        kind,
        facts: facts.facts,
    }
}

/// The title that the page declares, unless a rule captured another; if it is `asked`, how it was
/// decided.
fn title(
    declared: &Declared,
    captured: &[Captured],
    asked: bool,
) -> (Option<String>, Option<Fact>) {
    let known = declared.title().map(key);
    let is_other = |claim: &Claim| claim.field == Field::Title && known != Some(key(&claim.value));
    let others: Vec<Claim> = captured.iter().filter_map(claim).filter(is_other).collect();
    if others.is_empty() && !asked {
        return (declared.title().map(str::to_owned), None);
    }
    let claims: Vec<Claim> = declared.claims.iter().cloned().chain(others).collect();
    let Some(chosen) = title::choose(&claims) else { return (None, None) };
    (Some(chosen.value.clone()), asked.then(|| chosen.fact(Field::Title)))
}

/// Where it was written: what a rule captured, else what the story opens with.
fn dateline<'c>(claims: &'c [Claim], opening: Option<&'c str>) -> Option<Chosen<'c>> {
    let captured = plain::choose(claims, Field::Dateline, |value| plain::text(value, 60));
    captured.or_else(|| opening.and_then(dateline::chosen))
}

/// When it was changed: what was before it was published is another story.
fn modified<'c>(
    claims: &'c [Claim],
    clock: &Clock<'_>,
    published: Option<&str>,
) -> Option<Chosen<'c>> {
    let changed = dates::choose(claims, Field::Modified, clock);
    changed.filter(|c| published.is_none_or(|published| published.get(..10) <= c.value.get(..10)))
}

/// Whether a line of the page, and no way to it, said what only a story has. Without a date such lines
/// are of menus and cards.
fn is_of_story_in_sight(claim: &Claim) -> bool {
    let Origin { source, name } = &claim.origin;
    matches!(claim.field, Field::Section | Field::Subtitle)
        && matches!(*source, "visible" | "rule")
        && *name != "breadcrumb"
}

/// Who publishes a page is its source where nothing names that better.
fn sources(claims: &[Claim]) -> Vec<Claim> {
    let publishers = claims.iter().filter(|claim| claim.field == Field::Publisher);
    publishers
        .map(|claim| Claim {
            field: Field::Source,
            confidence: claim.confidence * 0.75,
            ..claim.clone()
        })
        .collect()
}

/// Authors' addresses made absolute; those that are none are left out.
fn resolved(mut authors: Vec<Author>, base: Option<&Url>) -> Vec<Author> {
    for author in &mut authors {
        author.url = author.url.take().and_then(|url| plain::address(&url, base).ok());
    }
    authors
}

/// What a rule captured at the head of a page is believed more than what it found below. What it
/// found in sight, the sources of `visible` and `lines` mostly found too, and know better where.
fn claim(captured: &Captured) -> Option<Claim> {
    let field = match Field::from_name(&captured.field)? {
        Field::Published if says_updated(&captured.text) => Field::Modified,
        field => field,
    };
    let in_sight = matches!(field, Field::Authors | Field::Published | Field::Modified);
    let confidence = match captured.place {
        Place::Head if in_sight => 0.45,
        Place::Head => 0.70,
        Place::Body if in_sight => 0.30,
        Place::Body => 0.45,
        Place::Tail => 0.25,
    };
    let origin = Origin::new("rule", captured.rule.clone());
    Some(Claim::new(field, captured.text.clone(), origin, confidence))
}
