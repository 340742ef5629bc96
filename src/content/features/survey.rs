//! What one reading of all candidates tells of the page.

use super::window::Window;
use super::wording::Wordings;
use crate::content::MANY;
use crate::content::wording::Wording;
use crate::content::words;
use crate::segment::Segments;
use crate::text::hash::HashedMap;

pub(super) struct Survey {
    /// Words before each candidate; one more, for the whole page.
    pub(super) words_before: Vec<u32>,
    pub(super) stop_words: u32,
    /// The candidate that says the page's title.
    pub(super) title: Option<usize>,
    /// How often a text stands on the page, and where first.
    pub(super) repeats: Vec<(u32, u32)>,
    /// The text of each candidate: an index into `repeats`.
    pub(super) repeat_of: Vec<u32>,
    pub(super) wordings: Wordings,
}

impl Survey {
    /// With what words say, where that is asked for.
    pub(super) fn of(
        segments: &Segments,
        title: Option<&str>,
        wording: Option<&Wording>,
    ) -> (Self, Window) {
        let count = segments.candidates.len();
        let mut survey = Self {
            words_before: Vec::with_capacity(count + 1),
            stop_words: 0,
            title: None,
            repeats: Vec::with_capacity(count),
            repeat_of: Vec::with_capacity(count),
            wordings: Wordings::default(),
        };
        survey.words_before.push(0);
        let title = title.map(Title::new);
        let mut places = HashedMap::with_capacity_and_hasher(count.min(MANY), Default::default());
        let mut words_before = 0;
        let window = Window::over(segments, |i, own, words| {
            words_before += own.words;
            survey.words_before.push(words_before);
            survey.stop_words += own.stop_words;
            if let Some(wording) = wording {
                survey.wordings.push(wording.of(words), own.words);
            }
            let text = segments.candidates[i].text;
            let bytes = (text.end - text.start) as usize;
            if survey.title.is_none() && title.as_ref().is_some_and(|t| t.is(words, bytes)) {
                survey.title = Some(i);
            }
            let hash = words.iter().fold(7_u32, |h, w| h.rotate_left(5) ^ w);
            let place = *places.entry(hash).or_insert(survey.repeats.len() as u32);
            if place as usize == survey.repeats.len() {
                survey.repeats.push((0, i as u32));
            }
            survey.repeats[place as usize].0 += 1;
            survey.repeat_of.push(place);
        });
        survey.wordings.end();
        (survey, window)
    }
}

/// A title, to be found again in the text.
struct Title {
    words: Vec<u32>,
    most_bytes: usize,
}

impl Title {
    fn new(title: &str) -> Self {
        Self { words: words::words_of(title), most_bytes: title.len() * 3 + 30 }
    }

    /// Whether a text of these words is the title, or at least the first half of it.
    fn is(&self, words: &[u32], bytes: usize) -> bool {
        bytes <= self.most_bytes
            && !words.is_empty()
            && self.words.starts_with(words)
            && words.len() * 2 >= self.words.len()
    }
}
