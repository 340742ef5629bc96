//! A claim: what one source says about one fact.

use super::fact::Field;
use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Claim {
    pub(crate) field: Field,
    pub(crate) value: String,
    pub(crate) origin: Origin,
    /// How far such a claim is to be believed, 0 to 1.
    pub(crate) confidence: f32,
    /// The author's page.
    pub(crate) url: Option<String>,
    /// Claims of one source with the same number are about one thing.
    pub(crate) group: u32,
    /// What the source says an author is; `None` where it does not say.
    pub(crate) organisation: Option<bool>,
}

/// Where a claim stands: the kind of source, and the name within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) source: &'static str,
    pub(crate) name: Cow<'static, str>,
}

impl Origin {
    pub(crate) fn new(source: &'static str, name: impl Into<Cow<'static, str>>) -> Self {
        Self { source, name: name.into() }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.source)?;
        if !self.name.is_empty() {
            write!(f, " {}", self.name)?;
        }
        Ok(())
    }
}

impl Claim {
    pub(crate) fn new(
        field: Field,
        value: impl Into<String>,
        origin: Origin,
        confidence: f32,
    ) -> Self {
        Self {
            field,
            value: value.into(),
            origin,
            confidence,
            url: None,
            group: 0,
            organisation: None,
        }
    }
}

/// What is claimed of a field, in order.
pub(super) fn values(claims: &[Claim], field: Field) -> impl Iterator<Item = &str> {
    claims.iter().filter(move |c| c.field == field).map(|c| c.value.as_str())
}
