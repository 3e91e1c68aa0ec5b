"""A program as one whole-number model, for solvers that are given everything at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.engine import Floats, Matrix
from rotplan.planning.program.program import Program, TierCosts
from rotplan.planning.program.rows import NO_LIMIT
from rotplan.rules.kit.three_valued import Flags, Ints

NO_COLUMNS: Ints = np.empty(0, dtype=np.int64)


def whole_matrix(
    program: Program,
    settled: Sequence[tuple[TierCosts, int]],
    cost: TierCosts | None,
    columns: Ints,
    *,
    kept: Ints = NO_COLUMNS,
    artificials: bool = False,
) -> Matrix:
    """Rows: candidates, posts, the program's, settled tiers. Variables: columns, shortfalls.

    `kept` columns are chosen already; those given have to be beside them. A row that no choice
    breaks is left out, and so is a shortfall that stands in no other. With `artificials` a unit of
    hard shortfall is allowed at 1, and nothing else costs anything. `columns` and `kept` are
    numbers, shape (N,).
    """
    making = _Making(program, columns, kept)
    making.add_places()
    making.add_sides()
    for tier, value in settled:
        making.add_settled(tier, value)
    if artificials:
        making.add_artificials()
    elif cost is not None:
        making.cost = making.of(cost)
    return making.matrix()


class _Making:
    """The model as it grows: entries by row, variable and coefficient; limits by row."""

    def __init__(self, program: Program, columns: Ints, kept: Ints) -> None:
        self.program, self.columns, self.kept = program, columns, kept
        self.entries: list[tuple[NDArray[Any], ...]] = []
        self.low: list[Floats] = []
        self.high: list[Floats] = []
        self.count = 0
        self.short = self.hard = NO_COLUMNS
        self.cost = np.zeros(len(columns))

    def add_places(self) -> None:
        """One column for each candidate, one holder at most for each post, kept ones aside."""
        program, columns = self.program, self.columns
        seats, posts = np.ones(len(program.candidates)), np.ones(program.posts)
        seats[program.seat[self.kept]] = 0.0
        posts[program.among.posts(program.holding[self.kept])[1]] = 0.0
        place, post = program.among.posts(program.holding[columns])
        sought = np.bincount(post, minlength=program.posts)[post] > posts[post]
        place, post = place[sought], post[sought]
        self.entries.append((program.seat[columns], np.arange(len(columns)), np.ones(len(columns))))
        self.entries.append((len(seats) + post, place, np.ones(len(post))))
        self._add_limits(seats, seats)
        self._add_limits(np.full(len(posts), -np.inf), posts)

    def add_sides(self) -> None:
        """The program's rows that could be broken, and the shortfalls in them."""
        rows, first = self.program.rows, self.count
        entry, side, coefficient = rows.entries(self.columns)
        done = rows.activity(self.kept, np.ones(len(self.kept)))
        low, high = rows.low - done, rows.high - done
        needed = _breakable(low, high, side, coefficient)
        mine = needed[side]
        self.entries.append((first + side[mine], entry[mine], coefficient[mine]))
        soft = np.flatnonzero(needed & rows.soft)
        self.short, place = np.unique(rows.short[soft], return_inverse=True)
        self.entries.append((first + soft, len(self.columns) + place, rows.sign[soft]))
        self.cost = np.zeros(len(self.columns) + len(self.short))
        self.hard = np.flatnonzero(needed & ~rows.soft)
        low[~needed | (rows.low <= -NO_LIMIT)] = -np.inf
        high[~needed | (rows.high >= NO_LIMIT)] = np.inf
        self._add_limits(low, high)

    def add_settled(self, tier: TierCosts, value: int) -> None:
        """What is left of a tier's value, not to be passed."""
        cost = self.of(tier)
        priced = np.flatnonzero(cost)
        self.entries.append((np.full(len(priced), self.count), priced, cost[priced]))
        spent = int(tier.cost[self.kept].sum(dtype=np.int64))
        self._add_limits(np.array([-np.inf]), np.array([float(value - spent)]))

    def add_artificials(self) -> None:
        """A variable for each candidate, and for each hard row, that may go without."""
        seats = len(self.program.candidates)
        free = np.setdiff1d(np.arange(seats), self.program.seat[self.kept])
        owner = np.append(free, seats + self.program.posts + self.hard)
        sign = np.append(np.ones(len(free)), self.program.rows.sign[self.hard])
        extra = len(self.cost) + np.arange(len(owner))
        self.entries.append((owner, extra, sign))
        self.cost = np.append(self.cost, np.ones(len(extra)))

    def of(self, tier: TierCosts) -> Floats:
        """What a tier's columns and shortfalls cost."""
        return np.append(tier.cost[self.columns], tier.short[self.short]).astype(np.float64)

    def _add_limits(self, low: Floats, high: Floats) -> None:
        self.low.append(low)
        self.high.append(high)
        self.count += len(low)

    def matrix(self) -> Matrix:
        """All of it, without the rows in which nothing stands and nothing is broken."""
        row, variable, coefficient = (
            np.concatenate([e[n] for e in self.entries]) for n in range(3)
        )
        low, high = np.concatenate(self.low), np.concatenate(self.high)
        needed = (low > 0) | (high < 0)
        needed[row] = True
        upper = np.full(len(self.cost), np.inf)
        upper[: len(self.columns)] = 1.0
        return Matrix(
            row=(np.cumsum(needed) - 1)[row],
            variable=variable,
            coefficient=coefficient.astype(np.float64),
            low=low[needed],
            high=high[needed],
            upper=upper,
            cost=self.cost,
        )


def _breakable(low: Floats, high: Floats, side: Ints, coefficient: Ints) -> Flags:
    """Rows that some choice among the columns of these entries could break."""
    least = np.bincount(side, np.minimum(coefficient, 0), minlength=len(low))
    most = np.bincount(side, np.maximum(coefficient, 0), minlength=len(low))
    flags: Flags = (least < low) | (most > high)
    return flags
