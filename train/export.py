"""Writes scores of words and CatBoost models in the form that src/content/model.rs reads."""
import json, struct, tempfile
from pathlib import Path
import numpy as np

MAGIC = b"CDW5"


def write(html, text, path):
    out = MAGIC + struct.pack("<I", len(html)) + html + text
    Path(path).write_bytes(out)
    return len(out)


def for_html(tokens, models):
    return pack_tokens(tokens) + forest(models)


def for_text(wording, models):
    return pack_wording(*wording) + forest(models)


def parts_of(path):
    """What a file holds for HTML pages, and for pages that came as text."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack_from("<I", data, 4)
    return data[8 : 8 + length], data[8 + length :]


def pack_tokens(tokens):
    scale = max(map(abs, tokens.values()), default=1.0) / 127
    out = struct.pack("<fI", scale, len(tokens))
    return out + b"".join(struct.pack("<Ib", w, round(s / scale)) for w, s in sorted(tokens.items()))


def pack_wording(bias, scores):
    scale = max(float(np.abs(scores).max()), 1e-9) / 127
    return struct.pack("<ff", bias, scale) + np.round(scores / scale).astype("i1").tobytes()


def trees_of(model):
    """Its trees, their leaves as they are summed, and its bias."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        data = json.loads(file.read_text())
    scale, bias = data["scale_and_bias"][0], data["scale_and_bias"][1][0]
    return [(t["splits"], np.array(t["leaf_values"]) * scale) for t in data["oblivious_trees"]], bias


def ranks(values):
    """What src/content/features/mod.rs compares: as there."""
    bits = np.array(values, "<f4").view("<i4")
    return ((bits ^ (bits >> 31 & 0x7FFFFFFF)) >> 16).astype("<i2").tobytes()


def forest(models):
    """The mean of some models, as one; of none, where none is fitted yet."""
    if not models:
        return struct.pack("<IffI", 0, 0.0, 0.0, 0)
    all_trees, biases = zip(*map(trees_of, models))
    # In turn: who reads them may stop where they are sure.
    trees = [(splits, leaves / len(models)) for turn in zip(*all_trees) for splits, leaves in turn]
    used = {}
    for splits, _ in trees:
        for split in splits:
            used.setdefault(split["float_feature_index"], set()).add(split["border"])
    borders = [sorted(used.get(i, ())) for i in range(max(used) + 1)]
    out = bytearray(struct.pack("<I", len(borders)))
    for values in borders:
        out += struct.pack("<B", len(values)) + ranks(values)
    leaf_scale = max(float(np.abs(leaves).max()) for _, leaves in trees) / 32767
    out += struct.pack("<ffI", sum(biases) / len(models), leaf_scale, len(trees))
    for splits, leaves in trees:
        out += struct.pack("<B", len(splits))
        for split in splits:
            column = split["float_feature_index"]
            out += struct.pack("<HB", column, borders[column].index(split["border"]))
        leaves = np.round(leaves / leaf_scale)
        step = max(int(np.ceil(np.abs(leaves).max() / 127)), 1)
        out += struct.pack("<H", step) + np.round(leaves / step).astype("i1").tobytes()
    return bytes(out)
