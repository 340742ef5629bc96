//! The iterator: items to worker threads, results back.

use crate::error::{Error, ErrorKind};
use std::any::Any;
use std::collections::VecDeque;
use std::iter::Fuse;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

type Work<T, R> = Arc<dyn Fn(T) -> R + Send + Sync>;
type Done<R> = Result<R, Error>;

/// The results of [`Batch::map`](super::Batch::map). Dropping it lets what is in flight finish and
/// pulls no more items.
///
/// ```
/// use copydesk::batch::Batch;
/// let mut results = Batch::new().map(1..4, |n| n * 2)?;
/// assert_eq!(results.next().unwrap()?, 2);
/// # Ok::<(), copydesk::Error>(())
/// ```
pub struct Map<I: Iterator, R> {
    items: Fuse<I>,
    work: Work<I::Item, R>,
    pool: rayon::ThreadPool,
    in_flight: usize,
    in_order: bool,
    sender: Sender<(usize, Done<R>)>,
    receiver: Receiver<(usize, Done<R>)>,
    /// Items handed to the workers.
    sent: usize,
    /// Results handed to the caller.
    taken: usize,
    /// Results that wait for an earlier one; the first is number `taken`.
    early: VecDeque<Option<Done<R>>>,
}

impl<I, R> Map<I, R>
where
    I: Iterator,
    I::Item: Send + 'static,
    R: Send + 'static,
{
    pub(super) fn new(
        items: I,
        work: Work<I::Item, R>,
        pool: rayon::ThreadPool,
        in_flight: usize,
        in_order: bool,
    ) -> Self {
        let (sender, receiver) = channel();
        Self {
            items: items.fuse(),
            work,
            pool,
            in_flight,
            in_order,
            sender,
            receiver,
            sent: 0,
            taken: 0,
            early: VecDeque::new(),
        }
    }

    fn send(&mut self, item: I::Item) {
        let (number, work, sender) = (self.sent, Arc::clone(&self.work), self.sender.clone());
        self.sent += 1;
        self.pool.spawn(move || {
            // The work owns its item and shares nothing that a panic could leave half-changed but
            // what the caller's closure guards itself.
            let done =
                catch_unwind(AssertUnwindSafe(|| work(item))).map_err(|panic| broken(&*panic));
            // Nobody listens once the iterator is dropped.
            let _ = sender.send((number, done));
        });
    }

    /// The next result in the items' order.
    fn in_order(&mut self) -> Option<Done<R>> {
        while !matches!(self.early.front(), Some(Some(_))) {
            let (number, done) = self.receiver.recv().ok()?;
            let slot = number - self.taken;
            if self.early.len() <= slot {
                self.early.resize_with(slot + 1, || None);
            }
            self.early[slot] = Some(done);
        }
        self.early.pop_front().flatten()
    }
}

impl<I, R> Iterator for Map<I, R>
where
    I: Iterator,
    I::Item: Send + 'static,
    R: Send + 'static,
{
    type Item = Result<R, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.sent - self.taken < self.in_flight {
            let Some(item) = self.items.next() else { break };
            self.send(item);
        }
        if self.sent == self.taken {
            return None;
        }
        let done = if self.in_order {
            self.in_order()
        } else {
            self.receiver.recv().ok().map(|(_, done)| done)
        };
        self.taken += 1;
        done
    }
}

/// What a panic says, as an error.
fn broken(panic: &(dyn Any + Send)) -> Error {
    let said = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    Error::new(ErrorKind::Panic, format!("panicked: {said}"))
}

#[cfg(test)]
mod tests {
    use crate::batch::Batch;
    use crate::{Cleaner, ErrorKind, Limits, Page};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    #[test]
    fn results_come_in_order_although_the_first_is_slowest() {
        let work = |n: u64| {
            std::thread::sleep(std::time::Duration::from_millis(if n == 0 { 50 } else { 0 }));
            n
        };
        let out: Vec<_> =
            Batch::new().with_threads(4).map(0..100, work).unwrap().map(Result::unwrap).collect();
        assert_eq!(out, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn unordered_results_do_not_wait_for_a_slow_item() {
        // Item 0 waits until it is told that another result has been taken.
        let gate = Arc::new(Mutex::new(()));
        let held = gate.lock().unwrap();
        let at_gate = Arc::clone(&gate);
        let work = move |n: u64| {
            if n == 0 {
                drop(at_gate.lock());
            }
            n
        };
        let mut out = Batch::new().with_threads(2).with_order(false).map(0..3, work).unwrap();
        let first = out.next().unwrap().unwrap();
        assert_ne!(first, 0);
        drop(held);
        assert_eq!(out.map(Result::unwrap).sum::<u64>() + first, 3);
    }

    #[test]
    fn a_panic_costs_one_result() {
        let work = |n: u32| {
            assert!(n != 2, "two is bad");
            n
        };
        let out: Vec<_> = Batch::new().with_threads(2).map(0..4, work).unwrap().collect();
        assert_eq!(out[3].as_ref().unwrap(), &3);
        let error = out[2].as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Panic);
        assert_eq!(error.to_string(), "panicked: two is bad");
    }

    #[test]
    fn a_page_at_a_limit_is_an_article_and_stops_nothing() {
        let story = "<p>The ferry left at six, as it always had, with nobody on board.</p>";
        let limits = Limits::default().with_input_bytes(200).with_depth(8);
        let cleaner = Cleaner::builder().with_limits(limits).build().unwrap();
        let deep = "<div>".repeat(1000) + story;
        let pages: Vec<String> = vec![story.into(), deep, story.repeat(90), story.into()];
        let one_by_one: Vec<_> =
            pages.iter().map(|html| cleaner.clean(&Page::html(html))).collect();
        assert!(one_by_one[3].to_text().contains("as it always had"));
        for order in [true, false] {
            let batch = Batch::new().with_threads(2).with_order(order);
            let articles = batch.clean(&cleaner, pages.clone().into_iter().map(Page::html));
            let articles: Vec<_> = articles.unwrap().map(Result::unwrap).collect();
            assert_eq!(articles.len(), 4);
            assert!(one_by_one.iter().all(|article| articles.contains(article)));
            assert!(articles.iter().all(|article| one_by_one.contains(article)));
            assert!(!order || articles == one_by_one);
        }
    }

    #[test]
    fn no_more_is_pulled_than_may_be_in_flight() {
        let pulled = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&pulled);
        let items = (0..1000).inspect(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let mut out = Batch::new().with_threads(2).with_in_flight(7).map(items, |n| n).unwrap();
        for taken in 1..=20 {
            out.next().unwrap().unwrap();
            assert!(pulled.load(Ordering::Relaxed) < taken + 7);
        }
    }
}
