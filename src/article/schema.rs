//! JSON Schema of what is written as JSON (feature `schema`).

use super::Article;
use crate::report::Report;

impl Article {
    /// The JSON Schema of an article.
    ///
    /// ```
    /// let schema = copydesk::Article::json_schema();
    /// assert_eq!(schema["title"], "Article");
    /// ```
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Article).to_value()
    }
}

impl Report {
    /// The JSON Schema of a report.
    ///
    /// ```
    /// let schema = copydesk::Report::json_schema();
    /// assert_eq!(schema["title"], "Report");
    /// ```
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Report).to_value()
    }
}
