"""Pages with gold from their publishers: `python3 train/feeds.py SITES OUT`, then
`python3 train/feeds.py --score OUT PREDICTED.jsonl`.

SITES holds git repositories of static sites (those of feeds.txt), bare or checked out. Feeds with full
text and search indexes of MkDocs give the story of a page a second time: without what stands around it.
Writes OUT/feeds.jsonl (`id`, `url`, `html`) and OUT/feeds.gold.jsonl (`id`, `title`, `text`), at most six
pages of a site.
--score prints the means over sites of word F1, precision and recall (words as a multiset, as in the Web
Content eXtraction Benchmark) of texts (`id`, `text`), as `evaluate` writes them. Needs lxml.
"""
import html, json, random, re, subprocess, sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean
from urllib.parse import unquote, urlparse
import lxml.etree, lxml.html

MOST_PAGES, MOST_FEEDS, MOST_TRIED = 6, 40, 40
LEAST_WORDS = 80
LONG = 600  # characters of a summary that may be the story
FOUND = 0.93  # the share of the story's word triples that the page must have
MORE = 0.12  # the share of prose that may stand beside the story: else the feed has an excerpt
FEED = re.compile(r"(^|/)((feed|atom|rss2?|search|local-search|index)\.xml|feeds?/[\w.-]+\.(xml|html?))$")
NO_STORY = re.compile(
    r"(^|/)(comments?|wp-\w+|node_modules|themes?|products?|producto|produk|catalog|shop|forums?|topic|tags?"
    r"|categor\w*|archives?|page|hello-world|sample-page|comment-page-\d+)(/|\.)", re.I)
PLACEHOLDER = re.compile(r"\b(lorem|ipsum|consectetur|adipiscing|pellentesque)\b", re.I)
CUT = re.compile(r"(…|\.\.\.|\[…\]|read more|continue reading)\W*$", re.I)
APPEARED = re.compile(r"\n?[^\n]*\b(appeared first on|first appeared on)\b[^\n]*$", re.I)
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
BLOCKS = set("p div li ul ol h1 h2 h3 h4 h5 h6 pre blockquote table tr td th br hr figure figcaption section "
             "article dl dt dd header footer details summary tbody thead img".split())
UNREAD = set("script style noscript iframe svg template button form video audio object".split())


def git(repository, *arguments):
    command = ["git", "-C", repository, "-c", "core.quotepath=off", *arguments]
    return subprocess.run(command, capture_output=True).stdout


def text(element):
    """The text of an element, a block a line."""
    parts = []

    def walk(node):
        if isinstance(node.tag, str) and node.tag not in UNREAD:
            edge = "\n" if node.tag in BLOCKS else ""
            parts.append(edge + (node.text or ""))
            for child in node:
                walk(child)
            parts.append(edge)
        parts.append(node.tail or "")

    parts.append(element.text or "")
    for child in element:
        walk(child)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def text_of(markup):
    """The text of a piece of HTML; none of what cannot be read."""
    try:
        return text(lxml.html.fragment_fromstring(markup, create_parent="div"))
    except (lxml.etree.LxmlError, ValueError):
        return ""


def triples(words):
    return set(zip(words, words[1:], words[2:]))


def words(value):
    return WORD.findall(value.lower())


def is_whole(page, story):
    """Whether the page has the story, and hardly more prose in the element that holds it."""
    own = words(story)
    if len(own) < LEAST_WORDS:
        return False
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        body = lxml.html.document_fromstring(page.encode(), parser=parser).find("body")
    except (lxml.etree.LxmlError, ValueError):
        return False
    if body is None:
        return False
    wanted = triples(own)
    there = wanted & triples(words(text(body)))
    if len(there) < FOUND * len(wanted):
        return False
    around, inner = None, body
    while inner is not None:
        around = inner
        inner = next((c for c in around if isinstance(c.tag, str) and holds(c, own, there)), None)
    beside = (words(text(p)) for p in around.iter("p"))
    strange = (len(w) for w in beside if len(w) >= 15 and len(triples(w) & wanted) < 0.3 * len(triples(w)))
    return sum(strange) <= MORE * len(own)


def holds(element, own, there):
    inside = words(text(element))
    return len(inside) >= 0.9 * len(own) and len(triples(inside) & there) >= 0.97 * len(there)


def items(feed):
    """The link, title and content of each item of a feed."""
    parser = lxml.etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    try:
        root = lxml.etree.fromstring(feed, parser)
    except (lxml.etree.LxmlError, ValueError):
        return
    for item in root.iter("{*}item", "{*}entry") if root is not None else ():
        link, title, content, summary = "", "", "", ""
        for child in item:
            name = lxml.etree.QName(child).localname.lower() if isinstance(child.tag, str) else ""
            if name in ("link", "url") and child.get("rel") in (None, "alternate"):
                link = link or child.get("href") or child.text or ""
            elif name == "title":
                title = child.text or ""
            elif name in ("encoded", "content"):
                markup = (lxml.etree.tostring(c, encoding="unicode", method="html") for c in child)
                content = (child.text or "") + "".join(markup)
            elif name in ("description", "summary"):
                summary = child.text or ""
        content = content or summary * (len(summary) > LONG)
        if link and content and "#comment" not in link:
            yield link.strip(), html.unescape(title).strip(), content


