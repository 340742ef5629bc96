//! JSON Schema of rule files (feature `schema`), for editors.

use super::RuleSet;
use serde_json::{Value, json};

/// The types whose lists may be given as one value, and their lists that may not.
const ONE_OR_MANY: [(&str, &[&str]); 2] = [("Condition", &["all", "any"]), ("ExamplePage", &[])];

impl RuleSet {
    /// The JSON Schema of a rule file; editors use it for TOML as well.
    ///
    /// ```
    /// let schema = copydesk::RuleSet::json_schema();
    /// assert_eq!(schema["title"], "RuleSet");
    /// ```
    pub fn json_schema() -> Value {
        let mut schema = schemars::schema_for!(RuleSet).to_value();
        for (name, lists) in ONE_OR_MANY {
            let Some(fields) = schema["$defs"][name]["properties"].as_object_mut() else {
                continue;
            };
            for (field, about) in fields {
                if !lists.contains(&field.as_str()) {
                    accept_one(about);
                }
            }
        }
        schema
    }
}

/// A list's schema, widened to one of its items.
fn accept_one(field: &mut Value) {
    let Some(list) = field.as_object_mut().filter(|f| f.get("type") == Some(&json!("array")))
    else {
        return;
    };
    let items = list.remove("items").unwrap_or(Value::Bool(true));
    list.remove("type");
    list.insert("anyOf".into(), json!([items, { "type": "array", "items": items }]));
}
