//! All claims, declared and captured, made into facts.

use super::claim::{Claim, Origin};
use super::declared::Declared;
use super::fact::{Fact, Field};
use super::grammar::chosen::{Chosen, Scratch};
use super::grammar::dates::Clock;
use super::grammar::keys::key;
use super::grammar::{authors, dateline, dates, language, plain, title};
use crate::article::{Article, Author};
use crate::date::Date;
use crate::judge::{Captured, Place};
use crate::text::date::says_updated;
use jiff::Timestamp;
use std::borrow::Cow;
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
pub(crate) fn merge(
    mut declared: Declared,
    captured: Vec<Captured>,
    situation: Situation<'_>,
) -> Facts {
    let asked = situation.explained;
    let (title, decided) = title(&mut declared, &captured, asked);
    let mut facts = Facts { title, facts: Vec::from_iter(decided), ..Facts::default() };
    let Declared { mut claims, base, .. } = declared;
    let base = base.filter(|base| base.as_str().len() <= MOST_BASE);
    claims.extend(captured.into_iter().filter_map(claim));
    claims.extend(sources(&claims));
    claims.extend(facts.title.as_deref().and_then(|title| title::site_beside(title, &claims)));
    let (claims, base) = (&claims[..], base.as_ref());
    let mut keep = |field, chosen: Option<Chosen<'_>>| {
        let chosen = chosen?;
        facts.facts.extend(asked.then(|| chosen.fact(field)));
        Some(chosen.value.into_owned())
    };
    let scratch = &mut Scratch::new(asked);
    let of = |field| claims.iter().filter(move |claim| claim.field == field);
    facts.language = keep(Field::Language, language::choose(claims, scratch));
    let url = plain::choose(of(Field::Url), scratch, |value| plain::address(value, base));
    facts.url = keep(Field::Url, url);
    let url = situation.url.or(facts.url.as_deref());
    let regional = language::regional(facts.language.as_deref(), url);
    let clock = Clock::new(situation.now, regional.as_deref());
    let published = dates::choose(claims, Field::Published, &clock, scratch);
    let published = keep(Field::Published, published);
    let modified = keep(Field::Modified, modified(claims, &clock, published.as_deref(), scratch));
    let sure = |claim: &&Claim| published.is_some() || !is_of_story_in_sight(claim);
    let section = plain::choose(of(Field::Section).filter(sure), scratch, plain::section);
    facts.section = keep(Field::Section, section);
    facts.source = keep(Field::Source, plain::choose(of(Field::Source), scratch, plain::source));
    let image = plain::choose(of(Field::Image), scratch, |value| plain::address(value, base));
    let subtitle = subtitle(of(Field::Subtitle).filter(sure), facts.title.as_deref(), scratch);
    facts.subtitle = keep(Field::Subtitle, subtitle);
    let mut text = |field, most| {
        let text = |value| plain::text(value, most);
        plain::choose(of(field).filter(sure), scratch, text)
    };
    facts.publisher = keep(Field::Publisher, text(Field::Publisher, 80));
    facts.image = keep(Field::Image, image);
    facts.description = keep(Field::Description, text(Field::Description, 2_000));
    facts.kind = keep(Field::Type, text(Field::Type, 60));
    let paywalled = keep(Field::Paywalled, text(Field::Paywalled, 5));
    let dateline = text(Field::Dateline, 60);
    let dateline = dateline.or_else(|| situation.opening.and_then(dateline::chosen));
    facts.dateline = keep(Field::Dateline, dateline);
    let (authors, authors_fact) = authors::choose(claims, asked);
    let (tags, tags_fact) = plain::tags(claims, asked);
    facts.facts.extend(authors_fact.into_iter().chain(tags_fact));
    facts.tags = tags;
    facts.authors = resolved(authors, base);
    facts.published = published.as_deref().and_then(Date::parse);
    facts.modified = modified.as_deref().and_then(Date::parse);
    facts.paywalled = paywalled.map(|value| value == "true");
    facts.url = facts.url.or_else(|| situation.url.map(str::to_owned));
    facts
}

/// The title that the page declares, unless a rule captured another; if it is `asked`, how it was
/// decided.
fn title(
    declared: &mut Declared,
    captured: &[Captured],
    asked: bool,
) -> (Option<String>, Option<Fact>) {
    let known = declared.title().map(key);
    let is_title = |captured: &&Captured| Field::from_name(&captured.field) == Some(Field::Title);
    let titles = captured.iter().filter(is_title).cloned().filter_map(claim);
    let others: Vec<Claim> = titles.filter(|c| known.as_ref() != Some(&key(&c.value))).collect();
    if others.is_empty() && !asked {
        return (declared.title.take(), None);
    }
    let claims: Vec<Claim> = declared.claims.iter().cloned().chain(others).collect();
    let chosen = title::choose(&claims, &mut Scratch::new(asked));
    let Some(chosen) = chosen else { return (None, None) };
    let fact = asked.then(|| chosen.fact(Field::Title));
    (Some(chosen.value.into_owned()), fact)
}

/// The most certain subtitle that says more than the title.
fn subtitle<'c>(
    claims: impl Iterator<Item = &'c Claim>,
    title: Option<&str>,
    scratch: &mut Scratch<'c>,
) -> Option<Chosen<'c>> {
    let title = title.map(key);
    plain::choose(claims, scratch, |value| plain::subtitle(value, title.as_deref()))
}

/// When it was changed: what was before it was published is another story.
fn modified<'c>(
    claims: &'c [Claim],
    clock: &Clock<'_>,
    published: Option<&str>,
    scratch: &mut Scratch<'c>,
) -> Option<Chosen<'c>> {
    let changed = dates::choose(claims, Field::Modified, clock, scratch);
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
        let absolute = |url: String| plain::address(&url, base).ok().map(Cow::into_owned);
        author.url = author.url.take().and_then(absolute);
    }
    authors
}

/// What a rule captured at the head of a page is believed more than what it found below. What it
/// found in sight, the sources of `visible` and `lines` mostly found too, and know better where.
fn claim(captured: Captured) -> Option<Claim> {
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
    Some(Claim::new(field, captured.text, Origin::new("rule", captured.rule), confidence))
}
