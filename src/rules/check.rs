//! What must be true of rules before they are used: names, and examples that hold.

use super::compile::{CompiledRule, CompiledRules, MAX_RULES};
use super::data::{Action, Example, ExamplePage, Rule, RuleSet};
use super::nearest::{hint, nearest};
use super::reach::Reach;
use super::scene::{Answer, Context, Scene};
use super::source::Key;
use crate::content::Cut;
use crate::error::{Error, ErrorKind};
use crate::input::{Document, KeptAttributes, parse_html_with, parse_text};
use crate::judge;
use crate::limits::Limits;
use crate::metadata;
use crate::segment::segment;
use std::collections::{HashMap, HashSet};

/// The facts that a rule may capture.
pub(crate) const FIELDS: [&str; 12] = [
    "authors",
    "published",
    "modified",
    "title",
    "subtitle",
    "section",
    "source",
    "tags",
    "dateline",
    "caption",
    "credit",
    "description",
];

/// The categories of the built-in rules: their files' names, some more than once.
pub(super) fn categories() -> impl Iterator<Item = &'static str> {
    super::builtin::PACKS
        .iter()
        .flat_map(|pack| pack.names)
        .filter_map(|name| name.rsplit('/').next())
}

/// Whether the built-in rules have a category of this name.
pub(crate) fn is_category(name: &str) -> bool {
    categories().any(|category| category == name)
}

/// The most problems that a check names.
const MOST_PROBLEMS: usize = 50;
/// The most rules times examples.
const MOST_TRIES: usize = 50_000_000;

type Fault = (&'static str, String);

/// What a compiled rule's parts must have in common.
pub(super) fn shape_of(rules: &CompiledRules, rule: &Rule) -> Result<(), Fault> {
    let compiled = rules.rules.last().expect("just added");
    let groups: Vec<&str> =
        compiled.pattern.map_or_else(Vec::new, |p| rules.pool.patterns[p as usize].names());
    if rule.then == Action::Split && groups.is_empty() {
        return Err(("then", "`split` needs a `text` pattern with named groups".into()));
    }
    if rule.then == Action::RemoveRun && rule.going_on.is_none() {
        return Err(("then", "`remove-run` needs a `while`".into()));
    }
    if rule.then != Action::RemoveRun && rule.going_on.is_some() {
        return Err(("while", "`while` goes with `remove-run` only".into()));
    }
    for (field, group) in &compiled.captures {
        if !FIELDS.contains(&&**field) {
            let near = nearest(field, FIELDS.into_iter());
            return Err(("capture", format!("no field `{field}`{}", hint(near))));
        }
        if let Some(group) = group
            && !groups.contains(&&**group)
        {
            let near = nearest(group, groups.iter().copied());
            return Err(("capture", format!("no group `{group}` in the pattern{}", hint(near))));
        }
    }
    Ok(())
}

impl RuleSet {
    /// What is wrong with the rules: unknown names, bad patterns, examples that do not hold; each
    /// with its place in the file, at most fifty. Empty if all is well.
    ///
    /// ```
    /// let rules = copydesk::RuleSet::from_toml("mine.toml", r#"
    /// [[rule]]
    /// id   = "mine/newsletter/pigeon-post"
    /// when = { phrases = "get the pigeon post" }
    /// then = "remove"
    /// hits = ["Get the dove post"]
    /// "#)?;
    /// let problems = rules.check();
    /// assert_eq!(problems[0].line(), Some(6));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn check(&self) -> Vec<Error> {
        self.first_problems(MOST_PROBLEMS)
    }

    /// At most so many: finding a problem's place reads the whole file.
    pub(super) fn first_problems(&self, most: usize) -> Vec<Error> {
        let mut out = Vec::new();
        let mut seen = HashSet::new();
        for (at, rule) in self.rules.iter().enumerate() {
            if out.len() >= most {
                return out;
            }
            if let Err((key, message)) = self.names(rule, &mut seen) {
                let path = [Key::Name("rule".into()), Key::Index(at), Key::Name(key.into())];
                out.push(self.error_at(ErrorKind::Rule, &path, message));
            }
        }
        if let Some(error) = self.too_much().filter(|_| out.len() < most) {
            out.push(error);
        }
        if out.len() >= most {
            return out;
        }
        let bare = Self { off: Vec::new(), keep: Vec::new(), ..self.clone() };
        match CompiledRules::of(&bare) {
            Ok(rules) => {
                let tried = Tried { kept: KeptAttributes::with(rules.attributes()), rules: &rules };
                let ids = rules.rules.iter().map(|rule| rule.id.as_str());
                let compiled: HashMap<&str, u32> = ids.zip(0..).collect();
                for (at, rule) in self.rules.iter().enumerate() {
                    if out.len() >= most {
                        break;
                    }
                    let index = compiled.get(rule.id.as_str()).copied();
                    if let Some(index) = index.filter(|_| out.is_empty() || seen.len() > 1) {
                        self.examples(&tried, index, at, &mut out);
                    }
                }
            }
            Err(error) => out.push(error),
        }
        out.truncate(most);
        out
    }

    /// Every example is tried with all rules around: what that costs is bounded.
    fn too_much(&self) -> Option<Error> {
        let examples = |rule: &Rule| rule.hits.len() + rule.misses.len() + rule.todo.len();
        let examples: usize = self.rules.iter().map(examples).sum();
        let message = match self.rules.len() {
            rules if rules > MAX_RULES => format!("more than {MAX_RULES} rules"),
            rules if rules * examples > MOST_TRIES => {
                format!("{examples} examples are too many for {rules} rules")
            }
            _ => return None,
        };
        let path = [Key::Name("rule".into())];
        Some(self.error_at(ErrorKind::Limit, &path, message))
    }

    fn names<'a>(&'a self, rule: &'a Rule, seen: &mut HashSet<&'a str>) -> Result<(), Fault> {
        if !seen.insert(&rule.id) {
            return Err(("id", format!("the id `{}` stands twice", rule.id)));
        }
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/.".contains(c);
        if rule.id.is_empty() || !rule.id.chars().all(fine) {
            return Err(("id", format!("an id is words of a-z, 0-9 and `-`: `{}`", rule.id)));
        }
        let Some(category) = rule.category() else {
            let message = "the id has no category: write `mine/newsletter/name`, or `category`";
            return Err(("id", message.into()));
        };
        if !categories().any(|c| c == category) && !self.categories.iter().any(|c| c == category) {
            let near = nearest(category, categories());
            let key = if rule.category.is_some() { "category" } else { "id" };
            let add = "; a new one is named in `categories`";
            return Err((key, format!("no category `{category}`{}{add}", hint(near))));
        }
        Ok(())
    }

    fn examples(&self, tried: &Tried<'_>, index: u32, at: usize, out: &mut Vec<Error>) {
        let rule = &self.rules[at];
        let lists = [
            ("hits", &rule.hits, "is not matched"),
            ("misses", &rule.misses, "is matched"),
            ("todo", &rule.todo, "is matched by now: it belongs to `hits`"),
        ];
        for (key, list, wrong) in lists {
            for (place, example) in list.iter().enumerate() {
                if let Err(what) = tried.outcome(index, example, key == "hits") {
                    let path = [
                        Key::Name("rule".into()),
                        Key::Index(at),
                        Key::Name(key.into()),
                        Key::Index(place),
                    ];
                    let message = format!("{}: this example {wrong}: {what}", rule.id);
                    out.push(self.error_at(ErrorKind::Rule, &path, message));
                }
            }
        }
    }
}

