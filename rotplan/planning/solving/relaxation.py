"""The linear relaxation, priced column by column: a bound that holds for every column there is.

The restricted master is given the columns of today and a few more; all others are priced with its
duals, and those of negative reduced cost join, until there is none. Rows are lazy: one joins when
the solution breaks it. The reduced
costs then say which columns no better plan can use, so what is left out is left out with proof.
"""

import math
from dataclasses import dataclass

import numpy as np

from rotplan.planning.engine import Budget, Floats, Matrix
from rotplan.planning.program.program import Program, TierCosts, is_large, slices
from rotplan.planning.proof.multipliers import ToldCut
from rotplan.planning.solving.assignment import AssignmentTree
from rotplan.planning.solving.cuts import Cuts, Numbering, concerned, rounded
from rotplan.planning.solving.dual_bound import dual_bound
from rotplan.planning.solving.reduced_costs import TOLERANCE, Prices, improving
from rotplan.planning.solving.restricted_master import RestrictedMaster
from rotplan.planning.solving.separation import Solution, combinations
from rotplan.planning.solving.whole_model import whole_matrix
from rotplan.rules.kit.three_valued import Flags, Ints

# Cuts that may stand in more columns are not made: they take 0.5 kB for each.
_CONCERNED = 500_000


@dataclass(frozen=True, eq=False)
class Bounded:
    """A fractional solution, and what its duals prove: a lower bound, unless taken before the end.

    No plan is below `value` by more than `slack`, roundings. `columns` are the program's numbers of
    the columns with `x` > 0, both of shape (N,); `short` has every shortfall, shape (S,).
    """

    value: float
    slack: float
    columns: Ints
    x: Floats
    short: Floats
    prices: Prices
    cuts: tuple[Cuts, ...]

    @property
    def least(self) -> int:
        """The least whole value that the relaxation allows."""
        return math.ceil(self.value - self.slack)

    @property
    def told_cuts(self) -> list[ToldCut]:
        """What each of the cuts that it keeps is made of, and its shortfalls."""
        return [told for cuts in self.cuts for told in zip(cuts.made, cuts.amounts, strict=True)]

    @property
    def whole(self) -> Ints:
        """Columns that are chosen as a whole. Numbers, shape (N,)."""
        whole: Ints = self.columns[self.x > 1 - TOLERANCE]
        return whole


class Frame:
    """A program on its way through the tiers, and the LP that grows with it.

    `usable` loses the columns that are proved needless; the LP gains a row cost·x ≤ value for each
    tier that is proved.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.usable: Flags = np.ones(program.columns, dtype=bool)
        nothing = np.zeros(program.columns, dtype=np.int8)
        free = np.zeros(program.rows.shortfalls, dtype=np.int64)
        self.shortage = TierCosts("feasibility", nothing, free, unmet=1)
        self._lp = RestrictedMaster(program, self.shortage)

    @property
    def settled(self) -> list[tuple[TierCosts, int]]:
        """The proved tiers, each with its value."""
        return self._lp.settled

    def warm_start(self, tree: AssignmentTree) -> None:
        """Begin at the basis of an assignment."""
        self._lp.warm_start(tree)

    # -- through the tiers ----------------------------------------------------------------------

    def relaxation(self, cost: TierCosts, budget: Budget, enough: float = 0.0) -> Bounded | None:
        """The relaxation over all usable columns; nothing when the budget ended first.

        Hard shortfall has a price, so the LP is feasible whatever row joins; where a tier would
        rather pay it than keep a row, the price is raised. Where no more than `enough` could still
        be gained, what is reached is taken, and its value is no bound.
        """
        lp = self._lp
        lp.swap(cost)
        while True:
            if lp.solve(budget) is None:
                return None
            prices, x = lp.prices(), lp.x
            (better, gain), broken = self._improving(prices), lp.broken(lp.columns, x)
            if len(broken) or gain > enough:
                lp.add_columns(better)
                lp.add_lazy_rows(broken)
            elif not cost.unmet and lp.pays:
                lp.raise_price()
            else:
                return self._bounded(prices, x)

    def _bounded(self, prices: Prices, x: Floats) -> Bounded:
        lp, used = self._lp, x > TOLERANCE
        mine = lp.columns[self.usable[lp.columns]]
        value, slack = dual_bound(self.program, prices, mine, lp.settled, lp.cuts)
        return Bounded(
            value, slack, lp.columns[used], x[used], lp.shortfalls, prices, tuple(lp.cuts)
        )

    def _improving(self, prices: Prices) -> tuple[Ints, float]:
        """The best few columns that would improve the LP, and by how much all could at most."""
        return improving(self.program, prices, self.usable & ~self._lp.active)

    def cut(self, bounded: Bounded) -> bool:
        """Cut the last relaxation's fractional solution off; whether anything was found.

        Cuts serve one tier: they are of no use to another.
        """
        lp, numbering = self._lp, Numbering(self.program, self._lp.cuts)
        solution = Solution(bounded.columns, bounded.x, bounded.short, lp.inside)
        found = combinations(numbering, solution)
        if not found:
            return False
        near = concerned(numbering, found, lp.lazy_rows) & self.usable
        if int(near.sum()) > _CONCERNED:
            return False
        lp.add_cuts(rounded(numbering, found, np.flatnonzero(near)))
        return True

    def settle(self, tier: TierCosts, value: int, prices: Prices, spare: float) -> None:
        """Hold a proved tier at its value; drop the columns that cannot reach it."""
        self._lp.add_tier(tier, value)
        self._drop(prices, spare)
        self._lp.leave_cuts()

    def fix(self, tier: TierCosts, value: int) -> None:
        """Hold a proved tier at its value, where no prices say which columns cannot reach it."""
        self._lp.add_tier(tier, value)
        self._lp.leave_cuts()

    def keeps(self, plan: Ints, *, feasible: bool = True) -> bool:
        """Whether a choice of columns is a plan and as good as the settled tiers.

        Numbers, shape (N,).
        """
        return self.program.keeps(plan, self.settled, feasible=feasible)

    def is_large(self, tier: TierCosts, columns: int) -> bool:
        """Whether this tier or a settled one asks for a solver in whole numbers."""
        return is_large(columns, self.settled, tier)

    def _drop(self, prices: Prices, spare: float) -> None:
        for part in slices(self.program.columns):
            self.usable[part] &= prices.reduced(self.program, part) <= spare
        self._lp.allow_only(self.usable)

    # -- integer programs -----------------------------------------------------------------------

    def within(self, prices: Prices, gap: float) -> Flags:
        """Usable columns whose reduced cost is within a gap. Shape (C,)."""
        near = self.usable.copy()
        for part in slices(self.program.columns):
            near[part] &= prices.reduced(self.program, part) <= gap
        return near

    @property
    def active(self) -> Flags:
        """Columns that the LP was given. Shape (C,)."""
        return self._lp.active & self.usable

    def matrix(self, cost: TierCosts, columns: Ints, kept: Ints) -> Matrix:
        """The whole-number program over some columns, beside some that are chosen already.

        Both are numbers, shape (N,).
        """
        artificials = cost is self.shortage
        return whole_matrix(
            self.program, self.settled, cost, columns, kept=kept, artificials=artificials
        )
