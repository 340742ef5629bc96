//! The cleaner: from a page to an article, stage by stage.

use crate::address;
use crate::article::{Article, BlockKind};
use crate::assemble::{self, Assembled};
use crate::builder::CleanerBuilder;
use crate::content::{self, Model, Scores};
use crate::embedded::Embedded;
use crate::input::{self, Document, KeptAttributes, Origin};
use crate::judge::{self, Judgement, Piece, Why};
use crate::limits::{LimitHit, Limits};
use crate::metadata::{self, Declared, Fact, Situation};
use crate::page::{Content, Page};
use crate::report::{Judged, Reason, Report, Verdict};
use crate::rules::{CompiledRules, Context, Hits, Matches, Reach, RuleBook};
use crate::segment::{self, Segments};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Cleans pages. Built once, then shared: cloning is cheap, and all methods take `&self`.
///
/// ```
/// use copydesk::{Cleaner, Page};
/// let cleaner = Cleaner::new();
/// let page = Page::html("<article><h1>Rain</h1><p>It rained in Bergen, again, all day.</p></article>");
/// let article = cleaner.clean(&page);
/// assert!(article.to_text().contains("It rained in Bergen"));
/// ```
#[derive(Clone)]
pub struct Cleaner {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) limits: Limits,
    pub(crate) rules: RuleBook,
    /// The attributes that the parser keeps: the usual ones, and those that rules name.
    pub(crate) attributes: KeptAttributes,
    /// `None`: the weights that the crate ships.
    pub(crate) model: Option<Model>,
}

static DEFAULT: OnceLock<Cleaner> = OnceLock::new();

impl Cleaner {
    /// The default cleaner: all built-in rules, default limits. It is built once a process.
    ///
    /// ```
    /// let cleaner = copydesk::Cleaner::new();
    /// let same = cleaner.clone();
    /// std::thread::spawn(move || same.clean(&copydesk::Page::text("It rained."))).join().unwrap();
    /// ```
    pub fn new() -> Self {
        let build = || Self::builder().build().expect("built-in rules are valid");
        DEFAULT.get_or_init(build).clone()
    }

    /// A cleaner of your own.
    ///
    /// ```
    /// let cleaner = copydesk::Cleaner::builder().build()?;
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::new()
    }

    pub(crate) fn from_shared(shared: Shared) -> Self {
        Self { shared: Arc::new(shared) }
    }

    /// The article that a page holds. Never fails: a page without one gives an article without
    /// blocks.
    ///
    /// ```
    /// use copydesk::{Cleaner, Page};
    /// let article = Cleaner::new().clean(&Page::html("<p>The ferry left at six, as it always had.</p>"));
    /// assert_eq!(article.to_text(), "The ferry left at six, as it always had.");
    /// ```
    pub fn clean(&self, page: &Page<'_>) -> Article {
        Desk::new(&self.shared, page).article()
    }

    /// The article, and for every line of the page what decided on it.
    ///
    /// ```
    /// use copydesk::{Cleaner, Page, Reason};
    /// let page = Page::text("The ferry left at six, as it always had.\nSign up for our newsletter");
    /// let report = Cleaner::new().explain(&page);
    /// assert!(matches!(&report.blocks[1].reason, Reason::Rule { id, .. } if id.contains("/newsletter/")));
    /// ```
    pub fn explain(&self, page: &Page<'_>) -> Report {
        Desk::new(&self.shared, page).report()
    }

    /// A page with its verdicts, for learning.
    pub(crate) fn judge<'p>(&self, page: &'p Page<'_>) -> (Opened<'p>, Judgement) {
        let mut desk = Desk::new(&self.shared, page);
        desk.name_removed();
        (desk.page, desk.judgement)
    }

    /// A page, and the categories that its candidates meet where those are scored by them.
    #[cfg(feature = "train")]
    pub(crate) fn opened<'p>(&self, page: &'p Page<'_>) -> (Opened<'p>, Vec<u64>) {
        let page = Opened::new(&self.shared, page);
        let rules = page.rules(&self.shared);
        let met = page.met(rules).map(|hits| rules.categories_met(&hits.matches));
        (page, met.unwrap_or_default())
    }

    /// For each text of the page, the rules that match it, and what came of them.
    #[cfg(feature = "train")]
    pub(crate) fn matched(&self, page: &Page<'_>) -> Vec<crate::training::Matched> {
        let mut desk = Desk::new(&self.shared, page);
        desk.name_removed();
        let Desk { page, scores, judgement, rules, .. } = desk;
        let Scores { scores, cut, .. } = scores;
        let lists = &judgement.matches;
        let ids = |list: &[u32]| list.iter().map(|&r| rules.rules[r as usize].id.clone()).collect();
        let mut removed_by: Vec<Option<String>> = vec![None; scores.len()];
        for piece in judgement.pieces.iter().filter(|p| p.verdict == Verdict::Remove) {
            if let Why::Rule(rule) = piece.why {
                removed_by[piece.candidate as usize] = Some(rules.rules[rule as usize].id.clone());
            }
        }
        let each = page.segments.candidates.iter().zip(removed_by).enumerate();
        let each = each.map(|(at, (candidate, removed_by))| crate::training::Matched {
            text: page.segments.text_of(candidate).to_owned(),
            rules: ids(lists.of(at)),
            removed_by,
            score: scores[at],
            is_story: scores[at] >= cut.of(at),
        });
        each.collect()
    }
}

