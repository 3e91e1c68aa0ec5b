"""A hundred defects, one a file, in four ways of writing: each is told at its very line and column.

The roster is written by this file, which puts a mark where the defect stands and counts up to it.
"""

import json
import random
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from tests.kit.command import rotplan

MARK = "‸"
NAMES = ("Nguyễn Thị Hòa", "Ma Văn Mẫu", "Chẩu Đức Toản", "Lương Thị Ước", "Quan Văn Được")
Data = dict[str, list[dict[str, Any]]]


def roster(rng: random.Random) -> Data:
    """Twelve communes, a secretary and a chair in each."""
    communes = [f"x{n}" for n in range(12)]
    kinds = ("commune_secretary", "commune_chair")
    units: list[dict[str, Any]] = [{"id": "d", "name": "Lâm Bình", "kind": "district"}]
    units += [
        {"id": c, "name": f"Xã thứ {c}", "kind": "commune", "parent": "d", "zone": "3"}
        for c in communes
    ]
    posts = [{"id": f"{c}/{k}", "unit": c, "kind": k} for c in communes for k in kinds]
    cadres = [
        {
            "id": f"LB-{n:03d}",
            "name": f"{rng.choice(NAMES)} {chr(65 + n)}",
            "born": f"19{rng.randint(70, 85)}-0{rng.randint(1, 9)}-15",
            "sex": rng.choice(("male", "female")),
            "home": rng.choice(communes),
            "holds": post["id"],
            "since": "2015-06-01",
            "education": "university",
            "planned": ["commune_secretary"],
        }
        for n, post in enumerate(posts)
    ]
    return {"units": units, "posts": posts, "cadres": cadres, "ties": [], "decisions": []}


# -- defects: what is done to which record, and the code that must be told -----------------------


def value(section: str, key: str, bad: Any) -> Callable[[random.Random, Data], None]:
    """Another value for a key of some record but the first two."""

    def spoil(rng: random.Random, data: Data) -> None:
        rng.choice(data[section][2:])[key] = _marked(bad)

    return spoil


def _marked(bad: Any) -> Any:
    if isinstance(bad, list):
        return [_marked(bad[0]), *bad[1:]]
    if isinstance(bad, dict):
        last = list(bad)[-1]
        return {**bad, last: _marked(bad[last])}
    return MARK + bad


def key(section: str, old: str, new: str) -> Callable[[random.Random, Data], None]:
    """A key that nobody knows."""

    def spoil(rng: random.Random, data: Data) -> None:
        record = rng.choice(data[section][2:])
        entries = [(MARK + new if k == old else k, v) for k, v in record.items()]
        record.clear()
        record.update(entries)

    return spoil


def more(section: str, record: dict[str, Any], at: str) -> Callable[[random.Random, Data], None]:
    """One record more, wrong in one key."""

    def spoil(_: random.Random, data: Data) -> None:
        data[section].append({**record, at: MARK + record[at]})

    return spoil


DEFECTS = [
    ("RP205", value("cadres", "born", "1976-13-01")),
    ("RP205", value("cadres", "born", "30/02/1976")),
    ("RP205", value("cadres", "since", "12:30")),
    ("RP205", value("cadres", "leaving", "cuối năm")),
    ("RP206", value("units", "zone", "ba")),
    ("RP207", value("cadres", "willing", "có")),
    ("RP208", value("cadres", "sex", "mal")),
    ("RP208", value("cadres", "education", "universty")),
    ("RP208", value("cadres", "theory", "cao cấp")),
    ("RP208", value("units", "kind", "comune")),
    ("RP208", value("cadres", "discipline", [{"date": "2018-01", "form": "khác"}])),
    ("RP208", value("cadres", "appraisals", {"2018": "tốt"})),
    ("RP201", key("cadres", "sex", "sxe")),
    ("RP201", key("cadres", "born", "sinh")),
    ("RP201", key("posts", "kind", "knid")),
    ("RP301", value("posts", "unit", "x99")),
    ("RP301", value("units", "parent", "dd")),
    ("RP302", value("cadres", "holds", "x1/chair")),
    ("RP304", value("posts", "kind", "commune_secretery")),
    ("RP304", value("cadres", "planned", ["secretary"])),
    ("RP305", value("cadres", "id", "LB-000")),
    ("RP306", value("cadres", "holds", "x0/commune_secretary")),
    ("RP213", value("cadres", "since", "2019-10-16")),
    ("RP217", value("cadres", "since", "1987-06-01")),
    ("RP303", more("decisions", {"keep": "LB-999"}, "keep")),
]


