"""Long fuzzing of everything that is read: `python -m tests.fuzz N [--seed S]`.

Operators other than those of tests/kit/mutated_text.py: splices of two files, operations on the
tree of a file (swap, duplicate, delete, retype, graft), and on its bytes; over rosters, policies,
plans (with the hashes of their inputs made to fit again), baselines, configuration and scores. Each
input is run by the command line in this process: no bug (70), an allowed exit code, at most 5 CPU
seconds.
"""

import argparse
import contextlib
import copy
import json
import os
import random
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from tests.kit.command import rotplan
from tests.kit.costly_files import BASE, POLICY

SECONDS = 5
ALLOWED = {0, 1, 2}
PIECES = (
    b"\x00", b"\t", b"\r", b"\xff", b"\xc3", b"\xe1\xbb", b"\xed\xa0\x80", b"\xef\xbb\xbf",
    b"\xe2\x80\x8b", b"\xf0\x9f\x98\x80", b"\x1b[31m", b"---\n", b": ", b"- ", b"{", b"]", b'"',
    b"&a ", b"*a ", b"!!x ", b"9" * 40, b"-", b"../", b"\\u0000", b"\n\n",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, "", " ", "x", "a-01", "../x", "/", "2019-02-30", "0" * 5000,
    "\u0000", "e\u0301", [], {}, [[]], {"a": {"b": []}}, "NaN", "hard", "vn-2017", float("inf"),
)  # fmt: skip
EXTRA = """\
decisions: [{keep: a-01}, {never: a-02, in: a2}]
ties: [{a: a-01, b: a-02, kind: spouse}]
waivers: [{cadre: a-01, clause: min-stay, basis: b}]
distances: {a1: {a2: 12}}
rules: {min-stay: {months: 30}, own: {rule: term-limit, months: 90, force: hard, basis: x}}
scores: s.csv
"""
CONFIG = (
    'include = ["r.yaml"]\nexclude = ["old/**"]\nselect = ["ALL"]\nmax-per-rule = 3\nlang = "vi"\n'
)
CLAUSES = """\
clauses: {min-stay: {months: 24, force: approval, basis: b}}
tiers: [vacancies, targets, approvals, moves, preference]
"""


class Samples:
    """The files that are changed, one set for each kind of input."""

    def __init__(self, folder: Path) -> None:
        self.roster = (BASE + EXTRA).encode()
        self.scores = b"cadre,post,score\na-01,a1/s,3\na-02,a2/s,-4\n"
        self.write(folder)
        rotplan("plan", folder / "r.yaml", "-o", folder / "p.json", "--certificate")
        rotplan("check", folder / "r.yaml", "--write-baseline", folder / "b.json")
        read = {name: (folder / name).read_bytes() for name in ("p.json", "b.json")}
        self.of = {
            "r.yaml": self.roster,
            "own.yaml": (POLICY + CLAUSES).encode(),
            "s.csv": self.scores,
            "rotplan.toml": CONFIG.encode(),
            "pyproject.toml": b"[tool.rotplan]\n" + CONFIG.encode(),
            **read,
        }

    def write(self, folder: Path) -> None:
        (folder / "r.yaml").write_bytes(self.roster)
        (folder / "s.csv").write_bytes(self.scores)


def mutated(rng: random.Random, name: str, samples: dict[str, bytes]) -> bytes:
    """A sample after one to three operations."""
    data = samples[name]
    for _ in range(rng.randint(1, 3)):
        way = rng.choice(("tree", "tree", "splice", "bytes", "bytes"))
        if way == "tree" and name.endswith((".yaml", ".json")):
            data = _tree(rng, name, data, samples)
        elif way == "splice":
            data = _splice(rng, data, rng.choice(list(samples.values())))
        else:
            data = _bytes(rng, data)
    return data


def _splice(rng: random.Random, one: bytes, other: bytes) -> bytes:
    """The beginning of one file and the end of another, or a stretch of it in between."""
    at, there = rng.randrange(len(one) + 1), rng.randrange(len(other) + 1)
    if rng.random() < 0.5:
        return one[:at] + other[there:]
    return one[:at] + other[there : there + rng.randint(1, 200)] + one[at:]


def _bytes(rng: random.Random, data: bytes) -> bytes:
    """A bit flipped, a fragment put in, a stretch left out, or the end cut off."""
    if not data:
        return rng.choice(PIECES)
    at, way = rng.randrange(len(data)), rng.randrange(4)
    if way == 0:
        return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
    if way == 1:
        return data[:at] + rng.choice(PIECES) * rng.choice((1, 1, 3)) + data[at:]
    return data[:at] + data[at + rng.randint(1, 40) :] if way == 2 else data[:at]


