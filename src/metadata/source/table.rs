//! `data/metadata.toml`: where pages say things about themselves.

use super::name_set::NameSet;
use crate::metadata::fact::Field;
use crate::text::terms::Terms;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    meta: BTreeMap<String, BTreeMap<String, f32>>,
    rel: BTreeMap<String, String>,
    schema: BTreeMap<String, (String, f32)>,
    microformat: BTreeMap<String, (String, f32)>,
    parts: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    told: Told,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Properties whose items are parts of a story.
    parts_of_story: String,
    /// Types of pages.
    threads: String,
    /// Parts of class names and ids.
    comments: String,
    no_comments: String,
    info_boxes: String,
    /// Whole class names.
    posters: String,
    /// Letters alone, in small letters.
    home_pages: String,
    no_sections: String,
    no_sources: String,
    topic_pages: String,
    /// Words before a site's name.
    feed_of: Vec<String>,
    /// Steps of addresses that lead to a person's page.
    profile_paths: String,
    /// Steps after a person's.
    profile_lists: String,
    /// What the name of a site is called where it is a heading.
    site_names: String,
    /// Parts of unlisted names of `<meta>`, small letters and digits alone.
    published_names: String,
    modified_names: String,
}

/// By type, the names of what it tells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    shown: BTreeMap<String, String>,
    other: BTreeMap<String, String>,
}

impl Told {
    /// The names of either kind, and whether pages show them.
    fn by_type(&self) -> FxHashMap<Box<str>, Vec<(Box<str>, bool)>> {
        let mut told: FxHashMap<Box<str>, Vec<_>> = FxHashMap::default();
        for (types, shown) in [(&self.other, false), (&self.shown, true)] {
            for (name, keys) in types {
                let keys = words(keys).map(|key| (key, shown));
                told.entry(name.as_str().into()).or_default().extend(keys);
            }
        }
        told
    }
}

/// What a class name or an id says an element shows; a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::metadata) struct Part(pub(in crate::metadata) u16);

impl Part {
    pub(in crate::metadata) const AUTHOR: Self = Self(1);
    pub(in crate::metadata) const DATE: Self = Self(1 << 1);
    pub(in crate::metadata) const TITLE: Self = Self(1 << 2);
    pub(in crate::metadata) const SUBTITLE: Self = Self(1 << 3);
    pub(in crate::metadata) const BREADCRUMB: Self = Self(1 << 4);
    pub(in crate::metadata) const ELSEWHERE: Self = Self(1 << 5);
    /// A link to a person's page.
    pub(in crate::metadata) const PROFILE: Self = Self(1 << 6);
    pub(in crate::metadata) const CAPTION: Self = Self(1 << 7);
    /// What forum software shows of a poster beside the post.
    pub(in crate::metadata) const POSTER: Self = Self(1 << 8);
    pub(in crate::metadata) const AUTHOR_OR_DATE: Self = Self(Self::AUTHOR.0 | Self::DATE.0);
    /// What says something of what stands inside, and nothing itself.
    pub(in crate::metadata) const AROUND: Self = Self(Self::ELSEWHERE.0 | Self::CAPTION.0);

    pub(in crate::metadata) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn from_name(name: &str) -> Self {
        match name {
            "author" => Self::AUTHOR,
            "date" => Self::DATE,
            "title" => Self::TITLE,
            "subtitle" => Self::SUBTITLE,
            "breadcrumb" => Self::BREADCRUMB,
            "caption" => Self::CAPTION,
            "nothing" => Self::default(),
            _ => Self::ELSEWHERE,
        }
    }
}

/// A fact and how far the source is believed.
pub(in crate::metadata) type Entry = (Field, f32);
type Names = FxHashMap<Box<str>, Entry>;

pub(in crate::metadata) struct Table {
    meta: Names,
    rel: FxHashMap<Box<str>, Field>,
    schema: Names,
    microformat: Names,
    parts: Terms,
    part_of: Vec<Part>,
    kinds: FxHashMap<Box<str>, Kind>,
    told: FxHashMap<Box<str>, Vec<(Box<str>, bool)>>,
    parts_of_story: Vec<Box<str>>,
    threads: FxHashSet<Box<str>>,
    comments: Terms,
    no_comments: Terms,
    info_boxes: Terms,
    posters: NameSet,
    home_pages: FxHashSet<Box<str>>,
    topic_pages: FxHashSet<Box<str>>,
    feed_of: Vec<String>,
    no_sections: FxHashSet<Box<str>>,
    no_sources: FxHashSet<Box<str>>,
    profile_paths: NameSet,
    profile_lists: NameSet,
    site_names: Terms,
    published_names: Terms,
    modified_names: Terms,
}

