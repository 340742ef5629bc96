"""Pages labelled by hand, block by block: `labelled.tsv`, a page a line.

Its columns: repository on GitHub, commit, path of the page in it, the page's address if it is known, its
kind, the blocks and their labels. Of each block that has a word there are twelve bits of a checksum, as two
characters, by which it is found again; labels are runs: `12-5+3?`, twelve blocks out, five in, three that
nobody decided on. What follows the last one was not looked at.

`python3 train/labelled.py --clone CLONES` fetches the repositories.
"""
import re, shutil, subprocess, sys, zlib
from difflib import SequenceMatcher
from pathlib import Path
import numpy as np
import corpora

FILE = Path(__file__).parent / "labelled.tsv"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LABEL = {"+": 1.0, "-": 0.0, "?": np.nan}


def checksum(text):
    return zlib.crc32(text.encode()) & 0xFFF


def lines():
    return [line.split("\t") for line in FILE.read_text().splitlines()]


def directory(clones, repository):
    return Path(clones) / repository.replace("/", "+")


def read(clones):
    """The pages and their labels."""
    for repository, commit, path, url, kind, blocks, runs in lines():
        show = ["git", "-C", directory(clones, repository), "show", f"{commit}:{path}"]
        html = subprocess.run(show, capture_output=True, check=True).stdout.decode(errors="replace")
        page = {"corpus": "labelled", "id": f"{repository}/{path}", "url": url or None, "html": html, "kind": kind}
        # Pages of one repository are often of one site.
        page["fold"] = corpora.fold(url, repository)
        yield page, {"blocks": unpacked(blocks), "labels": repeated(runs)}


def clone(clones):
    for repository, commit in sorted({(line[0], line[1]) for line in lines()}):
        target = directory(clones, repository)
        if not target.exists():
            subprocess.run(["git", "init", "--quiet", "--bare", target], check=True)
            fetch = ["git", "-C", target, "fetch", "--quiet", "--depth", "1"]
            if subprocess.run([*fetch, f"https://github.com/{repository}", commit]).returncode:
                shutil.rmtree(target)
                print("not fetched:", repository, commit, file=sys.stderr)


def unpacked(blocks):
    pairs = zip(blocks[::2], blocks[1::2])
    return [DIGITS.index(high) * 64 + DIGITS.index(low) for high, low in pairs]


def repeated(runs):
    return [LABEL[sign] for count, sign in re.findall(r"(\d+)([-+?])", runs) for _ in range(int(count))]


def labels(texts, gold):
    """The labels of a page's blocks; NaN for blocks that it did not have when it was labelled."""
    own = [at for at, text in enumerate(texts) if re.search(r"\w", text)]
    sums = [checksum(texts[at]) for at in own]
    label = np.full(len(texts), np.nan)
    for a, b, count in SequenceMatcher(None, sums, gold["blocks"], autojunk=False).get_matching_blocks():
        for i in range(count):
            label[own[a + i]] = gold["labels"][b + i]
    return label


if __name__ == "__main__":
    clone(sys.argv[2])