/// Rules whose examples are tried, with the attributes that they read.
struct Tried<'a> {
    rules: &'a CompiledRules,
    kept: KeptAttributes,
}

impl Tried<'_> {
    /// Whether an example comes out as it should: matched or not.
    fn outcome(&self, index: u32, example: &Example, wanted: bool) -> Result<(), String> {
        match example {
            Example::Line(line) if (self.line(index, line) != Answer::No) == wanted => Ok(()),
            Example::Line(line) => Err(format!("\"{line}\"")),
            Example::Page(page) => self.page(index, page, wanted),
        }
    }

    fn line(&self, index: u32, line: &str) -> Answer {
        let doc = parse_text(line);
        let segments = segment(&doc);
        let context =
            Context { doc: &doc, segments: &segments, site: None, language: None, title: None };
        let everywhere = Reach::all(segments.candidates.len());
        let hits = self.rules.first_pass(&context, everywhere);
        let rule: &CompiledRule = &self.rules.rules[index as usize];
        let scene = Scene {
            rules: self.rules,
            context: &context,
            layout: &hits.layout,
            facts: &hits.facts,
            pass_one: None,
            alone: true,
        };
        let all = |at| scene.all(&rule.tests, at);
        (0..segments.candidates.len() as u32).map(all).max().unwrap_or(Answer::No)
    }

    fn page(&self, index: u32, page: &ExamplePage, wanted: bool) -> Result<(), String> {
        let doc = self.document(page);
        let mut segments = segment(&doc);
        metadata::declared(&doc, None).mark(&doc, &mut segments);
        let context = Context {
            doc: &doc,
            segments: &segments,
            site: page.site.as_deref(),
            language: page.language.as_deref(),
            title: page.title.as_deref(),
        };
        let expect: Vec<String> = match (&page.text, wanted) {
            (_, false) => Vec::new(),
            (Some(text), true) => vec![text.clone()],
            (None, true) => page.expect.clone(),
        };
        let mut matched = self.matched(index, &context);
        // Of a text page only the line in question counts.
        matched.retain(|m| page.text.as_ref().is_none_or(|t| t == m));
        if wanted && expect.is_empty() {
            return Err("`expect` names nothing".into());
        }
        if matched == expect { Ok(()) } else { Err(format!("matched {matched:?}, not {expect:?}")) }
    }

    fn document<'p>(&self, page: &'p ExamplePage) -> Document<'p> {
        match (&page.html, &page.text) {
            (Some(html), _) => parse_html_with(html, &Limits::default(), &self.kept),
            (None, text) => {
                let lines = page.before.iter().chain(text).chain(&page.after);
                parse_text(&lines.map(String::as_str).collect::<Vec<_>>().join("\n"))
            }
        }
    }

    /// The texts of a page that a rule matches.
    fn matched(&self, index: u32, context: &Context<'_>) -> Vec<String> {
        let everywhere = Reach::all(context.segments.candidates.len());
        let hits = self.rules.first_pass(context, everywhere);
        let matches = judge::all_matches(context, self.rules, &hits, &[], Cut::default());
        let texts = context.segments.candidates.iter().enumerate();
        let matched = texts.filter(|(at, _)| matches.of(*at).contains(&index));
        matched.map(|(_, c)| context.segments.text_of(c).to_owned()).collect()
    }
}
