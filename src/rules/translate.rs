//! Patterns to programs, when the crate is built.

use super::program::{Begins, Class, Op, Program, Ranges, Table};
use regex_syntax::hir::{self, Capture, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};
use std::collections::BTreeMap;

/// The most steps of a program.
const MOST_STEPS: usize = 4000;

/// The sets that classes share.
const SETS: [&str; 6] = [r"\p{Lu}", r"\p{Ll}", r"\p{Lo}", r"\p{Lm}", r"\p{Lt}", r"\p{Nd}"];

/// The classes of all programs, each once.
pub(super) struct Classes {
    sets: Vec<ClassUnicode>,
    list: Vec<Class>,
    known: BTreeMap<Ranges, u16>,
}

impl Classes {
    pub(super) fn new() -> Self {
        let sets = SETS.iter().map(|set| beyond_ascii(&class_of(set))).collect();
        Self { sets, list: Vec::new(), known: BTreeMap::new() }
    }

    pub(super) fn into_table(self) -> Table {
        Table { sets: self.sets.iter().map(ranges).collect(), classes: self.list }
    }

    fn number(&mut self, class: &ClassUnicode) -> u16 {
        let key = ranges(class);
        if let Some(&number) = self.known.get(&key) {
            return number;
        }
        let number = self.list.len() as u16;
        self.list.push(self.class(class));
        self.known.insert(key, number);
        number
    }

    /// What its characters begin with; beyond ASCII, whatever characters there do.
    fn first_bytes(&self, class: u16) -> impl Iterator<Item = u8> {
        let class = &self.list[usize::from(class)];
        let beyond = class.negated || class.sets != 0 || !class.ranges.is_empty();
        let within = (0..128).filter(|&byte| class.has_ascii(byte));
        within.chain((0xc2..=0xf4).filter(move |_| beyond))
    }

    /// In the fewest ranges.
    fn class(&self, class: &ClassUnicode) -> Class {
        let has = |c: &u8| {
            class.ranges().iter().any(|r| r.start() <= char::from(*c) && char::from(*c) <= r.end())
        };
        let mut ascii = [0; 2];
        (0..128_u8).filter(has).for_each(|c| ascii[usize::from(c >> 6)] |= 1_u64 << (c & 63));
        let mut others = class.clone();
        others.negate();
        let [plain, negated] = [class, &others].map(|class| self.parts(beyond_ascii(class)));
        let is_negated = negated.1.len() < plain.1.len();
        let (sets, ranges) = if is_negated { negated } else { plain };
        Class { ascii, sets, ranges, negated: is_negated }
    }

    /// The sets that are in a class, and what else is.
    fn parts(&self, mut class: ClassUnicode) -> (u8, Ranges) {
        let mut bits = 0;
        for (at, set) in self.sets.iter().enumerate() {
            let mut missing = set.clone();
            missing.difference(&class);
            if missing.ranges().is_empty() {
                class.difference(set);
                bits |= 1 << at;
            }
        }
        (bits, ranges(&class))
    }
}

fn ranges(class: &ClassUnicode) -> Ranges {
    class.iter().map(|range| (range.start(), range.end())).collect()
}

fn beyond_ascii(class: &ClassUnicode) -> ClassUnicode {
    let mut class = class.clone();
    class.difference(&ClassUnicode::new([ClassUnicodeRange::new('\0', '\x7f')]));
    class
}

fn class_of(pattern: &str) -> ClassUnicode {
    match regex_syntax::parse(pattern).map(Hir::into_kind) {
        Ok(HirKind::Class(hir::Class::Unicode(class))) => class,
        _ => panic!("{pattern} is a class"),
    }
}

/// `None` where a pattern is wrong, or says what programs do not know.
pub(super) fn translate(pattern: &str, nesting: u32, classes: &mut Classes) -> Option<Program> {
    let parser = regex_syntax::ParserBuilder::new().nest_limit(nesting).build().parse(pattern);
    let hir = parser.ok()?;
    let (ops, text, names) = (Vec::new(), String::new(), Vec::new());
    let mut writer = Writer { ops, text, names, memos: 0, fresh: 0, classes };
    writer.write(&hir)?;
    writer.ops.push(Op::Found);
    let begins = writer.begins(&hir)?;
    let Writer { ops, text, names, memos, .. } = writer;
    Some(Program { ops, text, names, memos, begins })
}

