"""What a run of fit.py was made of, as Markdown."""
import subprocess
from collections import defaultdict

DATA = """| corpus | pages of | gold | licence |
| --- | --- | --- | --- |
| `wcxb_dev` | Web Content eXtraction Benchmark 2026, development split | whole text | CC-BY-4.0 |
| `n4k_dev` | newspaper4k's article set | whole text | MIT (the project's) |
| `ceb_dev` | trafilatura / go-trafilatura evaluation pages | snippets | Apache-2.0 (the projects') |
| `text_dev` | the articles of the first two as scraped text | lines | as above |
"""


def importance(model, names):
    """The share of each family (the part of a feature's name before the dot) in a model."""
    families = defaultdict(float)
    for name, value in zip(names, model.get_feature_importance()):
        families[name.split(".")[0]] += value
    return sorted(families.items(), key=lambda f: -f[1])


def write(path, models, html, text, size, features):
    names = subprocess.run([features], capture_output=True, text=True).stdout.split()
    lines = [
        "# The fit behind `data/content.weights`",
        "",
        "Made by `train/fit.py`; figures by corpus and kind, cross-validated by site, stand in `baseline.json`.",
        "",
        DATA,
        f"{len(names)} features; {size} bytes of weights; seed and parameters in `fit.py`.",
    ]
    for name, model, rows in [("HTML", models[0], html), ("Text", models[1], text)]:
        lines += [
            "",
            f"## {name}",
            "",
            f"{len(rows.fold)} pages, {len(rows.label)} blocks, {int((rows.weight > 0).sum())} of them fitted on, "
            f"{model.tree_count_} trees.",
            "",
            "| feature family | importance, % |",
            "| --- | --- |",
            *(f"| {family} | {value:.1f} |" for family, value in importance(model, names) if value >= 0.1),
        ]
    path.write_text("\n".join(lines) + "\n")
