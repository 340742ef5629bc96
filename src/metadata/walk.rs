//! The one walk over a document: what all sources need, in document order.

use super::source::table::{Part, Table};
use crate::input::{Attribute, ClassId, Document, Namespace, NodeId, Tag};
use crate::text::holds_in_any_case;
use html5ever::{LocalName, local_name};
use std::sync::LazyLock;

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Found<'d> {
    /// `<meta>`: its name or property, and its content.
    pub(super) metas: Vec<(&'d str, &'d str)>,
    /// `<link>` and `<a>` with a `rel`.
    pub(super) links: Vec<Spot>,
    /// `<script type="application/ld+json">`.
    pub(super) json_ld: Vec<NodeId>,
    /// Scripts that may hold a page's state.
    pub(super) states: Vec<NodeId>,
    pub(super) title: Option<NodeId>,
    pub(super) headings: Vec<Spot>,
    /// `<h3>` and `<h4>`: on some pages the headline is one.
    pub(super) lower_headings: Vec<Spot>,
    pub(super) times: Vec<Spot>,
    /// Elements with `itemprop` or `property`.
    pub(super) properties: Vec<Spot>,
    /// Elements whose class or id says author, date, title.
    pub(super) parts: Vec<Spot>,
    pub(super) html_lang: Option<&'d str>,
    /// The first `<base href>`.
    pub(super) base: Option<&'d str>,
    /// Where the first paragraphs stand, for the language.
    pub(super) paragraphs: Vec<NodeId>,
    /// What holds the first `<h1>`: about the page itself, whatever its class says.
    pub(super) around_headline: Vec<NodeId>,
}

/// An element of interest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) node: NodeId,
    /// Bytes of text before it.
    pub(super) at: u32,
    pub(super) part: Part,
    /// Inside something that is about another thing: comments, related stories, navigation.
    pub(super) elsewhere: bool,
    /// The same, were the first `<h1>` no sign that it is about the page.
    pub(super) apart: bool,
}

const MOST_SPOTS: usize = 400;
/// So many of a kind a page of news has.
const USUAL_SPOTS: usize = 32;
const MOST_PARAGRAPHS: usize = 12;

pub(super) fn walk<'d>(doc: &'d Document) -> Found<'d> {
    let mut walk = Walk {
        doc,
        table: Table::get(),
        seen: doc.by_class(None),
        found: Found {
            metas: Vec::with_capacity(USUAL_SPOTS),
            links: Vec::with_capacity(USUAL_SPOTS),
            states: Vec::with_capacity(USUAL_SPOTS),
            headings: Vec::with_capacity(USUAL_SPOTS),
            parts: Vec::with_capacity(USUAL_SPOTS),
            paragraphs: Vec::with_capacity(MOST_PARAGRAPHS),
            around_headline: around_headline(doc),
            ..Found::default()
        },
        at: 0,
        elsewhere_until: doc.root(),
        elsewhere: false,
        apart_until: doc.root(),
        apart: false,
    };
    let mut node = doc.first_child(doc.root());
    while let Some(id) = node {
        walk.elsewhere &= walk.elsewhere_until != id;
        walk.apart &= walk.apart_until != id;
        let into = walk.visit(id);
        let child = if into { doc.first_child(id) } else { None };
        node = child.or_else(|| doc.after_subtree(id, doc.root()));
    }
    walk.found
}

struct Walk<'d> {
    doc: &'d Document<'d>,
    table: &'static Table,
    /// What the classes met before say: pages repeat them.
    seen: Vec<Option<Part>>,
    found: Found<'d>,
    at: u32,
    elsewhere: bool,
    /// The first node after the outermost such element; the root, to which the walk does not come,
    /// where there is none.
    elsewhere_until: NodeId,
    apart: bool,
    apart_until: NodeId,
}

/// The elements that hold the first `<h1>`.
fn around_headline(doc: &Document) -> Vec<NodeId> {
    let mut headlines = doc.descendants(doc.root()).filter(|&id| doc.tag(id) == Some(Tag::H1));
    let headline = headlines.find(|&id| !doc.ancestors(id).any(|around| is_dialog(doc, around)));
    let mut around = Vec::with_capacity(USUAL_SPOTS);
    around.extend(headline.into_iter().flat_map(|id| doc.ancestors(id)));
    around
}

/// Whether it stands before the page: a prompt about cookies, a sign-up.
fn is_dialog(doc: &Document, id: NodeId) -> bool {
    let role = doc.attr(id, &local_name!("role")).unwrap_or_default();
    doc.tag(id) == Some(Tag::Dialog) || is_dialog_role(role)
}

fn is_dialog_role(role: &str) -> bool {
    role.eq_ignore_ascii_case("dialog") || role.eq_ignore_ascii_case("alertdialog")
}

fn holds_blocks(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Div | Tag::Ol | Tag::Ul | Tag::Section)
}

impl<'d> Walk<'d> {
    /// Whether to look at its children.
    fn visit(&mut self, id: NodeId) -> bool {
        let Some(tag) = self.doc.tag(id) else {
            let text = self.doc.text_bytes(id);
            self.at += text.unwrap_or_default();
            return text.is_none();
        };
        match tag {
            Tag::Meta => self.meta(id),
            Tag::Link => self.link(id),
            Tag::Script => self.script(id),
            Tag::Style | Tag::Template => {}
            Tag::Other if self.doc.namespace(id) != Some(Namespace::Html) => {}
            Tag::Title => {
                self.found.title.get_or_insert(id);
            }
            _ => {
                self.element(id, tag);
                return true;
            }
        }
        false
    }

