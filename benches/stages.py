#!/usr/bin/env python3
"""Instructions a page, by stage: exact counts by callgrind, the same on every run.

usage: benches/stages.py [--json FILE] [PAGE.html | PAGES.jsonl]...
Without pages it takes the HTML pages of fixtures/. Needs valgrind. Stages are the functions named
below, with all that they call; what none of them covers is "the rest".
"""
import json, os, re, subprocess, sys, tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Each stage's entry points.
STAGES = {
    "parse": ["copydesk::input::parse"],
    "segment": ["copydesk::segment::walk::segment"],
    "metadata": ["copydesk::metadata::declared::declared", "copydesk::metadata::merge::merge"],
    "rules, pass one": [
        "copydesk::rules::hits::<impl copydesk::rules::compile::CompiledRules>::first_pass"
    ],
    "features and trees": [
        "copydesk::content::features::Features::new",
        "copydesk::content::model::Model::score",
    ],
    "judge, with pass two": ["copydesk::judge::all_matches"],
    "assemble": ["copydesk::assemble::assemble"],
    "write text": ["copydesk::write::<impl copydesk::article::Article>::to_text"],
}
WHOLE = "clean_once::clean"


def build():
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    # Without LTO, which would put the stages into one another.
    command = ["cargo", "build", "--release", "--quiet", "--example", "clean_once",
               "--config", "profile.release.lto=false"]
    subprocess.run(command, cwd=ROOT, check=True)
    return target / "release/examples/clean_once"


def profile(binary, pages):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        grind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
        # What is made once a process, on first use, is no cost of a page.
        grind += [f"--toggle-collect={WHOLE}*", binary, "--warm", *pages]
        said = subprocess.run(grind, check=True, capture_output=True, text=True).stdout
        annotate = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", out]
        table = subprocess.run(annotate, check=True, capture_output=True, text=True).stdout
    return int(said.split()[0]), table


def costs(table):
    """The inclusive cost of each function; of recursive clones the largest."""
    found = {}
    for line in table.splitlines():
        row = re.match(r"\s*([\d,]+) \(.*?\)\s+\S*?:(.*?)(?:'\d+)?(?: \[.*\])?$", line)
        if row:
            name = re.sub(r"::h[0-9a-f]{16}$", "", row[2])
            found[name] = max(found.get(name, 0), int(row[1].replace(",", "")))
    return found


def main():
    args = sys.argv[1:]
    json_file = None
    if "--json" in args:
        at = args.index("--json")
        json_file = args[at + 1]
        del args[at : at + 2]
    pages = args or sorted(str(p) for p in ROOT.glob("fixtures/*/page.html"))
    count, table = profile(build(), pages)
    found = costs(table)
    whole = found[WHOLE]
    size = sum(Path(p).stat().st_size for p in pages) / count
    rows = {stage: sum(found.get(n, 0) for n in names) for stage, names in STAGES.items()}
    rows["the rest"] = whole - sum(rows.values())
    print(f"{count} pages of {size / 1000:.0f} kB on average; instructions a page\n")
    print("| stage | instructions | share |\n| --- | ---: | ---: |")
    for stage, cost in rows.items():
        print(f"| {stage} | {cost / count:,.0f} | {cost / whole:.1%} |")
    print(f"| whole | {whole / count:,.0f} | |")
    if json_file:
        Path(json_file).write_text(json.dumps({k: v / count for k, v in rows.items()}))


if __name__ == "__main__":
    main()
