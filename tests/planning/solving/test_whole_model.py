"""The whole-number model: what is chosen already, and what is left out, change nothing."""

import numpy as np
import pytest

from rotplan.planning.engine import Budget, Floats, Matrix, close
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, TierCosts, demands
from rotplan.planning.solving.whole_model import whole_matrix
from rotplan.rules.kit.three_valued import Ints
from tests.kit.random_rounds import random_round

SEEDS = range(30)


def solved(matrix: Matrix) -> Floats | None:
    answer = close(matrix, np.ones(len(matrix.cost), dtype=bool), Budget(60), solver="CP-SAT")
    assert answer.verdict != "limit"
    return answer.x


def beside(program: Program, kept: Ints) -> Ints:
    """Columns that the kept ones leave room for."""
    taken = np.zeros(program.posts, dtype=bool)
    taken[program.among.posts(program.holding[kept])[1]] = True
    free = ~np.isin(program.seat, program.seat[kept])
    return np.flatnonzero(free & ~program.among.with_any(taken)[program.holding])


@pytest.mark.parametrize("seed", SEEDS)
def test_keeping_columns_is_forcing_them(seed: int) -> None:
    docket = random_round(seed)
    program = compile_program(docket, demands(docket))
    everything = np.arange(program.columns)
    plan = solved(whole_matrix(program, [], None, everything))
    if plan is None:
        return
    chosen = np.flatnonzero(plan[: program.columns])
    kept = np.random.default_rng(seed).permutation(chosen)[: len(chosen) // 2]
    reward = np.zeros(program.columns, dtype=np.int64)
    reward[kept] = -1
    forced = (
        TierCosts("kept", reward, np.zeros(program.rows.shortfalls, dtype=np.int64)),
        -len(kept),
    )
    settled: list[tuple[TierCosts, int]] = []
    for tier in program.tiers:
        all_of_it = whole_matrix(program, [*settled, forced], tier, everything)
        rest = whole_matrix(program, settled, tier, beside(program, kept), kept=kept)
        expected, found = solved(all_of_it), solved(rest)
        assert expected is not None and found is not None
        value = round(float(all_of_it.cost @ expected))
        assert round(float(rest.cost @ found)) + int(tier.cost[kept].sum(dtype=np.int64)) == value
        settled.append((tier, value))
    # one less than the least is too little, however much is kept
    last, value = settled[-1]
    settled[-1] = (last, value - 1)
    assert solved(whole_matrix(program, settled, None, beside(program, kept), kept=kept)) is None


def test_a_row_that_no_choice_breaks_is_left_out() -> None:
    found = []
    for seed in SEEDS:
        docket = random_round(seed)
        program = compile_program(docket, demands(docket))
        matrix = whole_matrix(program, [], None, np.arange(program.columns))
        found.append(len(matrix.cost) - program.columns - program.rows.shortfalls)
        # every row that stays is broken by nothing or by everything at once
        most = np.bincount(matrix.row, np.maximum(matrix.coefficient, 0), len(matrix.low))
        least = np.bincount(matrix.row, np.minimum(matrix.coefficient, 0), len(matrix.low))
        assert bool(((least < matrix.low) | (most > matrix.high)).all())
    assert min(found) < 0
