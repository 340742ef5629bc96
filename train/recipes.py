"""Recipe pages that no benchmark has, from the tests of the recipe-scrapers project (MIT), which say what
each page's ingredients and steps are.

    git clone --depth 1 https://github.com/hhursev/recipe-scrapers CLONE
    python3 train/recipes.py CLONE OUT            # writes OUT/recipes.jsonl and OUT/recipes.gold.jsonl
    cargo run --release --features train --example evaluate -- OUT/recipes.jsonl OUT/copydesk.jsonl
    python3 train/recipes.py --score OUT OUT/copydesk.jsonl

A text counts by the share of its runs of four words that stand in the output; each site weighs the same.
"""
import json, re, sys, unicodedata
from collections import defaultdict
from pathlib import Path

TEXTS = {"ingredients": "ingredients", "steps": "instructions_list"}
RUN = 4


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").lower())


def collect(clone, out):
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "recipes.jsonl", "w") as pages, open(out / "recipes.gold.jsonl", "w") as golds:
        for page in sorted(clone.glob("tests/test_data/*/*.testhtml")):
            gold = page.with_suffix(".json")
            if not gold.exists():
                continue
            said = json.loads(gold.read_text())
            site, name = page.parent.name, f"{page.parent.name}/{page.stem}"
            html = page.read_text(errors="replace")
            record = {"id": name, "url": said.get("canonical_url") or "", "html": html}
            pages.write(json.dumps(record) + "\n")
            texts = {kind: said.get(key) or [] for kind, key in TEXTS.items()}
            golds.write(json.dumps({"id": name, "site": site} | texts) + "\n")


def kept(text, output):
    own = words(text)
    run = min(RUN, len(own))
    runs = [" " + " ".join(own[at : at + run]) + " " for at in range(len(own) - run + 1)]
    return len(own), len(own) * sum(r in output for r in runs) / len(runs)


def score(out, file):
    outputs = {}
    with open(file) as lines:
        for line in lines:
            page = json.loads(line)
            outputs[page["id"]] = " " + " ".join(words(page.get("text"))) + " "
    shares = defaultdict(lambda: defaultdict(list))
    for line in open(out / "recipes.gold.jsonl"):
        gold = json.loads(line)
        for kind in TEXTS:
            counts = [kept(t, outputs.get(gold["id"], "")) for t in gold[kind] if words(t)]
            if counts:
                share = sum(c[1] for c in counts) / sum(c[0] for c in counts)
                shares[kind][gold["site"]].append(share)
    for kind, sites in shares.items():
        mean = sum(sum(s) / len(s) for s in sites.values()) / len(sites)
        print(f"{kind}: {mean:.4f} of {sum(map(len, sites.values()))} pages, {len(sites)} sites")


if __name__ == "__main__":
    if sys.argv[1] == "--score":
        score(Path(sys.argv[2]), sys.argv[3])
    else:
        collect(Path(sys.argv[1]), Path(sys.argv[2]))