struct Writer<'a> {
    ops: Vec<Op>,
    text: String,
    names: Vec<String>,
    memos: u16,
    /// Steps from here on are led to by the one before them alone.
    fresh: usize,
    classes: &'a mut Classes,
}

impl Writer<'_> {
    fn write(&mut self, hir: &Hir) -> Option<()> {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                self.letters(std::str::from_utf8(&literal.0).ok()?, false)?
            }
            HirKind::Class(hir::Class::Unicode(class)) => match letter(class) {
                Some(letter) => self.letters(&letter.to_string(), true)?,
                None => {
                    let class = self.classes.number(class);
                    self.ops.push(Op::Class(class));
                }
            },
            HirKind::Class(hir::Class::Bytes(_)) => return None,
            HirKind::Look(look) => {
                let look = self.look(*look)?;
                self.ops.push(look);
            }
            HirKind::Capture(capture) => self.group(capture)?,
            HirKind::Concat(list) => list.iter().try_for_each(|part| self.write(part))?,
            HirKind::Alternation(list) => self.alternation(list)?,
            HirKind::Repetition(repetition) => self.repetition(repetition)?,
        }
        (self.ops.len() < MOST_STEPS).then_some(())
    }

    /// Letters, in one step with those before where only those lead to them.
    fn letters(&mut self, letters: &str, caseless: bool) -> Option<()> {
        let (start, added) = (self.text.len(), u8::try_from(letters.len()).ok()?);
        self.text.push_str(letters);
        let led_to = self.ops.len() > self.fresh;
        let before = match self.ops.last_mut().filter(|_| led_to) {
            Some(Op::Caseless { from, len }) if caseless => Some((from, len)),
            Some(Op::Text { from, len }) if !caseless => Some((from, len)),
            _ => None,
        };
        if let Some((from, len)) = before
            && usize::from(*from) + usize::from(*len) == start
            && let Some(longer) = len.checked_add(added)
        {
            *len = longer;
            return Some(());
        }
        let (from, len) = (u16::try_from(start).ok()?, added);
        self.ops.push(match caseless {
            true => Op::Caseless { from, len },
            false => Op::Text { from, len },
        });
        Some(())
    }

    fn look(&mut self, look: Look) -> Option<Op> {
        let (word, wanted) = match look {
            Look::Start => return Some(Op::Start),
            Look::End => return Some(Op::End),
            Look::WordUnicode => (r"\w", true),
            Look::WordUnicodeNegate => (r"\w", false),
            Look::WordAscii => ("[0-9A-Za-z_]", true),
            Look::WordAsciiNegate => ("[0-9A-Za-z_]", false),
            _ => return None,
        };
        Some(Op::Boundary { word: self.classes.number(&class_of(word)), wanted })
    }

    fn group(&mut self, capture: &Capture) -> Option<()> {
        let Some(name) = &capture.name else { return self.write(&capture.sub) };
        let known = self.names.iter().position(|n| **n == **name);
        let at = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.names.push(name.to_string());
        }
        self.ops.push(Op::Save(2 * at as u8));
        self.write(&capture.sub)?;
        self.ops.push(Op::Save(2 * at as u8 + 1));
        Some(())
    }

    fn alternation(&mut self, list: &[Hir]) -> Option<()> {
        let mut jumps = Vec::new();
        let (last, others) = list.split_last()?;
        for one in others {
            let split = self.choice(true);
            self.write(one)?;
            jumps.push(self.ops.len());
            self.ops.push(Op::Jump(0));
            self.lead_here(split);
        }
        self.write(last)?;
        jumps.into_iter().for_each(|jump| self.lead_here(jump));
        Some(())
    }

    fn repetition(&mut self, repetition: &hir::Repetition) -> Option<()> {
        let hir::Repetition { min, max, greedy, sub } = repetition;
        if *greedy && let Some(class) = one_character(sub) {
            let class = self.classes.number(&class);
            return self.characters(class, *min, *max);
        }
        // What may be empty could be repeated for ever.
        if *max != Some(1) && sub.properties().minimum_len() == Some(0) {
            return None;
        }
        (0..*min).try_for_each(|_| self.write(sub))?;
        let Some(max) = max else {
            let split = self.choice(*greedy);
            self.write(sub)?;
            self.ops.push(Op::Jump(split as u16));
            self.lead_here(split);
            return Some(());
        };
        let mut splits = Vec::new();
        for _ in *min..*max {
            splits.push(self.choice(*greedy));
            self.write(sub)?;
        }
        splits.into_iter().for_each(|split| self.lead_here(split));
        Some(())
    }

    fn characters(&mut self, class: u16, min: u32, max: Option<u32>) -> Option<()> {
        match min {
            0 => {}
            1 => self.ops.push(Op::Class(class)),
            _ => self.ops.push(Op::Times { class, count: u8::try_from(min).ok()? }),
        }
        if max == Some(min) {
            return Some(());
        }
        let memo = self.memo();
        self.ops.push(match max {
            Some(max) => Op::UpTo { class, most: u8::try_from(max - min).ok()?, memo },
            None => Op::Star { class, memo },
        });
        Some(())
    }

    fn memo(&mut self) -> u16 {
        self.memos += 1;
        self.memos - 1
    }

    /// A step that goes on or elsewhere, whichever comes first.
    fn choice(&mut self, greedy: bool) -> usize {
        let memo = self.memo();
        self.fresh = self.ops.len() + 1;
        self.ops.push(match greedy {
            true => Op::Split { to: 0, memo },
            false => Op::Prefer { to: 0, memo },
        });
        self.ops.len() - 1
    }

    /// Lets a step lead to the next one to be written.
    fn lead_here(&mut self, step: usize) {
        let here = self.ops.len();
        self.fresh = here;
        match &mut self.ops[step] {
            Op::Split { to, .. } | Op::Prefer { to, .. } | Op::Jump(to) => *to = here as u16,
            _ => {}
        }
    }

    fn begins(&self, hir: &Hir) -> Option<Begins> {
        let properties = hir.properties();
        if properties.look_set_prefix().contains(Look::Start) {
            return Some(Begins::Start);
        }
        // What may be empty begins anywhere.
        properties.minimum_len().filter(|&least| least > 0)?;
        Some(Begins::At(self.first_bytes()))
    }

    /// What a match may begin with: a bit for each byte.
    fn first_bytes(&self) -> [u64; 4] {
        let mut bytes = [0; 4];
        let mut add = |byte: u8| bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
        let (mut open, mut seen) = (vec![0], vec![false; self.ops.len()]);
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match self.ops[at] {
                Op::Text { from, .. } => add(self.text.as_bytes()[usize::from(from)]),
                Op::Caseless { from, .. } => {
                    let small = self.text[usize::from(from)..].chars().next();
                    for c in small.into_iter().flat_map(|c| c.to_uppercase().chain([c])) {
                        add(c.encode_utf8(&mut [0; 4]).as_bytes()[0]);
                    }
                }
                Op::Class(class) | Op::Times { class, .. } => {
                    self.classes.first_bytes(class).for_each(&mut add);
                }
                Op::UpTo { class, .. } | Op::Star { class, .. } => {
                    self.classes.first_bytes(class).for_each(&mut add);
                    open.push(at + 1);
                }
                Op::Split { to, .. } | Op::Prefer { to, .. } => {
                    open.extend([at + 1, usize::from(to)]);
                }
                Op::Jump(to) => open.push(to.into()),
                Op::Save(_) | Op::Start | Op::End | Op::Boundary { .. } => open.push(at + 1),
                Op::Found => {}
            }
        }
        bytes
    }
}

/// The small letter that a class is both cases of, and nothing else.
fn letter(class: &ClassUnicode) -> Option<char> {
    let mut all = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    let (capital, small, others) = (all.next()?, all.next()?, all.next());
    let both = others.is_none() && capital.to_lowercase().eq([small]);
    both.then_some(small)
}

fn one_character(hir: &Hir) -> Option<ClassUnicode> {
    match hir.kind() {
        HirKind::Class(hir::Class::Unicode(class)) => Some(class.clone()),
        HirKind::Literal(literal) => {
            let mut characters = std::str::from_utf8(&literal.0).ok()?.chars();
            let (character, rest) = (characters.next()?, characters.next());
            let range = ClassUnicodeRange::new(character, character);
            rest.is_none().then(|| ClassUnicode::new([range]))
        }
        _ => None,
    }
}