def step_key(path):
    return re.sub(r"(^|/)index$", "", re.sub(r"\.html?$", "", path)).strip("/").lower()


def from_feeds(show, files, pages):
    """The stories that feeds tell, by the page's file."""
    by_key = {step_key(page): page for page in pages}
    by_end = {}
    for key in by_key:
        by_end.setdefault(key.rsplit("/", 1)[-1], []).append(key)
    feeds = sorted((f for f in files if FEED.search(f) and not NO_STORY.search(f)), key=lambda f: (f.count("/"), f))
    for feed in feeds[:MOST_FEEDS]:
        data = show(feed)
        if b"<item" not in data and b"<entry" not in data:
            continue
        for link, title, content in items(data):
            key = step_key(unquote(urlparse(link).path))
            near = [k for k in by_end.get(key.rsplit("/", 1)[-1], []) if k.endswith(key) or key.endswith(k)]
            if key and near:
                story = APPEARED.sub("", text_of(content)).strip()
                if not CUT.search(story):
                    yield by_key[max(near, key=len)], title, story


def from_indexes(show, files, pages):
    """The same from the search indexes of MkDocs, whose sections are parts of a page."""
    for index in (f for f in files if re.search(r"(^|/)search/search_index\.json$", f)):
        parts = {}
        try:
            docs = json.loads(show(index))["docs"]
        except (ValueError, KeyError):
            continue
        for section in docs:
            place, _, anchor = section["location"].partition("#")
            parts.setdefault(place, []).append((anchor, section["title"], section["text"]))
        for place, sections in parts.items():
            page = index.removesuffix("search/search_index.json") + place
            page += "" if place.endswith(".html") else "index.html"
            if place and page in pages:
                whole = next((body for anchor, _, body in sections if not anchor), "")
                rest = [f"{title}\n{body}" for anchor, title, body in sections if anchor]
                story = whole if sum(map(len, rest)) <= len(whole) else "\n".join([whole, *rest])
                yield page, sections[0][1], text_of(story).replace("¶", "")


def published(repository):
    """The commit with the most pages, of HEAD and the branches, and its files."""
    commits = ["HEAD", *git(repository, "for-each-ref", "--format=%(refname)").decode().split()]
    trees = ((c, git(repository, "ls-tree", "-r", "--name-only", c).decode(errors="replace")) for c in commits)
    commit, files = max(trees, key=lambda tree: tree[1].count(".html\n"))
    return commit, files.splitlines()


def stories(repository):
    """Some pages of a site with their stories."""
    commit, files = published(repository)
    show = lambda path: git(repository, "show", f"{commit}:{path}")
    pages = {f for f in files if f.endswith((".html", ".htm")) and not NO_STORY.search(f)}
    found = {}
    for source in (from_feeds, from_indexes):
        for page, title, story in source(show, files, pages):
            found.setdefault(page, (title, story))
    chosen = sorted(found)
    random.Random(repository.name).shuffle(chosen)
    kept = 0
    for page in chosen[:MOST_TRIED]:
        if kept == MOST_PAGES:
            break
        title, story = found[page]
        source = show(page).decode(errors="replace")
        if len(PLACEHOLDER.findall(story)) <= 5 and is_whole(source, story):
            kept += 1
            yield page, source, title, story


def by_id(path):
    with open(path) as lines:
        return {page["id"]: page["text"] for page in map(json.loads, lines)}


def score(gold, predicted):
    sites = defaultdict(list)
    for id, story in gold.items():
        wanted, given = (Counter(re.findall(r"\w+", t.lower())) for t in (story, predicted.get(id, "")))
        shared = (wanted & given).total()
        precision, recall = shared / max(given.total(), 1), shared / max(wanted.total(), 1)
        f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
        sites[id.split("/")[0]].append((f1, precision, recall))
    means = [[mean(column) for column in zip(*pages)] for pages in sites.values()]
    f1, precision, recall = (mean(column) for column in zip(*means))
    print(f"{len(gold)} pages of {len(sites)} sites: F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}")


def main():
    if sys.argv[1] == "--score":
        return score(by_id(Path(sys.argv[2]) / "feeds.gold.jsonl"), by_id(sys.argv[3]))
    sites, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "feeds.jsonl", "w") as pages, open(out / "feeds.gold.jsonl", "w") as gold:
        for repository in sorted(p for p in sites.iterdir() if p.is_dir()):
            for page, source, title, story in stories(repository):
                id = f"{repository.name}/{page}"
                url = f"https://{repository.name}.example/{page}"
                pages.write(json.dumps({"id": id, "url": url, "html": source}) + "\n")
                gold.write(json.dumps({"id": id, "title": title, "text": story}) + "\n")


if __name__ == "__main__":
    main()
