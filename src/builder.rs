//! Settings of a cleaner.

use crate::cleaner::{Cleaner, Shared};
use crate::content::Model;
use crate::error::Error;
use crate::limits::Limits;

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
}

impl CleanerBuilder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Bounds on what a page may cost; the defaults stand at [`Limits`].
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    #[cfg(feature = "train")]
    pub(crate) fn with_model(mut self, model: Model) -> Self {
        self.model = Some(model);
        self
    }

    /// The cleaner.
    ///
    /// # Errors
    /// When a rule of yours is wrong; the error names file, line and column.
    pub fn build(self) -> Result<Cleaner, Error> {
        Ok(Cleaner::from_shared(Shared { limits: self.limits, model: self.model }))
    }
}
