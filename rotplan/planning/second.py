"""A second opinion: another solver, on the whole model, looks for a plan that is better.

For each tier it is asked for a plan that keeps the values of the tiers before and improves this
one. There must be none. It sees every column that clauses and structure allow, nothing of the first
solver's reasoning, and stops at limits that no clock decides.
"""

from typing import Literal

import numpy as np

from rotplan.planning.engine import Budget, Matrix, SolverError, close
from rotplan.planning.model.program import Program, Tier
from rotplan.planning.solving.solver import Infeasible, Solved
from rotplan.planning.solving.whole import whole_matrix

NODES = 5_000
LARGEST = 60_000

Opinion = Literal["agrees", "certificate", "limit", "disagrees"]


def second_opinion(program: Program, outcome: Solved | Infeasible, budget: Budget) -> Opinion:
    """Whether HiGHS confirms the tier values, or that no plan exists."""
    if program.columns > LARGEST:
        return "limit"
    settled: list[tuple[Tier, int]] = []
    if isinstance(outcome, Infeasible):
        return _none_exists(program, settled, budget)
    for tier, result in zip(program.tiers, outcome.tiers, strict=True):
        if result.value is None or not result.proved:
            return "limit"
        value = result.value - tier.constant
        if value > _floor(tier):
            opinion = _none_exists(program, [*settled, (tier, value - 1)], budget)
            if opinion != "agrees":
                return opinion
        settled.append((tier, value))
    return "agrees"


def _floor(tier: Tier) -> int:
    """What the cost cannot go below, by its signs alone."""
    cost = tier.cost.astype(np.int64)
    return int(cost[cost < 0].sum())


def _breaks_empty_rows(matrix: Matrix) -> bool:
    """Whether a row without variables is broken as it is (HiGHS ends in an error on those)."""
    empty = np.bincount(matrix.row, minlength=len(matrix.low)) == 0
    return bool((empty & ((matrix.low > 0) | (matrix.high < 0))).any())


def _none_exists(program: Program, settled: list[tuple[Tier, int]], budget: Budget) -> Opinion:
    if budget.over:
        return "limit"
    matrix = whole_matrix(program, settled, None, np.arange(program.columns))
    if _breaks_empty_rows(matrix):
        return "agrees"
    whole = np.ones(len(matrix.cost), dtype=bool)
    try:
        answer = close(matrix, whole, budget, solver="HiGHS", nodes=NODES)
    except SolverError:
        # HiGHS 1.12 stops with an internal error on a few tiny models; CP-SAT is as independent
        answer = close(matrix, whole, budget, solver="CP-SAT", nodes=NODES)
    if answer.verdict == "infeasible":
        return "agrees"
    return "disagrees" if answer.x is not None else "limit"
