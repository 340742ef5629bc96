"""What the words of a text say: a logistic regression over hashed words, as src/content/wording.rs reads it."""
import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

SLOTS = 1 << 15
HTML = 0.5  # candidates of HTML pages weigh less: the scores are for pages that came as text
STRENGTH = 1.0
NONE = 0.0, np.zeros(SLOTS)


def bags(rows):
    """The slots of each candidate's words, counted, over the root of their number."""
    found = [slots for row in rows for slots in row["wording"]]
    sizes = np.array([len(slots) for slots in found])
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes).astype("f4")
    columns = np.fromiter((slot for slots in found for slot in slots), "i4", sizes.sum())
    starts = np.concatenate([[0], np.cumsum(sizes)])
    bags = csr_matrix((values, columns, starts), shape=(len(found), SLOTS))
    bags.sum_duplicates()
    return bags


def fit(html, text, without):
    """(bias, score of each slot), fitted without the sites of a fold; each set: (bags, label, weight, fold)."""
    parts = []
    for (bags, label, weight, fold), share in ((html, HTML), (text, 1.0)):
        use = (weight > 0) & (fold != without)
        parts.append((bags[use], label[use] >= 0.5, weight[use] * share))
    seen, label, weight = zip(*parts)
    model = LogisticRegression(C=STRENGTH, max_iter=200)
    model.fit(vstack(seen), np.concatenate(label), sample_weight=np.concatenate(weight))
    return float(model.intercept_[0]), model.coef_[0]
