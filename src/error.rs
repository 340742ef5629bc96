//! The one error of the crate: what went wrong, and where.

use std::fmt;

/// What kind of thing went wrong, for programs.
///
/// ```
/// let error = copydesk::RuleSet::from_toml("bad.toml", "[[rule").unwrap_err();
/// assert_eq!(error.kind(), copydesk::ErrorKind::Syntax);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The system refused something: threads for a batch.
    Io,
    /// A rule file is not valid TOML or JSON, or has keys or values of the wrong form.
    Syntax,
    /// A rule is well-formed but wrong: a bad pattern, an unknown name, an example that fails.
    Rule,
    /// Rules are over a limit: a file's bytes, a pattern's size, how many there are.
    Limit,
    /// Work on one item of a batch panicked: a bug. The others go on.
    Panic,
}

/// Where an error stands: file, line and column (both from 1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub(crate) file: Option<String>,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
}

/// Something that failed while reading rules, building a cleaner or running a batch. Cleaning
/// itself never fails.
///
/// ```
/// let error = copydesk::RuleSet::from_toml("bad.toml", "[[rule]]\nidd = 'x'").unwrap_err();
/// assert_eq!(error.kind(), copydesk::ErrorKind::Syntax);
/// assert_eq!(error.line(), Some(2));
/// ```
#[derive(Debug, Clone, thiserror::Error)]
pub struct Error {
    kind: ErrorKind,
    place: Place,
    message: String,
}

/// The longest message, in bytes.
const MOST_BYTES: usize = 1000;

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let mut message = message.into();
        // Messages quote files, which may have lines of any length.
        if message.len() > MOST_BYTES {
            let cut = (0..MOST_BYTES).rev().find(|&at| message.is_char_boundary(at));
            message.truncate(cut.unwrap_or(0));
            message.push('…');
        }
        Self { kind, place: Place::default(), message }
    }

    #[must_use]
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The kind of failure.
    ///
    /// ```
    /// let error = copydesk::RuleSet::from_toml("bad.toml", "rule = 1").unwrap_err();
    /// assert_eq!(error.kind(), copydesk::ErrorKind::Syntax);
    /// ```
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file (or name given for it) in which the failure stands.
    ///
    /// ```
    /// let error = copydesk::RuleSet::from_toml("bad.toml", "rule = 1").unwrap_err();
    /// assert_eq!(error.file(), Some("bad.toml"));
    /// ```
    pub fn file(&self) -> Option<&str> {
        self.place.file.as_deref()
    }

    /// The line, from 1; `None` where it is not known.
    ///
    /// ```
    /// let error = copydesk::RuleSet::from_toml("bad.toml", "rule = 1").unwrap_err();
    /// assert_eq!(error.line(), Some(1));
    /// ```
    pub fn line(&self) -> Option<usize> {
        self.place.line
    }

    /// The column, from 1, in characters; `None` where it is not known.
    ///
    /// ```
    /// let error = copydesk::RuleSet::from_toml("bad.toml", "rule = 1").unwrap_err();
    /// assert_eq!(error.column(), Some(8));
    /// ```
    pub fn column(&self) -> Option<usize> {
        self.place.column
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.place.file {
            write!(f, "{file}:")?;
        }
        if let (Some(line), Some(column)) = (self.place.line, self.place.column) {
            write!(f, "{line}:{column}:")?;
        }
        if self.place != Place::default() {
            f.write_str(" ")?;
        }
        f.write_str(&self.message)
    }
}
