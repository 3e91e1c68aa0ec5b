"""The linear relaxation, priced column by column: a bound that holds for every column there is.

Only a few columns are given to the LP; all others are priced with its duals, and those that would
improve it join, until none does. The reduced costs then say which columns no better plan can use.
"""

from copy import copy
from dataclasses import dataclass, field

import numpy as np

from rotplan.planning.engine import Budget, Floats, Matrix, relax
from rotplan.planning.program import Program
from rotplan.rules.verdict import Flags, Ints

TOLERANCE = 1e-6
_BEST_OF_EACH = 3


@dataclass(frozen=True, eq=False)
class Bounded:
    """A proved lower bound, the fractional solution that reaches it, and all reduced costs."""

    value: float
    x: Floats
    reduced: Floats


@dataclass(eq=False)
class Frame:
    """A program on its way through the tiers.

    Variables are the program's, then one artificial for each row that nothing chosen would break.
    `usable` loses the columns that are proved needless, `rows` gains one for each tier that is
    settled, `active` are the variables that the LP has been given.
    """

    program: Program
    row: Ints = field(init=False)
    variable: Ints = field(init=False)
    coefficient: Ints = field(init=False)
    low: Floats = field(init=False)
    high: Floats = field(init=False)
    upper: Floats = field(init=False)
    usable: Flags = field(init=False)
    active: Flags = field(init=False)

    def __post_init__(self) -> None:
        program = self.program
        short = np.flatnonzero((program.low > 0) | (program.high < 0))
        sign = np.where(program.low[short] > 0, 1, -1)
        artificial = program.variables + np.arange(len(short))
        self.row = np.concatenate([program.row, short])
        self.variable = np.concatenate([program.variable, artificial])
        self.coefficient = np.concatenate([program.coefficient, sign])
        self.low, self.high = program.low.astype(float), program.high.astype(float)
        self.upper = np.full(program.variables + len(short), np.inf)
        self.upper[: program.columns] = 1.0
        self.usable = np.ones(len(self.upper), dtype=bool)
        self.active = np.ones(len(self.upper), dtype=bool)
        self.active[: program.columns] = ~program.scope.moves

    @property
    def artificial_cost(self) -> Ints:
        """One for each unit of hard shortfall."""
        cost = np.zeros(len(self.upper), dtype=np.int64)
        cost[self.program.variables :] = 1
        return cost

    def widened(self, cost: Ints) -> Ints:
        """A cost of the program's variables, artificials free."""
        return np.append(cost, np.zeros(len(self.upper) - len(cost), dtype=np.int64))

    def forbid_artificials(self) -> None:
        self.usable[self.program.variables :] = False

    def settle(self, cost: Ints, value: int) -> None:
        """Add the row cost·x ≤ value."""
        variables = np.flatnonzero(cost)
        self.row = np.append(self.row, np.full(len(variables), len(self.low)))
        self.variable = np.append(self.variable, variables)
        self.coefficient = np.append(self.coefficient, cost[variables])
        self.low, self.high = np.append(self.low, -(2.0**40)), np.append(self.high, float(value))

    def with_row(self, cost: Ints, value: int) -> "Frame":
        """A copy that also holds cost·x ≤ value; this frame stays as it is."""
        other = copy(self)
        other.settle(cost, value)
        return other

    def matrix(self, cost: Ints, chosen: Flags) -> Matrix:
        """The program over some of its variables."""
        number = np.cumsum(chosen) - 1
        kept = chosen[self.variable]
        return Matrix(
            row=self.row[kept],
            variable=number[self.variable[kept]],
            coefficient=self.coefficient[kept],
            low=self.low,
            high=self.high,
            upper=self.upper[chosen],
            cost=cost[chosen].astype(float),
        )

    def relaxation(self, cost: Ints, budget: Budget) -> Bounded | None:
        """The relaxation over all usable columns; nothing when the budget ended first."""
        while True:
            chosen = self.active & self.usable
            solved = None if budget.over else relax(self.matrix(cost, chosen), budget)
            if solved is None:
                return None
            duals = solved.duals[self.row] * self.coefficient
            reduced: Floats = cost.astype(float) - np.bincount(
                self.variable, duals, minlength=len(cost)
            )
            improving = self.usable & ~self.active & (reduced < -TOLERANCE)
            if not improving.any():
                x = np.zeros(len(cost))
                x[chosen] = solved.x
                return Bounded(solved.value, x, reduced)
            self.active[self._best(improving, reduced)] = True

    def _best(self, improving: Flags, reduced: Floats) -> Ints:
        """Of the improving columns the few best for each cadre and for each post."""
        columns = np.flatnonzero(improving[: self.program.columns])
        scope = self.program.scope
        first_post = np.array([scope.holdings[c][0] if scope.holdings[c] else -1 for c in columns])
        by_cadre = _first_few(columns, scope.cadre[columns], reduced)
        return np.union1d(by_cadre, _first_few(columns, first_post, reduced))


def _first_few(columns: Ints, group: Ints, reduced: Floats) -> Ints:
    """The columns of least reduced cost in each group."""
    order = np.lexsort((columns, reduced[columns], group))
    sorted_group = group[order]
    starts = np.flatnonzero(np.append(True, sorted_group[1:] != sorted_group[:-1]))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    return columns[order[rank < _BEST_OF_EACH]]
