//! A pattern as texts in Latin letters need it: with the same matches in them, and a fraction of
//! the states, since a class such as `\p{Lu}` is thousands of states in all of Unicode. Whatever
//! searches must have room for all of them, each time.

use regex_syntax::hir::{
    Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition,
};

/// Latin letters, and the dashes, quotes, arrows, pictures and other signs that stand among them.
const RANGES: [(char, char); 4] = [
    ('\0', '\u{27f}'),
    ('\u{2000}', '\u{2bff}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{1f000}', '\u{1faff}'),
];

/// Whether a text is of those characters alone.
pub(super) fn is_latin(text: &str) -> bool {
    // The first range ends at `c9 bf`.
    let far = |&byte: &u8| byte > 0xc9;
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(far) {
        rest = match rest[at..] {
            [0xe2, ..=0xaf, _, ref after @ ..]
            | [0xef, 0xb8, ..=0x8f, ref after @ ..]
            | [0xf0, 0x9f, ..=0xab, _, ref after @ ..] => after,
            _ => return false,
        };
    }
    true
}

/// The pattern for such texts. What holds patterns to a depth bounds the recursion.
pub(super) fn narrowed(hir: &Hir) -> Hir {
    let all = |list: &[Hir]| list.iter().map(narrowed).collect();
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => hir.clone(),
        HirKind::Literal(literal) => {
            let is_latin = std::str::from_utf8(&literal.0).is_ok_and(is_latin);
            if is_latin { hir.clone() } else { Hir::fail() }
        }
        HirKind::Class(Class::Unicode(class)) => Hir::class(Class::Unicode(latin(class))),
        HirKind::Repetition(Repetition { min, max, greedy, sub }) => {
            let sub = Box::new(narrowed(sub));
            Hir::repetition(Repetition { min: *min, max: *max, greedy: *greedy, sub })
        }
        HirKind::Capture(Capture { index, name, sub }) => {
            let sub = Box::new(narrowed(sub));
            Hir::capture(Capture { index: *index, name: name.clone(), sub })
        }
        HirKind::Concat(list) => Hir::concat(all(list)),
        HirKind::Alternation(list) => Hir::alternation(all(list)),
    }
}

/// Those characters of a class.
fn latin(class: &ClassUnicode) -> ClassUnicode {
    let within = |(first, last)| {
        let from = class.ranges().partition_point(|range| range.end() < first);
        let ranges = class.ranges()[from..].iter().take_while(move |range| range.start() <= last);
        ranges.map(move |r| ClassUnicodeRange::new(r.start().max(first), r.end().min(last)))
    };
    ClassUnicode::new(RANGES.into_iter().flat_map(within))
}

#[cfg(test)]
mod tests {
    use super::is_latin;

    #[test]
    fn latin_letters_are_told_from_others() {
        for text in ["", "By Ann", "“Größe” – naïve…", "Łódź", "Çığ", "10 €", "ȿɿ ⯿", "😀❤️🫠"]
        {
            assert!(is_latin(text), "{text}");
        }
        for text in
            ["ʀ", "Фото", "写真", "“Фото”", "…Ⰰ", "Việt", "صور", "\u{1fb00}", "\u{fe10}", "。"]
        {
            assert!(!is_latin(text), "{text}");
        }
    }
}
