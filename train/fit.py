"""Fits the weights: `python3 train/fit.py CORPORA CLONES [--html | --text]`, with target/release/examples/features
built (`cargo build --release --features train --example features`).

CORPORA holds wcxb_dev, n4k_dev, ceb_dev and text_dev as NAME.jsonl.gz and NAME.gold.jsonl.gz; CLONES, what
`labelled.py --clone` put there. Writes data/content.weights (fitted on all pages), train/folds/0.weights to
4.weights (each without the sites of its fold: what `evaluate` scores with) and train/report.md. The same pages
give the same weights. With --html, those for pages that came as text stay as they are, with --text, the others.
target/train holds what is made on the way.
"""
import json, subprocess, sys
from pathlib import Path
import numpy as np
from catboost import CatBoostClassifier, Pool
import corpora, export, labelled, labels, report, tokens, wording

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ROOT / "target/release/examples/features"
# The root of a block's words, or a little more: long blocks matter more, but not by all their words.
WORD_POWER = 0.65
# Pages of which only snippets are known weigh less, and those that were labelled here by other eyes: more of a
# kind of which the corpora have few.
WEIGHT = {"ceb_dev": 0.3, "labelled": 0.3, "product": 0.5, "forum": 0.5, "service": 0.4}
ROWS = 300  # of a page, drawn at random and weighted up
PARAMETERS = dict(
    depth=6, border_count=32, l2_leaf_reg=5, bootstrap_type="Bernoulli",
    subsample=0.7, rsm=0.25, thread_count=2, verbose=0,
)
SEEDS = (1, 2)  # of the forests for HTML pages; the score is by their mean
ONLY_TEXT = ("text.", "wording.")  # families that pages of HTML lack: the last ones
FITS = [*range(corpora.FOLDS), None]  # without each fold, and over all
HTML = dict(iterations=250, learning_rate=0.12)
TEXT = dict(iterations=350, learning_rate=0.06)


class Set:
    """The candidates of some pages: features, labels, weights."""

    def __init__(self, pages, rows, width, values):
        self.fold = np.array([p["fold"] for p in pages])
        self.sizes = np.array([len(r["text"]) for r in rows])
        self.label = np.concatenate([r["label"] for r in rows])
        self.features = np.memmap(values, dtype="<f4", mode="r").reshape(len(self.label), width)
        self.weights = {seed: weights(pages, rows, seed) for seed in SEEDS}

    def fitted(self, forests):
        """The number of candidates that so many forests were fitted on."""
        return int(sum(self.weights[seed] > 0 for seed in SEEDS[:forests]).astype(bool).sum())

    def fit(self, without, seed, **how):
        weight = self.weights[seed]
        use = (weight > 0) & (np.repeat(self.fold, self.sizes) != without)
        model = CatBoostClassifier(random_seed=seed, **how, **PARAMETERS)
        pool = Pool(self.features[use], self.label[use] >= 0.5, weight=weight[use])
        return model.fit(pool)


def weights(pages, rows, seed):
    rng = np.random.default_rng(6 + seed)
    out = []
    for page, row in zip(pages, rows):
        weight = weights_of(page, row)
        known = np.flatnonzero(weight)
        if len(known) > ROWS:
            chosen = rng.choice(known, ROWS, replace=False)
            drawn = np.zeros_like(weight)
            drawn[chosen] = weight[chosen] * len(known) / ROWS
            weight = drawn
        out.append(weight)
    return np.concatenate(out)


def weights_of(page, row):
    """Pages weigh the same, whatever their length."""
    words = np.array(row["words"], float)
    weight = np.where(np.isnan(row["label"]), 0, words**WORD_POWER)
    return weight * (200 * weight_of(page) / max(weight.sum(), 1e-9))


def weight_of(page):
    weight = WEIGHT.get(page["corpus"], 1.0)
    return WEIGHT.get(page["kind"], weight) if page["corpus"] == "labelled" else weight


def worded(pages, rows):
    """What `wording.fit` reads of some pages."""
    label = np.concatenate([row["label"] for row in rows])
    weight = np.concatenate([weights_of(*of) for of in zip(pages, rows)])
    fold = np.repeat([page["fold"] for page in pages], [len(row["text"]) for row in rows])
    return wording.bags(rows), label, weight, fold


