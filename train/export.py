"""Writes scores of words and CatBoost models in the form that src/content/model.rs reads."""
import json, struct, tempfile
from pathlib import Path
import numpy as np

MAGIC = b"CDW3"


def write(html, wording, text, path):
    out = MAGIC + struct.pack("<I", len(html)) + html + pack_wording(*wording) + forest(text)
    Path(path).write_bytes(out)
    return len(out)


def for_html(tokens, model):
    return pack_tokens(tokens) + forest(model)


def html_of(path):
    """What a file holds for HTML pages."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack_from("<I", data, 4)
    return data[8 : 8 + length]


def pack_tokens(tokens):
    scale = max(map(abs, tokens.values()), default=1.0) / 127
    out = struct.pack("<fI", scale, len(tokens))
    return out + b"".join(struct.pack("<Ib", w, round(s / scale)) for w, s in sorted(tokens.items()))


def pack_wording(bias, scores):
    scale = max(float(np.abs(scores).max()), 1e-9) / 127
    return struct.pack("<ff", bias, scale) + np.round(scores / scale).astype("i1").tobytes()


def forest(model):
    if model is None:  # none is fitted yet
        return struct.pack("<IffI", 0, 0.0, 0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        data = json.loads(file.read_text())
    trees = data["oblivious_trees"]
    scale, bias = data["scale_and_bias"][0], data["scale_and_bias"][1][0]
    used = {}
    for tree in trees:
        for split in tree["splits"]:
            used.setdefault(split["float_feature_index"], set()).add(split["border"])
    borders = [sorted(used.get(i, ())) for i in range(max(used) + 1)]
    out = bytearray(struct.pack("<I", len(borders)))
    for values in borders:
        out += struct.pack(f"<B{len(values)}f", len(values), *values)
    leaf_scale = max(abs(v) * scale for t in trees for v in t["leaf_values"]) / 32767
    out += struct.pack("<ffI", bias, leaf_scale, len(trees))
    for tree in trees:
        out += struct.pack("<B", len(tree["splits"]))
        for split in tree["splits"]:
            column = split["float_feature_index"]
            out += struct.pack("<HB", column, borders[column].index(split["border"]))
        for value in tree["leaf_values"]:
            out += struct.pack("<h", round(value * scale / leaf_scale))
    return bytes(out)
