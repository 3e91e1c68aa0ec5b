"""What columns are worth at the duals of a relaxation: every one of them, in arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.engine import Floats
from rotplan.planning.program.program import Program, TierCosts, slices
from rotplan.planning.solving.rows_by_column import DenseRow, SparseRows
from rotplan.rules.kit.three_valued import Flags, Ints

TOLERANCE = 1e-6
# Best columns taken of each cadre and of each holding in one round.
_BEST = 2


@dataclass(frozen=True, eq=False)
class Prices:
    """Duals: of each candidate's row, each post's, each further row's, each settled tier's.

    `holding`: the sum over the posts of each. `lazy_rows`: all further rows with a dual but 0.
    Shapes (K,), (P,), (H,) for `holding`, and (R + cuts,) for `row`; all in units of the tier.
    """

    cost: TierCosts
    candidate: Floats
    post: Floats
    holding: Floats
    row: Floats
    lazy_rows: tuple[SparseRows | DenseRow, ...]
    settled: tuple[tuple[TierCosts, float], ...]

    def bare(self, program: Program, columns: slice | Ints) -> Floats:
        """What columns cost beyond the duals of their candidates and posts, no further row.

        Shape (N,).
        """
        bare: Floats = self.cost.cost[columns].astype(np.float64)
        bare -= self.candidate[program.seat[columns]]
        bare -= self.holding[program.holding[columns]]
        return bare

    def reduced(self, program: Program, columns: slice) -> Floats:
        """The reduced cost of a slice of columns. Shape (N,)."""
        reduced = self.bare(program, columns)
        for tier, dual in self.settled:
            if dual:
                reduced -= dual * tier.cost[columns]
        for rows in self.lazy_rows:
            rows.take(reduced, self.row, columns)
        return reduced


def improving(program: Program, prices: Prices, among: Flags) -> tuple[Ints, float]:
    """The few best columns of each cadre and of each holding, of those that improve a relaxation.

    And by how much all together could at most: each cadre takes one column. `among` has shape (C,);
    the answer are numbers of columns, and units of the tier.
    """
    found: list[Ints] = []
    values: list[Floats] = []
    for part in slices(program.columns):
        reduced = prices.reduced(program, part)
        columns = np.flatnonzero((reduced < -TOLERANCE) & among[part])
        if len(columns):
            best = _best(program, columns + part.start, reduced[columns])
            found.append(best)
            values.append(reduced[best - part.start])
    if not found:
        return np.empty(0, np.int64), 0.0
    columns, reduced = np.concatenate(found), np.concatenate(values)
    least = np.zeros(len(program.candidates))
    np.minimum.at(least, program.seat[columns], reduced)
    return _best(program, columns, reduced), -float(least.sum())


def _best(program: Program, columns: Ints, reduced: Floats) -> Ints:
    by_cadre = _first_few(program.seat[columns], len(program.candidates), reduced)
    by_holding = _first_few(program.holding[columns], len(program.among), reduced)
    best: Ints = columns[np.union1d(by_cadre, by_holding)]
    return best


def _first_few(group: NDArray[Any], groups: int, reduced: Floats) -> Ints:
    """The places of the least in each group; among equals the first."""
    left, few = np.arange(len(group)), []
    for _ in range(_BEST):
        mine = group[left]
        least = np.zeros(groups)
        np.minimum.at(least, mine, reduced[left])
        equal = np.flatnonzero(reduced[left] == least[mine])[::-1]
        first = np.full(groups, -1)
        # of several that go to one place the last one stays there: the first
        first[mine[equal]] = equal
        took = first[first >= 0]
        few.append(left[took])
        left = np.delete(left, took)
    return np.concatenate(few)
