"""Taking check up on rosters that have findings already: select, comments, baseline, dates."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from tests.kit.command import Done, rotplan

ROSTER = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: D, kind: district}
  - {id: a, name: Phúc Yên, kind: commune, parent: d, code: 02233}
  - {id: b, name: Xuân Lập, kind: commune, parent: d, code: "02242"}
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: b/s, unit: b, kind: commune_secretary}
cadres:
  - {id: X, name: Ma Văn X, born: 1975-03-02, sex: male, home: a, holds: a/s, since: 2015-01-01}
  - id: Z
    name: Ma Thị Z
    born: 1976-03-02
    sex: female
    home: a
    holds: b/s
    since: 2012-01-01
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "r.yaml", ROSTER)


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def check(path: Path, *more: str | Path) -> Done:
    return rotplan("check", path, "-f", "json", *more)


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ([], ["RP203", "RP401"]),
        (["--select", "RP203"], ["RP203"]),
        (["--select", "RP4"], ["RP401"]),
        (["--select", "unquoted-code"], ["RP203"]),
        (["--select", "unquoted-text"], ["RP203"]),
        (["--select", "rp2,RP4"], ["RP203", "RP401"]),
        (["--ignore", "RP2"], ["RP401"]),
        (["--ignore", "RP401:local-secretary"], ["RP203"]),
        (["--ignore", "RP401:min-stay"], ["RP203", "RP401"]),
        (["--select", "ALL", "--ignore", "RP203", "--ignore", "RP401"], []),
    ],
)
def test_select_and_ignore(path: Path, options: list[str], left: list[str]) -> None:
    assert check(path, *options).codes == left


def test_an_unknown_code_is_a_usage_error_that_suggests(path: Path) -> None:
    done = check(path, "--select", "unqoted-code")
    assert done.code == 2
    assert "did you mean 'unquoted-code'?" in done.err
    assert check(path, "--ignore", "R").code == 2


@pytest.mark.parametrize(
    ("levels", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)]
)
def test_fail_on(path: Path, levels: str, code: int) -> None:
    assert check(path, "--fail-on", levels).code == code


def test_fail_on_looks_at_what_is_left(path: Path) -> None:
    assert check(path, "--fail-on", "note", "--ignore", "RP2,RP4").code == 0


COMMENT = '# rotplan: ignore[RP203] until=2027-06-30 reason="mã cũ"'


def test_a_comment_acts_on_its_own_line_or_the_next(path: Path) -> None:
    line = "  - {id: a, name: Phúc Yên, kind: commune, parent: d, code: 02233}"
    for text in (f"{line}  {COMMENT}", f"  {COMMENT}\n{line}", f"  {COMMENT}\n  # more\n\n{line}"):
        write(path, ROSTER.replace(line, text))
        done = check(path)
        assert done.codes == ["RP401"], text
        assert "1 ignored" in done.err
    write(path, ROSTER.replace("posts:", f"posts: {COMMENT}"))
    assert check(path).codes == ["RP203", "RP002", "RP401"]


def test_a_comment_inside_a_value_is_no_comment(path: Path) -> None:
    write(path, ROSTER.replace("name: A,", f"name: 'A {COMMENT}',"))
    assert check(path).codes == ["RP203", "RP401"]


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("# rotplan: ignore", "RP001"),
        ("# rotplan: ignore[]", "RP001"),
        ("# rotplan: ignor[RP203]", "RP001"),
        ("# rotplan: ignore[RP999]", "RP001"),
        ("# rotplan: ignore[RP203] until=soon", "RP001"),
        ("# rotplan: ignore[RP203] til=2027-01-01", "RP001"),
        ("# rotplan: ignore[RP203] until=2027-01-01 because", "RP001"),
        ("# rotplan: ignore[RP203] until=2019-10-14 reason=x", "RP003"),
        ("# rotplan: ignore[RP203]", "RP004"),
        ("# rotplan: ignore[RP203] until=2027-01-01", "RP004"),
    ],
)
def test_comments_that_do_not_hold_are_findings(path: Path, comment: str, found: str) -> None:
    write(path, ROSTER.replace("code: 02233}", "code: 02233}  " + comment))
    done = check(path).codes
    assert found in done
    assert ("RP203" in done) == (found != "RP004")


def test_the_date_of_a_comment_is_held_against_the_round(path: Path) -> None:
    until = "# rotplan: ignore[RP203] until=2019-10-15 reason=x"
    write(path, ROSTER.replace("code: 02233}", "code: 02233}  " + until))
    assert check(path).codes == ["RP401"]
    assert "RP003" in check(path, "--as-of", "2019-10-16").codes


def test_each_code_of_a_comment_must_be_used(path: Path) -> None:
    both = '# rotplan: ignore[RP203, RP401] until=2027-06-30 reason="x"'
    write(path, ROSTER.replace("code: 02233}", "code: 02233}  " + both))
    done = check(path).findings
    (unused,) = [f for f in done if f["code"] == "RP002"]
    line = ROSTER.replace("code: 02233}", "code: 02233}  " + both).splitlines()[4]
    assert unused["column"] == line.index("RP401") + 1


def test_the_baseline_hides_what_stood_and_shows_what_is_new(path: Path) -> None:
    assert check(path, "--write-baseline", "base.json").code == 0
    known = check(path, "--baseline", "base.json", "--fail-on", "note")
    assert (known.code, known.codes) == (0, [])
    assert "2 in the baseline" in known.err
    moved = ROSTER.replace("units:", "# a line more\n\nunits:").replace("home: a\n", "home: b\n")
    write(path, moved)
    done = check(path, "--baseline", "base.json").findings
    assert [(f["code"], f["entity"]["id"]) for f in done] == [("RP401", "Z")]


def test_the_baseline_only_shrinks(path: Path) -> None:
    check(path, "--write-baseline", "base.json")
    write(path, ROSTER.replace("02233", '"02233"').replace("home: a\n", "home: b\n"))
    stale = check(path, "--baseline", "base.json")
    assert sorted(stale.codes) == ["RP005", "RP401"]
    again = check(path, "--write-baseline", "base.json")
    assert again.codes == ["RP401"]
    listed = json.loads(Path("base.json").read_text("utf-8"))["entries"]
    assert [(e["code"], e["entity"], e["count"]) for e in listed] == [("RP401", "cadre X", 1)]
    assert check(path, "--baseline", "base.json").codes == ["RP401"]


def test_equal_findings_are_counted_in_the_baseline(path: Path) -> None:
    write(path, ROSTER.replace("code: 02233}", "code: 02233, languages: [01, 02]}"))
    check(path, "--select", "RP203", "--write-baseline", "base.json")
    entries = json.loads(Path("base.json").read_text("utf-8"))["entries"]
    counts = {e["field"]: e["count"] for e in entries}
    assert counts == {"units.[].code": 1, "units.[].languages.[]": 2}


@pytest.mark.parametrize("text", ["", "[]", '{"format": "x"}', '{"format": "rotplan.baseline"}'])
def test_a_bad_baseline_is_a_usage_error(path: Path, text: str) -> None:
    write(path.with_name("base.json"), text)
    assert check(path, "--baseline", "base.json").code == 2
    assert check(path, "--baseline", "nowhere.json").code == 2


def test_statistics(path: Path) -> None:
    done = rotplan("check", path, "--statistics")
    assert [line.split() for line in done.out.splitlines()] == [
        ["1", "RP203", "unquoted-code", "warning", "[fixable]"],
        ["1", "RP401", "broken", "local-secretary", "note"],
    ]
    rows = json.loads(check(path, "--statistics").out)
    assert [(row["code"], row["count"]) for row in rows] == [("RP203", 1), ("RP401", 1)]


def test_who_falls_due_by_another_date(path: Path) -> None:
    """X came in January 2015, Z in January 2012: ten years are two terms."""
    write(path, ROSTER + "rules: {two-terms: {posts: [commune_secretary]}}\n")
    due = {}
    for day in ("2021-12-31", "2022-01-01", "2025-01-01"):
        found = check(path, "--as-of", day).findings
        due[day] = {f["entity"]["id"] for f in found if f["clause"] == "two-terms"}
    assert due == {"2021-12-31": set(), "2022-01-01": {"Z"}, "2025-01-01": {"X", "Z"}}
    assert check(path, "--as-of", "2028").code == 2


def test_a_large_roster_says_what_was_not_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rotplan.checking.lint.LIMIT", 1)
    assert "r.yaml: too large to ask which facts to collect first" in check(path).err
    silent = (["--select", "RP401"], ["--ignore", "facts-first"], ["-q"], ["--select", "RP229"])
    assert not any("too large" in check(path, *more).err for more in silent)
    monkeypatch.setattr("rotplan.checking.lint.LIMIT", 100)
    assert "too large" not in check(path).err


def test_a_clause_stands_where_it_was_last_changed(path: Path) -> None:
    """In the shipped policy, then in the one that extends it, then in the roster's own rules."""
    id_ = "local-secretary"
    policy = "rotplan_policy: 1\nname: own\nextends: vn-2017\nvalid: {from: 2017-10-07}\nclauses:\n"
    own = write(path.parent / "own.yaml", f"{policy}  {id_}: {{force: approval}}\n")
    seen = [_clause_at(path, id_)]
    write(path, ROSTER.replace("policy: vn-2017", f"policy: {own.name}"))
    seen.append(_clause_at(path, id_))
    write(path, path.read_text("utf-8") + f"rules:\n  {id_}: {{force: hard}}\n")
    seen.append(_clause_at(path, id_))
    assert [(Path(p).name, text.strip()) for p, text in seen] == [
        ("vn-2017.yaml", f"{id_}:"),
        ("own.yaml", f"{id_}: {{force: approval}}"),
        ("r.yaml", f"{id_}: {{force: hard}}"),
    ]


def _clause_at(path: Path, clause: str) -> tuple[str, str]:
    """The file in which the clause of a finding stands, and the line there."""
    found = check(path).findings
    at = next(f["clause_at"] for f in found if f["clause"] == clause)
    shipped = files("rotplan").joinpath("policy", "vn-2017.yaml")
    file = shipped if at["path"].startswith("<") else Path(at["path"])
    lines = file.read_text("utf-8").splitlines()
    return str(file), lines[at["line"] - 1][at["column"] - 1 :]
