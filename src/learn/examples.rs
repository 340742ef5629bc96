//! Examples for learned rules, taken from the pages: what they hit, and a piece of a story that
//! they leave alone.

use super::trial::Place;
use super::view::View;
use crate::rules::{Example, ExamplePage, Rule, RuleSet};
use std::collections::HashSet;
use std::fmt::Write;

/// Examples of a rule by words.
const LINES: usize = 6;
/// Texts in an example of an element.
const TEXTS: usize = 3;
/// Bytes of a story's beginning in an example.
const STORY_BYTES: usize = 400;

pub(super) struct Examples<'a> {
    pub(super) views: &'a [View],
    pub(super) hits: &'a [Place],
    pub(super) site: Option<&'a str>,
}

impl Examples<'_> {
    /// The rule with examples that hold; `None` if there are none.
    pub(super) fn give(&self, mut rule: Rule) -> Option<Rule> {
        let by_words = !rule.when.phrases.is_empty() || !rule.when.starts.is_empty();
        if by_words || !rule.when.is.is_empty() {
            (rule.hits, rule.misses) =
                (self.lines(), self.story().map(Example::Line).into_iter().collect());
            return is_sound(&rule).then_some(rule);
        }
        if let Some((hit, miss)) = rule.when.selector.as_deref().and_then(|s| self.pages(s)) {
            (rule.hits, rule.misses) = (vec![Example::Page(hit)], vec![Example::Page(miss)]);
            if is_sound(&rule) {
                return Some(rule);
            }
        }
        (rule.hits, rule.misses) = (self.lines(), Vec::new());
        is_sound(&rule).then_some(rule)
    }

    fn text(&self, (view, at): Place) -> &str {
        self.views[view].text(at)
    }

    /// Different texts that are hit.
    fn lines(&self) -> Vec<Example> {
        let mut seen = HashSet::new();
        let texts = self.hits.iter().map(|&hit| self.text(hit)).filter(|text| seen.insert(*text));
        texts.take(LINES).map(|text| Example::Line(text.to_owned())).collect()
    }

    /// The beginning of a story, of the first page on which the rule matches and there is one.
    fn story(&self) -> Option<String> {
        let mut pages = self.hits.iter().map(|&(view, _)| &self.views[view]);
        let (view, at) = pages.find_map(|view| Some((view, view.sample()?)))?;
        let text = view.text(at);
        let cut = crate::text::prefix(text, STORY_BYTES);
        let end =
            if cut.len() < text.len() { cut.rfind(' ').unwrap_or(cut.len()) } else { cut.len() };
        Some(cut[..end].to_owned())
    }

    /// The element with its first texts beside a story, and the story without it.
    fn pages(&self, selector: &str) -> Option<(ExamplePage, ExamplePage)> {
        let story = self.story()?;
        let element = Element::new(selector);
        let first = self.hits.first()?.0;
        let texts = self.hits.iter().take_while(|hit| hit.0 == first).map(|&hit| self.text(hit));
        let texts: Vec<_> = texts.filter(|text| !text.is_empty()).take(TEXTS).collect();
        let story = format!("<article><p>{}</p></article>", escaped(&story));
        let page = |html: String, expect: &[&str]| ExamplePage {
            html: Some(html),
            expect: expect.iter().map(|text| (*text).to_owned()).collect(),
            site: self.site.map(str::to_owned),
            ..ExamplePage::default()
        };
        let hit = format!("{story}{}", element.around(&texts));
        Some((page(hit, &texts), page(story, &[])))
    }
}

/// Whether the rule passes the check that every rule file passes.
fn is_sound(rule: &Rule) -> bool {
    let set = RuleSet { rules: vec![rule.clone()], ..RuleSet::default() };
    set.check().is_empty()
}

/// An element as a selector of ours names it.
struct Element<'a> {
    tag: &'a str,
    id: Option<&'a str>,
    classes: Vec<&'a str>,
}

impl<'a> Element<'a> {
    fn new(selector: &'a str) -> Self {
        let (names, id) = selector.split_once('#').map_or((selector, None), |(a, b)| (a, Some(b)));
        let mut names = names.split('.');
        Self { tag: names.next().unwrap_or_default(), id, classes: names.collect() }
    }

    fn around(&self, texts: &[&str]) -> String {
        let mut out = format!("<{}", self.tag);
        // Writing to a string does not fail.
        let _ = self.id.map_or(Ok(()), |id| write!(out, " id=\"{id}\""));
        if !self.classes.is_empty() {
            let _ = write!(out, " class=\"{}\"", self.classes.join(" "));
        }
        out.push('>');
        let inner = match self.tag {
            "ul" | "ol" => "li",
            _ if texts.len() == 1 => "",
            _ => "p",
        };
        for text in texts.iter().map(|text| escaped(text)) {
            let _ = if inner.is_empty() {
                write!(out, "{text}")
            } else {
                write!(out, "<{inner}>{text}</{inner}>")
            };
        }
        let _ = write!(out, "</{}>", self.tag);
        out
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
