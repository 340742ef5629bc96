//! What a page says of itself, before anything is judged.

use super::claim::{Claim, values};
use super::comments;
use super::fact::Field;
use super::grammar::chosen::Scratch;
use super::grammar::{language, title};
use super::source;
use super::told::Told;
use super::walk::walk;
use crate::address;
use crate::input::{Document, NodeId, Origin};
use crate::limits::LimitHit;
use crate::segment::Segments;
use crate::text::before_ellipsis;
use url::Url;

/// The story as it stands in a page's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EmbeddedBody {
    /// Plain text, or HTML where `is_html`.
    pub(crate) text: String,
    pub(crate) is_html: bool,
    /// `json-ld articleBody`, `next.js state`.
    pub(crate) origin: &'static str,
}

/// Bytes of a description that begins a story; a shorter one praises it.
const LEAST_EXCERPT: usize = 200;

impl EmbeddedBody {
    pub(super) fn new(text: &str, origin: &'static str) -> Self {
        let is_html = ["<p", "<br", "<div", "<h2", "</"].iter().any(|tag| text.contains(tag));
        Self { text: text.to_owned(), is_html, origin }
    }
}

/// The claims of a page, and what scoring and rules read of them.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    pub(super) claims: Vec<Claim>,
    pub(super) title: Option<String>,
    language: Option<String>,
    body: Option<EmbeddedBody>,
    told: Option<Told>,
    pub(super) base: Option<Url>,
    states: Vec<NodeId>,
    hits: Vec<LimitHit>,
}

/// Collects what a document says of itself, in markup and in sight; `url` is the address that it
/// was fetched from.
pub(crate) fn declared(doc: &Document, url: Option<&str>) -> Declared {
    if doc.origin() == Origin::Text {
        return source::lines::declared(doc, url);
    }
    let found = walk(doc);
    let mut claims = Vec::with_capacity(48);
    source::meta::claims(&found, &mut claims);
    source::heading::claims(doc, &found, &mut claims);
    source::link::claims(doc, &found, &mut claims);
    let (json, hits) = source::json_ld::read_all(doc, &found);
    let titles: Vec<&str> = values(&claims, Field::Title).collect();
    let urls: Vec<&str> = url.into_iter().chain(values(&claims, Field::Url)).collect();
    let said = source::json_ld::claims(&json, &titles, &urls);
    claims.extend(said.claims);
    source::microdata::claims(doc, &found, &mut claims);
    source::microformat::claims(doc, &found, &mut claims);
    source::breadcrumb::in_sight(doc, &found, &mut claims);
    source::language::claims(doc, &found, &mut claims);
    if let Some(url) = url {
        source::address::claims(url, &mut claims);
    }
    let (title, language) = title_and_language(&claims);
    let address = url.or_else(|| values(&claims, Field::Url).next());
    let regional = language::regional(language.as_deref(), address);
    source::visible::claims(doc, &found, title.as_deref(), regional.as_deref(), &mut claims);
    source::forum::claims(doc, &found, regional.as_deref(), &mut claims);
    let base = address::base(url, found.base);
    Declared {
        claims,
        title,
        language,
        body: said.body,
        told: said.told,
        base,
        states: found.states,
        hits,
    }
}

fn title_and_language(claims: &[Claim]) -> (Option<String>, Option<String>) {
    let mut scratch = Scratch::new(false);
    let language = language::choose(claims, &mut scratch).map(|chosen| chosen.value.into_owned());
    let title = title::choose(claims, &mut scratch).map(|chosen| chosen.value.into_owned());
    (title, language)
}

impl Declared {
    pub(super) fn new(claims: Vec<Claim>, base: Option<Url>) -> Self {
        let (title, language) = title_and_language(&claims);
        Self { language, title, claims, base, ..Self::default() }
    }

    /// The headline, as far as the page's own claims tell.
    pub(crate) fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The limits that the page's data hit.
    pub(crate) fn limits_hit(&self) -> &[LimitHit] {
        &self.hits
    }

    /// BCP 47.
    pub(crate) fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The page's summary of itself.
    pub(crate) fn description(&self) -> Option<&str> {
        self.best(Field::Description)
    }

    /// `NewsArticle`, `article`, `product`.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.best(Field::Type)
    }

    /// The address that the page says it has.
    pub(crate) fn url(&self) -> Option<&str> {
        self.best(Field::Url)
    }

    /// What the page's addresses are read against.
    pub(crate) fn base(&self) -> Option<&Url> {
        self.base.as_ref()
    }

    /// The story's text in the JSON-LD, if it stands there.
    pub(crate) fn body(&self) -> Option<&EmbeddedBody> {
        self.body.as_ref()
    }

    /// What the JSON-LD tells of the page's thing, in place of that.
    pub(crate) fn told_body(&self) -> Option<&EmbeddedBody> {
        self.told.as_ref().map(|told| &told.body)
    }

    /// The beginning of the story, cut off, where a description is that.
    pub(crate) fn excerpt(&self) -> Option<EmbeddedBody> {
        let of_story = |text: &&str| text.len() >= LEAST_EXCERPT && before_ellipsis(text).is_some();
        let longest = values(&self.claims, Field::Description).filter(of_story);
        longest.max_by_key(|text| text.len()).map(|text| EmbeddedBody {
            text: text.to_owned(),
            is_html: false,
            origin: "meta description",
        })
    }

    /// Marks the texts that the page's data tell of: a recipe's steps, what readers wrote under an
    /// article.
    pub(crate) fn mark(&self, doc: &Document, segments: &mut Segments) {
        if let Some(told) = &self.told {
            told.mark(segments);
        }
        comments::mark(doc, segments, self.kind().unwrap_or_default());
    }

    /// The story's text in the state of the page's own code. Reads megabytes: ask only where the
    /// visible text is poor.
    pub(crate) fn state_body(&self, doc: &Document) -> Option<EmbeddedBody> {
        source::state::body(doc, &self.states)
    }

    fn best(&self, field: Field) -> Option<&str> {
        let claims = self.claims.iter().filter(|claim| claim.field == field);
        claims.max_by(|a, b| a.confidence.total_cmp(&b.confidence)).map(|c| c.value.as_str())
    }
}
