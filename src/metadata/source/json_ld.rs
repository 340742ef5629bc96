//! JSON-LD (schema.org): which of its nodes is the story, and what that says.

use super::breadcrumb;
use super::table::{Kind, Table};
use super::told::Telling;
use crate::input::Document;
use crate::limits::{Limit, LimitHit};
use crate::metadata::claim::{Claim, Origin};
use crate::metadata::declared::EmbeddedBody;
use crate::metadata::fact::Field;
use crate::metadata::json::{Object, Value, array, object_name, plain, read_within, strings};
use crate::metadata::told::Told;
use crate::metadata::walk::Found;
use crate::text::hash::KeyedMap;

const MOST_NODES: usize = 2_000;
/// More stories than this on a page, and none is its own.
const MOST_STORIES: usize = 3;

/// What the JSON-LD of a page says.
#[derive(Debug, Default)]
pub(in crate::metadata) struct Said {
    pub(in crate::metadata) claims: Vec<Claim>,
    pub(in crate::metadata) body: Option<EmbeddedBody>,
    pub(in crate::metadata) told: Option<Told>,
}

/// The name of the `<meta>` that Remix writes where a site gives it JSON-LD under that name.
const META: &str = "script:ld+json";

/// The values of all scripts within the page's limits, and which of these were hit.
pub(in crate::metadata) fn read_all<'d>(
    doc: &'d Document,
    found: &Found<'d>,
) -> (Vec<Value<'d>>, Vec<LimitHit>) {
    let (bytes, depth) = (doc.limits().json_ld_bytes(), doc.limits().json_ld_depth());
    let (mut left, mut large, mut deep) = (bytes, 0, 0);
    let mut values = Vec::new();
    let scripts = found.json_ld.iter().flat_map(|&script| doc.children(script));
    let metas = found.metas.iter().filter(|(name, _)| *name == META).map(|&(_, content)| content);
    for text in scripts.filter_map(|node| doc.text(node)).chain(metas) {
        let Some(rest) = left.checked_sub(text.len()) else {
            large += 1;
            continue;
        };
        left = rest;
        let (read, cut) = read_within(text, depth);
        values.extend(read);
        deep += usize::from(cut);
    }
    let hits = [(Limit::JsonLdBytes, bytes, large), (Limit::JsonLdDepth, depth, deep)];
    let hits = hits.into_iter().filter(|&(_, _, count)| count > 0);
    (values, hits.map(|(limit, allowed, count)| LimitHit::new(limit, allowed, count)).collect())
}

/// `titles` and `urls` are what else the page calls itself: they pick its story of several.
pub(in crate::metadata) fn claims(values: &[Value<'_>], titles: &[&str], urls: &[&str]) -> Said {
    let graph = Graph::new(values);
    let mut said = Said::default();
    let main = graph.main(titles, urls);
    if let Some(node) = main {
        story(node, &graph, &mut said);
    }
    let mut told = Telling::default();
    for node in &graph.nodes {
        told.add(node.type_name, node.object);
    }
    said.told = told.told();
    for node in &graph.nodes {
        if main.is_some_and(|main| std::ptr::eq(main.object, node.object)) {
            continue;
        }
        match node.type_name {
            "WebSite" => named(node, Field::Source, 0.65, &mut said.claims),
            "Organization" | "NewsMediaOrganization" | "Corporation" => {
                named(node, Field::Source, 0.45, &mut said.claims);
            }
            "BreadcrumbList" => breadcrumb::in_data(node.object, titles, &mut said.claims),
            _ if node.kind == Kind::Page => page(node, &graph, &mut said.claims),
            _ => {}
        }
    }
    said
}

/// An object with a type.
#[derive(Debug, Clone, Copy)]
struct Node<'v> {
    object: &'v Object<'v>,
    type_name: &'v str,
    kind: Kind,
}

struct Graph<'v> {
    nodes: Vec<Node<'v>>,
    by_id: KeyedMap<&'v str, &'v Object<'v>>,
}

