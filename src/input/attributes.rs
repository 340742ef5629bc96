//! Which attributes of a page are kept: what later stages read, and what rules name.

use super::document::Namespace;
use super::hash::Table;
use super::tree::foreign_attribute_name;
use html5ever::LocalName;
use std::sync::LazyLock;

static NAMES: &str = include_str!("../../data/attributes.txt");

static USUAL: LazyLock<KeptAttributes> = LazyLock::new(|| KeptAttributes::with::<&str>(&[]));

/// A set of attribute names.
#[derive(Debug, Clone)]
pub(crate) struct KeptAttributes {
    names: Vec<LocalName>,
    /// The same as SVG has them.
    svg: Vec<LocalName>,
    table: Table,
    all: bool,
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
        let svg = names.iter().map(|name| foreign_attribute_name(name, Namespace::Svg)).collect();
        Self { names, svg, table, all: false }
    }

    /// Every attribute: to compare trees with other parsers'.
    #[cfg(feature = "internals")]
    pub(super) fn all() -> Self {
        Self { all: true, ..Self::with::<&str>(&[]) }
    }

    /// The number of the kept name that the first `length` bytes of a text are, in any case;
    /// `Some(None)` where all are kept.
    #[inline(always)]
    pub(super) fn number(&self, text: &[u8], length: usize) -> Option<Option<u16>> {
        if self.all {
            return Some(None);
        }
        self.table.find(text, length, |i| &self.names[i]).map(|i| Some(i as u16))
    }

    pub(super) fn name(&self, number: u16) -> &LocalName {
        &self.names[usize::from(number)]
    }

    pub(super) fn svg_name(&self, number: u16) -> &LocalName {
        &self.svg[usize::from(number)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'k>(kept: &'k KeptAttributes, name: &str) -> Option<&'k str> {
        kept.number(name.as_bytes(), name.len())?.map(|n| &**kept.name(n))
    }

    #[test]
    fn kept_names_are_found_in_any_case_and_others_are_not() {
        let kept = KeptAttributes::with(&["data-Mine", "class"]);
        for name in NAMES.lines().filter(|l| !l.starts_with('#')).chain(["data-mine"]) {
            assert_eq!(find(&kept, name), Some(name));
            assert_eq!(find(&kept, &name.to_uppercase()), Some(name));
            assert_eq!(find(&kept, &format!("{name}x")), None);
        }
        assert_eq!(find(&kept, ""), None);
        assert_eq!(find(&kept, "onclick"), None);
        assert_eq!(find(KeptAttributes::usual(), "data-mine"), None);
    }
}
