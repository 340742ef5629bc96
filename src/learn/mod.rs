//! Rules for one site, learned from pages of it: what repeats from page to page is no story.
//!
//! A text counts as repeated where another page has it under the same markup; numbers do not
//! count, and of a date line or of `By {name}` the form does. Three things are proposed: elements
//! that hold nothing but repeated texts, by a selector; repeated texts, by their words; and texts
//! that share their beginning or end, by a phrase with a slot. Each proposal is then tried on the
//! pages by the rule engine itself, and dropped if it hits a text that one page alone has (numbers,
//! dates and what a slot stands for aside).

mod elements;
mod examples;
mod markup;
mod repeats;
mod trial;
mod view;
mod wording;

use crate::cleaner::Cleaner;
use crate::page::Page;
use crate::rules::{Rule, RuleSet};
use trial::Trial;
use view::View;

/// Pages that must share what is proposed, by default and at least.
const SUPPORT: usize = 3;

/// Collects pages of one site, then proposes rules for it.
///
/// ```
/// use copydesk::{Cleaner, Page, learn::Learner};
/// let page = |story: &str| format!(
///     "<article><p>{story}</p><p class=nudge>Rain or shine, the Owl Post comes by owl.</p></article>"
/// );
/// let cleaner = Cleaner::new();
/// let mut learner = Learner::new(&cleaner).with_site("owl.example");
/// for story in [
///     "The ferry left at six in the morning, as it always had, with forty people and two dogs on \
///      board, and nobody on the quay could have said that this would be its last crossing.",
///     "A dog named Admiral was found on the far side of the river after three weeks, thinner \
///      than before and in the company of a goat that nobody in the valley has missed so far.",
///     "Nobody in the town can say who painted the harbour wall blue during the night, but the \
///      shop that sells paint has no blue left, and its owner has been smiling since Monday.",
/// ] {
///     learner.add(&Page::html(page(story)));
/// }
/// let learned = learner.finish();
/// let rule = &learned.proposals()[0].rule;
/// assert_eq!(rule.when.selector.as_deref(), Some("p.nudge"));
/// assert_eq!(rule.when.site, ["owl.example"]);
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Learner {
    cleaner: Cleaner,
    site: Option<String>,
    support: usize,
    pages: Vec<View>,
}

/// What was learned.
///
/// ```
/// use copydesk::{Cleaner, learn::Learner};
/// let learned = Learner::new(&Cleaner::new()).with_site("owl.example").finish();
/// assert_eq!((learned.pages(), learned.proposals().len()), (0, 0));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    site: Option<String>,
    pages: usize,
    proposals: Vec<Proposal>,
}

/// A rule, and what speaks for it.
///
/// ```
/// use copydesk::learn::Proposal;
/// fn line(proposal: &Proposal) -> String {
///     format!("{}: on {} pages, takes out {}", proposal.rule.id, proposal.pages, proposal.changes)
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Proposal {
    /// The rule, with hits and misses from the pages.
    pub rule: Rule,
    /// Pages on which it matches; the same story twice counts once.
    pub pages: usize,
    /// Texts that it matches, on all pages.
    pub blocks: usize,
    /// Those of them that the cleaner keeps without it.
    pub changes: usize,
}

impl Learner {
    /// A learner that counts what this cleaner keeps.
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// assert_eq!(Learner::new(&Cleaner::new()).finish().site(), None);
    /// ```
    pub fn new(cleaner: &Cleaner) -> Self {
        Self { cleaner: cleaner.clone(), site: None, support: SUPPORT, pages: Vec::new() }
    }

    /// The site's host, for which the rules shall be; by default the one that most of the pages
    /// have, by their address or as they say themselves; pages of other hosts are then left out.
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// let learned = Learner::new(&Cleaner::new()).with_site("example.org").finish();
    /// assert_eq!(learned.site(), Some("example.org"));
    /// ```
    pub fn with_site(mut self, host: impl Into<String>) -> Self {
        self.site = Some(host.into());
        self
    }

    /// How many pages must share what is proposed; 3 by default and at least.
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// let learner = Learner::new(&Cleaner::new()).with_support(10);
    /// # let _ = learner;
    /// ```
    pub fn with_support(mut self, pages: usize) -> Self {
        self.support = pages.max(SUPPORT);
        self
    }

    /// Adds a page. It is kept until [`finish`](Self::finish), at about three times its size.
    ///
    /// ```
    /// # use copydesk::{Cleaner, Page, learn::Learner};
    /// let mut learner = Learner::new(&Cleaner::new());
    /// learner.add(&Page::html("<p>The ferry left at six.</p>").with_url("https://example.org/a"));
    /// assert_eq!(learner.finish().site(), Some("example.org"));
    /// ```
    pub fn add(&mut self, page: &Page<'_>) {
        let (opened, judgement) = self.cleaner.judge(page);
        self.pages.push(View::new(opened, &judgement));
    }

    /// What repeats, as rules.
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// assert!(Learner::new(&Cleaner::new()).finish().proposals().is_empty());
    /// ```
    pub fn finish(mut self) -> Learned {
        let site = self.site.take().or_else(|| {
            let site = most_common_site(&self.pages)?;
            self.pages.retain(|view| view.site().is_none_or(|host| plain_host(host) == site));
            Some(site)
        });
        let groups = repeats::count(&mut self.pages, self.support);
        let mut trial = Trial::new(&self.pages, self.support);
        trial.propose(markup::proposals(&self.pages, self.support));
        trial.propose(wording::proposals(&self.pages, self.support));
        let proposals = trial.finish(site.as_deref(), groups);
        Learned { site, pages: groups, proposals }
    }
}

impl Learned {
    /// The host for which the rules are; `None` if no page says it and the caller did not.
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// let learned = Learner::new(&Cleaner::new()).with_site("owl.example").finish();
    /// assert_eq!(learned.site(), Some("owl.example"));
    /// ```
    pub fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// Pages of the site that were read; the same story twice counts once.
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// assert_eq!(Learner::new(&Cleaner::new()).finish().pages(), 0);
    /// ```
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// The proposals: what changes most first.
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// for proposal in Learner::new(&Cleaner::new()).finish().proposals() {
    ///     println!("{}", proposal.rule.id);
    /// }
    /// ```
    pub fn proposals(&self) -> &[Proposal] {
        &self.proposals
    }

    /// The rules as a set, ready for [`CleanerBuilder::with_rules`](crate::CleanerBuilder) or for a
    /// file ([`RuleSet::to_toml`]).
    ///
    /// ```
    /// # use copydesk::{Cleaner, learn::Learner};
    /// let learned = Learner::new(&Cleaner::new()).finish();
    /// assert!(learned.rule_set().rules.is_empty());
    /// ```
    pub fn rule_set(&self) -> RuleSet {
        let of = self.site.as_ref().map_or_else(String::new, |site| format!(" of {site}"));
        RuleSet {
            about: Some(format!("What repeats on {} pages{of}, learned.", self.pages)),
            rules: self.proposals.iter().map(|proposal| proposal.rule.clone()).collect(),
            ..RuleSet::default()
        }
    }
}

fn most_common_site(pages: &[View]) -> Option<String> {
    let mut hosts: Vec<&str> = pages.iter().filter_map(View::site).map(plain_host).collect();
    hosts.sort_unstable();
    let runs = hosts.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| run.len()).map(|run| run[0].to_owned())
}

fn plain_host(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}