impl Default for Cleaner {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Cleaner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cleaner").field("limits", &self.shared.limits).finish_non_exhaustive()
    }
}

/// What a page says before it is scored.
#[derive(Debug)]
pub(crate) struct Opened<'p> {
    pub(crate) doc: Document<'p>,
    pub(crate) segments: Segments,
    declared: Declared,
    url: Option<String>,
    site: Option<String>,
}

impl<'p> Opened<'p> {
    pub(crate) fn new(shared: &Shared, page: &'p Page<'_>) -> Self {
        let doc = parse(shared, page);
        let mut segments = segment::segment(&doc);
        let url = page.url.clone();
        let declared = metadata::declared(&doc, url.as_deref());
        declared.mark(&doc, &mut segments);
        let site = url.as_deref().or_else(|| declared.url()).and_then(address::host);
        let site = site.map(Cow::into_owned);
        Self { doc, segments, declared, url, site }
    }

    pub(crate) fn into_owned(self) -> Opened<'static> {
        Opened {
            doc: self.doc.into_owned(),
            segments: self.segments,
            declared: self.declared,
            url: self.url,
            site: self.site,
        }
    }

    /// The host of the page's address: the caller's, else the one that the page declares.
    pub(crate) fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    pub(crate) fn title(&self) -> Option<&str> {
        self.declared.title()
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            doc: &self.doc,
            segments: &self.segments,
            site: self.site.as_deref(),
            language: self.declared.language(),
            title: self.declared.title(),
        }
    }

    /// The rules for a page in its language.
    fn rules<'s>(&self, shared: &'s Shared) -> &'s CompiledRules {
        shared.rules.of_language(self.declared.language(), &self.segments.text)
    }

    /// What rules say before anything is scored. Lines without markup are scored by it; on a page
    /// of HTML it would say little that the markup does not.
    pub(crate) fn met(&self, rules: &CompiledRules) -> Option<Hits> {
        let is_text = self.doc.origin() == Origin::Text;
        is_text.then(|| rules.first_pass(&self.context(), self.everywhere()))
    }

    pub(crate) fn everywhere(&self) -> Reach {
        Reach::all(self.segments.candidates.len())
    }

    /// With the categories of rules that each candidate meets.
    pub(crate) fn hints<'a>(&'a self, hits: &'a [u64]) -> content::Hints<'a> {
        content::Hints {
            url: self.url.as_deref().or_else(|| self.declared.url()),
            title: self.declared.title(),
            description: self.declared.description(),
            body: self.declared.body().map(|body| body.text.as_str()),
            kind: self.declared.kind(),
            hits,
        }
    }
}