    fn meta(&mut self, id: NodeId) {
        let Some(content) = self.doc.attr(id, &local_name!("content")) else { return };
        if content.trim().is_empty() || self.found.metas.len() >= MOST_SPOTS {
            return;
        }
        let names = [local_name!("property"), local_name!("name"), local_name!("http-equiv")];
        for name in names.iter().filter_map(|name| self.doc.attr(id, name)) {
            self.found.metas.push((name, content));
        }
        if self.doc.attr(id, &local_name!("itemprop")).is_some() {
            let spot = self.spot(id, Part::default());
            self.found.properties.push(spot);
        }
    }

    fn link(&mut self, id: NodeId) {
        if self.found.links.len() < MOST_SPOTS && self.doc.attr(id, &local_name!("rel")).is_some() {
            let spot = self.spot(id, Part::default());
            self.found.links.push(spot);
        }
    }

    fn script(&mut self, id: NodeId) {
        let kind = self.doc.attr(id, &local_name!("type")).unwrap_or_default();
        if holds_in_any_case(kind, "ld+json") {
            self.found.json_ld.push(id);
        } else if self.found.states.len() < MOST_SPOTS
            && (kind.is_empty() || kind.ends_with("/json") || kind.ends_with("javascript"))
        {
            self.found.states.push(id);
        }
    }

    fn element(&mut self, id: NodeId, tag: Tag) {
        let doc = self.doc;
        match tag {
            Tag::Html => self.found.html_lang = language(doc, id),
            Tag::Base if self.found.base.is_none() => {
                self.found.base = doc.attr(id, &local_name!("href"));
            }
            Tag::P if self.found.paragraphs.len() < MOST_PARAGRAPHS => {
                self.found.paragraphs.push(id)
            }
            _ => {}
        }
        let mut part = Part::default();
        for attr in doc.attrs(id) {
            match *attr.name {
                local_name!("class") => part.0 |= self.parts(id, &attr).0,
                local_name!("id") => part.0 |= self.table.parts(attr.value()).0,
                local_name!("itemprop") | local_name!("property") => {
                    let spot = self.spot(id, part);
                    push(&mut self.found.properties, spot);
                }
                local_name!("href") if tag == Tag::A && self.table.is_profile(attr.value()) => {
                    part.0 |= Part::PROFILE.0;
                }
                // `Breadcrumb`, `https://schema.org/BreadcrumbList`.
                local_name!("aria-label") | local_name!("itemtype") if holds_blocks(tag) => {
                    part.0 |= self.table.parts(attr.value()).0 & Part::BREADCRUMB.0;
                }
                local_name!("role") if is_dialog_role(attr.value()) => part.0 |= Part::ELSEWHERE.0,
                local_name!("rel") if tag == Tag::A => {
                    let spot = self.spot(id, part);
                    push(&mut self.found.links, spot);
                }
                _ => {}
            }
        }
        self.enter(id, tag, part);
        let spot = self.spot(id, part);
        match tag {
            Tag::H1 | Tag::H2 => push(&mut self.found.headings, spot),
            Tag::H3 | Tag::H4 => push(&mut self.found.lower_headings, spot),
            Tag::Time => push(&mut self.found.times, spot),
            _ => {}
        }
        if part.0 & !Part::AROUND.0 != 0 {
            push(&mut self.found.parts, spot);
        }
    }

    fn parts(&mut self, id: NodeId, class: &Attribute<'_>) -> Part {
        let (table, number) = (self.table, self.doc.class(id));
        if number == ClassId::default() {
            return table.class(class.value());
        }
        *self.seen[number.index()].get_or_insert_with(|| table.class(class.value()))
    }

    /// Marks the subtree where it is about something else.
    fn enter(&mut self, id: NodeId, tag: Tag, part: Part) {
        if self.elsewhere {
            return;
        }
        let outer = matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article | Tag::H1);
        let about_other =
            matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer | Tag::Dialog | Tag::Blockquote);
        if !(about_other || part.has(Part::ELSEWHERE) && !outer) {
            return;
        }
        let root = self.doc.root();
        let after = || self.doc.after_subtree(id, root).unwrap_or(root);
        if !self.apart {
            (self.apart, self.apart_until) = (true, after());
        }
        if !self.found.around_headline.contains(&id) {
            (self.elsewhere, self.elsewhere_until) = (true, after());
        }
    }

    fn spot(&self, node: NodeId, part: Part) -> Spot {
        Spot { node, at: self.at, part, elsewhere: self.elsewhere, apart: self.apart }
    }
}

/// XHTML's word for `lang`.
static XML_LANG: LazyLock<LocalName> = LazyLock::new(|| LocalName::from("xml:lang"));

fn language<'d>(doc: &'d Document, id: NodeId) -> Option<&'d str> {
    doc.attr(id, &local_name!("lang")).or_else(|| doc.attr(id, &XML_LANG))
}

fn push(spots: &mut Vec<Spot>, spot: Spot) {
    if spots.len() < MOST_SPOTS {
        spots.push(spot);
    }
}
