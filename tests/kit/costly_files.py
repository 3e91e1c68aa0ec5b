"""Files of about one size that try to cost much: each kind is a mapping of file names to texts.

`python -m tests.kit.costly_files FOLDER [BYTES]` writes all kinds, a folder each.
"""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

HEAD = "rotplan: 1\nround: {date: 2019-10-15, authority: d, policy: vn-2017}\n"
UNITS = """\
units:
  - {id: d, name: Huyện A, kind: district}
  - {id: a1, name: Xã A Một, kind: commune, parent: d}
  - {id: a2, name: Xã A Hai, kind: commune, parent: d}
"""
POSTS = """\
posts:
  - {id: a1/s, unit: a1, kind: commune_secretary}
  - {id: a2/s, unit: a2, kind: commune_secretary}
"""
CADRES = """\
cadres:
  - {id: a-01, name: Cán bộ Một, born: 1978-02-03, holds: a1/s, since: 2012-01-01}
  - {id: a-02, name: Cán bộ Hai, born: 1979-04-05, holds: a2/s, since: 2012-01-01}
"""
BASE = HEAD + UNITS + POSTS + CADRES
POLICY = "rotplan_policy: 1\nname: own\nextends: vn-2017\n"

Files = dict[str, str]
Kind = Callable[[int], Files]


def filled(size: int, begin: str, line: Callable[[int], str], end: str = "") -> str:
    """`begin`, then numbered lines up to a size, then `end`."""
    pieces, length, n = [begin], len(begin.encode()) + len(end.encode()), 0
    while length < size:
        piece = line(n)
        pieces.append(piece)
        length += len(piece.encode())
        n += 1
    return "".join([*pieces, end])


def roster(begin: str, line: Callable[[int], str], end: str = "") -> Kind:
    return lambda size: {"r.yaml": filled(size, begin, line, end)}


def repeated(begin: str, piece: str, end: str = "") -> Kind:
    return roster(begin, lambda _: piece, end)


def beside(name: str, head: str, begin: str, line: Callable[[int], str], end: str = "") -> Kind:
    """A small roster, and a large file that it names or that is named beside it."""
    return lambda size: {
        "r.yaml": head + UNITS + POSTS + CADRES,
        name: filled(size, begin, line, end),
    }


def word(n: int) -> str:
    """An id of twelve letters, always the same for a number."""
    return "".join(random.Random(str(n)).choices("abcdefgh", k=12))


