//! What a reader sees around the headline: byline, dates, standfirst.

use super::around::{Lines, lines_around};
use super::breadcrumb::{self, IN_SIGHT};
use super::byline::{names_with_date, unannounced};
use super::table::{Part, Table};
use super::text::{has_key, short_text, short_text_in};
use crate::input::{Document, NodeId, Tag};
use crate::metadata::claim::{Claim, Origin, values};
use crate::metadata::fact::Field;
use crate::metadata::grammar::authors::LINK_TO_PERSON;
use crate::metadata::grammar::keys::key;
use crate::metadata::walk::{Found, Spot};
use crate::text::date::{
    LabelledDate, find_date, find_dates, is_all_numbers, is_date_line, says_published, says_updated,
};
use crate::text::normalise::{Normalised, normalise};
use crate::text::person::{begins_with_by, is_by, is_handle, rubric, split_names};
use html5ever::local_name;

/// Bytes of a line that may be a byline or say when.
pub(super) const MOST_BYTES: usize = 240;
/// How far a line is believed after one that began with a date.
const AFTER_A_DATE: f32 = 0.75;
/// Levels over the headline whose lines are looked at.
const LEVELS: usize = 3;
/// Elements far from the headline that are looked at.
const MOST_FAR: usize = 24;
/// Bytes between the headline and an element that says what it is.
const NEAR: i64 = 2_500;

pub(in crate::metadata) fn claims(
    doc: &Document,
    found: &Found<'_>,
    title: Option<&str>,
    language: Option<&str>,
    claims: &mut Vec<Claim>,
) {
    let headline = headline(doc, found, title);
    let seen = Seen { doc, language, claims, byline: Read::default() };
    seen.parts(found, headline.as_ref()).times(found, headline.as_ref()).lines(headline.as_ref());
}

/// The heading that is the page's title, alone or after a kicker, else the first one.
fn headline(doc: &Document, found: &Found<'_>, title: Option<&str>) -> Option<Spot> {
    let title = title.map(key).filter(|title| !title.is_empty());
    let h1 = |spot: &&Spot| doc.tag(spot.node) == Some(Tag::H1);
    let named = title.and_then(|title| {
        let is_title = |spot: &&Spot| has_key(doc, spot.node, &title);
        let ends = |spot: &&Spot| {
            short_text(doc, spot.node).is_some_and(|text| key(&text).ends_with(&title))
        };
        let headings = || found.headings.iter();
        let long = title.len() >= LEAST_TITLE;
        let kicked = || headings().filter(|spot| long && h1(spot)).find(ends);
        let lower = || found.lower_headings.iter().find(is_title);
        headings().find(is_title).or_else(kicked).or_else(lower)
    });
    named.or_else(|| found.headings.iter().filter(h1).find(|spot| !spot.apart)).copied()
}

/// Bytes of letters and digits of a title that may follow a kicker.
const LEAST_TITLE: usize = 12;

/// So many other dates in the same markup make a list of items, within so many bytes.
const OTHERS: usize = 2;
const LIST: u32 = 1_500;
/// What is left of the date of an item: nothing.
const LISTED: f32 = 0.0;

struct Seen<'a> {
    doc: &'a Document<'a>,
    language: Option<&'a str>,
    claims: &'a mut Vec<Claim>,
    byline: Read,
}

/// The last text read as a byline: what is marked as one often has another in it, with the same text.
#[derive(Default)]
struct Read {
    text: String,
    /// Joined, and how many.
    names: String,
    count: usize,
}

impl Read {
    fn read(&mut self, text: &str) {
        if self.text == text {
            return;
        }
        let names = split_names(text);
        self.text.clear();
        self.names.clear();
        self.text.push_str(text);
        for name in &names {
            self.names.push_str(if self.names.is_empty() { "" } else { "; " });
            self.names.push_str(name.text);
        }
        self.count = names.len();
    }
}