def features(pages, work, name, weights=()):
    """Runs the crate over pages; gives their rows and the file of values."""
    source, rows, values = (work / f"{name}.{end}" for end in ("pages.jsonl", "rows.jsonl", "f32"))
    with open(source, "w") as file:
        file.writelines(json.dumps(p) + "\n" for p in pages)
    subprocess.run([FEATURES, source, rows, values, *weights], check=True)
    source.unlink()
    with open(rows) as file:
        return [json.loads(line) for line in file], values


def read(root, names):
    pages = list(corpora.pages(root, names))
    gold = corpora.gold(root, names)
    return pages, [gold[(p["corpus"], p["id"])] for p in pages]


def add_labels(rows, gold, label):
    for row, g in zip(rows, gold):
        row["label"] = label(row["text"], g)


def fit_tokens(pages, rows):
    """Scores of class words, without each fold and over all."""
    rates = [
        (p["fold"], corpora.site(p.get("url")) or p["id"], tokens.page_rates(r, r["label"]))
        for p, r in zip(pages, rows)
    ]
    return {
        fold: tokens.scores([(site, rate) for k, site, rate in rates if k != fold]) for fold in FITS
    }


def html_set(pages, rows, clones, work, width):
    """The pages of HTML with those of `clones`, and by fold the scores of class words."""
    more, gold = map(list, zip(*labelled.read(clones)))
    more_rows = features(more, work, "labelled")[0]
    add_labels(more_rows, gold, labelled.labels)
    pages, rows = pages + more, rows + more_rows
    class_words = fit_tokens(pages, rows)
    files = [work / f"class-words{fold}.weights" for fold in range(corpora.FOLDS)]
    for fold, file in enumerate(files):
        export.write(export.for_html(class_words[fold], []), export.for_text(wording.NONE, []), file)
    return Set(pages, rows, width, features(pages, work, "html", files)[1]), class_words


def text_set(root, html_words, work, width):
    """The pages that came as text, and by fold what words say."""
    pages, gold = read(root, corpora.TEXT)
    rows = features(pages, work, "text")[0]
    add_labels(rows, gold, labels.from_lines)
    text_words = worded(pages, rows)
    said = {fold: wording.fit(html_words, text_words, fold) for fold in FITS}
    files = [work / f"words{fold}.weights" for fold in range(corpora.FOLDS)]
    for fold, file in enumerate(files):
        export.write(export.for_html({}, []), export.for_text(said[fold], []), file)
    return Set(pages, rows, width, features(pages, work, "text", files)[1]), said


def main():
    root, clones, *options = sys.argv[1:]
    work = ROOT / "target/train"
    work.mkdir(parents=True, exist_ok=True)
    names = subprocess.run([FEATURES], check=True, capture_output=True, text=True).stdout.split()
    html_width = sum(not name.startswith(ONLY_TEXT) for name in names)

    pages, gold = read(root, corpora.HTML)
    rows = features(pages, work, "html")[0]
    add_labels(rows, gold, labels.labels)
    html = text = None
    if "--html" not in options:
        text, said = text_set(root, worded(pages, rows), work, len(names))
    if "--text" not in options:
        html, class_words = html_set(pages, rows, clones, work, html_width)
    del pages, rows, gold

    (ROOT / "train/folds").mkdir(exist_ok=True)
    for fold in FITS:
        path = ROOT / ("data/content.weights" if fold is None else f"train/folds/{fold}.weights")
        sets = {}
        for_html, for_text = export.parts_of(path)
        if html:
            sets["HTML"] = [html.fit(fold, seed, **HTML) for seed in SEEDS], html
            for_html = export.for_html(class_words[fold], sets["HTML"][0])
        if text:
            sets["Text"] = [text.fit(fold, SEEDS[0], **TEXT)], text
            for_text = export.for_text(said[fold], sets["Text"][0])
        size = export.write(for_html, for_text, path)
        print(path.relative_to(ROOT), size, "bytes", flush=True)
        if fold is None:
            report.write(ROOT / "train/report.md", sets, size, names)


if __name__ == "__main__":
    main()
