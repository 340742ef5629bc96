//! The same text twice: pages repeat paragraphs for print, for phones, in pull quotes, and begin with
//! an excerpt of what follows.

use super::{Judgement, Piece, Why};
use crate::content::Scores;
use crate::input::{ClassId, Document, NodeId, Tag};
use crate::report::Verdict;
use crate::rules::{CompiledRules, Rank};
use crate::segment::{Candidate, Flags, Kind, Segments};
use crate::text::before_ellipsis;
use crate::text::hash::KeyedMap;

/// Shorter texts may well stand twice: refrains, labels. So may code and cells of any length.
const LEAST_BYTES: usize = 60;

/// Of so many excerpts a page is looked through for what they are cut from.
const MOST_EXCERPTS: usize = 4;

/// Removes kept pieces whose whole text was kept before, and those that are the beginning of a later
/// one, cut. What a rule kept stays, and so does one alone that is an item or stands in the markup of
/// the first, not beside it: two lists may have a step in common, two sections a sentence.
pub(crate) fn drop_repeats(judgement: &mut Judgement, doc: &Document, segments: &Segments) {
    let repeats = drop_excerpts(judgement, doc, segments);
    leave_out_copies(judgement, &repeats);
}

/// Removes those that may not be said twice, and runs but for those under a heading of their own.
fn leave_out_copies(judgement: &mut Judgement, repeats: &[Repeat]) {
    let go_on = |a: &Repeat, b: &Repeat| b.place == a.place + 1 && b.first == a.first + 1;
    for (at, repeat) in repeats.iter().enumerate() {
        let before = at.checked_sub(1).is_some_and(|before| go_on(&repeats[before], repeat));
        let after = repeats.get(at + 1).is_some_and(|after| go_on(repeat, after));
        if !repeat.is_own || !repeat.is_headed && (before || after) {
            leave_out(&mut judgement.pieces[repeat.piece]);
        }
    }
}

/// A piece whose text was kept before.
struct Repeat {
    piece: usize,
    /// Its number among the pieces that are compared.
    place: usize,
    /// That of the first with its text.
    first: usize,
    /// It may be said twice.
    is_own: bool,
    /// It stands under another heading than the first, and after that, with what stands there alone.
    is_headed: bool,
    section: usize,
}

/// What stands under a heading, which stands after so many pieces.
#[derive(Default)]
struct Section<'t> {
    heading: &'t str,
    after: usize,
    /// It has a text that was not kept before.
    says_more: bool,
}

/// A text that was kept before: where first and last, by the numbers of long pieces.
struct Known<'t> {
    first: usize,
    last: usize,
    node: NodeId,
    heading: &'t str,
}

/// Levels of markup in which two pieces of a page are alike.
const LEVELS: usize = 3;

fn markup(doc: &Document, id: NodeId) -> impl Iterator<Item = (Option<Tag>, ClassId)> {
    let levels = std::iter::once(id).chain(doc.ancestors(id)).take(LEVELS);
    levels.map(|id| (doc.tag(id), doc.class(id)))
}

