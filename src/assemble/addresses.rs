//! The addresses of a page made absolute, as long as they do not take many times the page.

use crate::address::{self, Use};
use crate::input::Document;
use crate::report::DropReason;
use std::cell::Cell;
use url::Url;

/// All addresses of an article may take so many bytes, and so many times the page's strings: five
/// thousand short links are a hundred megabytes below a `<base>` of twenty kilobytes.
const BYTES: usize = 1 << 20;
const TIMES: usize = 4;

pub(super) struct Addresses<'a> {
    base: Option<&'a Url>,
    /// Bytes that may still be made.
    left: Cell<usize>,
}

impl<'a> Addresses<'a> {
    /// `base`: what the page's addresses are read against.
    pub(super) fn new(doc: &Document, base: Option<&'a Url>) -> Self {
        Self { base, left: Cell::new(BYTES + TIMES * doc.string_bytes()) }
    }

    /// The absolute address that `raw` means on this page.
    pub(super) fn resolve(&self, raw: &str, usage: Use) -> Result<String, DropReason> {
        let left = self.left.get();
        if left == 0 {
            return Err(DropReason::Long);
        }
        let address = address::resolve(raw, self.base, usage)?;
        self.left.set(left.saturating_sub(address.len()));
        if address.len() > left { Err(DropReason::Long) } else { Ok(address.into_owned()) }
    }
}