impl Seen<'_> {
    /// Elements whose class says author or date.
    fn parts(mut self, found: &Found<'_>, headline: Option<&Spot>) -> Self {
        let (mut far, mut room) = (0, Normalised::default());
        let mut dated = Vec::new();
        for spot in &found.parts {
            let near = nearness(spot, headline);
            far += usize::from(near < 0.45);
            if near < 0.45 && far > MOST_FAR {
                continue;
            }
            let is_subtitle = spot.part.has(Part::SUBTITLE) && near > 0.6 && !spot.elsewhere;
            let is_profile = spot.part.has(Part::PROFILE) && !spot.elsewhere;
            let tells = is_subtitle || is_profile || spot.part.has(Part::AUTHOR_OR_DATE);
            let text = tells.then(|| short_text_in(self.doc, spot.node, &mut room)).flatten();
            let Some(text) = text.filter(|text| text.len() <= MOST_BYTES) else { continue };
            if spot.part.has(Part::AUTHOR) {
                self.author(text, spot.node, "element of class author", 0.62 * near);
            } else if is_profile {
                self.author(text, spot.node, LINK_TO_PERSON, 0.52 * near);
            }
            if spot.part.has(Part::DATE) {
                let before = self.claims.len();
                self.dates(text, "element of class date", || [0.60 * near; 2]);
                if self.claims.len() > before && !spot.elsewhere {
                    dated.push((*spot, before));
                }
            } else if spot.part.has(Part::AUTHOR) {
                self.dates(text, "element of class author", || [0.50 * near; 2]);
            }
            let says_more = || begins_with_by(text) || says_updated(text) || text.ends_with(':');
            let says_enough = is_subtitle && text.len() > 20;
            if says_enough && !says_more() && !self.repeats_title(text) {
                let origin = Origin::new("visible", "element of class subtitle");
                self.claims.push(Claim::new(Field::Subtitle, text, origin, 0.5 * near));
            }
        }
        self.doubt_listed(&dated);
        self
    }

    /// Doubts dates in the same markup close to one another: each is of an item of a list.
    fn doubt_listed(&mut self, dated: &[(Spot, usize)]) {
        if self.is_thread() {
            return;
        }
        for &(spot, claim) in dated {
            let markup = |spot: Spot| (self.doc.tag(spot.node), self.doc.class(spot.node).index());
            let listed = |other: &&(Spot, usize)| {
                let (other, at) = **other;
                markup(other) == markup(spot)
                    && other.at.abs_diff(spot.at) <= LIST
                    && self.claims[at].value != self.claims[claim].value
            };
            if dated.iter().filter(listed).count() >= OTHERS {
                self.claims[claim].confidence *= LISTED;
            }
        }
    }

    /// Whether the page says that it is a thread: the first of its posts has the page's date.
    fn is_thread(&self) -> bool {
        values(self.claims, Field::Type).any(|kind| Table::get().is_thread(kind))
    }

    fn is_title(&self, text: &str) -> bool {
        values(self.claims, Field::Title).any(|title| title == text)
    }

    /// Whether a text has the title and more in it: the page's head, with the way to it.
    fn repeats_title(&self, text: &str) -> bool {
        let text = key(text);
        let mut titles = values(self.claims, Field::Title).map(key);
        titles.any(|t| t.len() >= LEAST_TITLE && t.len() < text.len() && text.contains(&t))
    }

    fn times(mut self, found: &Found<'_>, headline: Option<&Spot>) -> Self {
        let labels: Vec<_> =
            found.times.iter().map(|spot| label_before(self.doc, spot.node)).collect();
        let announced = |label: &Option<String>| label.as_deref().is_some_and(says_published);
        let one = labels.iter().filter(|label| announced(label)).count() == 1;
        let mut dated = Vec::new();
        let says = |node, field| says_field(self.doc, node, field);
        let both = found.times.iter().any(|spot| says(spot.node, Field::Published));
        for (spot, label) in found.times.iter().zip(labels) {
            // Wherever it stands: an article has one such label, a list has many.
            let near = match one && !spot.elsewhere && announced(&label) {
                true => 1.0,
                false => nearness(spot, headline),
            };
            let machine = self.doc.attr(spot.node, &local_name!("datetime"));
            let text = short_text(self.doc, spot.node);
            // A lone time is often marked as both.
            let marked =
                || both && says(spot.node, Field::Modified) && !says(spot.node, Field::Published);
            let updated = text.as_deref().is_some_and(says_updated)
                || label.is_some_and(|label| says_updated(&label))
                || marked();
            let field = if updated { Field::Modified } else { Field::Published };
            let Some(value) = machine.filter(|m| !m.trim().is_empty()).map(str::to_owned).or(text)
            else {
                continue;
            };
            if !spot.elsewhere {
                dated.push((*spot, self.claims.len()));
            }
            let origin = Origin::new("visible", "time");
            self.claims.push(Claim::new(field, value, origin, 0.70 * near));
        }
        self.doubt_listed(&dated);
        self
    }

    /// The lines around the headline.
    fn lines(mut self, headline: Option<&Spot>) {
        let Some(headline) = headline else { return };
        let (mut announced, mut led, mut after) = (false, None, 0);
        let mut dated_lines = Vec::new();
        let Lines { text: all, lines } = lines_around(self.doc, headline.node, LEVELS);
        for line in lines {
            let text = &all.all()[line.range.clone()];
            let distance = if line.before { 0.8 } else { 1.0 };
            after += usize::from(!line.before);
            if line.is_start {
                self.leading_date(text);
                announced = false;
                continue;
            }
            let only_date = is_date_line(text, self.language);
            let after_a_date =
                |figure: f32| led.map_or(figure, |first| figure.min(first) * AFTER_A_DATE);
            let own = || line_figures(text, only_date);
            let figures = || own().map(after_a_date).map(|figure| figure * distance);
            let first = self.claims.len();
            let dated = self.line_dates(text, line.node, figures);
            if dated.is_some() && !line.before {
                dated_lines.push(first..self.claims.len());
            }
            if !line.before && dated == Some(true) && !is_sentence(text) {
                led = led.or_else(|| Some(own()[0]));
            }
            if begins_with_by(text) || announced {
                self.author(text, headline.node, "line at the headline", 0.70 * distance);
            } else if dated.is_some()
                && !only_date
                && let Some(names) = names_with_date(text)
            {
                let origin = Origin::new("visible", "line with a date");
                self.claims.push(Claim::new(Field::Authors, names, origin, 0.5 * distance));
            } else if (1..=UNDER).contains(&after)
                && let Some((names, name)) = unannounced(text)
                && !self.is_title(&names)
                && !names_others(self.doc, line.node)
                && !is_in_heading(self.doc, line.node)
            {
                let origin = Origin::new("visible", name);
                self.claims.push(Claim::new(Field::Authors, names, origin, UNANNOUNCED));
            }
            self.section(text, line.before, line.before || after <= UNDER);
            // "Author" alone: the name is on the next line.
            announced = is_by(text);
        }
        if dated_lines.len() > MOST_DATED && !self.is_thread() {
            for at in dated_lines.into_iter().flatten() {
                self.claims[at].confidence *= LISTED;
            }
        }
    }

    /// The way to the page over the headline; a rubric, where it is near.
    fn section(&mut self, line: &str, before: bool, near: bool) {
        let way = || breadcrumb::in_line(line, values(self.claims, Field::Title));
        let (section, name, confidence) = match before.then(way).flatten() {
            Some(section) => (section, "line at the headline", IN_SIGHT),
            None => {
                let Some(rubric) = near.then(|| rubric(line)).flatten() else { return };
                (rubric.into(), "rubric at the headline", if before { 0.24 } else { 0.3 })
            }
        };
        let origin = Origin::new("visible", name);
        self.claims.push(Claim::new(Field::Section, section, origin, confidence));
    }

    /// The dates of a line, unless a reader's comment holds it: see [`Self::dates`].
    fn line_dates(
        &mut self,
        text: &str,
        node: NodeId,
        figures: impl FnOnce() -> [f32; 2],
    ) -> Option<bool> {
        let before = self.claims.len();
        let dated = self.dates(text, "line at the headline", figures)?;
        if is_commented(self.doc, node) && !self.is_thread() {
            self.claims.truncate(before);
            return None;
        }
        Some(dated)
    }

    /// Names in markup that says author; there a single word may be one.
    fn author(&mut self, text: &str, node: NodeId, origin: &'static str, confidence: f32) {
        let near = confidence > 0.4;
        if !self.names(text, node, origin, confidence) && near && is_handle(text) {
            let origin = Origin::new("visible", origin);
            self.claims.push(Claim::new(Field::Authors, text, origin, confidence * 0.7));
        }
    }

    /// Whether there are any.
    fn names(&mut self, text: &str, node: NodeId, origin: &'static str, confidence: f32) -> bool {
        self.byline.read(text);
        // Themes mark more by the class of authors than their names.
        if self.byline.count == 0 || self.is_title(text) {
            return false;
        }
        let link =
            self.doc.descendants(node).chain([node]).find(|&n| self.doc.tag(n) == Some(Tag::A));
        let url = link.and_then(|link| self.doc.attr(link, &local_name!("href")));
        let url = url.filter(|_| self.byline.count == 1).map(str::to_owned);
        let (names, origin) = (self.byline.names.clone(), Origin::new("visible", origin));
        let mut claim = Claim::new(Field::Authors, names, origin, confidence);
        claim.url = url;
        self.claims.push(claim);
        true
    }

    /// `29.11.2022 – Once again`: a paragraph that begins with its date.
    fn leading_date(&mut self, start: &str) {
        let Some(found) = find_date(start, self.language) else { return };
        let after = start[found.range.end..].trim_start();
        let figure = match found.range.start {
            0 => 0.35,
            // `Press release of 25 January 2022 | Oslo –`: a head of its own.
            _ if after.starts_with(['|', '–', '—', ')', ':', '•', '·']) => 0.25,
            _ => return,
        };
        let origin = Origin::new("visible", "start of a paragraph");
        self.claims.push(Claim::new(Field::Published, found.date, origin, figure));
    }

    /// Whether the text begins with a date, if it has one; the first figure is for such a date.
    fn dates(
        &mut self,
        text: &str,
        origin: &'static str,
        figures: impl FnOnce() -> [f32; 2],
    ) -> Option<bool> {
        let found = find_dates(text, self.language);
        let first = found.first()?.leads;
        let figures = figures();
        for found in found.into_iter().take(2) {
            let field = if found.updated { Field::Modified } else { Field::Published };
            let confidence = figures[usize::from(!found.leads)];
            let value = as_written(text, found);
            self.claims.push(Claim::new(field, value, Origin::new("visible", origin), confidence));
        }
        Some(first)
    }
}

