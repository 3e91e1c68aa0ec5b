"""A hundred defects, one a file, in four ways of writing: each is told at its very line and column.

The roster is written by this file, which puts a mark where the defect stands and counts up to it.
"""

import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.kit.command import rotplan
from tests.kit.marks import MARK, unmarked
from tests.kit.written_rosters import STYLES, Data, twelve_communes, written

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


CASES = [(style, n) for style in STYLES for n in range(len(DEFECTS))]


def places(text: str) -> list[tuple[str, int, int]]:
    lines = rotplan("check", "-", "-f", "concise", given=text).out.splitlines()
    found = (re.match(r"-:(\d+):(\d+): \w+\[(RP\d+)\]", line) for line in lines)
    return [(m[3], int(m[1]), int(m[2])) for m in found if m]


@pytest.mark.parametrize("style", STYLES)
def test_without_a_defect_there_is_no_error(style: str) -> None:
    assert rotplan("check", "-", given=written(twelve_communes(random.Random(1)), style)).code == 0


@pytest.mark.parametrize("style", STYLES)
def test_each_defect_is_told_of_and_nothing_else_is(style: str) -> None:
    """No code of a defect is told of a sound roster: what a case finds comes of its defect."""
    told = {code for code, _, _ in places(written(twelve_communes(random.Random(1)), style))}
    assert told.isdisjoint(code for code, _ in DEFECTS)


def test_each_defect_is_marked_once_and_changes_the_roster() -> None:
    for number, (_, spoil) in enumerate(DEFECTS):
        sound, spoilt = (
            twelve_communes(random.Random(number)),
            twelve_communes(rng := random.Random(number)),
        )
        spoil(rng, spoilt)
        text = written(spoilt, "flow")
        assert text.count(MARK) == 1
        assert unmarked(text) != written(sound, "flow")


@pytest.mark.parametrize(("style", "number"), CASES)
def test_line_and_column(style: str, number: int) -> None:
    rng = random.Random(number)
    data = twelve_communes(rng)
    code, spoil = DEFECTS[number]
    spoil(rng, data)
    before, after = written(data, style).split(MARK)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (code, line, column) in places(before + after)