/// Removes excerpts of what follows; finds the repeats.
fn drop_excerpts(judgement: &mut Judgement, doc: &Document, segments: &Segments) -> Vec<Repeat> {
    let mut firsts: KeyedMap<&str, Known<'_>> = KeyedMap::default();
    let (mut excerpts, mut repeats): (Vec<Excerpt<'_>>, Vec<Repeat>) = (Vec::new(), Vec::new());
    let (mut place, mut sections) = (0, vec![Section::default()]);
    for at in 0..judgement.pieces.len() {
        let piece = &judgement.pieces[at];
        let Candidate { kind, node, flags, .. } = segments.candidates[piece.candidate as usize];
        if piece.verdict != Verdict::Keep {
            continue;
        }
        let text = segments.text_in(piece.text);
        if matches!(kind, Kind::Heading(_)) {
            sections.push(Section { heading: text, after: place, says_more: false });
        }
        let is_data = matches!(kind, Kind::Code | Kind::Cell { .. });
        place += usize::from(is_data);
        if is_data || text.len() < LEAST_BYTES {
            continue;
        }
        let by_score = piece.why == Why::Score;
        if let Some(of) = excerpts.iter_mut().position(|excerpt| excerpt.ends_in(text)) {
            leave_out(&mut judgement.pieces[excerpts.swap_remove(of).at]);
        }
        place += 1;
        let number = sections.len() - 1;
        let section = &mut sections[number];
        let heading = section.heading;
        let new = Known { first: place, last: place, node, heading };
        let known = firsts.entry(text).or_insert(new);
        let (first, last, of) = (known.first, known.last, known.node);
        known.last = place;
        section.says_more |= first == place;
        if first < place && by_score {
            let alike = || !flags.has(Flags::QUOTE) && markup(doc, node).eq(markup(doc, of));
            let is_own = matches!(kind, Kind::Item { .. }) || place > last + 1 && alike();
            let is_headed = section.after >= first && heading != known.heading;
            repeats.push(Repeat { piece: at, place, first, is_own, is_headed, section: number });
        } else if by_score && excerpts.len() < MOST_EXCERPTS {
            excerpts.extend(before_cut(text).map(|rest| Excerpt { at, rest }));
        }
    }
    for repeat in &mut repeats {
        repeat.is_headed &= sections[repeat.section].says_more;
    }
    repeats
}

/// Leaves to the score what that keeps anyway of what the page's data tell, and removes the rest
/// where the same is kept: pages show a recipe again to be printed or cooked from.
pub(crate) fn drop_told_twice(
    judgement: &mut Judgement,
    segments: &Segments,
    rules: &CompiledRules,
    scores: &Scores,
) {
    let told = |piece: &Piece| {
        let built_in = |rule| rules.rules[rule as usize].rank < Rank::User;
        segments.candidates[piece.candidate as usize].flags.has(Flags::TOLD)
            && piece.verdict == Verdict::Keep
            && matches!(piece.why, Why::Rule(rule) if built_in(rule))
    };
    let mut seen: KeyedMap<&str, usize> = KeyedMap::default();
    let (mut repeats, mut place): (Vec<Repeat>, usize) = (Vec::new(), 0);
    for (at, piece) in judgement.pieces.iter_mut().enumerate().filter(|(_, piece)| told(piece)) {
        let candidate = piece.candidate as usize;
        if scores.scores[candidate] >= scores.cut.of(candidate) {
            (piece.why, piece.category) = (Why::Score, None);
            place += 1;
            let first = *seen.entry(segments.text_in(piece.text)).or_insert(place);
            // Of two lists each may have its salt.
            let repeat =
                Repeat { piece: at, place, first, is_own: true, is_headed: false, section: 0 };
            repeats.extend((first < place).then_some(repeat));
        }
    }
    leave_out_copies(judgement, &repeats);
    for piece in judgement.pieces.iter_mut().filter(|piece| told(piece)) {
        if seen.insert(segments.text_in(piece.text), place).is_some() {
            leave_out(piece);
        }
    }
}

fn leave_out(piece: &mut Piece) {
    (piece.verdict, piece.why) = (Verdict::Remove, Why::Repeated);
}

/// A piece that breaks off.
struct Excerpt<'t> {
    at: usize,
    /// What of it no later text has said yet: excerpts join paragraphs.
    rest: &'t str,
}

impl Excerpt<'_> {
    /// Whether this text has the end of it.
    fn ends_in(&mut self, text: &str) -> bool {
        if let Some(rest) = self.rest.strip_prefix(text) {
            self.rest = rest.trim_start();
            return self.rest.is_empty();
        }
        text.starts_with(self.rest)
    }
}

/// What stands before "[…]" or "…" at the end of a text.
fn before_cut(text: &str) -> Option<&str> {
    let cut = text.strip_suffix(']').unwrap_or(text);
    let begin = before_ellipsis(cut)?;
    Some(begin.trim_end_matches([' ', '[', '.'])).filter(|b| b.len() >= LEAST_BYTES)
}

#[cfg(test)]
mod tests {
    use crate::{Cleaner, Page};

    const STORY: &str = "It rained in Bergen, again, all day long, and the ferry to the islands did not leave before noon.";

    fn cleaned(html: &str) -> String {
        Cleaner::new().clean(&Page::html(html)).to_text()
    }