# -- four ways of writing ------------------------------------------------------------------------


def plain(text: str) -> str:
    mark, text = (MARK, text[1:]) if text.startswith(MARK) else ("", text)
    return mark + (f"'{text}'" if ":" in text else text)


def quoted(text: str) -> str:
    mark, text = (MARK, text[1:]) if text.startswith(MARK) else ("", text)
    return mark + json.dumps(text, ensure_ascii=False)


def flow(node: Any, scalar: Callable[[str], str]) -> str:
    if isinstance(node, dict):
        inside = ", ".join(f"{scalar(k)}: {flow(v, scalar)}" for k, v in node.items())
        return "{" + inside + "}"
    if isinstance(node, list):
        return "[" + ", ".join(flow(item, scalar) for item in node) + "]"
    return scalar(node)


def block(node: Any, indent: str) -> str:
    if isinstance(node, dict):
        lines = [f"{plain(k)}:{_below(v, indent + '  ')}" for k, v in node.items()]
        return f"\n{indent}".join(lines)
    return plain(node)


def _below(node: Any, indent: str) -> str:
    """A value beside its key, or below it."""
    if isinstance(node, dict):
        return f"\n{indent}{block(node, indent)}"
    if isinstance(node, list):
        return "".join(f"\n{indent}- {block(item, indent + '  ')}" for item in node)
    return f" {block(node, indent)}"


def written(data: Data, style: str) -> str:
    head = "rotplan: 1\nround: {date: 2019-10-15, authority: d, policy: vn-2017}\n"
    records = {
        "block": lambda r: block(r, "    "),
        "flow": lambda r: flow(r, plain),
        "quoted": lambda r: flow(r, quoted),
        "nfd": lambda r: flow(r, plain),
    }[style]
    for section, items in data.items():
        if items:
            head += f"{section}:\n" + "".join(f"  - {records(item)}\n" for item in items)
    return unicodedata.normalize("NFD", head) if style == "nfd" else head


STYLES = ("block", "flow", "quoted", "nfd")
CASES = [(style, n) for style in STYLES for n in range(len(DEFECTS))]


def places(text: str) -> list[tuple[str, int, int]]:
    lines = rotplan("check", "-", "-f", "concise", given=text).out.splitlines()
    found = (re.match(r"-:(\d+):(\d+): \w+\[(RP\d+)\]", line) for line in lines)
    return [(m[3], int(m[1]), int(m[2])) for m in found if m]


@pytest.mark.parametrize("style", STYLES)
def test_without_a_defect_there_is_no_error(style: str) -> None:
    assert rotplan("check", "-", given=written(roster(random.Random(1)), style)).code == 0


@pytest.mark.parametrize("style", STYLES)
def test_each_defect_is_told_of_and_nothing_else_is(style: str) -> None:
    """No code of a defect is told of a sound roster: what a case finds comes of its defect."""
    told = {code for code, _, _ in places(written(roster(random.Random(1)), style))}
    assert told.isdisjoint(code for code, _ in DEFECTS)


def test_each_defect_is_marked_once_and_changes_the_roster() -> None:
    for number, (_, spoil) in enumerate(DEFECTS):
        sound, spoilt = roster(random.Random(number)), roster(rng := random.Random(number))
        spoil(rng, spoilt)
        text = written(spoilt, "flow")
        assert text.count(MARK) == 1
        assert text.replace(MARK, "") != written(sound, "flow")


@pytest.mark.parametrize(("style", "number"), CASES)
def test_line_and_column(style: str, number: int) -> None:
    rng = random.Random(number)
    data = roster(rng)
    code, spoil = DEFECTS[number]
    spoil(rng, data)
    before, after = written(data, style).split(MARK)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (code, line, column) in places(before + after)
