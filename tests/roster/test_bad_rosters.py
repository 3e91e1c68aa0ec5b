"""Each bad roster: the right code at the right place, and the words that users read."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from rotplan.language.words import LANGS, Lang
from rotplan.roster.reading.decode import LIMIT
from tests.kit.bad_rosters import BASE, CASES, ELSEWHERE, Case, content
from tests.kit.command import limited, rotplan
from tests.kit.golden import Committed
from tests.kit.marks import marked_places
from tests.paths import GOLDEN

pytestmark = pytest.mark.thorough


def expected(case: Case) -> list[tuple[str, int, int]]:
    """Code, line and column of each mark, found by counting."""
    places = marked_places(case.text)
    return [(code, *at) for code, at in zip(case.codes, places, strict=True)]


def told(case: Case, lang: Lang, form: str) -> str:
    return rotplan("check", "-", "-f", form, "--lang", lang, given=content(case)).out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_code_and_place(case: Case) -> None:
    lines = told(case, "en", "concise").splitlines()
    found = [re.match(r"-:(\d+):(\d+): \w+\[(RP\d+)\]", line) for line in lines]
    places = [(m[3], int(m[1]), int(m[2])) for m in found if m]
    assert len(places) == len(lines)
    if case.data is not None:
        assert [code for code, _, _ in places] == list(case.codes)
        return
    assert Counter(places) == Counter(expected(case)), lines


def test_the_base_is_sound() -> None:
    assert told(Case("", BASE, ()), "en", "concise") == ""


def test_every_number_is_there_or_said_to_be_elsewhere() -> None:
    numbers = {int(case.name[:2]) for case in CASES}
    assert numbers | set(ELSEWHERE) == set(range(1, 55))
    assert not numbers & set(ELSEWHERE)


def golden(lang: Lang) -> str:
    return "".join(f"## {c.name}\n\n{told(c, lang, 'full')}\n" for c in CASES)


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_users_read(lang: Lang, committed: Committed) -> None:
    committed(GOLDEN / f"bad-rosters.{lang}.txt", golden(lang))


@pytest.mark.parametrize("case", [c for c in CASES if c.name[:2] == "50"], ids=lambda c: c.name)
def test_names_that_other_programs_would_run_stay_text(case: Case) -> None:
    written = re.search(r"name: (.*)\n", case.text.split("cadres:")[1])
    assert written is not None
    name = written[1].strip("'\"").replace('\\"', '"')
    late = case.text.replace("home: b", "home: a")
    shown = told(Case("", late, ()), "en", "full")
    assert f"cadre X {name}" in shown


# -- too large, too deep, too clever -----------------------------------------------------------


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(LIMIT + 1)
    done = rotplan("check", path, "-f", "concise")
    assert done.code == 1
    assert "big.yaml:1:1: error[RP103]" in done.out
    os.truncate(path, 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "RP113"),
        ("{a: " * 100_000, "RP113"),
        ("a: " + "x" * 5_000_000, "RP216"),
        ("- " * 100_000, "RP113"),
        ("a: &a [x,x]\n" + "".join(f"k{n}: &k{n} [*a,*a,*a]\n" for n in range(9)), "RP106"),
        ("&a a: &b {<<: [*a, *b]}\n" * 50, "RP108"),
        ("? " * 50_000, "RP113"),
        ("'" + "''" * 200_000, "RP101"),
        ("a: |\n" + " x\n" * 300_000, "RP216"),
        ("#" * 3_000_000, "RP115"),
    ],
    ids=range(10),
)
def test_monsters_are_refused_at_once(text: str, code: str) -> None:
    """A few CPU seconds, and the system ends the run: a hang is a failure, not a wait."""
    done = limited(10, "check", "-", "-f", "concise", given=text)
    assert done.code == 1, done.err
    assert f"[{code}]" in done.out
