//! Settings of a cleaner.

use crate::cleaner::{Cleaner, Shared};
use crate::content::Model;
use crate::error::Error;
use crate::input::KeptAttributes;
use crate::limits::Limits;
use crate::rules::{RuleBook, RuleSet, Without, check_patterns};

/// Builds a [`Cleaner`].
///
/// ```
/// use copydesk::{Cleaner, Limits};
/// let limits = Limits::default().with_depth(256);
/// let cleaner = Cleaner::builder().with_limits(limits).build()?;
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Default)]
#[must_use]
pub struct CleanerBuilder {
    limits: Limits,
    model: Option<Model>,
    rules: Vec<RuleSet>,
    without: Without,
}

impl CleanerBuilder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Bounds on what a page may cost; the defaults stand at [`Limits`].
    ///
    /// ```
    /// use copydesk::{Cleaner, Limits};
    /// let cleaner = Cleaner::builder().with_limits(Limits::default().with_depth(64)).build()?;
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Adds rules of your own; they win over the built-in ones.
    ///
    /// ```
    /// let mine = copydesk::RuleSet::from_toml("mine.toml", r#"
    /// [[rule]]
    /// id   = "mine/share/owl"
    /// when = { phrases = "tell an owl" }
    /// then = "remove"
    /// hits = ["Tell an owl!"]
    /// "#)?;
    /// let cleaner = copydesk::Cleaner::builder().with_rules(mine).build()?;
    /// let page = copydesk::Page::text("It rained in Bergen, again, all day.\nTell an owl!");
    /// assert_eq!(cleaner.clean(&page).to_text(), "It rained in Bergen, again, all day.");
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn with_rules(mut self, rules: RuleSet) -> Self {
        self.rules.push(rules);
        self
    }

    /// Switches off all rules of a category, such as `"caption"`; yours as well.
    ///
    /// ```
    /// use copydesk::{Cleaner, Page};
    /// let cleaner = Cleaner::builder().without_category("newsletter").build()?;
    /// let page = Page::text("The ferry left at six, as it always had.\nSign up for our newsletter");
    /// let report = cleaner.explain(&page);
    /// assert_ne!(report.blocks[1].category.as_ref().map(|c| c.as_str()), Some("newsletter"));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn without_category(mut self, name: impl Into<String>) -> Self {
        self.without.categories.push(name.into());
        self
    }

    /// Switches off one rule by its id, such as `"en/newsletter/sign-up"`.
    ///
    /// ```
    /// let cleaner = copydesk::Cleaner::builder().without_rule("en/newsletter/sign-up").build()?;
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn without_rule(mut self, id: impl Into<String>) -> Self {
        self.without.rules.push(id.into());
        self
    }

    #[cfg(feature = "train")]
    pub(crate) fn with_model(mut self, model: Model) -> Self {
        self.model = Some(model);
        self
    }

    /// The cleaner.
    ///
    /// ```
    /// let error = copydesk::Cleaner::builder().without_rule("en/newsleter/sign-up").build().unwrap_err();
    /// assert!(error.to_string().contains("en/newsletter/sign-up"), "{error}");
    /// ```
    ///
    /// # Errors
    /// When a rule of yours is wrong or over a limit (the error names the file, and in TOML line
    /// and column), and when a rule or category to switch off does not exist.
    pub fn build(self) -> Result<Cleaner, Error> {
        let each = self.limits.rule_pattern_bytes();
        self.rules.iter().try_for_each(|set| check_patterns(set, each))?;
        let Self { limits, model, rules, without } = self;
        let rules = RuleBook::new(rules, without)?;
        let attributes = KeptAttributes::with(rules.attributes());
        Ok(Cleaner::from_shared(Shared { limits, rules, attributes, model }))
    }
}