impl<'v> Graph<'v> {
    fn new(values: &'v [Value<'v>]) -> Self {
        let mut graph = Self { nodes: Vec::new(), by_id: KeyedMap::default() };
        let mut stack: Vec<&Value<'v>> = values.iter().rev().collect();
        while let Some(value) = stack.pop().filter(|_| graph.nodes.len() < MOST_NODES) {
            match value {
                Value::Array(items) => stack.extend(items.iter().rev()),
                Value::Object(object) => {
                    graph.add(object);
                    // What else nests in a node is about other things: lists, comments, parts.
                    for key in ["mainEntity", "mainEntityOfPage", "breadcrumb", "@graph"] {
                        stack.extend(object.get(key));
                    }
                }
                _ => {}
            }
        }
        graph
    }

    fn add(&mut self, object: &'v Object<'v>) {
        let best = object.get("@type").into_iter().flat_map(strings).map(|name| {
            let name = name.rsplit(['/', '#', ':']).next().unwrap_or(name);
            (Table::get().kind(name), name)
        });
        let Some((kind, type_name)) = best.min_by_key(|&(kind, _)| kind) else { return };
        self.nodes.push(Node { object, type_name, kind });
        if let Some(id) = object.get("@id").and_then(Value::as_str) {
            // A reference by id alone must not hide the node itself.
            let known = self.by_id.entry(id).or_insert(object);
            if known.len() < object.len() {
                *known = object;
            }
        }
    }

    /// The node that is the page's story or work.
    fn main(&self, titles: &[&str], urls: &[&str]) -> Option<Node<'v>> {
        let kind = self.nodes.iter().map(|n| n.kind).min().filter(|&kind| kind <= Kind::Work)?;
        let alike: Vec<_> = self.nodes.iter().filter(|n| n.kind == kind).copied().collect();
        let own = alike.iter().find(|n| n.is_called(titles) || n.is_at(urls));
        let first = alike.first().filter(|_| alike.len() < MOST_STORIES);
        own.or(first).copied()
    }

    /// The object that a reference means, or the object itself.
    fn resolve(&self, object: &'v Object<'v>) -> &'v Object<'v> {
        if object.has("name") {
            return object;
        }
        let id = object.get("@id").and_then(Value::as_str);
        id.and_then(|id| self.by_id.get(id)).copied().unwrap_or(object)
    }
}

impl Node<'_> {
    fn text(&self, key: &str) -> Option<&str> {
        self.object.get(key).and_then(object_name)
    }

    fn is_called(&self, titles: &[&str]) -> bool {
        let title = self.text("headline").or_else(|| self.text("name"));
        title.map(plain).is_some_and(|title| titles.contains(&title.as_str()))
    }

    fn is_at(&self, urls: &[&str]) -> bool {
        let address = |key| match self.object.get(key)? {
            Value::String(text) => Some(&**text),
            Value::Object(object) => object.get("@id").and_then(Value::as_str),
            _ => None,
        };
        let own = ["url", "mainEntityOfPage", "@id"].into_iter().filter_map(address);
        own.into_iter().any(|own| urls.iter().any(|url| same_address(own, url)))
    }

    fn origin(&self) -> Origin {
        Origin::new("json-ld", Table::get().type_name(self.type_name))
    }
}

