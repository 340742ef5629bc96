"""Fits the weights: `python3 train/fit.py CORPORA [WORK]`, with target/release/examples/features built
(`cargo build --release --features train --example features`).

CORPORA holds wcxb_dev, n4k_dev, ceb_dev and text_dev as NAME.jsonl.gz and NAME.gold.jsonl.gz.
Writes data/content.weights (fitted on all pages), train/folds/0.weights to 4.weights (each without
the sites of its fold: what `evaluate` scores with) and train/report.md. The same pages give the same
weights. WORK (target/train) holds what is made on the way.
"""
import json, subprocess, sys
from pathlib import Path
import numpy as np
from catboost import CatBoostClassifier, Pool
import corpora, export, labels, report, tokens

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ROOT / "target/release/examples/features"
# The root of a block's words, or a little more: long blocks matter more, but not by all their words.
WORD_POWER = 0.65
SNIPPETS = 0.3  # pages of which only snippets are known weigh less
ROWS = 300  # of a page, drawn at random and weighted up
PARAMETERS = dict(
    learning_rate=0.12, depth=6, border_count=32, l2_leaf_reg=5, bootstrap_type="Bernoulli",
    subsample=0.7, rsm=0.25, random_seed=1, thread_count=2, verbose=0,
)
TREES = {"html": 250, "text": 120}


class Set:
    """The candidates of some pages: features, labels, weights."""

    def __init__(self, pages, rows, width, values):
        self.fold = np.array([p["fold"] for p in pages])
        self.sizes = np.array([len(r["text"]) for r in rows])
        self.label = np.concatenate([r["label"] for r in rows])
        self.features = np.memmap(values, dtype="<f4", mode="r").reshape(len(self.label), width)
        self.weight = weights(pages, rows)

    def fit(self, trees, without=None):
        use = self.weight > 0
        if without is not None:
            use &= np.repeat(self.fold, self.sizes) != without
        model = CatBoostClassifier(iterations=trees, **PARAMETERS)
        pool = Pool(self.features[use], self.label[use] >= 0.5, weight=self.weight[use])
        return model.fit(pool)


def weights(pages, rows):
    rng = np.random.default_rng(7)
    out = []
    for page, row in zip(pages, rows):
        words = np.array(row["words"], float)
        weight = np.where(np.isnan(row["label"]), 0, words**WORD_POWER)
        snippets = SNIPPETS if page["corpus"] == "ceb_dev" else 1.0
        weight *= 200 * snippets / max(weight.sum(), 1e-9)
        known = np.flatnonzero(weight)
        if len(known) > ROWS:
            chosen = rng.choice(known, ROWS, replace=False)
            drawn = np.zeros_like(weight)
            drawn[chosen] = weight[chosen] * len(known) / ROWS
            weight = drawn
        out.append(weight)
    return np.concatenate(out)


def features(pages, work, name, token_files=()):
    """Runs the crate over pages; gives their rows and the file of values."""
    source, rows, values = (work / f"{name}.{end}" for end in ("pages.jsonl", "rows.jsonl", "f32"))
    with open(source, "w") as file:
        file.writelines(json.dumps(p) + "\n" for p in pages)
    subprocess.run([FEATURES, source, rows, values, *token_files], check=True)
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


def fit_tokens(pages, rows, work):
    """Scores of class words, without each fold and over all."""
    rates = [
        (p["fold"], corpora.site(p.get("url")) or p["id"], tokens.page_rates(r, r["label"]))
        for p, r in zip(pages, rows)
    ]
    out, files = {}, []
    for fold in [*range(corpora.FOLDS), None]:
        out[fold] = tokens.scores([(site, rate) for k, site, rate in rates if k != fold])
        if fold is not None:
            files.append(work / f"tokens{fold}.tsv")
            files[-1].write_text("".join(f"{h}\t{v:.4f}\n" for h, v in sorted(out[fold].items())))
    return out, files


def main():
    root = Path(sys.argv[1])
    work = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "target/train"
    work.mkdir(parents=True, exist_ok=True)
    width = len(subprocess.run([FEATURES], check=True, capture_output=True, text=True).stdout.split())

    pages, gold = read(root, corpora.HTML)
    rows, values = features(pages, work, "html")
    add_labels(rows, gold, labels.labels)
    scores, files = fit_tokens(pages, rows, work)
    values = features(pages, work, "html", files)[1]
    html = Set(pages, rows, width, values)
    del pages, rows, gold
    pages, gold = read(root, corpora.TEXT)
    rows, values = features(pages, work, "text")
    add_labels(rows, gold, labels.from_lines)
    text = Set(pages, rows, width, values)

    (ROOT / "train/folds").mkdir(exist_ok=True)
    for fold in [*range(corpora.FOLDS), None]:
        path = ROOT / ("data/content.weights" if fold is None else f"train/folds/{fold}.weights")
        models = html.fit(TREES["html"], fold), text.fit(TREES["text"], fold)
        size = export.export(scores[fold], *models, path)
        print(path.relative_to(ROOT), size, "bytes", flush=True)
        if fold is None:
            report.write(ROOT / "train/report.md", models, html, text, size, FEATURES)


if __name__ == "__main__":
    main()
