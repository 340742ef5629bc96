"""What class, id and role words say: how often the text inside them is gold, by site, shrunk."""
import math
from collections import defaultdict
import numpy as np

SITES = 4  # words of fewer sites are not learned
SHRINK = 3.0
CLIP = 3.0


def page_rates(rows, label):
    """{word: (gold, all)} over one page, each candidate weighing the root of its words."""
    n = len(rows["parents"])
    good, all_ = np.zeros(n), np.zeros(n)
    inner = defaultdict(lambda: [0.0, 0.0])
    for i, (scope, words) in enumerate(zip(rows["scope"], rows["words"])):
        if math.isnan(label[i]):
            continue
        weight = math.sqrt(words)
        good[scope] += weight * label[i]
        all_[scope] += weight
        for word in rows["inner"][i]:
            inner[word][0] += weight * label[i]
            inner[word][1] += weight
    for scope in range(n - 1, 0, -1):
        parent = rows["parents"][scope]
        good[parent] += good[scope]
        all_[parent] += all_[scope]
    for scope, words in enumerate(rows["tokens"]):
        if all_[scope] > 0:
            for word in words:
                inner[word][0] += good[scope]
                inner[word][1] += all_[scope]
    return {word: (g, a) for word, (g, a) in inner.items() if a > 0}


def scores(pages):
    """pages: [(site, {word: (gold, all)})]; gives {word: log-odds against the base rate}."""
    by_site = defaultdict(lambda: [0.0, 0.0])
    for site, rates in pages:
        for word, (good, all_) in rates.items():
            entry = by_site[(word, site)]
            entry[0] += good
            entry[1] += all_
    rates = defaultdict(list)
    for (word, _), (good, all_) in by_site.items():
        rates[word].append(good / all_)
    base = float(np.mean([np.mean(r) for r in rates.values()])) if rates else 0.5
    logit = lambda p: math.log(p / (1 - p))
    out = {}
    for word, found in rates.items():
        if len(found) >= SITES:
            rate = (sum(found) + SHRINK * base) / (len(found) + SHRINK)
            rate = min(max(rate, 0.005), 0.995)
            out[word] = max(-CLIP, min(CLIP, logit(rate) - logit(base)))
    return out
