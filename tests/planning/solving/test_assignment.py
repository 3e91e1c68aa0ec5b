"""The tree from which the relaxation sets out: a cheapest assignment, its duals, and a basis."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rotplan.planning.engine import Budget, Floats, close
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, TierCosts, demands, slices, weighted_sum
from rotplan.planning.program.rows import Rows
from rotplan.planning.solving.assignment import NO_COLUMN, AssignmentTree, tree
from rotplan.planning.solving.lexicographic import Solved, solve
from rotplan.planning.solving.reduced_costs import Prices, _first_few
from rotplan.planning.solving.relaxation import Frame
from rotplan.planning.solving.rows_by_column import SparseRows
from rotplan.planning.solving.whole_model import whole_matrix
from tests.kit.random_rounds import random_round
from tests.kit.samples import lam_binh

SEEDS = range(40)


def without_rows(program: Program) -> Program:
    """The bare assignment, and of combinations only those of today."""
    today = np.zeros(program.columns, dtype=bool)
    today[np.union1d(np.flatnonzero(~program.moves), program.start)] = True
    kept = today | (program.among.size[program.holding] < 2)
    none = np.empty(0, dtype=np.int64)
    start = np.zeros(int(kept.sum()) + 1, dtype=np.int32)
    rows = Rows((), none, none, none, none, 0, start, none, none)
    tiers = tuple(replace(t, cost=t.cost[kept], short=np.empty(0, np.int64)) for t in program.tiers)
    return replace(
        program,
        seat=program.seat[kept],
        holding=program.holding[kept],
        moves=program.moves[kept],
        rows=rows,
        tiers=tiers,
        start=none,
    )


def of_seed(seed: int) -> tuple[Program, TierCosts, AssignmentTree]:
    docket = random_round(seed)
    program = without_rows(compile_program(docket, demands(docket)))
    guide, _ = weighted_sum(program)
    found = tree(program, guide, 0.0, Budget(60))
    assert found is not None
    return program, guide, found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_assignment_is_a_cheapest_one(seed: int) -> None:
    program, guide, found = of_seed(seed)
    matrix = whole_matrix(program, [], guide, np.arange(program.columns))
    best = close(matrix, np.ones(program.columns, dtype=bool), Budget(60))
    placed = found.chosen[found.chosen != NO_COLUMN]
    if best.x is None:
        assert len(placed) < len(program.candidates)
        return
    kept = program.holding[placed][program.among.size[program.holding[placed]] > 1]
    missing = len(program.candidates) - len(placed)
    cost = float(guide.cost[placed].sum()) + missing * guide.unmet
    # whoever holds a combination keeps it here, cheapest or not
    assert not missing or len(kept)
    assert cost >= matrix.cost @ best.x
    if not len(kept):
        assert cost == matrix.cost @ best.x


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tree_is_an_optimal_basis(seed: int) -> None:
    program, guide, found = of_seed(seed)
    seats, posts = len(program.candidates), program.posts
    rows = np.zeros((seats + posts, seats + posts))
    cost = np.zeros(seats + posts)
    reached = found.reached_by != NO_COLUMN
    placed = found.chosen != NO_COLUMN
    columns = np.concatenate([found.chosen[placed], found.reached_by[reached]])
    place, post = program.among.posts(program.holding[columns])
    rows[program.seat[columns], np.arange(len(columns))] = 1
    rows[seats + post, place] = 1
    cost[: len(columns)] = guide.cost[columns]
    artificial, slack = np.flatnonzero(~placed), seats + np.flatnonzero(~reached)
    last = len(columns) + len(artificial)
    rows[artificial, np.arange(len(columns), last)] = 1
    cost[len(columns) : last] = guide.unmet
    rows[slack, np.arange(last, seats + posts)] = 1
    assert np.linalg.matrix_rank(rows) == seats + posts
    dual = np.linalg.solve(rows.T, cost)
    assert (dual[seats:] < 1e-6).all()
    kept = program.among.size[program.holding] > 1
    taken = np.zeros(posts, dtype=bool)
    taken[
        program.among.posts(program.holding[kept & np.isin(np.arange(len(kept)), columns)])[1]
    ] = True
    free = ~kept & ~program.among.with_any(taken)[program.holding]
    free &= ~np.isin(program.seat, program.seat[columns[kept[columns]]])
    sums = np.zeros(program.columns)
    place, post = program.among.posts(program.holding)
    np.add.at(sums, place, dual[seats + post])
    assert (guide.cost[free] - dual[program.seat[free]] - sums[free] > -1e-6).all()


def test_costs_beyond_flows_start_from_today() -> None:
    program = compile_program(lam_binh(), demands(lam_binh()))
    *others, last = program.tiers
    heavy = replace(last, cost=last.cost.astype(np.int64) * 2**20)
    program = replace(program, tiers=(*others, heavy))
    guide, _ = weighted_sum(program)
    huge = replace(guide, cost=guide.cost.astype(np.float64) * 2**40)
    assert tree(program, huge, 0.0, Budget(60)) is None
    outcome = solve(program, Budget(60), canonical=False)
    assert isinstance(outcome, Solved)
    assert outcome.optimal


def test_a_start_at_the_tree_needs_no_pivot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no row is broken the first relaxation is solved before it begins."""
    program = without_rows(compile_program(lam_binh(), demands(lam_binh())))
    guide, enough = weighted_sum(program)
    pivots: list[int] = []
    frame = Frame(program)
    start = tree(program, guide, enough, Budget(60))
    assert start is not None
    frame.warm_start(start)
    answer = frame._lp._lp._answer

    def counted(*given: Any) -> Any:
        found = answer(*given)
        pivots.append(found.solve_stats.simplex_iterations)
        return found

    monkeypatch.setattr(frame._lp._lp, "_answer", counted)
    assert frame.relaxation(guide, Budget(60), enough) is not None
    assert pivots[0] == 0


