//! Rules written as a rule file.

use super::{Rule, RuleSet};
use std::fmt::Write;
use toml::Value;

/// A rule's keys in the order in which files have them.
const KEYS: [&str; 11] = [
    "id", "why", "category", "when", "then", "yields", "while", "capture", "hits", "misses", "todo",
];

impl RuleSet {
    /// The set as a rule file in TOML, a line a key.
    ///
    /// ```
    /// # let (_, set) = copydesk::RuleSet::builtin().next().expect("ships");
    /// let text = set.to_toml();
    /// assert_eq!(copydesk::RuleSet::from_toml("again.toml", &text)?.rules, set.rules);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        let lists = [("categories", &self.categories), ("keep", &self.keep), ("off", &self.off)];
        if let Some(about) = &self.about {
            line(&mut out, "about", &Value::from(about.as_str()));
        }
        for (key, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            line(&mut out, key, &Value::from(list.clone()));
        }
        if !self.phrases.is_empty() {
            out.push_str("\n[phrases]\n");
            for (name, list) in &self.phrases {
                line(&mut out, &Value::from(name.as_str()).to_string(), &Value::from(list.clone()));
            }
        }
        self.rules.iter().for_each(|rule| write_rule(&mut out, rule));
        out
    }
}

fn write_rule(out: &mut String, rule: &Rule) {
    // All that rules are made of has a form in TOML.
    let Ok(fields) = toml::Table::try_from(rule) else { return };
    out.push_str(if out.is_empty() { "[[rule]]\n" } else { "\n[[rule]]\n" });
    for key in KEYS {
        fields.get(key).into_iter().for_each(|value| line(out, key, value));
    }
}

fn line(out: &mut String, key: &str, value: &Value) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{key} = {value}");
}
