"""What a run of fit.py was made of, as Markdown."""
from collections import defaultdict

DATA = """| corpus | pages of | gold | licence |
| --- | --- | --- | --- |
| `wcxb_dev` | Web Content eXtraction Benchmark 2026, development split | whole text | CC-BY-4.0 |
| `n4k_dev` | newspaper4k's article set | whole text | MIT (the project's) |
| `ceb_dev` | trafilatura / go-trafilatura evaluation pages | snippets | Apache-2.0 (the projects') |
| `labelled.tsv` | public repositories, labelled here (the labels alone are kept) | blocks | the pages': their owners' |
| `text_dev` | the articles of the first two as scraped text | lines | as above |
"""


def importance(models, names):
    """The share of each family (the part of a feature's name before the dot) in some models."""
    families = defaultdict(float)
    for model in models:
        for name, value in zip(names, model.get_feature_importance()):
            families[name.split(".")[0]] += value / len(models)
    return sorted(families.items(), key=lambda f: -f[1])


def section(name, models, rows, names):
    lines = [
        f"{name}",
        "",
        f"{len(rows.fold)} pages, {len(rows.label)} blocks, {rows.fitted(len(models))} of them fitted on, "
        f"{sum(model.tree_count_ for model in models)} trees.",
        "",
        "| feature family | importance, % |",
        "| --- | --- |",
        *(f"| {family} | {value:.1f} |" for family, value in importance(models, names) if value >= 0.1),
    ]
    return "\n".join(lines) + "\n"


def write(path, sets, size, names):
    """What was not fitted again keeps its section."""
    old = path.read_text().split("\n## ")[1:] if path.exists() else []
    sections = {text.splitlines()[0]: text for text in old}
    sections |= {name: section(name, *fitted, names) for name, fitted in sets.items()}
    head = [
        "# The fit behind `data/content.weights`",
        "",
        "Made by `train/fit.py`; figures by corpus and kind, cross-validated by site, stand in `baseline.json`.",
        "",
        DATA,
        f"{len(names)} features; {size} bytes of weights; seed and parameters in `fit.py`.",
        "",
    ]
    path.write_text("\n## ".join(["\n".join(head), *(sections[name] for name in sorted(sections))]))