def half(size: int, first: Callable[[int], str], then: Callable[[int], str], between: str) -> str:
    """Two sections of about half the size each."""
    return filled(size // 2, "", first) + between + filled(size // 2, "", then)


def _near_ids(size: int) -> Files:
    posts = filled(
        size // 2,
        HEAD + UNITS + POSTS,
        lambda n: f"  - {{id: post-{word(n)}, unit: a1, kind: commune_chair}}\n",
    )
    return {
        "r.yaml": posts
        + filled(
            size // 2,
            CADRES,
            lambda n: f"  - {{id: c{n}, name: N{n}, holds: post-{word(-n - 1)}}}\n",
        )
    }


def _own_policy(size: int) -> Files:
    text = filled(
        size,
        POLICY + "clauses:\n",
        lambda n: f"  c{n}: {{rule: min-stay, months: 24, force: hard, basis: b}}\n",
    )
    return {"r.yaml": BASE.replace("vn-2017", "own.yaml"), "own.yaml": text}


def _kinds(size: int) -> Files:
    kinds = filled(
        size // 2,
        HEAD + "post_kinds:\n",
        lambda n: f"  k{word(n)}: {{title: {{vi: a, en: a}}, grade: 10}}\n",
    )
    posts = filled(
        size // 2, UNITS + POSTS, lambda n: f"  - {{id: p{n}, unit: a1, kind: k{word(-n - 1)}}}\n"
    )
    return {"r.yaml": kinds + posts + CADRES}


def _decisions(size: int) -> Files:
    verbs = ("keep: a-01", "place: a-01, in: a2/s", "never: a-01, in: a1", "place: a-02, in: a2/s")
    return {"r.yaml": filled(size, BASE + "decisions:\n", lambda n: f"  - {{{verbs[n % 4]}}}\n")}


def _waivers(size: int) -> Files:
    cadres = filled(
        size // 2,
        HEAD + UNITS + POSTS + CADRES,
        lambda n: f"  - {{id: c{n}, name: N, born: 1980-01-01}}\n",
    )
    line = "  - {{cadre: c{n}, clause: min-stay, basis: b}}\n"
    return {
        "r.yaml": cadres
        + "waivers:\n"
        + filled(size // 2, "", lambda n: line.format(n=n % (size // 120)))
    }


def _vacant(size: int) -> Files:
    posts = filled(
        size // 2,
        HEAD + UNITS + POSTS,
        lambda n: f"  - {{id: p{n}, unit: a1, kind: commune_chair}}\n",
    )
    return {
        "r.yaml": posts
        + filled(size // 2, CADRES, lambda n: f"  - {{id: c{n}, name: N{n}, born: 1980-01-01}}\n")
    }


def _homes(size: int) -> Files:
    home = "xã {a} {b}, huyện {c}, tỉnh Hà Giang"
    line = f"  - {{{{id: c{{n}}, name: N, born: 1980-01-01, home: '{home}'}}}}\n"
    return {
        "r.yaml": filled(
            size, BASE, lambda n: line.format(n=n, a=word(n)[:5], b=word(n)[5:9], c=word(n)[8:])
        )
    }


def _chain(size: int) -> Files:
    units = filled(
        size,
        HEAD + UNITS,
        lambda n: f"  - {{id: u{n}, name: U, kind: commune, parent: u{n + 1}}}\n",
    )
    return {"r.yaml": units + POSTS + CADRES}


def _ties(size: int) -> Files:
    return {
        "r.yaml": filled(size, BASE + "ties:\n", lambda _: "  - {a: a-01, b: a-02, kind: spouse}\n")
    }


def _distances(size: int) -> Files:
    return {"r.yaml": filled(size, BASE + "distances:\n", lambda n: f"  u{n}: {{v{n}: 3}}\n")}


def _json_plan(
    entry: str, begin: str = '{"rotplan_plan": 1, "holdings": {\n', end: str = '"z": null}}\n'
) -> Kind:
    return lambda size: {"r.yaml": filled(size, begin, lambda n: entry.replace("#", str(n)), end)}


def _baseline(size: int) -> Files:
    begin = '{"format": "rotplan.baseline", "format_version": "1.0", "entries": [\n'
    entry = '{"fingerprint": "%032x", "code": "RP203", "path": "r.yaml", "count": 1},\n'
    last = '{"fingerprint": "x", "code": "RP203", "path": "r.yaml", "count": 1}]}\n'
    return {"r.yaml": BASE, "b.json": filled(size, begin, lambda n: entry % n, last)}


def _config(begin: str, line: str, end: str = "") -> Kind:
    return lambda size: {
        "r.yaml": BASE,
        "rotplan.toml": filled(size, begin, lambda n: line.replace("#", str(n)), end),
    }


def _one_line_json(size: int) -> Files:
    cadres = [{"id": f"c{n}", "name": f"N{n}", "bron": "1980"} for n in range(size // 45)]
    data = {
        "rotplan": 1,
        "round": {"date": "2019-10-15", "authority": "d", "policy": "vn-2017"},
        "units": [{"id": "d", "name": "D", "kind": "district"}],
        "cadres": cadres,
    }
    return {"r.yaml": json.dumps(data)}


def _edge(size: int) -> Files:
    """One escape sends a file to the slow parser."""
    return {
        "r.yaml": filled(
            size,
            BASE.replace("Xã A Một", '"X\\u00e3 A"'),
            lambda n: f"  - {{id: c{n}, name: N{n}, born: 1980-01-01}}\n",
        )
    }


def _similar_id(n: int) -> str:
    """Sixteen letters, which of them are capitals by the bits of a number."""
    letters = (c.upper() if n >> i & 1 else c for i, c in enumerate("abcdefghijklmnop"))
    return f"  - {{id: {''.join(letters)}, name: x}}\n"


SCORES = HEAD + "scores: s.csv\n"
KINDS: dict[str, Kind] = {
    "tabs": repeated("rotplan: 1\n", "\tk: b\n"),
    "tabs-apart": roster("rotplan: 1\n", lambda n: f"\tk{n}: b\n"),
    "nbsp": repeated("rotplan: 1\n", "\u00a0k: b\n"),
    "nbsp-and-comments": repeated("rotplan: 1\n", "\u00a0k: b\n# c\n\n"),
    "hidden": repeated("rotplan: 1\nk: ", "\u200b"),
    "hidden-escapes": repeated('rotplan: 1\nk: "', "\\u200b", '"\n'),
    "ignores": repeated(BASE, '# rotplan: ignore[RP203,RP204] until=2030-01-01 reason="x"\n'),
    "ignores-at-lines": roster(
        BASE, lambda n: f"  - {{id: c{n}, name: 0{n}}} # rotplan: ignore[RP404]\n"
    ),
    "bad-ignores": repeated(BASE, "# rotplan: ignore\n\n"),
    "ignore-of-many": repeated(BASE + "# rotplan: ignore[", "RP203,", "]\n"),
    "near-ids": _near_ids,
    "near-kinds": _kinds,
    "unknown-keys": roster(BASE + "  - id: x\n    name: x\n", lambda n: f"    k{n}: 1\n"),
    "unknown-keys-apart": roster(BASE, lambda n: f"  - {{id: c{n}, name: N, bron: 1}}\n"),
    "unknown-top": roster(BASE, lambda n: f"k{word(n)}: 1\n"),
    "unknown-values": roster(BASE, lambda n: f"  - {{id: c{n}, name: N, sex: f{n}}}\n"),
    "duplicate-keys": repeated(BASE + "  - id: x\n", "    name: x\n"),
    "duplicate-ids": repeated(BASE, "  - {id: x, name: x}\n"),
    "similar-ids": roster(BASE, _similar_id),
    "namesakes": roster(BASE, lambda n: f"  - {{id: c{n}, name: x, born: 1980-01-01}}\n"),
    "two-holders": roster(BASE, lambda n: f"  - {{id: c{n}, name: x, holds: a1/s}}\n"),
    "holds-all": repeated(BASE + "  - id: x\n    name: x\n    holds:\n", "      - a1/s\n"),
    "bad-dates": roster(BASE, lambda n: f"  - {{id: c{n}, name: x, born: 1980-13-{n}}}\n"),
    "unquoted": roster(
        BASE.replace("kind: district}", "kind: district, formerly: ["), lambda n: f"0{n}, ", "]}\n"
    ),
    "long-value": repeated(BASE.replace("2019-10-15", "@").split("@")[0], "2", "}\n"),
    "long-name": repeated(BASE + "  - {id: x, name: ", "tên ", "}\n"),
    "long-key": repeated(BASE + "  - {id: x, ", "k", ": 1}\n"),
    "long-id": lambda size: {
        "r.yaml": BASE + "  - {id: x, name: x, holds: '" + "p" * size + "'}\n"
    },
    "long-line": _one_line_json,
    "long-block": repeated(BASE + "  - id: x\n    name: |\n", "      tên\n"),
    "decomposed": roster(BASE, lambda n: f"  - {{id: c{n}, name: e\u0301 {n}}}\n"),
    "deep": repeated(BASE + "x: ", "[", "\n"),
    "deep-lines": roster(BASE + "x:\n", lambda n: " " * (n % 900) + "- a:\n"),
    "braces": repeated(BASE + "x: [", "{a: [b]}, ", "]\n"),
    "quotes": repeated(BASE + "x: '", "''", "\n"),
    "anchors": roster(BASE + "x:\n", lambda n: f"  k{n}: &k{n} [*k{max(0, n - 1)}]\n"),
    "aliases": repeated(BASE + "x: &a b\ny: [", "*a, ", "]\n"),
    "tags": repeated(BASE + "y: [", "!t a, ", "]\n"),
    "documents": repeated(BASE, "---\na: b\n"),
    "merge-keys": repeated(BASE, "  - {<<: {a: b}}\n"),
    "list-keys": repeated(BASE, "? [a]\n: b\n"),
    "escape": _edge,
    "blank-lines": repeated(BASE, "\n"),
    "carriage-returns": repeated(BASE, "# c\r"),
    "comments": repeated(BASE, "  # c\n"),
    "dashes": repeated(BASE + "x: a", " -", "\n"),
    "spaces": repeated(BASE + "x: a", " ", "b\n"),
    "clauses": _own_policy,
    "rules": roster(
        BASE + "rules:\n",
        lambda n: f"  r{n}: {{rule: min-stay, months: {n % 90}, force: hard, basis: b}}\n",
    ),
    "asleep": roster(
        BASE + "rules:\n", lambda n: f"  r{n}: {{rule: nonesuch, force: hard, basis: b}}\n"
    ),
    "decisions": _decisions,
    "waivers": _waivers,
    "vacant": _vacant,
    "homes": _homes,
    "unit-chain": _chain,
    "ties": _ties,
    "distances": _distances,
    "career": repeated(
        BASE + "  - id: x\n    name: x\n    history:\n",
        "      - {kind: commune_chair, unit: a1, from: 2011-01-01, to: 2010-01-01}\n",
    ),
    "formerly": roster(
        HEAD + UNITS,
        lambda n: f"  - {{id: u{n}, name: U, kind: commune, parent: d, formerly: [a1, a2]}}\n",
        POSTS + CADRES,
    ),
    "bad-csv": beside("s.csv", SCORES, "cadre,post,score\n", lambda _: "a,b,c\n"),
    "short-csv": beside("s.csv", SCORES, "cadre,post,score\n", lambda _: "x\n"),
    "same-csv": beside("s.csv", SCORES, "cadre,post,score\n", lambda _: "a-01,a1/s,1\n"),
    "quote-csv": beside("s.csv", SCORES, 'cadre,post,score\n"', lambda _: "x\n"),
    "wide-csv": beside("s.csv", SCORES, "cadre,post,score\n", lambda _: "x,"),
    "plan-holdings": _json_plan('"p#": "c#",\n'),
    "plan-unknown": _json_plan('"k#": 1,\n', '{"rotplan_plan": 1,\n', '"z": 1}\n'),
    "plan-deep": _json_plan("[", '{"rotplan_plan": 1, "moves": ', ""),
    "baseline": _baseline,
    "config-keys": _config("", 'k# = "a"\n'),
    "config-tables": _config("", "[a.b#]\n"),
    "config-select": _config("select = [", '"RP#", ', "]\n"),
    "config-exclude": _config("exclude = [", '"**/x#/**", ', "]\n"),
}


def write(kind: str, folder: Path, size: int) -> None:
    """The files of one kind, in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in KINDS[kind](size).items():
        (folder / name).write_text(text, "utf-8", newline="")


if __name__ == "__main__":
    for each in KINDS:
        write(each, Path(sys.argv[1]) / each, int((sys.argv[2:] or ["1000000"])[0]))
