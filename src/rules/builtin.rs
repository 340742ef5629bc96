//! The rule files that ship with the crate.

/// Every file below `packs/`, sorted: its name (`en/newsletter`) and its text.
pub(crate) const PACKS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

impl super::RuleSet {
    /// The rule files that ship with the crate: each with its name, such as `en/newsletter`.
    ///
    /// ```
    /// assert!(copydesk::RuleSet::builtin().any(|(name, _)| name == "en/newsletter"));
    /// ```
    ///
    /// # Panics
    /// Never: the crate's tests read every one of them.
    pub fn builtin() -> impl Iterator<Item = (&'static str, Self)> {
        PACKS.iter().map(|(name, text)| {
            let file = format!("packs/{name}.toml");
            (*name, Self::from_toml(&file, text).unwrap_or_else(|error| panic!("{error}")))
        })
    }
}
