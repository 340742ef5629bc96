"""The development corpora: pages, gold, and the fold of each page by host."""
import gzip, json
from pathlib import Path
from urllib.parse import urlparse

HTML = ("wcxb_dev", "n4k_dev", "ceb_dev")
TEXT = ("text_dev",)
FOLDS = 5
SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu"}


def site(url):
    parts = (urlparse(url or "").hostname or "").lower().split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in SECOND_LEVEL else 2
    return ".".join(parts[-keep:])


def fold(url, id):
    """A page's fold: all pages of a site share one. examples/folds computes the same."""
    hash = 0xCBF29CE484222325  # FNV-1a
    for byte in (site(url) or id).encode():
        hash = (hash ^ byte) * 0x100000001B3 % 2**64
    return hash % FOLDS


def read(path):
    with gzip.open(path, "rt") as file:
        for line in file:
            yield json.loads(line)


def pages(root, corpora):
    for corpus in corpora:
        for page in read(Path(root) / f"{corpus}.jsonl.gz"):
            page["corpus"] = corpus
            page["fold"] = fold(page.get("url"), page["id"])
            yield page


def gold(root, corpora):
    return {(c, g["id"]): g for c in corpora for g in read(Path(root) / f"{c}.gold.jsonl.gz")}
