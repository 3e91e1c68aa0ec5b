"""Altered, truncated and foreign plan files: located, never believed, never a traceback."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.kit.command import Done, rotplan
from tests.plan.file.altered_plans import (
    CLASH,
    KINDS,
    ROUND,
    Kind,
    Plan,
    by_another_solver,
    claim_infeasible,
    fresh,
)

pytestmark = pytest.mark.thorough

# not told by explain: what check finds over all columns, and where the inputs lay (--roster says)
_UNTOLD = {"alone-made", "alone-lost", "alone-count"}
_UNTOLD |= {"policy-path", "policy-text", "kind", "inputs-turned"}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    folder = tmp_path_factory.mktemp("fresh")
    names = "optimal", "feasible", "infeasible"
    return {name: fresh(folder, name, certificate=False) for name in names}


def written(folder: Path, plan: Plan) -> Path:
    path = folder / "altered.json"
    path.write_text(json.dumps(plan, ensure_ascii=False, indent=1), "utf-8")
    return path


def refused(done: Done) -> bool:
    return done.code in (2, 5) and done.out == "" and "Traceback" not in done.err


KINDS_OF_FACTS = [kind for kind in KINDS if "optimal" in kind.of and kind.name not in _UNTOLD]


@pytest.mark.parametrize("kind", KINDS_OF_FACTS, ids=lambda kind: kind.name)
def test_explain_believes_no_more_than_check(
    plans: dict[str, Plan], tmp_path: Path, kind: Kind
) -> None:
    """What check calls an error is not explained; what it calls unchecked is not repeated."""
    plan = copy.deepcopy(plans["optimal"])
    kind.change(plan)
    path = written(tmp_path, plan)
    done = rotplan("explain", path, "b-2")
    if rotplan("check", path).code == 1:
        assert refused(done), (done.code, done.out, done.err)
        return
    true = rotplan("explain", written(tmp_path, plans["optimal"]), "b-2")
    assert done.code in (0, 2, 4), done.err
    assert done.code == 0 or not done.out
    if done.code == 0 and plan["status"] == "optimal":
        assert done.out == true.out


def test_that_no_plan_exists_is_not_believed(plans: dict[str, Plan], tmp_path: Path) -> None:
    """Check finds it where everybody may stay; where not, explain asks a solver."""
    plan = copy.deepcopy(plans["optimal"])
    claim_infeasible(plan)
    assert refused(rotplan("explain", written(tmp_path, plan)))
    roster = tmp_path / "possible.yaml"
    roster.write_text(CLASH.replace("max_moves: 1", "max_moves: 2"), "utf-8")
    assert rotplan("plan", roster, "-o", tmp_path / "p.json").code == 0
    plan = json.loads((tmp_path / "p.json").read_text("utf-8"))
    claim_infeasible(plan)
    plan["conflict"] = plans["infeasible"]["conflict"][1:]
    path = written(tmp_path, plan)
    checked = rotplan("check", path)
    assert (checked.code, "status" in checked.out) == (0, True), checked.out
    done = rotplan("explain", path)
    assert refused(done)
    assert "there is one" in done.err


def test_a_plan_that_is_called_the_best_is_asked_about_again(tmp_path: Path) -> None:
    """Made under a cap that the file then denies: a better plan exists."""
    roster, path = tmp_path / "r.yaml", tmp_path / "p.json"
    roster.write_text(ROUND, "utf-8")
    assert rotplan("plan", roster, "--max-moves", "1", "-o", path).code == 0
    assert rotplan("explain", path).code == 0
    plan = json.loads(path.read_text("utf-8"))
    plan["asked"]["max_moves"] = None
    # as where only another solver confirmed it: a certificate would give it away at once
    by_another_solver(plan)
    path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    checked = rotplan("check", path)
    assert (checked.code, "tiers.bound" in checked.out) == (0, True), checked.out
    done = rotplan("explain", path)
    assert refused(done)
    assert "there is a better one" in done.err


def test_of_the_time_that_is_left_it_is_said_what_is_not_sure(
    plans: dict[str, Plan], tmp_path: Path
) -> None:
    path = written(tmp_path, plans["infeasible"])
    root = ("--root", tmp_path.parent)
    assert rotplan("explain", path, *root).code == 3
    done = rotplan("explain", path, "--time-limit", "0.001", *root)
    assert (done.code, done.out) == (4, "")
    done = rotplan("explain", written(tmp_path, plans["feasible"]), "b-2", *root)
    assert "was not proved to be the best" in done.out


# -- what is no plan at all ------------------------------------------------------------------


@pytest.mark.parametrize("part", [0, 1, 7, 30, 100, 400, 900, 990, 999])
def test_a_truncated_plan_is_refused(plans: dict[str, Plan], tmp_path: Path, part: int) -> None:
    whole = json.dumps(plans["optimal"], ensure_ascii=False, indent=1)
    path = tmp_path / "cut.json"
    path.write_text(whole[: len(whole) * part // 1000], "utf-8")
    for command in ("check", "explain"):
        done = rotplan(command, path)
        assert done.code in (1, 2), (command, done.code)
        assert "Traceback" not in done.err


FOREIGN = [
    "null",
    "[]",
    "{}",
    '"rotplan_plan"',
    '{"rotplan_plan": 1}',
    '{"rotplan_plan": 2, "tool": {"version": "9"}}',
    '{"rotplan_plan": 1, "rotplan_plan": 1}',
    '{"rotplan_plan": 1, "tool": {"version": "9"}}',
    '{"rotplan_plan": 1, "tool": 9}',
    '{"rotplan_plan": NaN}',
    '{"rotplan_plan": 1' + "0" * 5000 + "}",
    '{"rotplan_plan": ' + "[" * 20000,
    '{"rotplan_plan": ' + "[" * 900 + "]" * 900 + "}",
    '{"rotplan_plan": 1, "status": "\\ud800"}',
    "rotplan_plan: 1\nstatus: optimal\n",
    "\x00\x01",
]


@pytest.mark.parametrize("text", FOREIGN, ids=range(len(FOREIGN)))
def test_a_foreign_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "foreign.json"
    path.write_text(text, "utf-8")
    for command in ("check", "explain"):
        done = rotplan(command, path)
        assert done.code in (1, 2), (command, done.code, done.out, done.err)
        assert "Traceback" not in done.err
    assert len(rotplan("check", path).out) < 20_000


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("inputs", 0, "path"), "a" * 300 + "/" + "b" * 5000),
        (("inputs", 0, "path"), "a\x00b"),
        (("inputs", 0, "path"), "/"),
        (("inputs", 0, "path"), "-"),
        (("asked", "policy"), "\x00.yaml"),
        (("asked", "policy"), "nope.yaml"),
        (("asked", "max_moves"), 10**30),
        (("tiers", 0, "value"), 10**400),
        (("holdings", "b0/s"), "{x}"),
        (("holdings", "b0/s"), "\ud800"),
        (("tool", "version"), 1.5),
        (("status",), "x" * 1_000_000),
    ],
)
def test_a_hostile_value_is_refused(
    plans: dict[str, Plan], tmp_path: Path, path: tuple[str | int, ...], value: object
) -> None:
    plan = copy.deepcopy(plans["optimal"])
    holder: Any = plan
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps(plan), "utf-8")
    for command in ("check", "explain"):
        done = rotplan(command, file)
        assert done.code in (1, 2), (command, done.code, done.err[-500:])
        assert len(done.out + done.err) < 20_000
