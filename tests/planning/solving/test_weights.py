"""Weights as large as they may be: exact values, or a refusal with the figure; never a bug."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rotplan.planning.engine import Budget, Matrix, SolverError, WholeProgram, close, close_exactly
from rotplan.planning.engine.exact import LARGEST_EXACT
from rotplan.planning.program.column_costs import LARGEST_SUM
from rotplan.planning.solving import incumbent
from rotplan.planning.solving import one_tier as searching
from tests.kit.command import rotplan
from tests.planning.solving.search_of_moves import search_of_moves

FOLDER = Path(__file__).parent / "weights"
# By another program, in whole numbers: every choice of holdings counted out.
RIGHT = {
    "1": {"vacancies": 0, "targets": 0, "approvals": 2, "moves": 3, "preference": -1200000003},
    "2": {"vacancies": 0, "targets": 0, "approvals": 3, "moves": 4, "preference": -1200000003},
    "3": {"vacancies": 0, "targets": 0, "approvals": 0, "moves": 3, "preference": -692668},
    "4": {"vacancies": 0, "targets": 0, "approvals": 0, "moves": 2, "preference": -609177},
}


def planned(path: Path) -> tuple[str, dict[str, int]]:
    done = rotplan("plan", path, "--format", "json", "--threads", "1")
    assert done.code == 0, done.err
    plan = json.loads(done.out)
    assert plan["proof"]["second_opinion"] in ("certificate", "agrees")
    assert plan["stopped"] is None
    assert all(tier["value"] == tier["bound"] for tier in plan["tiers"])
    return plan["status"], {tier["name"]: tier["value"] for tier in plan["tiers"]}


@pytest.mark.parametrize("name", RIGHT)
def test_large_scores_are_told_apart(name: str) -> None:
    assert planned(FOLDER / name / "r.yaml") == ("optimal", RIGHT[name])


POLICY = """
rotplan_policy: 1
name: own
title: {vi: T, en: T}
valid: {from: 2010-01-01}
post_kinds:
  k: {title: {vi: k, en: k}, grade: 50}
clauses:
  pref: {rule: preference, basis: x, per_score: WEIGHT}
tiers: [preference, vacancies, targets, approvals, moves]
"""
ROSTER = """
rotplan: 1
round: {date: 2019-10-15, authority: d, policy: own.yaml}
units:
  - {id: d, name: Huyện D, kind: district}
  - {id: u, name: Xã U, kind: commune, parent: d}
posts:
  - {id: p, unit: u, kind: k}
  - {id: q, unit: u, kind: k}
cadres:
  - {id: a, name: Cán bộ A, born: 1979-01-01, sex: male, holds: p, since: 2005-01-01}
  - {id: b, name: Cán bộ B, born: 1973-01-01, sex: male, holds: q, since: 2016-01-01}
scores: s.csv
"""


def written(folder: Path, weight: int, scores: dict[str, int]) -> Path:
    (folder / "own.yaml").write_text(POLICY.strip().replace("WEIGHT", str(weight)) + "\n", "utf-8")
    lines = [f"{pair.replace('-', ',')},{score}" for pair, score in scores.items()]
    (folder / "s.csv").write_text("\n".join(["cadre,post,score", *lines, ""]), "utf-8")
    path = folder / "r.yaml"
    path.write_text(ROSTER.lstrip(), "utf-8")
    return path


def test_one_in_nine_hundred_million_counts(tmp_path: Path) -> None:
    """Both as they are: 1,799,999,997; changed round 1,799,999,998."""
    large = 899_999_999
    scores = {"a-p": large, "b-q": large - 1, "a-q": large, "b-p": large}
    _, tiers = planned(written(tmp_path, 1, scores))
    assert tiers["preference"] == -2 * large
    assert tiers["moves"] == 2


def test_the_limit_is_one_that_holds(tmp_path: Path) -> None:
    """Two cadres at 2**52 each are too much; at a little less all is planned exactly."""
    weight, score = 2**23 - 1, 2**29
    _, tiers = planned(written(tmp_path, weight, {"a-p": score, "b-q": score, "b-p": score - 1}))
    assert tiers["preference"] == -2 * weight * score
    done = rotplan("plan", written(tmp_path, weight + 1, {"a-p": score}))
    assert done.code == 1
    assert str(LARGEST_SUM) in done.err
    assert str(2 * (weight + 1) * score) in done.err


@pytest.mark.parametrize(("weight", "code"), [(2**24 - 1, 0), (2**24, 1)])
def test_the_limit_of_a_single_cadre(tmp_path: Path, weight: int, code: int) -> None:
    path = written(tmp_path, weight, {"a-p": 2**29})
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "id: b" not in line), "utf-8")
    assert rotplan("plan", path).code == code


def test_sums_of_several_clauses_do_not_leave_64_bits(tmp_path: Path) -> None:
    path = written(tmp_path, 999_999_999, {"a-p": 999_999_999})
    more = "".join(
        f"  more-{n}: {{rule: preference, basis: x, per_score: 999999999}}\n" for n in range(12)
    )
    with path.open("a", encoding="utf-8") as stream:
        stream.write("rules:\n" + more)
    done = rotplan("plan", path)
    assert done.code == 1
    assert str(LARGEST_SUM) in done.err


# -- whatever a solver returns is checked in whole numbers ------------------------------------


def test_a_plan_that_breaks_a_settled_tier_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A solver in floats that answers with two holders of one post: CP-SAT is asked instead."""
    lied = list[int]()

    def lying(matrix: Matrix, whole: np.ndarray, budget: Budget, **more: Any) -> WholeProgram:
        answer = close(matrix, whole, budget, **more)
        lied.append(1)
        return WholeProgram("optimal", np.ones(len(matrix.cost)) if answer.x is not None else None)

    monkeypatch.setattr(incumbent, "close", lying)
    monkeypatch.setattr(searching, "_CUTTINGS", 0)
    search, tier, bounded = search_of_moves()
    search.incumbent.plan = None
    verdict, best = search.incumbent.ask(tier, np.flatnonzero(search.frame.usable), None)
    assert lied
    assert (verdict, best) == ("optimal", bounded.least)


# -- the exact solver ---------------------------------------------------------------------------


def matrix(cost: list[float], low: float, high: float, upper: float = 1.0) -> Matrix:
    """Σ x between two limits."""
    count = len(cost)
    return Matrix(
        row=np.zeros(count, dtype=np.int64),
        variable=np.arange(count),
        coefficient=np.ones(count, dtype=np.int64),
        low=np.array([low]),
        high=np.array([high]),
        upper=np.full(count, upper),
        cost=np.array(cost),
    )


def test_costs_that_floats_round_are_told_apart() -> None:
    """2**53 − 1 and 2**53 − 2 differ by a ten-millionth of a billionth."""
    answer = close_exactly(matrix([2.0**53 - 1, 2.0**53 - 2], 1, 1), Budget(60))
    assert answer.verdict == "optimal"
    assert answer.x is not None
    assert answer.x.tolist() == [0, 1]


def test_no_solution_is_said_and_a_shortfall_needs_no_limit() -> None:
    assert close_exactly(matrix([1.0, 1.0], 3, np.inf), Budget(60)).verdict == "infeasible"
    answer = close_exactly(matrix([1.0], 3, np.inf, upper=np.inf), Budget(60))
    assert answer.x is not None
    assert answer.x.tolist() == [3]


def test_sums_beyond_64_bits_are_refused() -> None:
    with pytest.raises(SolverError):
        close_exactly(matrix([LARGEST_EXACT / 2] * 3, 1, 1), Budget(60))