fn parse<'p>(shared: &Shared, page: &'p Page<'_>) -> Document<'p> {
    match &page.content {
        Content::Text(text) => input::parse_text_with(text, &shared.limits),
        Content::Html(html) => input::parse_html_with(&**html, &shared.limits, &shared.attributes),
        Content::Bytes(bytes) => {
            let decoded = input::decode(bytes, page.charset.as_deref());
            input::parse_html_with(decoded.text, &shared.limits, &shared.attributes)
        }
    }
}

/// One page on the desk: what each stage made of it.
struct Desk<'a, 'p> {
    page: Opened<'p>,
    hits: Hits,
    scores: Scores,
    judgement: Judgement,
    /// The story in the page's data, where that is used in place of what was kept.
    embedded: Option<Embedded>,
    rules: &'a CompiledRules,
}

impl<'a, 'p> Desk<'a, 'p> {
    fn new(shared: &'a Shared, page: &'p Page<'_>) -> Self {
        let page = Opened::new(shared, page);
        let model = shared.model.as_ref().unwrap_or_else(|| Model::shipped());
        let rules = page.rules(shared);
        let met = page.met(rules);
        let categories = met.as_ref().map(|hits| rules.categories_met(&hits.matches));
        let hints = page.hints(categories.as_deref().unwrap_or_default());
        let scores = content::score(&page.doc, &page.segments, hints, model);
        let reach = || if rules.reach_all { page.everywhere() } else { scores.reach() };
        let hits = met.unwrap_or_else(|| rules.first_pass(&page.context(), reach()));
        let judgement = judge_page(rules, &page, &hits, &scores);
        let embedded = (page.doc.origin() == Origin::Html)
            .then(|| Embedded::instead_of(&judgement, &page.declared, &page.doc, &shared.limits))
            .flatten();
        Self { page, hits, scores, judgement, embedded, rules }
    }

    /// Gives what the score took out the names that rules have for it, wherever it stands. The article
    /// is the same without.
    fn name_removed(&mut self) {
        if self.page.doc.origin() == Origin::Text || self.rules.reach_all {
            return;
        }
        let hits = self.rules.first_pass(&self.page.context(), self.page.everywhere());
        self.judgement.name_removed(judge_page(self.rules, &self.page, &hits, &self.scores));
    }

    fn article(mut self) -> Article {
        // What was judged with takes many times the page, if that is cut to very many pieces.
        self.hits = Hits::default();
        self.page.segments.forget_scopes();
        self.scores = Scores::default();
        self.judgement.matches = Matches::default();
        let mut article = Article { blocks: self.assemble().blocks, ..Article::default() };
        self.fill(&mut article, false);
        article
    }

    /// Gives the article its facts, and says how each was decided, if that is asked.
    fn fill(self, article: &mut Article, explained: bool) -> Vec<Fact> {
        let opening = article.blocks.iter().find(|b| b.kind == BlockKind::Paragraph);
        let situation = Situation {
            now: jiff::Timestamp::now(),
            url: self.page.url.as_deref(),
            opening: opening.map(|block| block.text.as_str()),
            explained,
        };
        metadata::merge(self.page.declared, self.judgement.captured, situation).fill(article)
    }

    fn assemble(&self) -> Assembled {
        let (page, base) = (&self.page, self.page.declared.base());
        match &self.embedded {
            Some(story) => {
                assemble::assemble(&story.doc, &story.segments, &story.pieces, &[], base)
            }
            None => {
                let Judgement { pieces, pictures, .. } = &self.judgement;
                assemble::assemble(&page.doc, &page.segments, pieces, pictures, base)
            }
        }
    }