def _tree(rng: random.Random, name: str, data: bytes, samples: dict[str, bytes]) -> bytes:
    """One node of the tree swapped, doubled, left out, of another type, or from another file."""
    try:
        tree = json.loads(data) if name.endswith(".json") else yaml.load(data, yaml.BaseLoader)
    except (ValueError, yaml.YAMLError, RecursionError):
        return _bytes(rng, data)
    nodes = list(_nodes(tree))
    if not nodes:
        return data
    holder, key = rng.choice(nodes)
    other, there = rng.choice(nodes)
    way = rng.randrange(5)
    if way == 0:
        holder[key], other[there] = copy.deepcopy(other[there]), copy.deepcopy(holder[key])
    elif way == 1 and isinstance(holder, list):
        holder.extend([holder[key]] * rng.choice((1, 2, 40)))
    elif way == 1:
        holder[str(key) + rng.choice(("", "x", " "))] = copy.deepcopy(other[there])
    elif way == 2:
        del holder[key]
    elif way == 3:
        holder[key] = rng.choice(VALUES)
    else:
        holder[key] = _graft(rng, samples)
    if name.endswith(".json"):
        return json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    text = yaml.dump(tree, allow_unicode=True, sort_keys=False, default_flow_style=None)
    return text.encode("utf-8", "backslashreplace")


def _nodes(tree: Any) -> Any:
    if isinstance(tree, dict | list):
        for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
            yield tree, key
            yield from _nodes(tree[key])


def _graft(rng: random.Random, samples: dict[str, bytes]) -> Any:
    donor = yaml.load(samples[rng.choice(("r.yaml", "own.yaml"))], yaml.BaseLoader)
    nodes = list(_nodes(donor))
    holder, key = rng.choice(nodes)
    return holder[key]


def _rehashed(data: bytes, folder: Path) -> bytes:
    """A plan whose inputs have the hashes of the files that are there, so that checking goes on."""
    try:
        plan = json.loads(data)
        for entry in plan["inputs"]:
            path = folder / Path(entry["path"]).name
            if path.is_file():
                entry["sha256"] = sha256(path.read_bytes()).hexdigest()
        if plan["certificate"]:
            tiers = json.dumps(plan["certificate"]["tiers"], ensure_ascii=False)
            plan["certificate"]["sha256"] = sha256(tiers.encode()).hexdigest()
        return json.dumps(plan, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError):
        return data


def one(seed: int, samples: dict[str, bytes], folder: Path) -> str:
    """What is wrong with one input, or nothing."""
    rng = random.Random(seed)
    name = rng.choice(sorted(samples))
    data = mutated(rng, name, samples)
    for file in samples:
        if file != name:
            (folder / file).unlink(missing_ok=True)
    (folder / "r.yaml").write_bytes(samples["r.yaml"])
    (folder / "s.csv").write_bytes(samples["s.csv"])
    arguments = ["check", name if name in ("r.yaml", "own.yaml", "p.json") else "r.yaml"]
    if name == "own.yaml" and rng.random() < 0.5:
        text = samples["r.yaml"].replace(b"vn-2017", b"own.yaml")
        (folder / "r.yaml").write_bytes(text)
        arguments[1] = "r.yaml"
    elif name == "p.json" and rng.random() < 0.7:
        data = _rehashed(data, folder)
    elif name == "b.json":
        arguments += ["--baseline", "b.json"]
    (folder / name).write_bytes(data)
    arguments += ["-f", rng.choice(("concise", "full", "json", "sarif", "junit", "gitlab"))]
    before = time.process_time()
    try:
        with contextlib.chdir(folder):
            done = rotplan(*arguments)
    except BaseException as error:
        return f"seed {seed} ({name}): {type(error).__name__}: {error}"
    spent = time.process_time() - before
    if done.code not in ALLOWED or "a bug" in done.err or "Traceback" in done.err:
        return f"seed {seed} ({name}): exit {done.code} {done.err[-200:]}"
    return f"seed {seed} ({name}): {spent:.1f} CPU s" if spent > SECONDS else ""


def fuzz(count: int, seed: int = 0) -> list[str]:
    """What went wrong with so many inputs from a seed on."""
    with tempfile.TemporaryDirectory(prefix="rotplan-fuzz-") as made:
        folder = Path(os.path.realpath(made))
        with contextlib.chdir(folder):
            samples = Samples(Path()).of
        return [wrong for n in range(seed, seed + count) if (wrong := one(n, samples, folder))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    found = fuzz(asked.count, asked.seed)
    sys.stdout.write("\n".join([*found, f"{asked.count} inputs, {len(found)} wrong\n"]))
