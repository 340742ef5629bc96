//! What `train/` needs of the crate: the features of pages, as the scorer sees them.
//!
//! Not part of the stable interface.

use crate::cleaner::Shared;
use crate::content::{Features, LANES, Model, each_token, feature_names, slots_of, value_of};
use crate::error::{Error, ErrorKind};
use crate::input::KeptAttributes;
use crate::page::Page;
use crate::rules::{RuleBook, RuleSet};
use crate::segment;

/// A page's candidates, as rows.
#[derive(Debug, serde::Serialize)]
pub struct Rows {
    /// The text of each candidate.
    pub text: Vec<String>,
    /// The number of words of each candidate; 0 for images and embeds.
    pub words: Vec<u32>,
    /// The scope of each candidate.
    pub scope: Vec<u32>,
    /// Class words of the inline elements around each candidate.
    pub inner: Vec<Vec<u32>>,
    /// The parent of each scope.
    pub parents: Vec<u32>,
    /// Class words of each scope.
    pub tokens: Vec<Vec<u32>>,
    /// The words of each candidate, hashed.
    pub wording: Vec<Vec<u16>>,
    /// Candidate by candidate: as many as there are [`names`], but for those of the last family
    /// where the page is HTML.
    #[serde(skip)]
    pub features: Vec<f32>,
}

/// The names of the features.
pub fn names() -> Vec<String> {
    feature_names()
}

/// The candidates of a page with their features, made with the scores of words in these weights, or
/// with none; `None` when they are not whole.
pub fn rows(page: &Page<'_>, weights: Option<&[u8]>) -> Option<Rows> {
    let model = weights.map_or(Some(Model::default()), Model::from_bytes)?;
    let (opened, hits) = crate::Cleaner::new().opened(page);
    let mut features = Features::new(&opened.doc, &opened.segments, opened.hints(&hits), &model);
    let (doc, segments) = (&opened.doc, &opened.segments);
    let n = features.candidates();
    let mut values = Vec::new();
    let candidates: Vec<u32> = (0..n as u32).collect();
    for lanes in candidates.chunks(LANES) {
        let tile = features.tile(lanes);
        for lane in 0..lanes.len() {
            values.extend(tile.iter().map(|ranks| value_of(ranks[lane])));
        }
    }
    let words_of = |node| {
        let mut out = Vec::new();
        each_token(doc, node, |token| out.push(token));
        out.sort_unstable();
        out.dedup();
        out
    };
    let inner = |c: &segment::Candidate| {
        let inline = std::iter::once(c.inner).chain(doc.ancestors(c.inner));
        inline.take(4).take_while(|&n| n != c.node).flat_map(words_of).collect()
    };
    Some(Rows {
        text: segments.candidates.iter().map(|c| segments.text_of(c).to_owned()).collect(),
        words: segments.candidates.iter().map(|c| c.words).collect(),
        scope: segments.candidates.iter().map(|c| c.scope).collect(),
        inner: segments.candidates.iter().map(inner).collect(),
        parents: segments.scopes.iter().map(|s| s.parent).collect(),
        tokens: segments.scopes.iter().map(|s| words_of(s.node)).collect(),
        wording: segments.candidates.iter().map(|c| slots_of(segments.text_of(c))).collect(),
        features: values,
    })
}

/// A default cleaner with other weights; `None` when they are not whole.
pub fn cleaner_with_weights(weights: &[u8]) -> Option<crate::Cleaner> {
    let model = Model::from_bytes(weights)?;
    crate::Cleaner::builder().with_model(model).build().ok()
}

/// A cleaner with rule files from elsewhere in place of those that ship: each with its name
/// (`en/newsletter`) and its text. Weights stay what they are unless others are given.
///
/// # Errors
/// When a file is wrong, or the weights are not whole.
pub fn cleaner_with_packs(
    packs: &[(String, String)],
    weights: Option<&[u8]>,
) -> Result<crate::Cleaner, crate::Error> {
    let bad = || Error::new(ErrorKind::Rule, "not a weights file");
    let model = weights.map(|w| Model::from_bytes(w).ok_or_else(bad)).transpose()?;
    let read = |(name, text): &(String, String)| {
        Ok((name.clone(), RuleSet::from_toml(&format!("{name}.toml"), text)?))
    };
    let rules = RuleBook::of_packs(packs.iter().map(read).collect::<Result<_, Error>>()?)?;
    let attributes = KeptAttributes::with(rules.attributes());
    let limits = crate::Limits::default();
    Ok(crate::Cleaner::from_shared(Shared { limits, rules, attributes, model }))
}

/// A text of a page, and what rules made of it.
#[derive(Debug, Clone)]
pub struct Matched {
    /// Empty for images and embeds.
    pub text: String,
    /// The ids of the rules that match it.
    pub rules: Vec<String>,
    /// The rule that took it out of the article, or a part of it.
    pub removed_by: Option<String>,
    /// Its content score.
    pub score: f32,
    /// The score alone would keep it.
    pub is_story: bool,
}

/// The texts of a page with the rules that match them.
pub fn matched(cleaner: &crate::Cleaner, page: &Page<'_>) -> Vec<Matched> {
    cleaner.matched(page)
}
