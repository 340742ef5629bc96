//! Rule data to compiled rules.

use super::builtin::{Pack, folder};
use super::condition::Condition;
use super::data::{Action, Capture, Rule, RuleSet};
use super::pattern::Pattern;
use super::predicate::{self, Compiler, Pool, Problem, Test, Tests};
use super::prefilter::Prefilter;
use super::source::Key;
use crate::error::{Error, ErrorKind};
use crate::report::Category;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How much weight a rule has: a user's over a site's over a language's over any page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Any,
    Language,
    Site,
    User,
}

#[derive(Debug, Clone)]
pub(crate) struct CompiledRule {
    pub(crate) id: String,
    pub(crate) why: String,
    /// Index into [`CompiledRules::categories`].
    pub(crate) category: u8,
    pub(crate) rank: Rank,
    pub(crate) action: Action,
    /// The score from which on the score decides.
    pub(crate) yields: f32,
    /// Each field with the group that holds it; none for the whole text or its slot.
    pub(crate) captures: Vec<(String, Option<String>)>,
    pub(super) tests: Tests,
    pub(super) going_on: Option<Tests>,
    pub(super) run: u32,
    /// Waits for what pass one decides.
    pub(super) second: bool,
    /// Is tried in both passes: pass two knows places better.
    pub(super) placed: bool,
    /// The atom of the phrases whose slot is captured.
    pub(super) phrase: Option<u32>,
    pub(super) pattern: Option<u32>,
}

/// Rules ready for use; built once and shared.
#[derive(Debug, Clone, Default)]
pub(crate) struct CompiledRules {
    pub(crate) rules: Vec<CompiledRule>,
    pub(crate) categories: Vec<Arc<Category>>,
    /// Categories that the user keeps.
    pub(crate) kept: Vec<String>,
    pub(super) pool: Pool,
    pub(super) prefilter: Prefilter,
    /// For each pattern, the atom of what it needs, where that is looked for.
    pub(super) needed: Vec<Option<u32>>,
    /// No pattern looks at texts of more words.
    pub(super) pattern_words: u32,
    /// What leads to the rules of pass one.
    pub(super) triggers: Triggers,
    /// What leads to the rules that pass two tries, again or for the first time.
    pub(super) again: Triggers,
    attributes: Vec<String>,
    /// Whether a user's words may keep what is far from the story.
    pub(crate) reach_all: bool,
}

/// Which rules to try on a text, by what it meets.
#[derive(Debug, Clone, Default)]
pub(super) struct Triggers {
    /// Rules by atom.
    pub(super) by_atom: Vec<Vec<u32>>,
    /// Rules by one of the flags they ask for: (bits, rule).
    pub(super) by_flags: Vec<(u32, u32)>,
    /// Rules that nothing leads to.
    pub(super) always: Vec<u32>,
}

impl Triggers {
    fn add(&mut self, rule: u32, leads: &[Lead], needed: &[Option<u32>]) {
        if leads.is_empty() {
            self.always.push(rule);
        }
        for lead in leads {
            match lead {
                Lead::Atom(atom) => self.by_atom[*atom as usize].push(rule),
                Lead::Pattern(pattern) => {
                    let atom = needed[*pattern as usize];
                    atom.into_iter().for_each(|atom| self.by_atom[atom as usize].push(rule));
                }
                Lead::Flags(bits) => self.by_flags.push((*bits, rule)),
            }
        }
    }
}

impl CompiledRule {
    /// Whether it is of the pack for a page's language.
    pub(crate) fn speaks(&self, page: &str) -> bool {
        self.rank == Rank::Language && folder(&self.id) == pack_for(page)
    }

    /// Whether pass one says of it all there is to say.
    pub(super) fn stands(&self) -> bool {
        let alone = !matches!(self.action, Action::RemoveRun | Action::RemoveRest);
        !self.second && !self.placed && alone
    }
}