fn same_address(a: &str, b: &str) -> bool {
    let path = |url: &str| {
        let url = url.split(['#', '?']).next().unwrap_or_default();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    path(a) == path(b)
}

fn named(node: &Node<'_>, field: Field, confidence: f32, claims: &mut Vec<Claim>) {
    if let Some(name) = node.text("name") {
        claims.push(Claim::new(field, plain(name), node.origin(), confidence));
    }
}

/// What the story's node says.
fn story(node: Node<'_>, graph: &Graph<'_>, said: &mut Said) {
    let is_story = node.kind == Kind::Story;
    let texts: [(&str, Field, f32); 13] = [
        ("headline", Field::Title, 0.85),
        ("name", Field::Title, if is_story { 0.55 } else { 0.65 }),
        ("title", Field::Title, 0.50),
        ("alternativeHeadline", Field::Subtitle, 0.60),
        ("datePublished", Field::Published, 0.88),
        ("dateCreated", Field::Published, 0.55),
        ("uploadDate", Field::Published, 0.60),
        ("dateModified", Field::Modified, 0.85),
        ("articleSection", Field::Section, 0.80),
        ("inLanguage", Field::Language, 0.65),
        ("description", Field::Description, 0.65),
        ("publisher", Field::Publisher, 0.80),
        ("url", Field::Url, 0.55),
    ];
    let claims = &mut said.claims;
    for (key, field, confidence) in texts {
        if let Some(text) = node.text(key) {
            claims.push(Claim::new(field, plain(text), node.origin(), confidence));
        }
    }
    claims.push(Claim::new(Field::Type, node.type_name, node.origin(), 0.9));
    people(node, graph, claims);
    for keywords in node.object.get("keywords").into_iter().flat_map(strings) {
        claims.push(Claim::new(Field::Tags, plain(keywords), node.origin(), 0.65));
    }
    image(node, claims);
    paywall(node, claims);
    body(node, said);
}

fn people(node: Node<'_>, graph: &Graph<'_>, claims: &mut Vec<Claim>) {
    for (key, confidence) in [("author", 0.88), ("creator", 0.70), ("authors", 0.7)] {
        for person in node.object.get(key).into_iter().flat_map(array) {
            for (name, object) in person_names(person, graph) {
                let mut claim = Claim::new(Field::Authors, plain(name), node.origin(), confidence);
                if let Some(object) = object {
                    claim.url = author_url(object);
                    claim.organisation = is_organisation(object);
                }
                claims.push(claim);
            }
        }
    }
}

fn person_names<'v>(
    person: &'v Value<'v>,
    graph: &Graph<'v>,
) -> impl Iterator<Item = (&'v str, Option<&'v Object<'v>>)> {
    let object = person.as_object().map(|object| graph.resolve(object));
    let names = object.and_then(|object| object.get("name")).or(object.is_none().then_some(person));
    names.into_iter().flat_map(strings).map(move |name| (name, object))
}

fn author_url(object: &Object<'_>) -> Option<String> {
    let urls = ["url", "sameAs"].into_iter().filter_map(|key| object.get(key));
    urls.flat_map(strings).find(|url| url.starts_with("http")).map(str::to_owned)
}

fn is_organisation(object: &Object<'_>) -> Option<bool> {
    let mut types = object.get("@type").into_iter().flat_map(strings);
    types.next().map(|name| name != "Person")
}

fn image(node: Node<'_>, claims: &mut Vec<Claim>) {
    let images = ["image", "thumbnailUrl"].into_iter().filter_map(|key| node.object.get(key));
    let first = images.flat_map(array).find_map(|image| match image {
        Value::String(url) => Some(&**url),
        Value::Object(object) => {
            ["url", "contentUrl"].iter().find_map(|key| object.get(key)?.as_str())
        }
        _ => None,
    });
    if let Some(url) = first {
        claims.push(Claim::new(Field::Image, url, node.origin(), 0.7));
    }
}

fn paywall(node: Node<'_>, claims: &mut Vec<Claim>) {
    let free = match node.object.get("isAccessibleForFree") {
        Some(Value::Bool(free)) => *free,
        Some(Value::String(free)) => !free.to_ascii_lowercase().ends_with("false"),
        _ => return,
    };
    let value = if free { "false" } else { "true" };
    claims.push(Claim::new(Field::Paywalled, value, node.origin(), 0.9));
}

fn body(node: Node<'_>, said: &mut Said) {
    let text = ["articleBody", "text"].into_iter().find_map(|key| node.object.get(key)?.as_str());
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        said.body = Some(EmbeddedBody::new(text, "json-ld articleBody"));
    }
}

/// What the node of the page itself says, beside its story.
fn page(node: &Node<'_>, graph: &Graph<'_>, claims: &mut Vec<Claim>) {
    let texts: [(&str, Field, f32); 7] = [
        ("headline", Field::Title, 0.55),
        ("name", Field::Title, 0.45),
        ("datePublished", Field::Published, 0.60),
        ("dateModified", Field::Modified, 0.60),
        ("inLanguage", Field::Language, 0.60),
        ("description", Field::Description, 0.45),
        ("url", Field::Url, 0.40),
    ];
    for (key, field, confidence) in texts {
        if let Some(text) = node.text(key) {
            claims.push(Claim::new(field, plain(text), node.origin(), confidence));
        }
    }
    claims.push(Claim::new(Field::Type, node.type_name, node.origin(), 0.5));
    for person in node.object.get("author").into_iter().flat_map(array) {
        for (name, object) in person_names(person, graph) {
            let mut claim = Claim::new(Field::Authors, plain(name), node.origin(), 0.55);
            claim.organisation = object.and_then(is_organisation);
            claims.push(claim);
        }
    }
}
