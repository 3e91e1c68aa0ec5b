"""Facts decide whether a plan is stale: every fact counts, and no way of writing it does."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from rotplan.plan.file.fingerprints import AS_SETS, fingerprints
from rotplan.policy.clause import ClauseHead
from rotplan.policy.docket import Docket
from rotplan.roster.reading.field_types import Fact
from rotplan.roster.records import RosterPart
from rotplan.rules import RULES
from tests.kit.command import rotplan
from tests.kit.opening import open_roster

pytestmark = pytest.mark.thorough

OWN = """\
rotplan_policy: 1
name: own
extends: vn-2022
post_kinds:
  commune_secretary: {grade: 51}
clauses:
  apart: {rule: family, relations: [spouse, sibling], force: hard, basis: Quy chế,
    groups: [{a: [commune_secretary], b: [commune_chair]}, {a: [commune_chair], \
b: [commune_chair]}]}
  share: {rule: composition, posts: [commune_secretary, commune_chair], group: {sex: female},
    min: "30%", within: round, force: target, priority: 2, basis: Kế hoạch}
tiers: [vacancies, targets, approvals, moves, preference]
"""
ROUND = """\
rotplan: 1
round: {name: Đợt 1, date: 2023-11-15, authority: d, policy: own.yaml, max_moves: 5, \
reckon: 2025-05}
units:
  - {id: d, name: Huyện B, kind: district, at: [22.3, 105.4]}
  - {id: b0, name: Xã B0, kind: commune, parent: d, zone: 1, languages: [Tày, Dao]}
  - {id: b1, name: Xã B1, kind: commune, parent: d, formerly: [b3, b2], seats: {min: 1, max: 3}}
  - {id: b2, name: Xã B2, kind: commune, parent: d}
  - {id: b3, name: Xã B3, kind: commune, parent: d}
posts:
  - {id: b0/s, unit: b0, kind: commune_secretary}
  - {id: b1/s, unit: b1, kind: commune_secretary}
  - {id: b0/c, unit: b0, kind: commune_chair, required: false}
cadres:
  - {id: n1, name: Cán bộ Một, born: 1979-02-01, sex: male, home: Xã B0, holds: b0/s, \
since: 2012-03-01,
     education: university, theory: advanced, planned: [commune_secretary, commune_chair],
     languages: [Tày, Dao], appraisals: {2021: good, 2022: excellent}, prefers: [b1, b0],
     lived: [{at: b0, from: 1990}, {at: b1, from: 2001-05, to: 2003}],
     history: [{kind: commune_chair, unit: b1, from: 2004, to: 2008}, {kind: Phó Chủ tịch, \
from: 2009, to: 2011}]}
  - {id: n2, name: Cán bộ Hai, born: 1980-03-01, sex: female, home: b1, holds: b1/s, \
since: 2012-01-01,
     education: university, theory: advanced, planned: [commune_chair],
     circumstances: [hardship, seconded], discipline: [{form: warning, date: 2019-01}, \
{form: reprimand, date: 2018}]}
  - {id: n3, name: Cán bộ Ba, born: 1981, home: {code: "02233", as_of: 2020}, \
planned: [commune_chair]}
ties:
  - {a: n1, b: n2, kind: spouse}
  - {a: n3, b: n2, kind: sibling}
distances: {b0: {b1: 12.5, b2: 8}}
scores: s.csv
decisions:
  - {never: n2, in: b0/s, because: Hồ sơ}
  - {keep: n1}
waivers:
  - {clause: min-stay, cadre: n1, basis: Thông báo 1, until: 2024-06-30}
