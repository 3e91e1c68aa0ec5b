"""A program: whole-number rows and one cost for each tier, over columns in compact arrays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.columns import Structure, constants
from rotplan.planning.program.other_plans import ALONE, Comparison
from rotplan.planning.program.rows import Rows
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holdings, Scope
from rotplan.rules.kit.three_valued import Ints

_AT_ONCE = 2**20
# Solvers in floats keep a row to a millionth of its limit. Up to these costs and values that is
# less than a unit or two, and an answer that is looked at in whole numbers will do. Over many
# columns, where a solver without tolerance is slow, more of them may be thrown away.
_LARGEST_COST, _LARGEST_VALUE = 2**17, 2**21
_MANY, _MORE = 5_000, 2**3
# How far apart costs of one tier stand in the guide, and what single precision holds exactly.
_WIDEST, _EXACT = 2.0**12, 2.0**24


@dataclass(frozen=True, eq=False)
class TierCosts:
    """A cost for each column and each shortfall, and what is counted whatever is chosen.

    `unmet`: what a unit of hard shortfall costs, where that is allowed at all. `cost` has shape
    (C,), `short` (S,), both in units of the tier; whole but in the guide.
    """

    name: str
    cost: NDArray[Any]
    short: NDArray[Any]
    constant: int = 0
    unmet: int = 0

    @cached_property
    def largest(self) -> int:
        """The greatest magnitude of what a column costs."""
        if not len(self.cost):
            return 0
        return max(abs(int(self.cost.min())), abs(int(self.cost.max())))

    def of(self, columns: Ints, shortfalls: Ints) -> int:
        """The value of a plan: its columns, and the amount of each shortfall.

        `columns` are numbers, shape (N,); `shortfalls` has shape (S,).
        """
        return int(self.cost[columns].sum(dtype=np.int64)) + int(self.short @ shortfalls)


@dataclass(frozen=True, eq=False)
class Program:
    """Choose one column for each candidate, each post once, within the rows; tiers in strict order.

    Columns are sorted by cadre: `seat` (a place among the candidates) and `holding` (a number of
    `among`) give each. Variables are the columns (0 or 1), then the shortfalls (whole, ≥ 0).
    `start` are the columns of a plan for a warm start of the search; it need not be feasible.
    `seat`, `holding` and `moves` have shape (C,), `candidates` are table numbers of cadres, shape
    (K,), `start` numbers of columns.
    """

    docket: Docket
    among: Holdings
    seat: NDArray[np.unsignedinteger[Any]]
    holding: NDArray[np.unsignedinteger[Any]]
    moves: NDArray[np.bool_]
    candidates: Ints
    rows: Rows
    tiers: tuple[TierCosts, ...]
    start: Ints

    @property
    def columns(self) -> int:
        return len(self.seat)

    def unmet(self, columns: Ints) -> int:
        """Hard demands that a choice of columns leaves unmet: candidates without one, rows.

        `columns` are numbers, shape (N,).
        """
        rows = self.rows
        excess = rows.excess(rows.activity(columns, np.ones(len(columns))))
        hard = int(np.rint(excess[~rows.soft]).sum())
        return len(self.candidates) - len(columns) + hard

    def shortfalls(self, columns: Ints) -> Ints:
        """The least shortfalls under which a choice of columns keeps the soft rows.

        Shape (S,), in units of their rows; `columns` are numbers, shape (N,).
        """
        rows = self.rows
        excess = np.rint(rows.excess(rows.activity(columns, np.ones(len(columns)))))
        short = np.zeros(rows.shortfalls, dtype=np.int64)
        np.maximum.at(short, rows.short[rows.soft], excess[rows.soft].astype(np.int64))
        return short

    def keeps(
        self, columns: Ints, settled: Sequence[tuple[TierCosts, int]] = (), *, feasible: bool = True
    ) -> bool:
        """Whether a choice of columns is a plan no worse than some tiers' values, in whole numbers.

        Not `feasible`: hard demands may go unmet, but no post has two holders, no cadre two
        holdings. `columns` are numbers, shape (N,).
        """
        posts, seats = self.among.posts(self.holding[columns])[1], self.seat[columns]
        if any(len(np.unique(each)) < len(each) for each in (posts, seats)):
            return False
        if feasible and self.unmet(columns):
            return False
        short = self.shortfalls(columns)
        return all(tier.of(columns, short) <= value for tier, value in settled)

    @property
    def cadre(self) -> Ints:
        """The table number of each column's cadre; made anew at each ask. Shape (C,)."""
        cadres: Ints = self.candidates[self.seat]
        return cadres

    @cached_property
    def scope(self) -> Scope:
        """All columns as a scope."""
        holding = self.holding.astype(np.int64)
        return Scope(self.docket.table, self.cadre, holding, self.among, constants(self.docket))

    @cached_property
    def posts(self) -> int:
        return len(self.docket.table.posts)


@dataclass(frozen=True)
class Demands:
    """What a program is made of; a conflict is found by leaving parts out.

    `compared` are other plans that this one has to differ from, or to be like.
    """

    clauses: tuple[Clause, ...]
    structure: Structure
    max_moves: int | None
    compared: Comparison = ALONE


def weighted_sum(program: Program) -> tuple[TierCosts, float]:
    """All tiers in one cost, each weighing more than what a move changes in those after it.

    No proof rests on it: it guides the relaxation to columns that are good in every tier. So a tier
    of very large costs may be told apart less finely here, and the relaxation may end where less is
    to be gained than one unit of the last tier but one: that number.
    """
    weights: list[tuple[TierCosts, float]] = []
    weight = 1.0
    for tier in reversed(program.tiers):
        width = int(tier.cost.max(initial=0)) - int(tier.cost.min(initial=0))
        scale = min(1.0, _WIDEST / max(width, 1))
        weights.append((tier, weight * scale))
        weight *= max(2.0 * width * scale, 2.0)
    short = np.zeros(program.rows.shortfalls)
    kind: type[np.floating[Any]] = np.float32 if weight < _EXACT else np.float64
    cost: NDArray[np.floating[Any]] = np.zeros(program.columns, dtype=kind)
    for tier, each in weights:
        short += each * tier.short
        for part in slices(program.columns):
            cost[part] += each * tier.cost[part]
    enough = weights[1][1] if len(weights) > 1 else 0.0
    return TierCosts("together", cost, short, unmet=int(weight)), enough


def is_large(columns: int, settled: Iterable[tuple[TierCosts, int]], *others: TierCosts) -> bool:
    """Whether settled tiers at their values, or other ones, are more than floats tell apart: over
    so many columns."""
    held, times = tuple(settled), _MORE if columns > _MANY else 1
    if any(abs(value) > _LARGEST_VALUE * times for _, value in held):
        return True
    return any(t.largest > _LARGEST_COST * times for t in (*(t for t, _ in held), *others))


def slices(columns: int) -> Iterator[slice]:
    """All columns, so many at once that what is made of them on the way stays small."""
    for start in range(0, columns, _AT_ONCE):
        yield slice(start, min(start + _AT_ONCE, columns))


def demands(docket: Docket) -> Demands:
    """Everything that the docket asks."""
    structure = Structure(docket.orders)
    return Demands(docket.clauses, structure, docket.roster.round.max_moves)