    #[test]
    fn an_excerpt_of_what_follows_is_left_out() {
        let more = "Nobody on the quay was surprised, least of all the pilot, who had gone home at eight to sleep.";
        for excerpt in [&STORY[..80], &format!("{STORY} {}", &more[..40])] {
            for end in ["…", " [&#8230;]", "..."] {
                let html = format!("<h1>Rain</h1><p>{excerpt}{end}</p><p>{STORY}</p><p>{more}</p>");
                assert_eq!(cleaned(&html), format!("{STORY}\n{more}"), "{html}");
            }
        }
    }

    #[test]
    fn a_paragraph_that_trails_off_stays_beside_a_quote_of_it() {
        let whole = format!("{STORY} Nobody on the quay was surprised…");
        let html = format!("<h1>Rain</h1><p>{whole}</p><blockquote>{STORY}</blockquote>");
        assert!(cleaned(&html).starts_with(&whole), "{html}");
    }

    #[test]
    fn a_step_of_two_lists_stays_in_both_and_a_list_told_twice_goes_once() {
        let steps = [
            "Melt the butter in a large pot and stir the flour in until it smells of nuts.",
            "Stir often until the onions are soft and golden, which takes a quarter of an hour.",
            "Pour the stock over it, cover the pot and let it simmer until the fish is done.",
            "Put everything into the slow cooker and leave it on low until the evening.",
        ];
        let list = |which: &[usize]| {
            let items: String = which.iter().map(|&at| format!("<li>{}</li>", steps[at])).collect();
            format!("<ol>{items}</ol>")
        };
        let page = |first: &[usize], second: &[usize]| {
            let (first, second) = (list(first), list(second));
            cleaned(&format!(
                "<h1>Soup</h1><p>{STORY}</p><h2>In a pot</h2>{first}<h2>In a slow cooker</h2>{second}"
            ))
        };
        assert_eq!(page(&[0, 1, 2], &[3, 1]).matches(steps[1]).count(), 2);
        assert_eq!(page(&[0, 1, 2], &[0, 1, 2]).matches(steps[1]).count(), 1);
    }

    #[test]
    fn what_two_packages_have_in_common_stays_in_both() {
        let items = [
            "A cabin with a window on the water, and a bunk that is made every evening.",
            "A seat at the captain's table on the second night, whatever the weather is.",
            "A walk on the islands with somebody who was born on one and never left it.",
        ];
        let package = |name: &str, items: &[&str]| {
            let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
            format!("<h2>{name}</h2><ul>{items}</ul>")
        };
        let (one, two) = (package("One night", &items[..2]), package("A week", &items));
        let html = format!("<h1>Crossings</h1><p>{STORY}</p>{one}{two}");
        assert_eq!(cleaned(&html).matches(items[0]).count(), 2, "{html}");
        let again = format!("<h1>Crossings</h1><p>{STORY}</p>{two}<div class=print>{two}</div>");
        assert_eq!(cleaned(&again).matches(items[0]).count(), 1, "{again}");
    }

    #[test]
    fn what_two_sections_say_stays_in_both_and_a_copy_elsewhere_goes() {
        let meets =
            "Doors open at half past six; please come by the side entrance on Harbour Street.";
        let section = |when: &str, what: &str| {
            format!(
                "<section><h2>{when}</h2><p>{what} will be read and discussed by everybody who wants to, whether they can stay or not.</p><p>{meets}</p></section>"
            )
        };
        let html = format!(
            "<h1>Meetings</h1><p>{STORY}</p>{}{}",
            section("May", "The first chapter"),
            section("June", "The second chapter")
        );
        assert_eq!(cleaned(&html).matches(meets).count(), 2, "{html}");
        let beside = html.replace(
            &format!("<p>{meets}</p></section>"),
            &format!("<p>{meets}</p><p>{meets}</p></section>"),
        );
        assert_eq!(cleaned(&beside).matches(meets).count(), 2, "a copy beside it: {beside}");
        let quoted = html.replacen(
            &format!("<p>{meets}</p>"),
            &format!("<aside class=pull><p>{meets}</p></aside>"),
            1,
        );
        assert_eq!(cleaned(&quoted).matches(meets).count(), 1, "{quoted}");
    }

    #[test]
    fn a_sentence_that_trails_off_stays() {
        let html = format!(
            "<h1>Rain</h1><p>{STORY}..</p><p>It rained in Oslo, too, said the pilot, and went home to sleep.</p>"
        );
        assert!(cleaned(&html).starts_with(STORY), "{html}");
    }
}