/// Whether an element's class is what a microformat calls this.
fn says_field(doc: &Document, id: NodeId, field: Field) -> bool {
    let class = doc.attr(id, &local_name!("class")).unwrap_or_default();
    Table::get().microformats(class).any(|(_, (said, _))| said == field)
}

/// Lines under the headline that say when; more are a list.
const MOST_DATED: usize = 3;
/// Lines under the headline that may be a byline without saying so.
const UNDER: usize = 4;
/// How far they are believed.
const UNANNOUNCED: f32 = 0.2;

/// The date, in its own words where other claims may tell better which day it is.
fn as_written(text: &str, found: LabelledDate) -> String {
    match &text[found.range] {
        words if is_all_numbers(words) => words.to_owned(),
        _ => found.date.into(),
    }
}

/// Elements of a line that are looked back over for what it says of a time.
const MOST_BEFORE: usize = 4;
/// Bytes of such words.
const MOST_LABEL: usize = 60;

/// The words right before a time, in its line: `Updated`, after the time before.
fn label_before(doc: &Document, time: NodeId) -> Option<String> {
    let mut words = Vec::new();
    let mut node = doc.previous_sibling(time);
    for _ in 0..MOST_BEFORE {
        let Some(id) = node.filter(|&id| doc.tag(id) != Some(Tag::Time)) else { break };
        let text = doc.text(id).map(normalise).or_else(|| short_text(doc, id));
        let Some(text) = text.filter(|text| text.len() <= MOST_LABEL) else { break };
        words.push(text);
        node = doc.previous_sibling(id);
    }
    words.reverse();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Words of a line that may be a byline.
const MOST_BYLINE_WORDS: usize = 12;

/// How far a line at the headline is believed that begins with a date, and that has one.
fn line_figures(line: &str, only_date: bool) -> [f32; 2] {
    match only_date {
        true => [0.62; 2],
        false if is_sentence(line) => [0.20; 2],
        false => [0.49, 0.40],
    }
}

/// Whether a line says more than who and when.
fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '?', '!', '。']) && line.split_whitespace().count() > MOST_BYLINE_WORDS
}

