"""Which candidates of a page are gold: aligned in order with the gold text."""
import re, unicodedata
import numpy as np
from rapidfuzz.distance import LCSseq

WORD = re.compile(r"\w+")
AHEAD = 6  # lines that the crate may have left out between two that it has
RUN = 3  # a match shorter than this many words counts only where it is the whole candidate


def norm(text):
    text = unicodedata.normalize("NFKC", text or "").casefold()
    text = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"})
    return re.sub(r"\s+", " ", text).strip()


def aligned(texts, gold):
    """The share of each candidate's words that stand in gold, in order."""
    words, owner = [], []
    for i, text in enumerate(texts):
        found = WORD.findall(text.lower())
        words += found
        owner += [i] * len(found)
    owner = np.array(owner, dtype=np.int64)
    total = np.bincount(owner, minlength=len(texts)) if len(owner) else np.zeros(len(texts))
    hit = np.zeros(len(words), dtype=bool)
    for op in LCSseq.opcodes(words, WORD.findall(gold.lower())):
        if op.tag == "equal":
            span = slice(op.src_start, op.src_end)
            long = op.src_end - op.src_start >= RUN
            for i in range(op.src_start, op.src_end):
                hit[i] = long or total[owner[i]] <= op.src_end - op.src_start
    matched = np.bincount(owner, weights=hit, minlength=len(texts)) if len(owner) else total
    return np.where(total > 0, matched / np.maximum(total, 1), np.nan)


def from_snippets(texts, gold):
    """1 where a wanted snippet stands, 0 where an unwanted one does, NaN elsewhere."""
    label = np.full(len(texts), np.nan)
    wanted = [norm(s) for s in gold.get("with") or []]
    unwanted = [norm(s) for s in gold.get("without") or []]
    for i, text in enumerate(map(norm, texts)):
        if any(s in text for s in wanted):
            label[i] = 1
        elif any(s in text and len(s) * 3 >= len(text) for s in unwanted):
            label[i] = 0
    return label


def from_lines(texts, gold):
    """The labels of the gold's lines, found in order; NaN for lines it does not decide on."""
    label = np.full(len(texts), np.nan)
    lines = [(norm(text), np.nan if "Z" in category else inside) for text, inside, *category in gold["lines"]]
    at = 0
    for i, text in enumerate(map(norm, texts)):
        for j in range(at, min(at + AHEAD, len(lines))):
            if lines[j][0] == text:
                label[i] = lines[j][1]
                at = j + 1
                break
    return label


def labels(texts, gold):
    if not gold.get("text"):
        return from_snippets(texts, gold)
    label = aligned(texts, gold["text"])
    outside = {norm(line[0]) for line in gold.get("lines") or [] if len(line) > 2 and line[2] != "Z"}
    inside = {norm(line[0]) for line in gold.get("lines") or [] if line[1]}
    for i, text in enumerate(map(norm, texts)):
        if text in outside and text not in inside:
            label[i] = 0
    return label