/// The folder of `packs/` for a language (BCP 47).
pub(super) fn pack_for(language: &str) -> Cow<'_, str> {
    let primary = language.split(['-', '_']).next().unwrap_or(language);
    match primary {
        // Norwegian pages say which of two written forms they use; one pack serves both.
        "nb" | "nn" => "no".into(),
        // One pack for what is written alike; it has both vowels of "vijesti" and "vesti".
        "bs" | "sr" | "sh" => "hr".into(),
        _ if primary.bytes().any(|b| b.is_ascii_uppercase()) => primary.to_ascii_lowercase().into(),
        _ => primary.into(),
    }
}

/// The most rules of a user, and of categories.
pub(super) const MAX_RULES: usize = 20_000;
const MAX_CATEGORIES: usize = 64;

/// Where a rule comes from: a set, the name of the built-in file or none for a user's, the rule.
type Placed<'a> = (&'a RuleSet, Option<&'a str>, usize);

/// Categories and rules that are switched off.
#[derive(Debug, Clone, Default)]
pub(crate) struct Without {
    pub(crate) categories: Vec<String>,
    pub(crate) rules: Vec<String>,
}

impl CompiledRules {
    /// One set alone, its examples not checked.
    pub(crate) fn of(set: &RuleSet) -> Result<Self, Error> {
        let (sets, without) = ([(set, None)], Without::default());
        check_names(&sets, &without)?;
        Self::from_sets(&sets, &without)
    }

    /// The given sets alone, each with the name of the built-in file or none for a user's.
    pub(super) fn from_sets(
        sets: &[(&RuleSet, Option<&str>)],
        without: &Without,
    ) -> Result<Self, Error> {
        let names = Names::new(sets)?;
        let mut out = Self { kept: names.kept.clone(), ..Self::default() };
        // In a fixed order: the content scorer knows the categories by their place.
        out.categories =
            super::check::categories().map(|name| Arc::new(Category(name.into()))).collect();
        out.categories.sort();
        out.categories.dedup();
        for &(set, pack, at) in &names.chosen(without) {
            out.add(set, pack, at)
                .map_err(|(path, message)| set.error_at(ErrorKind::Rule, &path, message))?;
        }
        out.index();
        Ok(out)
    }

    fn add(&mut self, set: &RuleSet, pack: Option<&str>, at: usize) -> Result<(), Problem> {
        let rule = &set.rules[at];
        let path = [Key::Name("rule".into()), Key::Index(at)];
        let inside = |key: &str| path.iter().cloned().chain([Key::Name(key.into())]).collect();
        let category = rule
            .category()
            .ok_or_else(|| (inside("id"), format!("the id `{}` has no category", rule.id)))?;
        let category = self.category(category).map_err(|e| (inside("id"), e))?;
        let (pool, sets, checked) = (&mut self.pool, &set.phrases, pack.is_none());
        let folder = pack.map(folder);
        let pack = folder.and_then(Pack::of);
        let mut compiler = Compiler { pool, sets, path: inside("when"), pack, checked };
        let tests = compiler.condition(&rule.when, 0)?;
        compiler.path = inside("while");
        let going_on = rule.going_on.as_ref().map(|c| compiler.condition(c, 0)).transpose()?;
        let run = rule.when.run.unwrap_or(0);
        if run > predicate::MAX_REACH {
            return Err((inside("when"), format!("`run` is at most {}", predicate::MAX_REACH)));
        }
        self.name_attributes(&rule.when);
        self.rules.push(CompiledRule {
            id: rule.id.clone(),
            why: rule.why.clone(),
            category,
            rank: rank_of(rule, folder),
            action: rule.then,
            yields: rule.yields.unwrap_or(f32::INFINITY),
            captures: captures(rule),
            second: run > 1 || predicate::reads_pass_one(&tests),
            placed: predicate::reads_position(&tests),
            phrase: tests.iter().find_map(|t| match t {
                Test::Phrase(atom) => Some(*atom),
                _ => None,
            }),
            pattern: tests.iter().find_map(|t| match t {
                Test::Text { pattern, .. } => Some(*pattern),
                _ => None,
            }),
            tests,
            going_on,
            run,
        });
        if !checked {
            return Ok(());
        }
        super::check::shape_of(self, rule).map_err(|(key, message)| (inside(key), message))
    }