def test_rows_by_column_price_as_all_rows_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rotplan.planning.program.program._AT_ONCE", 7)
    program = compile_program(lam_binh(), demands(lam_binh()))
    rows, draw = program.rows, np.random.default_rng(1)
    chosen = np.sort(draw.choice(len(rows), len(rows) // 3, replace=False))
    apart = tuple(SparseRows.of(program, part) for part in (chosen[::2], chosen[1::2]))
    dual = np.zeros(len(rows))
    dual[chosen] = draw.integers(-9, 9, len(chosen))
    post = draw.integers(-9, 0, program.posts).astype(float)
    place, number = program.among.posts(np.arange(len(program.among)))
    holding: Floats = np.bincount(place, post[number], minlength=len(program.among)).astype(float)
    seat = draw.integers(-9, 9, len(program.candidates)).astype(float)
    tier = program.tiers[-1]
    prices = Prices(tier, seat, post, holding, dual, apart, ((program.tiers[0], -2.0),))
    every = np.arange(program.columns)
    entry, row, coefficient = rows.entries(every)
    whole = np.bincount(entry, dual[row] * coefficient, minlength=program.columns)
    expected = tier.cost - seat[program.seat] - holding[program.holding] - whole
    expected = expected + 2.0 * program.tiers[0].cost
    found = [prices.reduced(program, part) for part in slices(program.columns)]
    assert np.allclose(np.concatenate(found), expected)


def test_the_best_few_of_each_group() -> None:
    group = np.array([0, 1, 0, 0, 1, 2, 0])
    reduced = np.array([-3.0, -1.0, -5.0, -3.0, -1.0, -2.0, -4.0])
    # of equals the first
    assert sorted(_first_few(group, 3, reduced).tolist()) == [1, 2, 4, 5, 6]
    alike = np.zeros(4, dtype=np.int64)
    assert sorted(_first_few(alike, 1, np.full(4, -1.0)).tolist()) == [0, 1]
