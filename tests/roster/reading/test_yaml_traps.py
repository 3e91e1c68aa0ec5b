"""What YAML and bad rosters do to other readers: each is located and explained, nothing lost."""

from pathlib import Path

import pytest

from rotplan.language.dates import elapsed
from rotplan.policy.docket import Docket
from rotplan.roster.reading.catalogue import CATALOGUE
from rotplan.roster.reading.problems import Level, Problem, Problems
from rotplan.roster.reading.read_date import read_date
from rotplan.roster.reading.read_yaml import read_yaml
from rotplan.roster.retirement import retirement_law
from tests.kit.command import rotplan
from tests.kit.opening import try_open

SMALL = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units:
  - {id: d, name: D, kind: district}
  - {id: a, name: A, kind: commune, parent: d}
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: a/c, unit: a, kind: commune_chair}
cadres:
  - {id: X, name: Ma Văn X, born: 1975-03-02, sex: male, home: d, holds: a/s, since: 2015-01-01}
  - {id: Z, name: Ma Thị Z, born: 1976-03-02, sex: female, home: a, holds: a/c, since: 2015-01}
"""


def opened(tmp_path: Path, text: str | bytes) -> tuple[Docket | None, list[Problem]]:
    path = tmp_path / "r.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    docket, problems = try_open(path)
    return docket, list(problems)


def places(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(p.slug, *p.place[1:]) for p in problems]


def test_the_small_roster_is_sound(tmp_path: Path) -> None:
    docket, problems = opened(tmp_path, SMALL)
    assert docket is not None
    assert problems == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("02233", "02233"), ("08912", "08912"), ("00123", "00123"), ("NO", "NO"), ("off", "off"),
        ("12:30", "12:30"), ("1e3", "1e3"), ("1_000", "1_000"), ("0b11", "0b11"), ("1.10", "1.10"),
        ("2019-02-30", "2019-02-30"), ("'~'", "~"), ('"null"', "null"), ("=", "="),
    ],
)  # fmt: skip
def test_text_stays_text(written: str, kept: str) -> None:
    problems = Problems()
    document = read_yaml("t", f"a: {written}\n".encode(), problems)
    assert document is not None
    assert document.root["a"] == kept
    assert len(problems) == 0


@pytest.mark.parametrize("empty", ["", "~", "null", "# remark"])
def test_plain_nothing_is_absent(empty: str) -> None:
    document = read_yaml("t", f"a: {empty}\n".encode(), Problems())
    assert document is not None
    assert document.root["a"] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ("duplicate-key", 3, 1)),
        ("a:\na: 3\n", ("duplicate-key", 2, 1)),
        ("a: &x 1\n", ("anchor", 1, 4)),
        ("a: *x\n", ("alias", 1, 4)),
        ("a: !!str x\n", ("tag", 1, 4)),
        ("a: {<<: b}\n", ("merge-key", 1, 5)),
        ("a: 1\n---\nb: 2\n", ("second-document", 2, 1)),
        ("a:\n\tb: 1\n", ("tab-indent", 2, 1)),
        ("a:\n\u00a0\u00a0b: 1\n", ("nbsp-indent", 2, 1)),
        ("a: x\u202ey\n", ("hidden-character", 1, 5)),
        ('a: "x\\u200by"\n', ("hidden-character", 1, 4)),
        ("a: x\u0085\n", ("hidden-character", 1, 5)),
        ("a: " + "[" * 21 + "]" * 21 + "\n", ("too-deep", 1, 23)),
        ("? [x]\n: 1\n", ("key-not-text", 1, 3)),
        ("", ("empty-file", 1, 1)),
        ("# nothing\n", ("empty-file", 1, 1)),
        ("- a\n", ("wrong-shape", 1, 1)),
        ("a: 'x\n", ("syntax", 1, 4)),
        ("a: b: c\n", ("syntax", 1, 5)),
    ],
)
def test_refused_and_located(text: str, expected: tuple[str, int, int]) -> None:
    problems = Problems()
    read_yaml("t", text.encode(), problems)
    assert places(list(problems)) == [expected]


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("tên: Ma Văn".encode("utf-16"), "UTF-16"),
        ("t\u00aan: Vò Duy ThÕ\n".encode("latin-1"), "TCVN3"),
    ],
)
def test_other_encodings_are_guessed(data: bytes, guess: str) -> None:
    problems = Problems()
    assert read_yaml("t", data, problems) is None
    (problem,) = problems
    assert problem.slug == "encoding"
    assert guess in problem.words.en


def test_an_alias_for_a_unit_is_told_and_no_rule_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(SMALL.replace("unit: a, kind: commune_chair", "unit: *a, kind: commune_chair"))
    done = rotplan("check", path, "-f", "concise")
    assert done.code == 1
    assert [line.split("[")[1][:5] for line in done.out.splitlines()] == ["RP105"]


def test_crlf_bom_and_nfd_read_alike() -> None:
    plain = read_yaml("t", "a: Hòa\nb: 2\n".encode(), Problems())
    other = read_yaml("t", b"\xef\xbb\xbf" + "a: Ho\u0300a\r\nb: 2\r\n".encode(), Problems())
    assert plain is not None
    assert other is not None
    assert plain.root == other.root
    assert other.root.key_mark("b").line == 2


def test_everything_wrong_is_listed_in_one_run(tmp_path: Path) -> None:
    text = SMALL.replace("date: 2019-10-15", "date: 12:30")
    text = text.replace("kind: commune, parent: d", "kind: commune, parent: dd, parent: d")
    text = text.replace("home: d, holds", "home: *home, holds")
    text = text.replace("sex: female", "!!str sex: f")
    text = text.replace("1976-03-02", "1976-02-31").replace("{id: X,", "{id: X, nmae: x,")
    text = text.replace("posts:\n  -", "posts:\n\t-").replace("unit: a, kind", "unit: aa, kind")
    _, problems = opened(tmp_path, text)
    slugs = {p.slug for p in problems}
    assert {"bad-date", "duplicate-key", "alias", "tag", "unknown-key"} <= slugs
    assert {"tab-indent", "unknown-unit"} <= slugs
    dates = [p.place[1:] for p in problems if p.slug == "bad-date"]
    assert dates == [(2, 15), (11, 35)]
    assert all(p.fix is not None for p in problems)


def test_unquoted_codes_are_kept_with_a_warning(tmp_path: Path) -> None:
    text = SMALL.replace("{id: a, name", "{id: NO, code: 02233, name")
    text = text.replace("unit: a,", "unit: NO,").replace("home: a,", "home: NO,")
    docket, problems = opened(tmp_path, text)
    assert docket is not None
    assert docket.roster.unit_of["NO"].code == "02233"
    assert {p.slug for p in problems} == {"unquoted-code"}
    assert all(p.level is Level.WARNING for p in problems)


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [
        ("unit: a, kind: commune_chair", "unit: aa, kind: commune_chair", "unknown-unit"),
        ("kind: commune_chair", "kind: comune_chair", "unknown-kind"),
        ("holds: a/c", "holds: a/d", "unknown-post"),
        ("holds: a/c", "holds: a/s", "two-holders"),
        ("{id: Z,", "{id: X,", "duplicate-id"),
        ("{id: Z,", "{id: a/s,", "duplicate-id"),
        ("holds: a/c", "holds: [{post: a/c}, {post: a/s}]", "two-holders"),
        ("since: 2015-01-01", "since: 2020-01-01", "future-date"),
        ("since: 2015-01-01", "since: 1990-01-01", "young"),
        ("since: 2015-01-01", "since: 1970-01-01", "date-order"),
        ("policy: vn-2017", "policy: vn-2071", "unknown-policy"),
        ("kind: district}", "kind: district, parent: a}", "unit-cycle"),
        ("cadres:", "ties: [{a: X, b: X, kind: spouse}]\ncadres:", "self-tie"),
        ("cadres:", "decisions: [{keep: Q}]\ncadres:", "unknown-cadre"),
        ("cadres:", "decisions: [{keep: X}, {place: X, in: a/c}]\ncadres:", "contradiction"),
        ("cadres:", "decisions: [{keep: X}, {never: X, in: a}]\ncadres:", "contradiction"),
        ("cadres:", "decisions: [{place: X, in: a/c}, {place: Z, in: a/c}]\ncadres:",
         "contradiction"),
        ("cadres:", "waivers: [{clause: concurrency, cadre: X, basis: b}]\ncadres:",
         "not-waivable"),
        ("cadres:", "waivers: [{clause: plannd, cadre: X, basis: b}]\ncadres:", "unknown-clause"),
        ("cadres:", "rules: {q: {rule: non-locl, force: hard, basis: b}}\ncadres:",
         "unknown-rule"),
        ("cadres:", "rules: {min-stay: {months: -1}}\ncadres:", "bad-number"),
        ("cadres:", "rules: {min-stay: {monhts: 1}}\ncadres:", "unknown-key"),
        ("cadres:", "rules: {concurrency: {force: target}}\ncadres:", "bad-option"),
        ("cadres:", "scores: nowhere.csv\ncadres:", "unreadable"),
    ],
)  # fmt: skip
def test_contradictions(tmp_path: Path, old: str, new: str, slug: str) -> None:
    assert old in SMALL
    docket, problems = opened(tmp_path, SMALL.replace(old, new, 1))
    assert docket is None
    assert slug in {p.slug for p in problems if p.level is Level.ERROR}


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("X Z", []),
        ("X x", [("similar-ids", 1)]),
        ("x X", [("similar-ids", 1)]),
        ("X X", [("duplicate-id", 1)]),
        # beside a double: each is told once, and of what it is
        ("X x X", [("similar-ids", 1), ("duplicate-id", 2)]),
        ("X X x", [("duplicate-id", 1), ("similar-ids", 2)]),
        ("X x x", [("similar-ids", 1), ("duplicate-id", 2)]),
        ("X x X x", [("similar-ids", 1), ("duplicate-id", 2), ("duplicate-id", 3)]),
        ("Q Q X x", [("duplicate-id", 1), ("similar-ids", 3)]),
        # posts and cadres share their ids, units have ids of their own
        ("a/s Z", [("duplicate-id", 0)]),
        ("A/S Z", [("similar-ids", 0)]),
        ("A Z", []),
        ("a Z", []),
    ],
)
def test_ids_that_are_alike_beside_doubles(
    tmp_path: Path, ids: str, expected: list[tuple[str, int]]
) -> None:
    head = SMALL.split("cadres:", maxsplit=1)[0] + "cadres:\n"
    text = head + "".join(
        f"  - {{id: {id_}, name: Tên {n}}}\n" for n, id_ in enumerate(ids.split())
    )
    _, problems = opened(tmp_path, text)
    first = head.count("\n") + 1
    told = [
        (p.slug, p.place[1] - first) for p in problems if p.slug in ("similar-ids", "duplicate-id")
    ]
    assert told == expected


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("a a", [("duplicate-id", 1)]),
        ("a A", [("similar-ids", 1)]),
        ("a A a", [("similar-ids", 1), ("duplicate-id", 2)]),
        ("X Z", []),
    ],
)
def test_ids_of_units_that_are_alike(
    tmp_path: Path, ids: str, expected: list[tuple[str, int]]
) -> None:
    """Doubles of units are seen though no cadre or post has one."""
    units = "".join(f"  - {{id: {i}, name: U, kind: commune, parent: d}}\n" for i in ids.split())
    head = "rotplan: 1\nround: {date: 2019-10-15, authority: d, policy: vn-2017}\nunits:\n"
    text = f"{head}  - {{id: d, name: D, kind: district}}\n{units}cadres: [{{id: X, name: X}}]\n"
    _, problems = opened(tmp_path, text)
    first = head.count("\n") + 2
    told = [
        (p.slug, p.place[1] - first) for p in problems if p.slug in ("similar-ids", "duplicate-id")
    ]
    assert told == expected


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2016-10-15", "2019-10-15", 36),
        ("2016-10-16", "2019-10-15", 35),
        ("2019-01-31", "2019-02-28", 1),
        ("2019-01-31", "2019-02-27", 0),
        ("2020-02-29", "2021-02-28", 12),
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    assert elapsed(read_date(start).earliest, read_date(end).earliest) == months


@pytest.mark.parametrize(
    ("round_date", "sex", "born", "retires"),
    [
        ("2019-10-15", "male", "1961-02", (2021, 2)),
        ("2020-12-31", "female", "1966-01", (2021, 1)),
        ("2021-01-01", "male", "1961-01", (2021, 4)),
        ("2021-01-01", "male", "1961-10", (2022, 4)),
        ("2021-01-01", "male", "1966-04", (2028, 4)),
        ("2021-01-01", "female", "1966-01", (2021, 5)),
        ("2021-01-01", "female", "1966-09", (2022, 5)),
        ("2021-01-01", "female", "1975-05", (2035, 5)),
        ("2021-01-01", "female", "1975", (2034, 9)),
    ],
)
def test_retirement_by_the_law_of_the_day(
    round_date: str, sex: str, born: str, retires: tuple[int, int]
) -> None:
    law = retirement_law(read_date(round_date).earliest)
    months = law.interval(sex, read_date(born))
    assert months is not None
    assert (months.low // 12, months.low % 12 + 1) == retires
    assert months.low == months.high


def test_the_catalogue_is_bilingual_and_without_doubles() -> None:
    codes = [entry.code for entry in CATALOGUE.values()]
    assert len(set(codes)) == len(codes)
    for entry in CATALOGUE.values():
        assert entry.words.vi
        assert entry.words.en
