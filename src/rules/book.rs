//! The rules of a cleaner, compiled a language at a time: on a page those of `packs/any`, of its own
//! language and of English are tried, since widgets and consent prompts speak English everywhere; on
//! a page whose language nothing tells, those of all languages whose script it has.

use super::builtin::{PACKS, Pack, folder};
use super::compile::{CompiledRules, Without, check_names, pack_for};
use super::data::RuleSet;
use crate::error::Error;
use crate::text::language::{has_telling_script, is_told_by_script};
use std::sync::OnceLock;

/// The folder of rules for any language, and of those that are tried beside the page's own.
const ANY: &str = "any";
const EVERYWHERE: &str = "en";

/// Built once and shared.
#[derive(Debug)]
pub(crate) struct RuleBook {
    user: Vec<RuleSet>,
    without: Without,
    /// Rule files in place of those that ship, each with its name.
    given: Option<Vec<(String, RuleSet)>>,
    /// For pages in languages without a pack.
    base: CompiledRules,
    /// For pages in the language of each of [`PACKS`].
    by_language: Vec<OnceLock<CompiledRules>>,
    every: OnceLock<CompiledRules>,
    /// Without the languages that their script alone tells.
    told_by_words: OnceLock<CompiledRules>,
}

/// Which packs are wanted.
#[derive(Debug, Clone, Copy)]
enum Wanted<'a> {
    Base,
    Language(&'a str),
    Every,
    ToldByWords,
}

impl Wanted<'_> {
    fn has(self, pack: &str) -> bool {
        match self {
            Self::Every => true,
            Self::ToldByWords => !is_told_by_script(pack),
            Self::Base => pack == ANY || pack == EVERYWHERE,
            Self::Language(language) => pack == language || Self::Base.has(pack),
        }
    }
}

impl RuleBook {
    /// The built-in rules and a user's, without the categories and rules that are switched off.
    pub(crate) fn new(user: Vec<RuleSet>, without: Without) -> Result<Self, Error> {
        for set in &user {
            set.first_problems(1).into_iter().next().map_or(Ok(()), Err)?;
        }
        Self::with(user, without, None)
    }

    /// The given rules in place of the built-in ones, each file with its name (`en/newsletter`).
    #[cfg(feature = "train")]
    pub(crate) fn of_packs(packs: Vec<(String, RuleSet)>) -> Result<Self, Error> {
        Self::with(Vec::new(), Without::default(), Some(packs))
    }

    /// One set alone, its examples not checked.
    #[cfg(feature = "internals")]
    pub(crate) fn of(set: &RuleSet) -> Result<Self, Error> {
        Self::with(vec![set.clone()], Without::default(), Some(Vec::new()))
    }

    fn with(
        user: Vec<RuleSet>,
        without: Without,
        given: Option<Vec<(String, RuleSet)>>,
    ) -> Result<Self, Error> {
        let mut book = Self {
            user,
            without,
            given,
            base: CompiledRules::default(),
            by_language: PACKS.iter().map(|_| OnceLock::new()).collect(),
            every: OnceLock::new(),
            told_by_words: OnceLock::new(),
        };
        if book.switches() {
            book.with_sets(Wanted::Every, check_names)?;
        }
        // What is wrong with a user's rules shows here: the built-in ones are tested.
        book.base = book.compiled(Wanted::Base)?;
        Ok(book)
    }

    /// Whether a user switches something off or keeps it.
    fn switches(&self) -> bool {
        let in_set = |set: &RuleSet| !set.off.is_empty() || !set.keep.is_empty();
        let Without { categories, rules } = &self.without;
        !categories.is_empty() || !rules.is_empty() || self.user.iter().any(in_set)
    }

    /// The rules for a page with this text, in a language (BCP 47).
    pub(crate) fn of_language(&self, language: Option<&str>, text: &str) -> &CompiledRules {
        // What a user can get wrong was checked; rules by the ten thousand, which just fit beside
        // those of one language, may not beside those of more.
        let compiled = |wanted| self.compiled(wanted).unwrap_or_else(|_| self.base.clone());
        let Some(language) = language else {
            return match has_telling_script(text) {
                true => self.every.get_or_init(|| compiled(Wanted::Every)),
                false => self.told_by_words.get_or_init(|| compiled(Wanted::ToldByWords)),
            };
        };
        let pack = pack_for(language);
        match Pack::place(&pack) {
            Some(at) if !Wanted::Base.has(&pack) => {
                self.by_language[at].get_or_init(|| compiled(Wanted::Language(&pack)))
            }
            _ => &self.base,
        }
    }

    fn compiled(&self, wanted: Wanted<'_>) -> Result<CompiledRules, Error> {
        self.with_sets(wanted, CompiledRules::from_sets)
    }

    fn with_sets<T>(
        &self,
        wanted: Wanted<'_>,
        make: impl FnOnce(&[(&RuleSet, Option<&str>)], &Without) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let shipped: Vec<_> = match &self.given {
            Some(_) => Vec::new(),
            None => {
                let packs = PACKS.iter().filter(|pack| wanted.has(pack.language));
                packs.flat_map(Pack::sets).collect()
            }
        };
        let given = self.given.iter().flatten().map(|(name, set)| (&**name, set));
        let given = given.filter(|(name, _)| wanted.has(folder(name)));
        let own = shipped.iter().map(|(name, set)| (*name, set)).chain(given);
        let mut sets: Vec<_> = own.map(|(name, set)| (set, Some(name))).collect();
        sets.extend(self.user.iter().map(|set| (set, None)));
        make(&sets, &self.without)
    }

    /// The attributes that selectors and `attr` read: the parser must keep them. The packs of
    /// languages name none.
    pub(crate) fn attributes(&self) -> &[String] {
        self.base.attributes()
    }
}
