//! The addresses of a page made absolute, as long as they do not take many times the page.

use crate::address::{self, Use};
use crate::input::{Document, Tag};
use crate::report::DropReason;
use html5ever::local_name;
use std::cell::Cell;
use url::Url;

/// All addresses of an article may take so many bytes, and so many times the page's strings: five
/// thousand short links are a hundred megabytes below a `<base>` of twenty kilobytes.
const BYTES: usize = 1 << 20;
const TIMES: usize = 4;

pub(super) struct Addresses {
    base: Option<Url>,
    /// Bytes that may still be made.
    left: Cell<usize>,
}

impl Addresses {
    /// `url`: the page's own address, against which its links are read.
    pub(super) fn new(doc: &Document, url: Option<&str>) -> Self {
        Self { base: base(doc, url), left: Cell::new(BYTES + TIMES * doc.string_bytes()) }
    }

    /// The absolute address that `raw` means on this page.
    pub(super) fn resolve(&self, raw: &str, usage: Use) -> Result<String, DropReason> {
        let left = self.left.get();
        if left == 0 {
            return Err(DropReason::Long);
        }
        let address = address::resolve(raw, self.base.as_ref(), usage)?;
        self.left.set(left.saturating_sub(address.len()));
        if address.len() > left { Err(DropReason::Long) } else { Ok(address) }
    }
}

/// What relative addresses are relative to: the first `<base href>`, itself read against the
/// page's address.
fn base(doc: &Document, url: Option<&str>) -> Option<Url> {
    let page = url.and_then(|url| Url::parse(url.trim()).ok());
    let declared = doc
        .descendants(doc.root())
        .take_while(|&node| doc.tag(node) != Some(Tag::Body))
        .filter(|&node| doc.tag(node) == Some(Tag::Base))
        .find_map(|node| doc.attr(node, &local_name!("href")));
    declared
        .and_then(|href| Url::options().base_url(page.as_ref()).parse(href.trim()).ok())
        .filter(|base| matches!(base.scheme(), "http" | "https"))
        .or(page)
}
