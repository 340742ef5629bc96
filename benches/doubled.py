#!/usr/bin/env python3
"""What twice the rules cost: instructions a page with the packs as they are, and with each rule twice.

usage: benches/doubled.py PAGES.jsonl
The second of each pair has other words: the next letter of the alphabet for each of its phrases and
class names. The packs are doubled in a copy of the project, target/doubled. Needs valgrind.
"""
import json, os, re, shutil, subprocess, sys, tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "target/doubled"
LEFT_OUT = shutil.ignore_patterns("target", ".git")
# The keys of conditions that hold words, and of rules that need no second.
WORDS = {"phrases", "starts", "ends", "contains", "label", "class", "class_word", "id"}
EXAMPLES = {"hits", "misses", "todo"}


def next_letter(letter):
    following = chr(ord(letter) + 1)
    return following if following.isalpha() else letter


def reworded(text):
    """Slots stay, and sets of phrases are the second ones."""
    parts = re.split(r"(\{\w+\}|@[\w-]+)", text)
    for at, part in enumerate(parts):
        plain = "".join(next_letter(c) if c.isalpha() else c for c in part)
        parts[at] = part + "-b" if part.startswith("@") else part if at % 2 else plain
    return "".join(parts)


def second(key, value):
    if isinstance(value, dict):
        return {name: second(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [second(key, inner) for inner in value]
    return reworded(value) if isinstance(value, str) and key in WORDS else value


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def double(path):
    text = path.read_text()
    pack = tomllib.loads(text)
    sets = {f"{name}-b": [reworded(p) for p in all_] for name, all_ in pack.get("phrases", {}).items()}
    lines = "".join(f"{name} = {toml(all_)}\n" for name, all_ in sets.items())
    text = text.replace("[phrases]\n", f"[phrases]\n{lines}", 1)
    for rule in pack["rule"]:
        copy = {key: value for key, value in rule.items() if key not in EXAMPLES}
        copy |= {"id": rule["id"] + "-b", "when": second("", rule["when"])}
        text += "\n[[rule]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in copy.items())
    path.write_text(text)
    return len(pack["rule"])


def instructions(root, pages):
    out = COPY / "stages.json"
    # Each with a target of its own: cargo takes the copy for the project.
    env = os.environ | {"CARGO_TARGET_DIR": str(root / "target")}
    command = [sys.executable, root / "benches/stages.py", "--json", out, pages]
    subprocess.run(command, cwd=root, env=env, check=True, stdout=subprocess.DEVNULL)
    return sum(json.loads(out.read_text()).values())


def main():
    pages = Path(sys.argv[1]).resolve()
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(ROOT, COPY, ignore=LEFT_OUT)
    rules = sum(double(path) for path in (COPY / "packs").glob("*/*.toml"))
    once, twice = instructions(ROOT, pages), instructions(COPY, pages)
    print(f"{rules} rules: {once:,.0f} instructions a page; twice as many: {twice:,.0f}, "
          f"{twice / once - 1:+.1%}")


if __name__ == "__main__":
    main()
