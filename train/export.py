"""Writes a CatBoost model and token scores in the form that src/content/model.rs reads."""
import json, struct, tempfile
from pathlib import Path

MAGIC = b"CDW1"


def export(model, tokens, path):
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
    width = max(used) + 1
    borders = [sorted(used.get(i, ())) for i in range(width)]
    out = bytearray(MAGIC + struct.pack("<I", width))
    for values in borders:
        out += struct.pack(f"<B{len(values)}f", len(values), *values)
    leaf_scale = max(abs(v) * scale for t in trees for v in t["leaf_values"]) / 32767
    token_scale = max(map(abs, tokens.values()), default=1.0) / 127
    out += struct.pack("<fffI", bias, leaf_scale, token_scale, len(trees))
    for tree in trees:
        out += struct.pack("<B", len(tree["splits"]))
        for split in tree["splits"]:
            feature = split["float_feature_index"]
            out += struct.pack("<HB", feature, borders[feature].index(split["border"]))
        for value in tree["leaf_values"]:
            out += struct.pack("<h", round(value * scale / leaf_scale))
    out += struct.pack("<I", len(tokens))
    for word, score in sorted(tokens.items()):
        out += struct.pack("<Ib", word, round(score / token_scale))
    Path(path).write_bytes(out)
    return len(out)