/// 1 at the headline, less with the distance, less still elsewhere.
fn nearness(spot: &Spot, headline: Option<&Spot>) -> f32 {
    let near = match headline {
        None => 0.7,
        Some(headline) => {
            let distance = i64::from(spot.at) - i64::from(headline.at);
            let far = if distance < 0 { -distance * 2 } else { distance };
            1.0 - (far.min(NEAR) as f32 / NEAR as f32) * 0.6
        }
    };
    // What holds the headline too is about the page.
    let apart = spot.elsewhere && !headline.is_some_and(|headline| headline.elsewhere);
    if apart { near * 0.5 } else { near }
}

/// Levels up to what says that a line is a caption, a tag or a reader's, and to the heading that it is.
const TO_CAPTION: usize = 4;
const TO_HEADING: usize = 3;

/// Whether a reader's comment holds it.
fn is_commented(doc: &Document, text: NodeId) -> bool {
    let around = doc.ancestors(text).take(TO_CAPTION);
    let classes = around.filter_map(|id| doc.attr(id, &local_name!("class")));
    classes.into_iter().any(|class| Table::get().is_comment(class))
}

fn names_others(doc: &Document, text: NodeId) -> bool {
    doc.ancestors(text).take(TO_CAPTION).any(|id| {
        let class = doc.attr(id, &local_name!("class")).unwrap_or_default();
        let rel = doc.attr(id, &local_name!("rel")).unwrap_or_default();
        doc.tag(id) == Some(Tag::Figcaption)
            || rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("tag"))
            || Table::get().parts(class).has(Part::CAPTION)
    }) || is_commented(doc, text)
}

/// Whether the line is a heading, of what follows. The heading of a person's card leads to them.
fn is_in_heading(doc: &Document, text: NodeId) -> bool {
    let around = || doc.ancestors(text).take(TO_HEADING).filter_map(|id| doc.tag(id));
    around().any(|tag| tag.heading_level().is_some()) && !around().any(|tag| tag == Tag::A)
}
