//! The cleaner: from a page to an article, stage by stage.

use crate::article::{Article, BlockKind};
use crate::assemble::{self, Assembled};
use crate::builder::CleanerBuilder;
use crate::content::{self, Hints, Model, Scores};
use crate::input::{self, Document, KeptAttributes, Origin};
use crate::judge::{self, Judgement, Piece, Why};
use crate::limits::Limits;
use crate::metadata::{self, Declared, Fact, Situation};
use crate::page::{Content, Page};
use crate::report::{Judged, Reason, Report};
use crate::rules::{CompiledRules, Context};
use crate::segment::{self, Segments};
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
    pub(crate) rules: CompiledRules,
    /// The attributes that the parser keeps: the usual ones, and those that rules name.
    pub(crate) attributes: KeptAttributes,
    /// `None`: the weights that the crate ships.
    pub(crate) model: Option<Model>,
}

static DEFAULT: OnceLock<Cleaner> = OnceLock::new();

impl Cleaner {
    /// The default cleaner: all built-in rules, default limits. It is built once a process.
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
    pub fn clean(&self, page: &Page<'_>) -> Article {
        Desk::new(&self.shared, page).article()
    }

    /// The article, and for every line of the page what decided on it.
    pub fn explain(&self, page: &Page<'_>) -> Report {
        Desk::new(&self.shared, page).report()
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

/// One page on the desk: what each stage made of it.
struct Desk<'a> {
    url: Option<String>,
    doc: Document,
    segments: Segments,
    scores: Scores,
    judgement: Judgement,
    declared: Declared,
    rules: &'a CompiledRules,
}

impl<'a> Desk<'a> {
    fn new(shared: &'a Shared, page: &Page<'_>) -> Self {
        let doc = match page.content {
            Content::Text(text) => input::parse_text_with(text, &shared.limits),
            Content::Html(html) => input::parse_html_with(html, &shared.limits, &shared.attributes),
            Content::Bytes(bytes) => {
                let decoded = input::decode(bytes, page.charset.as_deref());
                input::parse_html_with(&decoded.text, &shared.limits, &shared.attributes)
            }
        };
        let declared = metadata::declared(&doc, page.url.as_deref());
        let segments = segment::segment(&doc);
        let hints = Hints { url: page.url.as_deref(), ..Hints::default() };
        let model = shared.model.as_ref().unwrap_or_else(|| Model::shipped());
        let scores = content::score(&doc, &segments, hints, model);
        let judgement = judge_page(&shared.rules, page, &doc, &segments, &scores);
        let rules = &shared.rules;
        Self { url: page.url.clone(), doc, segments, scores, judgement, declared, rules }
    }

    fn article(self) -> Article {
        let mut article = Article { blocks: self.assemble().blocks, ..Article::default() };
        self.fill(&mut article);
        article
    }

    /// Gives the article its facts, and says how each was decided.
    fn fill(self, article: &mut Article) -> Vec<Fact> {
        let opening = article.blocks.iter().find(|b| b.kind == BlockKind::Paragraph);
        let situation = Situation {
            now: jiff::Timestamp::now(),
            url: self.url.as_deref(),
            opening: opening.map(|block| block.text.as_str()),
        };
        metadata::merge(self.declared, &self.judgement.captured, situation).fill(article)
    }

    fn assemble(&self) -> Assembled {
        let url = self.url.as_deref();
        assemble::assemble(&self.doc, &self.segments, &self.judgement.pieces, url)
    }

    fn report(self) -> Report {
        let blocks = self.judgement.pieces.iter().map(|piece| self.judged(piece)).collect();
        let assembled = self.assemble();
        let mut article = Article { blocks: assembled.blocks, ..Article::default() };
        let limits = self.doc.limits_hit().to_vec();
        let facts = self.fill(&mut article);
        Report { blocks, article, facts, dropped: assembled.dropped, limits }
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
        let text = &self.segments.text[piece.text.start as usize..piece.text.end as usize];
        Judged {
            text: text.to_owned(),
            verdict: piece.verdict,
            category: piece.category.clone(),
            reason,
            overruled: piece.overruled(self.rules),
        }
    }

    fn by_score(&self, piece: &Piece) -> Reason {
        let index = piece.candidate as usize;
        let grounds = content::grounds(&self.doc, &self.segments, index);
        Reason::Score { score: self.scores.scores[index], grounds }
    }
}

fn judge_page(
    rules: &CompiledRules,
    page: &Page<'_>,
    doc: &Document,
    segments: &Segments,
    scores: &Scores,
) -> Judgement {
    let url = page.url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let site = url.as_ref().and_then(|url| url.host_str());
    let context = Context { doc, segments, site, language: None, title: None };
    let hits = rules.first_pass(&context);
    // Lines of text are kept unless a rule removes them: the score knows markup only.
    let cut = if doc.origin() == Origin::Text { 0.0 } else { scores.cut };
    let mut judgement = judge::judge(&context, rules, &hits, &scores.scores, cut);
    if doc.origin() == Origin::Html {
        judge::drop_repeats(&mut judgement, segments);
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
