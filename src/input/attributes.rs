//! Which attributes of a page are kept: what later stages read, and what rules name.

use super::hash::{Table, eq_lowercase};
use html5ever::LocalName;
use std::sync::LazyLock;

static NAMES: &str = include_str!("../../data/attributes.txt");

static USUAL: LazyLock<KeptAttributes> = LazyLock::new(|| KeptAttributes::with::<&str>(&[]));

/// A set of attribute names.
#[derive(Debug, Clone)]
pub(crate) struct KeptAttributes {
    names: Vec<LocalName>,
    table: Table,
}

impl KeptAttributes {
    /// The names in `data/attributes.txt`.
    pub(crate) fn usual() -> &'static Self {
        &USUAL
    }

    /// The usual names and more: those that selectors of rules name.
    pub(crate) fn with<S: AsRef<str>>(more: &[S]) -> Self {
        let usual = NAMES.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut names: Vec<_> = usual
            .map(LocalName::from)
            .chain(more.iter().map(|name| LocalName::from(name.as_ref().to_ascii_lowercase())))
            .collect();
        names.sort();
        names.dedup();
        let table = Table::new(&names);
        Self { names, table }
    }

    /// The kept name that this one, in any case, is.
    pub(super) fn find(&self, name: &str) -> Option<&LocalName> {
        let hit = |i: usize| eq_lowercase(name.as_bytes(), self.names[i].as_bytes());
        self.table.find(name.as_bytes(), hit).map(|i| &self.names[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_names_are_found_in_any_case_and_others_are_not() {
        let kept = KeptAttributes::with(&["data-Mine", "class"]);
        for name in NAMES.lines().filter(|l| !l.starts_with('#')).chain(["data-mine"]) {
            assert_eq!(kept.find(name).map(|n| &**n), Some(name));
            assert_eq!(kept.find(&name.to_uppercase()).map(|n| &**n), Some(name));
            assert_eq!(kept.find(&format!("{name}x")), None);
        }
        assert_eq!(kept.find(""), None);
        assert_eq!(kept.find("onclick"), None);
        assert_eq!(KeptAttributes::usual().find("data-mine"), None);
    }
}
