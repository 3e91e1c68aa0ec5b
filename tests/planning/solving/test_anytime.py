"""Whatever ends a search early, it leaves the best plan that was found."""

from dataclasses import replace

import numpy as np
import pytest

from rotplan.planning.engine import Budget, Matrix, WholeProgram, close
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import demands, weighted_sum
from rotplan.planning.propose import Proposal, propose
from rotplan.planning.solving import incumbent
from rotplan.planning.solving import one_tier as searching
from rotplan.planning.solving.lexicographic import Solved, solve
from tests.kit.random_rounds import random_round
from tests.kit.samples import lam_binh
from tests.planning.solving.search_of_moves import search_of_moves


def _worst(matrix: Matrix, whole: np.ndarray, budget: Budget, **_: object) -> WholeProgram:
    """A solver that is stopped when it has only found a bad plan."""
    turned = Matrix(
        matrix.row,
        matrix.variable,
        matrix.coefficient,
        matrix.low,
        matrix.high,
        np.minimum(matrix.upper, 50.0),
        -matrix.cost,
    )
    return WholeProgram("limit", close(turned, whole, budget).x)


def test_a_solver_that_is_stopped_takes_no_better_plan_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search, tier, bounded = search_of_moves()
    search.incumbent.plan = bounded.columns
    monkeypatch.setattr(incumbent, "close", _worst)
    _, best = search.incumbent.ask(tier, np.arange(search.program.columns), 10)
    assert best == 10
    assert search.incumbent.cost(tier, search.incumbent.plan) == 10


def test_the_guide_of_all_tiers_stays_in_bounds() -> None:
    """Preferences may weigh as much as whole numbers hold; the guide to good columns may not."""
    program = compile_program(lam_binh(), demands(lam_binh()))
    *others, last = program.tiers
    heavy = replace(last, cost=last.cost.astype(np.int64) * 2**60)
    guide, _ = weighted_sum(replace(program, tiers=(*others, heavy)))
    assert np.isfinite(guide.cost).all()
    assert 0 < guide.unmet < 2**40
    # the tiers still weigh in their order: one vacancy more than anything after it
    vacancies = others[0].cost
    fills, leaves = vacancies == vacancies.min(), vacancies == vacancies.max()
    assert guide.cost[fills].max() < guide.cost[leaves].min()


def test_a_gap_that_would_take_too_much_is_left_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cuts the relaxation of this model's moves stays below the best plan."""
    docket = random_round(1303)
    program = compile_program(docket, demands(docket))
    monkeypatch.setattr(searching, "_CUTTINGS", 0)
    closed = solve(program, Budget(60))
    assert isinstance(closed, Solved)
    assert closed.optimal
    monkeypatch.setattr(searching, "MANY", 0)
    monkeypatch.setattr(incumbent, "MANY", 0)
    monkeypatch.setattr(searching, "FEW", 0)
    answer = propose(docket, Budget(60))
    assert isinstance(answer, Proposal)
    left = answer.solved
    moves = next(tier for tier in left.tiers if tier.name == "moves")
    assert (left.optimal, left.canonical, answer.stopped) == (False, False, "gap")
    assert answer.second_opinion == "limit"
    assert moves.bound is not None
    assert moves.value is not None
    optimum = next(tier.value for tier in closed.tiers if tier.name == "moves")
    assert optimum is not None
    assert moves.bound < optimum <= moves.value
