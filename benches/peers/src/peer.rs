//! What is compared, and the time it took.

use copydesk_peers::Record;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

/// Cleans a page and says how many seconds it took, or nothing where it failed.
type Clean = Box<dyn FnMut(&Record) -> Option<f64>>;

/// An extractor and the seconds it has spent.
pub struct Peer {
    pub name: String,
    pub seconds: f64,
    pub failed: usize,
    clean: Clean,
}

impl Peer {
    pub fn new(name: String, clean: Clean) -> Self {
        Self { name, seconds: 0.0, failed: 0, clean }
    }

    /// Cleans a page; a failure's time is lost, its count is kept.
    pub fn run(&mut self, page: &Record) {
        match (self.clean)(page) {
            Some(seconds) => self.seconds += seconds,
            None => self.failed += 1,
        }
    }

    pub fn reset(&mut self) {
        self.seconds = 0.0;
        self.failed = 0;
    }
}

/// Copydesk first, then the Rust peers.
pub fn rust() -> Vec<Peer> {
    let cleaner = copydesk::Cleaner::new();
    vec![
        timed("copydesk", move |page| {
            let mut input = copydesk::Page::html(&page.html);
            if let Some(url) = &page.url {
                input = input.with_url(url.as_str());
            }
            let article = cleaner.clean(&input);
            black_box((article.to_text(), article));
            Some(())
        }),
        timed("scraper", |page| {
            black_box(scraper::Html::parse_document(&page.html));
            Some(())
        }),
        timed("dom_smoothie", |page| {
            let mut reader =
                dom_smoothie::Readability::new(page.html.as_str(), page.url.as_deref(), None)
                    .ok()?;
            black_box(reader.parse().ok()?);
            Some(())
        }),
        timed("legible", |page| {
            black_box(legible::parse(&page.html, page.url.as_deref(), None).ok()?);
            Some(())
        }),
        timed("rs-trafilatura", |page| {
            let options = rs_trafilatura::Options {
                url: page.url.clone(),
                ..rs_trafilatura::Options::default()
            };
            black_box(rs_trafilatura::extract_with_options(&page.html, &options).ok()?);
            Some(())
        }),
    ]
}

/// Measures `clean`, which says `None` for a page it refuses; its time counts all the same, as a
/// refusal is an answer. A panic counts as failed.
fn timed(name: &str, mut clean: impl FnMut(&Record) -> Option<()> + 'static) -> Peer {
    let title = match (name, version(name)) {
        ("scraper", Some(version)) => format!("scraper {version}, parse alone"),
        (_, Some(version)) => format!("{name} {version}"),
        (_, None) => name.to_owned(),
    };
    // Tables and statics that are made on first use are not a page's cost.
    let first = Record { url: None, html: "<p>A first page.</p>".to_owned() };
    let _ = catch_unwind(AssertUnwindSafe(|| clean(&first)));
    let clean = move |page: &Record| {
        let start = Instant::now();
        catch_unwind(AssertUnwindSafe(|| clean(page))).ok()?;
        Some(start.elapsed().as_secs_f64())
    };
    Peer::new(title, Box::new(clean))
}

/// The version in this workspace's lock file.
fn version(name: &str) -> Option<&'static str> {
    let lock = include_str!("../Cargo.lock");
    let package =
        lock.split("[[package]]").find(|p| p.contains(&format!("name = \"{name}\"\n")))?;
    package.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
}