    fn category(&mut self, name: &str) -> Result<u8, String> {
        if let Some(at) = self.categories.iter().position(|c| c.as_str() == name) {
            return Ok(at as u8);
        }
        if self.categories.len() == MAX_CATEGORIES {
            return Err(format!("more than {MAX_CATEGORIES} categories"));
        }
        self.categories.push(Arc::new(Category(name.to_owned().into())));
        Ok(self.categories.len() as u8 - 1)
    }

    /// The attributes that selectors and `attr` read: the parser must keep them.
    pub(crate) fn attributes(&self) -> &[String] {
        &self.attributes
    }

    fn name_attributes(&mut self, condition: &Condition) {
        let mut open = vec![condition];
        while let Some(c) = open.pop() {
            self.attributes.extend(c.attr.keys().cloned());
            for part in c.selector.iter().flat_map(|s| s.split('[').skip(1)) {
                let end = part.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
                self.attributes.push(part[..end.unwrap_or(part.len())].to_owned());
            }
            open.extend(c.all.iter().chain(&c.any));
            open.extend(
                c.not.iter().chain(&c.previous).chain(&c.next).chain(&c.under).map(|b| &**b),
            );
            open.extend(c.near.iter().map(|n| &*n.when));
        }
        self.attributes.sort();
        self.attributes.dedup();
    }

    fn index(&mut self) {
        self.pool.phrases.index();
        let mut needed = vec![None; self.pool.patterns.len()];
        let mut leads = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            let lead = lead(&rule.tests, &self.pool.patterns).unwrap_or_default();
            for lead in &lead {
                if let Lead::Pattern(pattern) = lead {
                    needed[*pattern as usize].get_or_insert_with(|| self.pool.atom());
                }
            }
            leads.push((at as u32, lead));
        }
        let atoms = self.pool.atoms as usize;
        self.triggers.by_atom = vec![Vec::new(); atoms];
        self.again.by_atom = vec![Vec::new(); atoms];
        for (at, lead) in leads {
            let rule = &self.rules[at as usize];
            let first = (!rule.second).then_some(&mut self.triggers);
            let again = (!rule.stands()).then_some(&mut self.again);
            for triggers in first.into_iter().chain(again) {
                triggers.add(at, &lead, &needed);
            }
        }
        let needs = self.pool.patterns.iter().zip(&needed);
        let needs = needs.filter_map(|(pattern, atom)| Some((&pattern.needs, (*atom)?)));
        self.prefilter = Prefilter::new(needs);
        self.needed = needed;
        let longest = self.rules.iter().map(|rule| predicate::longest_text(&rule.tests));
        self.pattern_words = longest.max().unwrap_or(0);
        self.reach_all =
            !self.kept.is_empty() || self.rules.iter().any(|rule| rule.rank == Rank::User);
    }
}

/// Something that must be met before a rule can match.
#[derive(Debug, Clone, Copy)]
enum Lead {
    Atom(u32),
    Pattern(u32),
    Flags(u32),
}

/// What leads to a rule: if none of these is met, it cannot match. `None`: nothing does.
fn lead(tests: &[Test], patterns: &[Pattern]) -> Option<Vec<Lead>> {
    let weight = |leads: &Vec<Lead>| {
        leads
            .iter()
            .map(|l| match l {
                Lead::Atom(_) => 0,
                Lead::Flags(_) => 1,
                Lead::Pattern(_) => 2,
            })
            .max()
    };
    let leads = tests.iter().filter_map(|test| match test {
        Test::Phrase(atom) | Test::Markup { atom, .. } => Some(vec![Lead::Atom(*atom)]),
        Test::Text { pattern, .. } => {
            let tells = patterns[*pattern as usize].needs.tells();
            tells.then(|| vec![Lead::Pattern(*pattern)])
        }
        Test::Marks(bits) => Some(vec![Lead::Flags(*bits)]),
        Test::All(list) => list.iter().filter_map(|t| lead(t, patterns)).min_by_key(weight),
        Test::Any(list) => {
            let all: Option<Vec<_>> = list.iter().map(|t| lead(t, patterns)).collect();
            all.map(|leads| leads.concat())
        }
        _ => None,
    });
    leads.min_by_key(weight)
}