"""
SCORES = "cadre,post,score\nn1,b0/s,3\nn2,b1/s,4\n"


def opened(folder: Path, roster: str = ROUND, own: str = OWN, scores: str = SCORES) -> Docket:
    for name, text in (("r.yaml", roster), ("own.yaml", own), ("s.csv", scores)):
        (folder / name).write_text(text, "utf-8")
    return open_roster(folder / "r.yaml")


# -- facts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("name: Đợt 1", "name: Đợt 2", "round"),
        ("date: 2023-11-15", "date: 2023-11-16", "round"),
        ("max_moves: 5", "max_moves: 6", "round"),
        (", max_moves: 5", "", "round"),
        ("reckon: 2025-05", "reckon: 2025-06", "round"),
        ("at: [22.3, 105.4]", "at: [22.4, 105.3]", "units"),
        ("name: Xã B2", "name: Xã B8", "units"),
        ("id: b2, name: Xã B2, kind: commune, parent: d", "id: b2, name: Xã B2, kind: commune",
         "units"),
        ("zone: 1", "zone: 2", "units"),
        ("languages: [Tày, Dao]}", "languages: [Tày]}", "units"),
        ("formerly: [b3, b2]", "formerly: [b3]", "units"),
        ("seats: {min: 1, max: 3}", "seats: {min: 1, max: 4}", "units"),
        (", required: false", "", "posts"),
        (", required: false", ", required: false, closing: true", "posts"),
        ("id: b0/c, unit: b0", "id: b0/c, unit: b2", "posts"),
        ("born: 1979-02-01", "born: 1979-02", "cadres"),
        ("sex: male", "sex: female", "cadres"),
        ("home: Xã B0", "home: Xã B2", "cadres"),
        ("as_of: 2020", "as_of: 2021", "cadres"),
        ("since: 2012-03-01", "since: 2012-04-01", "cadres"),
        ("theory: advanced", "theory: intermediate", "cadres"),
        ("planned: [commune_secretary, commune_chair]", "planned: [commune_chair]", "cadres"),
        ("{2021: good, 2022: excellent}", "{2021: excellent, 2022: good}", "cadres"),
        ("prefers: [b1, b0]", "prefers: [b1]", "cadres"),
        ("from: 2001-05, to: 2003}", "from: 2001-05, to: 2004}", "cadres"),
        ("unit: b1, from: 2004", "unit: b2, from: 2004", "cadres"),
        ("circumstances: [hardship, seconded]", "circumstances: [hardship]", "cadres"),
        ("form: warning", "form: removal", "cadres"),
        ("planned: [commune_chair]}", "planned: [commune_chair], available: true}", "cadres"),
        ("planned: [commune_chair]}", "planned: [commune_chair], languages: []}", "cadres"),
        ("{a: n1, b: n2, kind: spouse}", "{a: n1, b: n2, kind: sibling}", "ties"),
        ("b1: 12.5", "b1: 12.6", "distances"),
        ("because: Hồ sơ", "because: Ý kiến", "decisions"),
        ("{never: n2, in: b0/s, ", "{never: n2, in: b0/c, ", "decisions"),
        ("until: 2024-06-30", "until: 2024-07-30", "waivers"),
        ("basis: Thông báo 1", "basis: Thông báo 2", "waivers"),
    ],
)  # fmt: skip
def test_a_changed_fact_changes_its_section_alone(
    tmp_path: Path, old: str, new: str, section: str
) -> None:
    assert old in ROUND
    before = fingerprints(opened(tmp_path))
    after = fingerprints(opened(tmp_path, ROUND.replace(old, new, 1)))
    assert [name for name in before if before[name] != after[name]] == [section]


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("grade: 51", "grade: 52", "post_kinds"),
        ("relations: [spouse, sibling]", "relations: [spouse]", "clauses"),
        ("b: [commune_chair]}]", "b: [commune_secretary]}]", "clauses"),
        ("force: hard", "force: approval", "clauses"),
        ("basis: Quy chế", "basis: Quy chế 2", "clauses"),
        ('"30%"', '"40%"', "clauses"),
        ("priority: 2", "priority: 3", "clauses"),
        ("within: round", "within: unit", "clauses"),
        ("tiers: [vacancies, targets, ", "tiers: [targets, vacancies, ", "tiers"),
    ],
)
def test_a_changed_policy_changes_its_section_alone(
    tmp_path: Path, old: str, new: str, section: str
) -> None:
    before = fingerprints(opened(tmp_path))
    after = fingerprints(opened(tmp_path, own=OWN.replace(old, new, 1)))
    assert [name for name in before if before[name] != after[name]] == [section]


def test_scores_and_the_tables_that_ship_count_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprints(opened(tmp_path))
    after = fingerprints(opened(tmp_path, scores=SCORES.replace("n1,b0/s,3", "n1,b0/s,2")))
    assert [name for name in before if before[name] != after[name]] == ["scores"]
    docket = opened(tmp_path)
    monkeypatch.setattr("rotplan.plan.file.fingerprints._tables", lambda: "another vintage")
    now = fingerprints(docket)
    assert [name for name in before if before[name] != now[name]] == ["tables"]


def records(model: type[Fact]) -> Iterator[type[Fact]]:
    """A kind of record and all that it holds."""
    yield model
    for field in model.model_fields.values():
        for kind in inner(field.annotation):
            if isinstance(kind, type) and issubclass(kind, Fact):
                yield from records(kind)


def inner(kind: Any) -> Iterator[Any]:
    yield kind
    for part in get_args(kind):
        yield from inner(part)


def test_for_every_list_of_facts_it_is_settled_whether_its_order_counts() -> None:
    """What is not named in either set is new: decide, then name it."""
    in_order = {"at", "between", "evidence", "groups", "waits"}
    # of a whole roster: sorted by ids, or by what they say
    whole = {"cadres", "units", "ties", "decisions", "waivers"}
    models = {m for top in (RosterPart, ClauseHead) for m in records(top)}
    models |= {m for rule in RULES.values() for m in records(rule.options)}
    lists = {
        name
        for model in models
        for name, field in model.model_fields.items()
        if any(getattr(k, "__origin__", None) is tuple for k in inner(field.annotation))
    }
    assert lists <= AS_SETS | in_order | whole
    assert not AS_SETS & in_order


# -- ways of writing ---------------------------------------------------------------------------


def commented(text: str) -> str:
    return "# đợt này\n" + text.replace("cadres:", "# cán bộ\ncadres:   # tất cả")


def turned(text: str) -> str:
    """Lists of records and lists of words in another order."""
    for old, new in (
        ("[Tày, Dao]", "[Dao, Tày]"),
        ("formerly: [b3, b2]", "formerly: [b2, b3]"),
        ("[commune_secretary, commune_chair]", "[commune_chair, commune_secretary]"),
        ("prefers: [b1, b0]", "prefers: [b0, b1]"),
        ("[hardship, seconded]", "[seconded, hardship]"),
        ("{2021: good, 2022: excellent}", "{2022: excellent, 2021: good}"),
        ("[{at: b0, from: 1990}, {at: b1, from: 2001-05, to: 2003}]",
         "[{at: b1, from: 2001-05, to: 2003}, {at: b0, from: 1990}]"),
        ("[{form: warning, date: 2019-01}, {form: reprimand, date: 2018}]",
         "[{form: reprimand, date: 2018}, {form: warning, date: 2019-01}]"),
        ("{b1: 12.5, b2: 8}", "{b2: 8, b1: 12.5}"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    head, _, posts = text.partition("posts:\n")
    first, second, *rest = posts.split("\n")
    return head + "posts:\n" + "\n".join([second, first, *rest])


def respelled(text: str) -> str:
    """Dates, quotes, keys and blanks otherwise; what is the default said aloud."""
    for old, new in (
        ("born: 1979-02-01", "born: 01/02/1979"),
        ("date: 2023-11-15", "date: 15/11/2023"),
        ("name: Cán bộ Hai", 'name: "Cán bộ  Hai"'),
        ("max_moves: 5", "max_moves: 05"),
        ("holds: b0/s", "holds: [b0/s]"),
        ("sex: female", "sex: female, available: false"),
        ("b2: 8", "b2: 8.0"),
        ("home: Xã B0", "home: {words: Xã B0}"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def turned_round(text: str) -> str:
    """Who is named first of two, where a month or a day is said, which path leads to a policy."""
    for old, new in (
        ("{a: n1, b: n2, kind: spouse}", "{a: n2, b: n1, kind: spouse}"),
        ("distances: {b0: {b1: 12.5, b2: 8}}", "distances: {b1: {b0: 12.5}, b2: {b0: 8}}"),
        ("holds: b1/s, since: 2012-01-01", "holds: [{post: b1/s, since: 2012-01-01}]"),
        ("home: Xã B0", "home: xã  B0"),
        ("policy: own.yaml", "policy: ./own.yaml"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    return text


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def windows(text: str) -> str:
    return "\ufeff" + text.replace("\n", "\r\n")


def with_unread_keys(text: str) -> str:
    return text + "post_kinds: {commune_chair: {side: government, standing_committee: true}}\n"


WAYS = [commented, turned, respelled, turned_round, decomposed, windows, with_unread_keys]


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_writing_changes_a_fingerprint(tmp_path: Path, way: Callable[[str], str]) -> None:
    before = fingerprints(opened(tmp_path))
    assert fingerprints(opened(tmp_path, way(ROUND))) == before


@pytest.mark.parametrize("written", ["2025-03", "03/2025", "2025-03-01", "2025-03-31"])
def test_a_reckoning_month_is_a_month(tmp_path: Path, written: str) -> None:
    def reckoned(month: str) -> dict[str, dict[str, str]]:
        text = ROUND.replace("max_moves: 5", f"max_moves: 5, reckon: {month}")
        assert text != ROUND
        return fingerprints(opened(tmp_path, text))

    assert reckoned(written) == reckoned("2025-03-15") != reckoned("2025-04")


def test_a_parent_and_a_child_are_one_tie_and_no_other(tmp_path: Path) -> None:
    def tied(tie: str) -> dict[str, str]:
        text = ROUND.replace("{a: n1, b: n2, kind: spouse}", tie)
        return fingerprints(opened(tmp_path, text))["ties"]

    parent = tied("{a: n1, b: n3, kind: parent}")
    assert parent == tied("{a: n3, b: n1, kind: child}") != tied("{a: n3, b: n1, kind: parent}")


def test_another_order_of_a_clause_and_of_scores_changes_none(tmp_path: Path) -> None:
    before = fingerprints(opened(tmp_path))
    own = OWN.replace("[spouse, sibling]", "[sibling, spouse]")
    own = own.replace("posts: [commune_secretary, commune_chair]",
                      "posts: [commune_chair, commune_secretary]")  # fmt: skip
    head, first, second = SCORES.splitlines()
    assert fingerprints(opened(tmp_path, own=own)) == before
    assert fingerprints(opened(tmp_path, scores=f"{head}\n{second}\n{first}\n")) == before


@pytest.mark.parametrize("way", WAYS)
def test_a_plan_of_a_roster_written_otherwise_is_not_stale(
    tmp_path: Path, way: Callable[[str], str]
) -> None:
    opened(tmp_path)
    plan = tmp_path / "p.json"
    assert rotplan("plan", tmp_path / "r.yaml", "--certificate", "-o", plan).code == 0
    (tmp_path / "r.yaml").write_text(way(ROUND), "utf-8", newline="")
    done = rotplan("check", plan, "--format", "json")
    found = done.findings
    assert done.code == 0, done.out
    assert "RP614" in {f["code"] for f in found}
    assert rotplan("explain", plan, "n2").code == 0


def test_a_plan_of_a_roster_of_other_facts_is_stale(tmp_path: Path) -> None:
    opened(tmp_path)
    plan = tmp_path / "p.json"
    assert rotplan("plan", tmp_path / "r.yaml", "-o", plan).code == 0
    (tmp_path / "s.csv").write_text(SCORES.replace(",4", ",5"), "utf-8")
    done = rotplan("check", plan)
    assert (done.code, "scores changed" in done.out) == (1, True)
    told = rotplan("explain", plan)
    assert (told.code, "scores changed" in told.err, told.out) == (5, True, "")