/// How far a `<meta>` is believed whose name only sounds like a date's.
const UNLISTED: f32 = 0.5;
/// Bytes of such a name.
const MOST_NAME: usize = 40;

/// How likely a JSON-LD node of a type is the page's story; the best is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::metadata) enum Kind {
    Story,
    Work,
    Page,
    Other,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../data/metadata.toml"));
    Table::new(file.expect("data/metadata.toml is valid"))
});

impl Table {
    pub(in crate::metadata) fn get() -> &'static Self {
        &TABLE
    }

    fn new(file: File) -> Self {
        let field =
            |name: &str| Field::from_name(name).expect("a field's name in data/metadata.toml");
        let entries = |map: BTreeMap<String, (String, f32)>| -> Names {
            map.into_iter().map(|(name, (f, c))| (name.into(), (field(&f), c))).collect()
        };
        let meta = file.meta.iter().flat_map(|(f, names)| {
            let field = field(f);
            names.iter().map(move |(name, &figure)| (name.as_str().into(), (field, figure)))
        });
        let parts = file.parts.iter().flat_map(|(name, all)| {
            let part = Part::from_name(name);
            all.split_whitespace().map(move |form| (form, part))
        });
        let (forms, part_of): (Vec<&str>, Vec<_>) = parts.unzip();
        let kinds = file.kinds.iter().flat_map(|(name, all)| {
            let kind = match name.as_str() {
                "story" => Kind::Story,
                "work" => Kind::Work,
                _ => Kind::Page,
            };
            all.split_whitespace().map(move |form| (form.into(), kind))
        });
        Self {
            meta: meta.collect(),
            rel: file.rel.iter().map(|(name, f)| (name.as_str().into(), field(f))).collect(),
            schema: entries(file.schema),
            microformat: entries(file.microformat),
            parts: Terms::new(forms),
            part_of,
            kinds: kinds.collect(),
            told: file.told.by_type(),
            parts_of_story: words(&file.words.parts_of_story).collect(),
            threads: words(&file.words.threads).collect(),
            comments: Terms::new(file.words.comments.split_whitespace()),
            no_comments: Terms::new(file.words.no_comments.split_whitespace()),
            info_boxes: Terms::new(file.words.info_boxes.split_whitespace()),
            posters: NameSet::new(words(&file.words.posters)),
            home_pages: words(&file.words.home_pages).collect(),
            topic_pages: words(&file.words.topic_pages).collect(),
            feed_of: file.words.feed_of,
            no_sections: words(&file.words.no_sections).collect(),
            no_sources: words(&file.words.no_sources).collect(),
            profile_paths: NameSet::new(words(&file.words.profile_paths)),
            profile_lists: NameSet::new(words(&file.words.profile_lists)),
            site_names: Terms::new(file.words.site_names.split_whitespace()),
            published_names: Terms::new(file.words.published_names.split_whitespace()),
            modified_names: Terms::new(file.words.modified_names.split_whitespace()),
        }
    }

    /// `name` in any case; as it is listed, or in small letters, and what it says.
    pub(in crate::metadata) fn meta(
        &'static self,
        name: &str,
        content: &str,
    ) -> Option<(Cow<'static, str>, Entry)> {
        let name = name.trim();
        let listed = if name.bytes().any(|b| b.is_ascii_uppercase()) {
            self.meta.get_key_value(name.to_ascii_lowercase().as_str())
        } else {
            self.meta.get_key_value(name)
        };
        if let Some((name, &entry)) = listed {
            return Some((Cow::Borrowed(name), entry));
        }
        if !content.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.unlisted(name).map(|entry| (Cow::Owned(name.to_ascii_lowercase()), entry))
    }

    /// `w-published-date`, `Updated Date`: sites have names of their own for dates.
    fn unlisted(&self, name: &str) -> Option<Entry> {
        if name.len() > MOST_NAME || name.starts_with("og:") || name.starts_with("twitter:") {
            return None;
        }
        let (mut letters, mut count) = ([0; MOST_NAME], 0);
        for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
            letters[count] = byte;
            count += 1;
        }
        let any = |names: &Terms| names.find_in(&letters[..count]).next().is_some();
        if any(&self.modified_names) {
            return Some((Field::Modified, UNLISTED));
        }
        any(&self.published_names).then_some((Field::Published, UNLISTED))
    }

    pub(in crate::metadata) fn rel(&self, token: &str) -> Option<Field> {
        self.rel.get(token).copied()
    }

    pub(in crate::metadata) fn schema(&self, name: &str) -> Option<Entry> {
        self.schema.get(name).copied()
    }

    /// The names in a `class` attribute that a microformat has, and what they say.
    pub(in crate::metadata) fn microformats<'c>(
        &self,
        class: &'c str,
    ) -> impl Iterator<Item = (&'c str, Entry)> {
        let names = class.split_ascii_whitespace();
        names.filter_map(|name| self.microformat.get(name).map(|&entry| (name, entry)))
    }

    pub(in crate::metadata) fn parts(&self, name: &str) -> Part {
        let found = self.parts.find_in(name.as_bytes()).map(|form| self.part_of[form].0);
        Part(found.fold(0, |all, part| all | part))
    }

    /// What the names in a `class` attribute say.
    pub(in crate::metadata) fn class(&self, class: &str) -> Part {
        let part = self.parts(class);
        if self.posters.any_in(class) { Part(part.0 | Part::POSTER.0) } else { part }
    }

    /// Whether a property's item is a part of a story: a comment, an answer.
    pub(in crate::metadata) fn is_part(&self, property: &str) -> bool {
        self.parts_of_story.iter().any(|part| **part == *property)
    }

    /// Whether on a page of this type what people write under each other is the story.
    pub(in crate::metadata) fn is_thread(&self, type_name: &str) -> bool {
        self.threads.contains(type_name)
    }

    /// Whether a class name or an id says that an element holds what a reader wrote.
    pub(in crate::metadata) fn is_comment(&self, name: &str) -> bool {
        let any = |terms: &Terms| terms.find_in(name.as_bytes()).next().is_some();
        any(&self.comments) && !any(&self.no_comments)
    }

    /// Whether a class name says that a table tells facts of whom or what the page is about.
    pub(in crate::metadata) fn is_info_box(&self, name: &str) -> bool {
        self.info_boxes.find_in(name.as_bytes()).next().is_some()
    }

    /// Whether a title, as its letters alone, names a site's first page and nothing more.
    pub(in crate::metadata) fn is_home(&self, letters: &str) -> bool {
        self.home_pages.contains(letters)
    }

    /// What stands before a site's name in what its feeds are called.
    pub(in crate::metadata) fn feed_of(&self) -> &[String] {
        &self.feed_of
    }

    /// Whether a part of a title, as its letters alone, says that a forum's topic follows.
    pub(in crate::metadata) fn is_topic(&self, letters: &str) -> bool {
        self.topic_pages.contains(letters)
    }

    /// Whether it is what pages say that are in no section, letters alone.
    pub(in crate::metadata) fn is_no_section(&self, letters: &str) -> bool {
        self.no_sections.contains(letters)
    }

    /// Whether a name, as its letters alone, is of who made a site's software.
    pub(in crate::metadata) fn is_no_source(&self, letters: &str) -> bool {
        self.no_sources.contains(letters)
    }

    /// Whether an address leads to a person's page: `/author/eva-fu`, `/users/eva`.
    pub(in crate::metadata) fn is_profile(&self, address: &str) -> bool {
        let end = memchr::memchr2(b'?', b'#', address.as_bytes()).unwrap_or(address.len());
        let path = &address.as_bytes()[..end];
        let starts = memchr::memrchr_iter(b'/', path).map(|slash| slash + 1).chain([0]);
        let mut end = path.len() + 1;
        let steps = starts.map(|start| &path[start..std::mem::replace(&mut end, start) - 1]);
        let mut steps = steps.filter(|step| !step.is_empty());
        // The last step names the person, or what of theirs is listed.
        let person = steps.next();
        // An address's scheme and host are no steps.
        let mut before = steps.take(2).take_while(|step| !step.ends_with(b":"));
        before.any(|step| self.profile_paths.contains(step))
            && person.is_some_and(|person| !self.profile_lists.contains(person))
    }

    /// Whether a class name or an id says that a heading is the site's name.
    pub(in crate::metadata) fn is_site_name(&self, name: &str) -> bool {
        self.site_names.find_in(name.as_bytes()).next().is_some()
    }

    /// Under which names an object of a type tells what the page tells, in order, and whether the
    /// page shows that as it is told.
    pub(in crate::metadata) fn told(&self, type_name: &str) -> &[(Box<str>, bool)] {
        self.told.get(type_name).map_or(&[], Vec::as_slice)
    }

    pub(in crate::metadata) fn kind(&self, name: &str) -> Kind {
        self.kinds.get(name).copied().unwrap_or(Kind::Other)
    }

    /// A type's name, as it is listed if it is.
    pub(in crate::metadata) fn type_name(&'static self, name: &str) -> Cow<'static, str> {
        match self.kinds.get_key_value(name) {
            Some((name, _)) => Cow::Borrowed(name),
            None => Cow::Owned(name.to_owned()),
        }
    }
}

fn words(all: &str) -> impl Iterator<Item = Box<str>> {
    all.split_whitespace().map(Box::from)
}
