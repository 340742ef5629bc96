//! Many pages on many threads: in order or as they come, bounded in flight.

mod map;

use crate::article::Article;
use crate::cleaner::Cleaner;
use crate::error::{Error, ErrorKind};
use crate::page::Page;
pub use map::Map;
use std::sync::Arc;

/// How many items a thread may have waiting for it, by default.
const IN_FLIGHT_A_THREAD: usize = 16;

/// Settings for working on many pages at once.
///
/// The iterators that it makes are lazy: the caller's thread pulls the items and takes the results,
/// worker threads do the work between. At most [`with_in_flight`](Self::with_in_flight) items are
/// between pulled and taken, so memory stays flat however long the input is. A panic while working
/// on one item becomes that item's error; the rest go on.
///
/// ```
/// use copydesk::batch::Batch;
/// let lengths = Batch::new().with_threads(2).map(["a", "bb", "ccc"], |text| text.len())?;
/// assert_eq!(lengths.collect::<Result<Vec<_>, _>>()?, [1, 2, 3]);
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Batch {
    threads: Option<usize>,
    in_flight: Option<usize>,
    in_order: bool,
}

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl Batch {
    /// One thread a core, results in the order of the items.
    ///
    /// ```
    /// use copydesk::batch::Batch;
    /// let doubled: Vec<_> = Batch::new().map(1..4, |n| n * 2)?.map(Result::unwrap).collect();
    /// assert_eq!(doubled, [2, 4, 6]);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn new() -> Self {
        Self { threads: None, in_flight: None, in_order: true }
    }

    /// The number of worker threads, at least 1; by default one a core.
    ///
    /// ```
    /// use copydesk::batch::Batch;
    /// assert_eq!(Batch::new().with_threads(2).map(0..9, |n| n)?.count(), 9);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads.max(1));
        self
    }

    /// How many items may be between pulled and taken, at least 1; by default 16 a thread.
    ///
    /// ```
    /// use copydesk::batch::Batch;
    /// assert_eq!(Batch::new().with_in_flight(4).map(0..9, |n| n)?.count(), 9);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn with_in_flight(mut self, items: usize) -> Self {
        self.in_flight = Some(items.max(1));
        self
    }

    /// Whether results come in the order of the items (the default) or as they are done.
    ///
    /// ```
    /// use copydesk::batch::Batch;
    /// let doubled = Batch::new().with_order(false).map(1..=3, |n| n * 2)?;
    /// let mut doubled = doubled.collect::<Result<Vec<_>, _>>()?;
    /// doubled.sort();
    /// assert_eq!(doubled, [2, 4, 6]);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn with_order(mut self, in_order: bool) -> Self {
        self.in_order = in_order;
        self
    }

    /// Cleans pages: an article for each, and an error where cleaning one panicked. A page that
    /// hits a limit gives an article as it would alone.
    ///
    /// ```
    /// use copydesk::{Cleaner, Page, batch::Batch};
    /// let pages = (1..=3).map(|n| Page::html(format!("<p>Ferry number {n} left at six, on time.</p>")));
    /// let articles = Batch::new().clean(&Cleaner::new(), pages)?;
    /// let texts = articles.map(|article| Ok(article?.to_text())).collect::<Result<Vec<_>, copydesk::Error>>()?;
    /// assert_eq!(texts[2], "Ferry number 3 left at six, on time.");
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    ///
    /// Where results come as they are done, [`map`](Self::map) carries a name along:
    ///
    /// ```
    /// use copydesk::{Cleaner, Page, batch::Batch};
    /// let cleaner = Cleaner::new();
    /// let pages = [("a", "<p>It rained in Bergen, again, all day.</p>"), ("b", "<p>It snowed in Oslo.</p>")];
    /// let work = move |(name, html)| (name, cleaner.clean(&Page::html(html)));
    /// let mut done = Batch::new().with_order(false).map(pages, work)?.collect::<Result<Vec<_>, _>>()?;
    /// done.sort_by_key(|(name, _)| *name);
    /// assert_eq!(done[1].0, "b");
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn clean<I>(&self, cleaner: &Cleaner, pages: I) -> Result<Map<I::IntoIter, Article>, Error>
    where
        I: IntoIterator<Item = Page<'static>>,
    {
        let cleaner = cleaner.clone();
        self.map(pages, move |page| cleaner.clean(&page))
    }

    /// Applies `work` to each item on the worker threads. Where `work` panics, the result is an
    /// error of the kind [`ErrorKind::Panic`].
    ///
    /// ```
    /// use copydesk::{ErrorKind, batch::Batch};
    /// let work = |n: u32| 12 / n;
    /// let results: Vec<_> = Batch::new().map([3, 0, 4], work)?.collect();
    /// assert_eq!(results[1].as_ref().unwrap_err().kind(), ErrorKind::Panic);
    /// assert_eq!(*results[2].as_ref().unwrap(), 3);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn map<I, F, R>(&self, items: I, work: F) -> Result<Map<I::IntoIter, R>, Error>
    where
        I: IntoIterator,
        I::Item: Send + 'static,
        F: Fn(I::Item) -> R + Send + Sync + 'static,
        R: Send + 'static,
    {
        let threads =
            self.threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
        let threads = threads.unwrap_or(1);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|n| format!("copydesk-batch-{n}"))
            .build()
            .map_err(|e| {
                Error::new(ErrorKind::Io, format!("cannot start {threads} threads: {e}"))
            })?;
        let in_flight = self.in_flight.unwrap_or(threads * IN_FLIGHT_A_THREAD);
        Ok(Map::new(items.into_iter(), Arc::new(work), pool, in_flight, self.in_order))
    }
}
