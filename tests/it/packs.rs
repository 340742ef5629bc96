//! Every rule file that ships: ids are paths, and examples hold.

use copydesk::RuleSet;
use std::collections::HashSet;

#[test]
fn ids_are_path_and_name_and_stand_once() {
    let mut seen = HashSet::new();
    for (name, set) in RuleSet::builtin() {
        assert!(!set.rules.is_empty(), "packs/{name}.toml has no rule");
        for rule in &set.rules {
            let rest = rule.id.strip_prefix(name).and_then(|rest| rest.strip_prefix('/'));
            let fine = rest.is_some_and(|r| {
                !r.is_empty()
                    && r.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            });
            assert!(fine, "packs/{name}.toml: the id of {} must be {name}/some-name", rule.id);
            assert!(seen.insert(rule.id.clone()), "{} stands twice", rule.id);
            assert!(!rule.why.is_empty(), "{} does not say why", rule.id);
            assert!(!rule.hits.is_empty(), "{} has no hit", rule.id);
        }
    }
    assert!(seen.len() > 3);
}

#[test]
fn examples_hold() {
    let problems: Vec<String> = RuleSet::builtin()
        .flat_map(|(_, set)| set.check())
        .map(|error| error.to_string())
        .collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
