"""The shipped policies against the register of regulations, and how strictly policies are read."""

import json
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from rotplan.policy.load_shipped import named_policy, shipped_policies
from rotplan.policy.policy import Policy
from rotplan.policy.replaced_texts import replaced_text
from rotplan.reference.rules_page import coverage
from rotplan.roster.reading.problems import Problems
from rotplan.rules import RULES
from rotplan.rules.family import FamilyOptions
from tests.kit.opening import try_open

POLICIES = {policy.name: policy for policy in shipped_policies()}
SHARED = [
    "local-secretary",
    "local-chair",
    "two-terms",
    "min-stay",
    "equal-grade",
    "qualification",
    "planned",
    "service-left",
    "election-age",
    "discipline",
    "frozen",
    "protected",
    "kin",
    "continuity",
    "concurrency",
    "women",
    "young",
    "committee-size",
    "preference",
]


def options(policy: str, clause: str) -> dict[str, Any]:
    found = POLICIES[policy].clause(clause)
    assert found is not None
    return dict(found.options)


def test_the_periods_join_without_a_gap() -> None:
    spans = [(p.valid.start, p.valid.end) for p in POLICIES.values()]
    assert [str(s) for s, _ in spans] == ["2017-10-07", "2022-04-28", "2025-04-14"]
    assert [str(e) for _, e in spans] == ["2022-04-27", "2025-04-13", "None"]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_shared_clauses_and_grades(policy: Policy) -> None:
    assert set(SHARED) <= {clause.id for clause in policy.clauses}
    first = POLICIES["vn-2017"].kinds
    grades = {id_: kind.grade for id_, kind in policy.kinds.items()}
    assert grades == {id_: kind.grade for id_, kind in first.items()}


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_every_clause_has_its_basis_and_says_how_sure_it_is(policy: Policy) -> None:
    for clause in policy.clauses:
        assert clause.head.basis
        assert clause.head.confidence is not None


def test_what_is_not_verified_is_off_but_for_one_clause() -> None:
    """Just that one: a clause that is verified by now leaves this list."""
    acting = {
        (policy.name, clause.id)
        for policy in POLICIES.values()
        for clause in policy.clauses
        if clause.head.confidence == "NV" and clause.force not in ("off", None)
    }
    assert acting == {("vn-2017", "equal-grade")}


def test_the_figures_of_the_law() -> None:
    for name, again in (("vn-2017", 30), ("vn-2022", 30), ("vn-2025", 48)):
        found = options(name, "election-age")
        assert (found["first_time"], found["re_elected"]) == (60, again)
    waits = {
        name: [(w.reprimand, w.warning, w.removal) for w in options(name, "discipline")["waits"]]
        for name in POLICIES
    }
    old, second, third = (12, 12, 12), (12, 30, 60), (24, 36, 60)
    assert waits["vn-2017"] == [old]
    assert waits["vn-2022"] == [old, second]
    assert waits["vn-2025"] == [old, second, third]
    size = options("vn-2025", "committee-size"), options("vn-2025", "standing-committee-size")
    assert [(s["min"], s["max"]) for s in size] == [(27, 33), (9, 11)]


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_no_couple_is_counted_twice(policy: Policy) -> None:
    """Two kinds that the law keeps apart stand in one group of a clause only."""
    for clause in policy.clauses:
        if not isinstance(clause.options, FamilyOptions):
            continue
        couples = [
            {frozenset(pair) for pair in product(group.a, group.b)}
            for group in clause.options.groups
        ]
        assert sum(map(len, couples)) == len(set().union(*couples)), clause.id


def test_coverage_is_well_formed() -> None:
    for entry, said in coverage().items():
        assert set(said) <= {"covered", "by", "note"}, entry
        assert said["covered"] in ("wholly", "partly", "none"), entry
        assert set(said["by"]) <= set(RULES), entry
        assert said["covered"] == "wholly" or said.get("note"), entry


@pytest.mark.parametrize(
    ("basis", "on", "successor"),
    [
        ("Quy định 98-QĐ/TW, Điều 5", "2022-04-28", "Quy định 65-QĐ/TW ngày 28/4/2022"),
        ("Quy định 98-QĐ/TW, Điều 5", "2022-04-27", None),
        ("Chỉ thị 35-CT/TW ngày 30/05/2019", "2024-06-14", "Chỉ thị 35-CT/TW ngày 14/6/2024"),
        ("Chỉ thị 35-CT/TW ngày 14/6/2024", "2024-12-01", None),
        ("Quy định 114-QĐ/TW (thay Quy định 205-QĐ/TW)", "2024-01-01", None),
        ("Kết luận 15-KL/HU", "2026-01-01", None),
    ],
)
def test_replaced_texts(basis: str, on: str, successor: str | None) -> None:
    found = replaced_text(basis, date.fromisoformat(on))
    assert (found.successor if found else None) == successor


def policy_file(folder: Path, clause: dict[str, object]) -> Path:
    kinds = {"k": {"title": {"vi": "a", "en": "b"}, "grade": "1"}}
    head = {"rotplan_policy": "1", "name": "p", "post_kinds": kinds}
    path = folder / "p.yaml"
    full = {"basis": "x", "force": "hard", **clause}
    path.write_text(json.dumps({**head, "clauses": {"c": full}}), "utf-8")
    return path


WAIT = {"reprimand": "12", "warning": "12", "removal": "12"}


@pytest.mark.parametrize(
    ("clause", "slug"),
    [
        ({"rule": "min-stay", "valid": {"from": "2020-01-01", "to": "2019-01-01"}}, "date-order"),
        ({"rule": "min-stay", "months": "-1"}, "bad-number"),
        ({"rule": "min-stay", "posts": []}, "wrong-shape"),
        ({"rule": "min-sta"}, "unknown-rule"),
        ({"rule": "min-stay", "month": "1"}, "unknown-key"),
        ({"rule": "min-stay", "posts": ["kk"]}, "unknown-kind"),
        ({"rule": "discipline", "waits": []}, "wrong-shape"),
        ({"rule": "discipline", "waits": [WAIT, WAIT]}, "bad-option"),
        ({"rule": "committee-size", "min": "3", "max": "2"}, "bad-option"),
        ({"rule": "composition", "group": {"under": "40"}, "min": "60", "max": "50"}, "bad-option"),
        ({"rule": "family", "relations": ["spouse"], "groups": []}, "wrong-shape"),
    ],
)
def test_policies_are_read_strictly(clause: dict[str, object], slug: str, tmp_path: Path) -> None:
    problems = Problems()
    assert named_policy(str(policy_file(tmp_path, clause)), problems) is None
    assert [p.slug for p in problems] == [slug]
    assert all(p.mark is not None for p in problems)


def test_a_change_of_a_sleeping_clause_is_told(tmp_path: Path) -> None:
    roster = {
        "rotplan": "1",
        "round": {"date": "2023-01-10", "authority": "d", "policy": "vn-2022"},
        "units": [{"id": "d", "name": "D", "kind": "district"}],
        "posts": [{"id": "d/s", "unit": "d", "kind": "district_secretary"}],
        "cadres": [{"id": "X", "name": "X"}],
        "rules": {"kin": {"force": "off"}},
    }
    path = tmp_path / "r.yaml"
    path.write_text(json.dumps(roster), "utf-8")
    docket, problems = try_open(path)
    assert docket is not None
    assert ["kin-205" in p.words.en for p in problems if p.slug == "clause-asleep"] == [True]