/// Which rules there are, before any is compiled: overrides and switches.
struct Names<'a> {
    rules: Vec<Placed<'a>>,
    by_id: BTreeMap<&'a str, usize>,
    off: Vec<&'a String>,
    kept: Vec<String>,
}

/// Whether everything that sets and a user switch off or keep exists among these sets.
pub(super) fn check_names(
    sets: &[(&RuleSet, Option<&str>)],
    without: &Without,
) -> Result<(), Error> {
    let names = Names::new(sets)?;
    for &(set, _) in sets {
        for (key, list) in [("off", &set.off), ("keep", &set.keep)] {
            for (at, name) in list.iter().enumerate() {
                names.known(name, key == "keep").map_err(|message| {
                    let path = [Key::Name(key.into()), Key::Index(at)];
                    set.error_at(ErrorKind::Rule, &path, message)
                })?;
            }
        }
    }
    let (categories, rules) = (without.categories.iter(), without.rules.iter());
    let mut off = categories.map(|name| (name, true)).chain(rules.map(|name| (name, false)));
    off.try_for_each(|(name, category)| names.known(name, category))
        .map_err(|error| Error::new(ErrorKind::Rule, error))
}

impl<'a> Names<'a> {
    fn new(sets: &[(&'a RuleSet, Option<&'a str>)]) -> Result<Self, Error> {
        let (mut rules, mut by_id) = (Vec::new(), BTreeMap::new());
        for &(set, pack) in sets {
            for at in 0..set.rules.len() {
                let place = *by_id.entry(&*set.rules[at].id).or_insert(rules.len());
                if place == rules.len() {
                    rules.push((set, pack, at));
                } else {
                    rules[place] = (set, pack, at);
                }
            }
        }
        if rules.iter().filter(|(_, pack, _)| pack.is_none()).count() > MAX_RULES {
            return Err(Error::new(ErrorKind::Limit, format!("more than {MAX_RULES} rules")));
        }
        let off = sets.iter().flat_map(|(set, _)| &set.off).collect();
        let kept = sets.iter().flat_map(|(set, _)| &set.keep).cloned().collect();
        Ok(Self { rules, by_id, off, kept })
    }

    fn known(&self, name: &str, category_only: bool) -> Result<(), String> {
        let categories = || {
            let own = self.rules.iter().filter_map(|&(set, _, at)| set.rules[at].category());
            own.chain(super::check::categories().map(|c| -> &str { c }))
        };
        if categories().any(|c| c == name) || (!category_only && self.by_id.contains_key(name)) {
            return Ok(());
        }
        let what = if category_only { "category" } else { "category or rule" };
        let ids = self.by_id.keys().copied().filter(|_| !category_only);
        let near = super::nearest::nearest(name, categories().chain(ids));
        Err(format!("no {what} `{name}`{}", super::nearest::hint(near)))
    }

    fn chosen(&self, without: &Without) -> Vec<Placed<'a>> {
        let names = || self.off.iter().copied().chain(&without.categories).chain(&without.rules);
        let off =
            |rule: &Rule| names().any(|o| *o == rule.id || Some(o.as_str()) == rule.category());
        self.rules.iter().copied().filter(|&(set, _, at)| !off(&set.rules[at])).collect()
    }
}

/// By the folder of a built-in rule.
fn rank_of(rule: &Rule, folder: Option<&str>) -> Rank {
    match folder {
        None => Rank::User,
        Some("sites") => Rank::Site,
        Some(_) if !rule.when.site.is_empty() => Rank::Site,
        Some("any") => Rank::Any,
        Some(_) => Rank::Language,
    }
}

fn captures(rule: &Rule) -> Vec<(String, Option<String>)> {
    match &rule.capture {
        None => Vec::new(),
        Some(Capture::Field(field)) => vec![(field.clone(), None)],
        Some(Capture::Groups(groups)) => {
            groups.iter().map(|(field, group)| (field.clone(), Some(group.clone()))).collect()
        }
    }
}
