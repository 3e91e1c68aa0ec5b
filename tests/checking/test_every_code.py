"""Every code of the catalogue is raised by some bad input, at the place that is to be mended.

`COVERED` is the one table: what tests/kit/bad_rosters.py and tests/kit/bad_files.py declare, and
the codes that tests of their own raise.
"""

import ast
import re
from pathlib import Path

import pytest

from rotplan.language.words import LANGS
from rotplan.roster.reading.catalogue import CATALOGUE
from tests.kit import bad_files, bad_rosters
from tests.kit.bad_files import ELSEWHERE, Case
from tests.kit.command import rotplan
from tests.kit.marks import marked_places, unmarked
from tests.paths import TESTS

CODES = {entry.code: slug for slug, entry in CATALOGUE.items()}
COVERED = {
    **ELSEWHERE,
    **{code: f"bad_files.py: {c.name}" for c in bad_files.CASES for code in c.codes},
    **{code: f"bad_rosters.py: {c.name}" for c in bad_rosters.CASES for code in c.codes},
}
Found = tuple[str, str, int, int]


def test_every_code_of_the_catalogue_is_raised_by_some_bad_input() -> None:
    missing = {code: slug for code, slug in CODES.items() if code not in COVERED}
    assert not missing, "add a case to tests/kit/bad_files.py, or a line to its ELSEWHERE"
    assert set(COVERED) <= set(CODES)


@pytest.mark.parametrize("code", ELSEWHERE)
def test_the_test_that_is_named_asks_for_the_code(code: str) -> None:
    """In its body or in what it is parametrised with; anywhere in a file named alone."""
    file, _, name = ELSEWHERE[code].partition("::")
    source = (TESTS / file).read_text("utf-8")
    if not name:
        assert code in source or CODES[code] in source
        return
    tests = {f.name: f for f in ast.walk(ast.parse(source)) if isinstance(f, ast.FunctionDef)}
    assert name in tests, f"{file} has no {name}"
    test = tests[name]
    start = min([test.lineno, *(d.lineno for d in test.decorator_list)])
    said = "\n".join(source.splitlines()[start - 1 : test.end_lineno])
    assert code in said or CODES[code] in said


def expected(case: Case) -> list[Found]:
    """Code, file, line and column of each mark, found by counting."""
    places = [(name, *at) for name in sorted(case.files) for at in marked_places(case.files[name])]
    assert len(places) == len(case.codes), "as many marks as codes"
    return [(code, *at) for code, at in zip(case.codes, places, strict=True)]


@pytest.mark.parametrize("case", bad_files.CASES, ids=lambda case: case.name)
def test_code_and_place(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Just what is marked, in one run, with its words in both languages."""
    monkeypatch.chdir(tmp_path)
    for name, text in case.files.items():
        Path(name).write_text(unmarked(text), "utf-8")
    findings = rotplan("check", case.target, "-f", "json").findings
    found = [(f["code"], f["path"], f["line"], f["column"]) for f in findings]
    assert sorted(found) == sorted(expected(case)), [f["message"]["en"] for f in findings]
    for finding in findings:
        for words in (finding["message"], finding["help"] or {}):
            assert not any(re.search(r"\{\w*\}", said) for said in words.values())
        assert all(finding["message"][lang].strip() for lang in LANGS)
        assert finding["message"]["vi"] != finding["message"]["en"]
