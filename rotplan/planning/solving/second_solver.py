"""Another solver on the whole model, where the certificate falls short or the board asks for it.

For each tier it is asked for a plan that keeps the values of the tiers before and improves this
one. There must be none. It sees every column that clauses and structure allow, nothing of the first
solver's reasoning, and stops at limits that no clock decides. A plan that it finds counts only
where it is one in whole numbers.
"""

from typing import Literal

import numpy as np

from rotplan.planning.engine import (
    Budget,
    Matrix,
    SolverError,
    WholeProgram,
    close,
    close_exactly,
)
from rotplan.planning.program.program import Program, TierCosts, is_large
from rotplan.planning.solving.lexicographic import Infeasible, Solved
from rotplan.planning.solving.whole_model import whole_matrix

# What HiGHS and, where floats do not suffice, CP-SAT may do: nodes, and its own measure of work.
NODES, EFFORT = 5_000, 20.0
LARGEST = 60_000

Opinion = Literal["agrees", "certificate", "limit", "disagrees"]


def second_opinion(program: Program, outcome: Solved | Infeasible, budget: Budget) -> Opinion:
    """Whether another solver confirms the tier values, or that no plan exists."""
    if program.columns > LARGEST:
        return "limit"
    settled: list[tuple[TierCosts, int]] = []
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


def _floor(tier: TierCosts) -> int:
    """What the cost cannot go below, by its signs alone."""
    cost = tier.cost.astype(np.int64)
    return int(cost[cost < 0].sum())


def _breaks_empty_rows(matrix: Matrix) -> bool:
    """Whether a row without variables is broken as it is (HiGHS ends in an error on those)."""
    empty = np.bincount(matrix.row, minlength=len(matrix.low)) == 0
    return bool((empty & ((matrix.low > 0) | (matrix.high < 0))).any())


def _none_exists(program: Program, settled: list[tuple[TierCosts, int]], budget: Budget) -> Opinion:
    if budget.over:
        return "limit"
    matrix = whole_matrix(program, settled, None, np.arange(program.columns))
    if _breaks_empty_rows(matrix):
        return "agrees"
    if not is_large(program.columns, settled):
        answer = _in_floats(matrix, budget)
        opinion = None if answer is None else _says(program, settled, answer)
        if opinion is not None:
            return opinion
    return _exactly(program, settled, matrix, budget)


def _exactly(
    program: Program, settled: list[tuple[TierCosts, int]], matrix: Matrix, budget: Budget
) -> Opinion:
    """What CP-SAT says. Where it rules a better plan out it is asked whether it rules out one that
    is as good as well: then it says nothing."""
    try:
        said = _says(program, settled, close_exactly(matrix, budget, effort=EFFORT)) or "limit"
        if said == "agrees" and settled:
            tier, value = settled[-1]
            as_good = [*settled[:-1], (tier, value + 1)]
            control = whole_matrix(program, as_good, None, np.arange(program.columns))
            ruled_out = close_exactly(control, budget, effort=EFFORT).verdict == "infeasible"
            return "limit" if ruled_out else said
    except SolverError:
        return "limit"
    return said


def _in_floats(matrix: Matrix, budget: Budget) -> WholeProgram | None:
    """What HiGHS says; nothing where it fails (HiGHS 1.12 does on a few tiny models)."""
    whole = np.ones(len(matrix.cost), dtype=bool)
    try:
        return close(matrix, whole, budget, solver="HiGHS", nodes=NODES)
    except SolverError:
        return None


def _says(
    program: Program, settled: list[tuple[TierCosts, int]], answer: WholeProgram
) -> Opinion | None:
    """What an answer amounts to; nothing where its plan is none, or not as good as was asked."""
    if answer.verdict == "infeasible":
        return "agrees"
    if answer.x is None:
        return "limit"
    plan = np.flatnonzero(answer.x[: program.columns] > 0)
    return "disagrees" if program.keeps(plan, settled) else None