    fn report(mut self) -> Report {
        // Without the names: what only a name makes a caption would join a picture.
        let assembled = self.assemble();
        self.name_removed();
        self.hits = Hits::default();
        let mut blocks: Vec<_> = self.judgement.pieces.iter().map(|p| self.judged(p)).collect();
        if let Some(story) = &self.embedded {
            replace(&mut blocks, story);
        }
        let mut article = Article { blocks: assembled.blocks, ..Article::default() };
        let limits = self.limits_hit();
        let facts = self.fill(&mut article, true);
        Report { blocks, article, facts, dropped: assembled.dropped, limits }
    }

    fn limits_hit(&self) -> Vec<LimitHit> {
        let (doc, segments) = (&self.page.doc, &self.page.segments);
        let unread = doc.unread() + segments.unread;
        let late = unread > 0 || self.scores.unscored > 0;
        let late = late.then(|| doc.deadline().hit(unread));
        let in_data = self.page.declared.limits_hit();
        doc.limits_hit().iter().chain(in_data).copied().chain(late).collect()
    }

    fn judged(&self, piece: &Piece) -> Judged {
        let reason = match piece.why {
            Why::Score => self.by_score(piece),
            Why::Repeated => Reason::Repeated,
            Why::Rule(_) | Why::KeptCategory(_) => match piece.why.rule(self.rules) {
                Some((id, why)) => Reason::Rule { id, why },
                None => self.by_score(piece),
            },
        };
        let text = self.page.segments.text_in(piece.text);
        Judged {
            text: text.to_owned(),
            verdict: piece.verdict,
            category: piece.category.as_deref().cloned(),
            reason,
            overruled: self.judgement.overruled(piece, self.rules),
        }
    }

    fn by_score(&self, piece: &Piece) -> Reason {
        let index = piece.candidate as usize;
        let grounds = content::grounds(&self.page.doc, &self.page.segments, index);
        Reason::Score { score: self.scores.scores[index], grounds }
    }
}

/// Puts the story of a page's data in the place of what would have been kept.
fn replace(blocks: &mut Vec<Judged>, story: &Embedded) {
    let reason = Reason::Embedded { origin: story.origin.to_owned() };
    for block in blocks.iter_mut().filter(|block| block.verdict == Verdict::Keep) {
        (block.verdict, block.reason) = (Verdict::Remove, reason.clone());
    }
    blocks.extend(story.pieces.iter().map(|piece| Judged {
        text: story.segments.text_in(piece.text).to_owned(),
        verdict: Verdict::Keep,
        category: None,
        reason: reason.clone(),
        overruled: Vec::new(),
    }));
}

fn judge_page(rules: &CompiledRules, page: &Opened<'_>, hits: &Hits, scores: &Scores) -> Judgement {
    let mut judgement = judge::judge(&page.context(), rules, hits, &scores.scores, scores.cut);
    if page.doc.origin() == Origin::Html {
        judge::drop_told_twice(&mut judgement, &page.segments, rules, scores);
        judge::drop_repeats(&mut judgement, &page.doc, &page.segments);
    }
    judgement
}

/// The article in a page of HTML, with the default cleaner.
///
/// ```
/// let article = copydesk::clean_html("<p>The ferry left at six, as it always had.</p>");
/// assert_eq!(article.to_text(), "The ferry left at six, as it always had.");
/// ```
pub fn clean_html(html: &str) -> Article {
    Cleaner::new().clean(&Page::html(html))
}

/// The article in text that a scraper took, with the default cleaner.
///
/// ```
/// let article = copydesk::clean_text("The ferry left at six, as it always had.");
/// assert_eq!(article.to_text(), "The ferry left at six, as it always had.");
/// ```
pub fn clean_text(text: &str) -> Article {
    Cleaner::new().clean(&Page::text(text))
}
