"""What cannot be done is said before it is tried: no legal pair, no memory, no exact arithmetic."""

import json
from pathlib import Path

import pytest

from rotplan.cli import plan as plan_command
from rotplan.planning import propose
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.memory_estimate import size
from rotplan.planning.program.precheck import precheck
from rotplan.planning.program.program import demands
from rotplan.planning.solving import second_solver
from rotplan.policy.policy import MOST_CLAUSES
from rotplan.roster.unit_tree import DEEPEST
from tests.bench.generate import roster as many
from tests.kit.command import rotplan
from tests.kit.opening import open_roster
from tests.paths import LAM_BINH

pytestmark = pytest.mark.thorough

STUCK = """\
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: vn-2017}
units: [{id: d, name: D, kind: district}, {id: a, name: A, kind: commune, parent: d, code: "02251"}]
posts:
  - {id: a/s, unit: a, kind: commune_secretary}
  - {id: a/c, unit: a, kind: commune_chair, required: true}
cadres: [{id: X, name: Hoa, holds: a/s, since: 2010-01-01, home: a}]
rules:
  planned: {force: "off"}
  equal-grade: {force: "off"}
  qualification: {force: "off"}
  local-secretary: {force: hard}
  local-chair: {force: hard}
"""
WEIGHTS = """\
rules:
  preference: {{rule: preference, per_score: {weight}, basis: thử, posts: [commune_secretary]}}
scores: fit.csv
"""


# -- no legal pair ------------------------------------------------------------------------------


def test_a_cadre_without_any_post_ends_it_before_any_solver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("solve", "hear", "find_conflict"):
        monkeypatch.setattr(propose, name, None)
    path = tmp_path / "r.yaml"
    path.write_text(STUCK, "utf-8")
    done = rotplan("plan", path, "--format", "json")
    assert done.code == 3
    told = "Hoa (X): none of 2 posts is left: local-chair bars 1; local-secretary bars 1"
    assert told in done.err
    plan = json.loads(done.out)
    assert plan["status"] == "infeasible"
    assert plan["conflict_minimal"]
    named = {member["id"] for member in plan["conflict"]}
    assert named == {"nobody-dropped", "local-chair", "local-secretary"}
    assert plan["without_pair"][0] == {
        "kind": "cadre",
        "id": "X",
        "asked": 2,
        "barred": [{"by": "local-chair", "count": 1}, {"by": "local-secretary", "count": 1}],
    }
    assert "Hoa (X)" in rotplan("plan", path).out


def test_without_one_member_of_the_conflict_there_is_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(STUCK.replace("local-chair: {force: hard}", "local-chair: {force: target}"))
    done = rotplan("plan", path, "--format", "json")
    assert done.code == 0
    assert json.loads(done.out)["holdings"] == {"a/c": "X", "a/s": None}


def test_a_required_post_without_anybody_is_named_and_stays_vacant(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(STUCK.replace("local-secretary: {force: hard}", "two-terms: {force: off}"))
    done = rotplan("plan", path, "--format", "json")
    assert done.code == 0
    assert "[a/c]: the only cadre may not hold it: local-chair bars 1" in done.err
    assert [(w["kind"], w["id"]) for w in json.loads(done.out)["without_pair"]] == [("post", "a/c")]


def test_decisions_are_named_among_what_bars(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    text = STUCK.replace("local-chair: {force: hard}", "local-chair: {force: target}")
    path.write_text(text + "decisions: [{never: X, in: a/c}]\n", "utf-8")
    program = compile_program(open_roster(path), demands(open_roster(path)))
    (alone,) = precheck(program).cadres
    assert dict(alone.barred) == {"local-secretary": 1, "never X in a/c": 1}


def test_nobody_is_named_where_everybody_has_a_post() -> None:
    done = rotplan("plan", LAM_BINH, "--format", "json")
    assert json.loads(done.out)["without_pair"] == []
    assert "none of" not in done.err


# -- too large ------------------------------------------------------------------------------------


def test_a_round_that_the_memory_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_command, "available_memory", lambda: 2**20)
    done = rotplan("plan", LAM_BINH)
    assert (done.code, done.out) == (2, "")
    assert "GB are free" in done.err
    assert "máy còn 0.0 GB" in rotplan("plan", LAM_BINH, "--lang", "vi").err


def test_memory_that_ends_on_the_way_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(propose, "compile_program", full)
    done = rotplan("plan", LAM_BINH)
    assert done.code == 2
    assert "the memory did not suffice" in done.err


def test_columns_are_estimated_within_a_fifth(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(json.dumps(many(30), ensure_ascii=False), "utf-8")
    docket = open_roster(path)
    columns = compile_program(docket, demands(docket)).columns
    assert abs(size(docket).columns - columns) < columns / 5


@pytest.mark.parametrize("weight", [10**6, 10**9 - 1])
def test_weights_beyond_exact_arithmetic_are_refused_with_the_figure(
    weight: int, tmp_path: Path
) -> None:
    text = LAM_BINH.read_text("utf-8").partition("\nrules:")[0]
    (tmp_path / "r.yaml").write_text(text + "\n" + WEIGHTS.format(weight=weight), "utf-8")
    table = open_roster(LAM_BINH).table
    lines = (f"{c.id},{p.id},-999999999" for c in table.cadres for p in table.posts)
    (tmp_path / "fit.csv").write_text("\n".join(["cadre,post,score", *lines, ""]), "utf-8")
    done = rotplan("plan", tmp_path / "r.yaml")
    assert (done.code, done.out) == (1, "")
    assert f"at up to {weight * 999999999} each" in done.err
    assert "exact only below 9007199254740992" in done.err


# -- what gives the second opinion where the model is too large for another solver ----------------


def test_the_certificate_gives_the_second_opinion_on_large_models(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(second_solver, "LARGEST", 10)
    plan = json.loads(rotplan("plan", LAM_BINH, "--format", "json").out)
    assert plan["proof"]["second_opinion"] == "certificate"
    said = rotplan("plan", LAM_BINH).out
    assert "computed anew in whole numbers over every pair without a solver" in said


# -- how much a roster may say ------------------------------------------------------------------


@pytest.mark.parametrize(("deep", "codes"), [(DEEPEST, []), (DEEPEST + 1, ["RP324"])])
def test_units_lie_in_each_other_so_deep_and_no_deeper(
    tmp_path: Path, deep: int, codes: list[str]
) -> None:
    """A unit counts as the first of its own line."""
    units = [f'{{id: u{n}, name: "Đơn vị {n}", kind: agency' for n in range(deep)]
    nested = [f"{u}, parent: u{n}}}" for n, u in enumerate(units[1:])]
    several = ", ".join([units[0] + "}", *nested])
    path = tmp_path / "r.yaml"
    path.write_text(STUCK.replace("units: [", f"units: [{several}, ", 1), "utf-8")
    found = rotplan("check", path, "-f", "json").findings
    assert [f["code"] for f in found if f["code"] == "RP324"] == codes


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["RP325"])])
def test_so_many_clauses_and_no_more(tmp_path: Path, more: int, codes: list[str]) -> None:
    """Those of the policy count too."""
    path = tmp_path / "r.yaml"
    path.write_text(STUCK, "utf-8")
    there = len(open_roster(path).policy.clauses)
    rules = [
        f"  r{n}: {{rule: min-stay, months: 12, force: approval, basis: thử}}\n"
        for n in range(MOST_CLAUSES - there + more)
    ]
    path.write_text(STUCK + "".join(rules), "utf-8")
    found = rotplan("check", path, "-f", "json").findings
    assert [f["code"] for f in found if f["code"] == "RP325"] == codes
