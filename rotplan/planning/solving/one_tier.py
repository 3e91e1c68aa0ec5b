"""The search for one tier's optimum: the relaxation's bound, and an integer plan that reaches it.

What the relaxation leaves fractional is cut off, a few times; that closes nearly every tier. What
is still open goes to an integer solver, over the columns that a better plan could use.

`Search` keeps the incumbent, and the frame, which shrinks with every tier that is proved.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from rotplan.planning.engine import Budget, SolverError
from rotplan.planning.program.program import Program, TierCosts, weighted_sum
from rotplan.planning.proof.multipliers import Multipliers, multipliers
from rotplan.planning.solving.assignment import tree
from rotplan.planning.solving.incumbent import MANY, Incumbent
from rotplan.planning.solving.reduced_costs import TOLERANCE
from rotplan.planning.solving.relaxation import Bounded, Frame
from rotplan.planning.solving.whole_model import NO_COLUMNS
from rotplan.rules.kit.three_valued import Ints

# So many columns are closed at once; fewer would hardly be faster.
FEW = 50_000
# So often at most a tier is cut; two or three times are the rule. Before each time the integer
# solver may look at so many nodes of its tree.
_CUTTINGS, _NODES = 30, 200

TierProgress = Callable[[str, int | None, int | None], None]


@dataclass(frozen=True)
class SettledTier:
    """The least value found and the proved bound; `best` is missing when nothing was found."""

    best: int | None
    bound: int


class Search:
    """The incumbent, and the frame that shrinks as tiers are proved."""

    def __init__(self, program: Program, budget: Budget, progress: TierProgress) -> None:
        self.program, self.budget, self.progress = program, budget, progress
        self.frame = Frame(program)
        self.incumbent = Incumbent(program, self.frame, budget)
        self.multipliers: list[Multipliers] = []

    def warm_start(self) -> None:
        """Find columns that are good in every tier, a basis nearly right for each, an incumbent."""
        guide, enough = weighted_sum(self.program)
        self.progress("assignment", None, None)
        start = tree(self.program, guide, enough, self.budget)
        if start is not None:
            self.frame.warm_start(start)
        self.progress(guide.name, None, None)
        try:
            bounded = self.frame.relaxation(guide, self.budget, enough)
        except SolverError:
            # only a warm start: the tiers stand by themselves
            return
        if bounded is None:
            return
        placed = bounded.whole
        if len(placed) == len(self.program.candidates):
            self.incumbent.plan = placed
        elif not self.budget.over:
            with suppress(SolverError):
                self.incumbent.ask(guide, np.flatnonzero(self.frame.active), None, placed)
        if self.incumbent.value(self.frame.shortage) != 0:
            self.incumbent.plan = None

    # -- one tier -------------------------------------------------------------------------------

    def settle(self, tier: TierCosts) -> SettledTier | None:
        """Minimise a cost; if proved, hold it there and drop the columns that cannot reach it.

        Raises SolverError where numbers are too far apart for every solver.
        """
        self.progress(tier.name, self.incumbent.value(tier), None)
        try:
            bounded = self.frame.relaxation(tier, self.budget)
        except SolverError:
            return self._without_relaxation(tier)
        if bounded is None:
            return None
        bounded = self._sharpened(tier, bounded)
        told = multipliers(self.program, tier, bounded.prices, bounded.told_cuts)
        self.multipliers.append(told)
        best, bound = self._complete(tier, bounded)
        self.progress(tier.name, best, bound)
        if best is not None and best == bound and tier is not self.frame.shortage:
            spare = max(best - bounded.value, 0.0) + bounded.slack
            self.frame.settle(tier, best, bounded.prices, spare)
        return SettledTier(best, bound)

    def _without_relaxation(self, tier: TierCosts) -> SettledTier | None:
        """GLOP cannot tell costs so far apart: all usable columns are asked about in whole numbers.

        Nothing is dropped, for there are no prices. Raises SolverError where they are too many.
        """
        usable = np.flatnonzero(self.frame.usable)
        if len(usable) > MANY:
            raise SolverError(f"no relaxation of the tier {tier.name}, and too many columns")
        held = self.incumbent.value(tier)
        verdict, best = self.incumbent.ask_exactly(tier, usable, held, NO_COLUMNS)
        self.multipliers.append(Multipliers.none(tier.name))
        if verdict != "optimal" or best is None:
            return None
        if tier is not self.frame.shortage:
            self.frame.fix(tier, best)
        return SettledTier(best, best)

    def is_whole(self, bounded: Bounded) -> bool:
        """Whether a relaxation is a plan as it is, in whole numbers too."""
        # artificials may stand in for some candidates
        seats = len(self.program.candidates)
        whole = len(bounded.whole) == len(bounded.columns) == seats
        return whole and self.frame.keeps(bounded.columns)

    def _sharpened(self, tier: TierCosts, bounded: Bounded) -> Bounded:
        """Cut until the relaxation is a plan, or no better than the incumbent, or nothing cuts.

        Each time whoever is placed as a whole stays so, and a plan is made of the rest if that is
        easy. It ends with the budget too, and after so many rounds.
        """
        if tier is self.frame.shortage:
            return bounded
        for _ in range(_CUTTINGS):
            if self.is_whole(bounded) or self._is_done(tier, bounded):
                break
            near = self._near(bounded)
            self.incumbent.ask(tier, near, self.incumbent.value(tier), bounded.whole, nodes=_NODES)
            self.progress(tier.name, self.incumbent.value(tier), bounded.least)
            if self._is_done(tier, bounded) or not self.frame.cut(bounded):
                break
            try:
                sharper = self.frame.relaxation(tier, self.budget)
            except SolverError:
                break
            if sharper is None:
                break
            bounded = sharper
        return bounded

    def _is_done(self, tier: TierCosts, bounded: Bounded) -> bool:
        """Whether no plan is better than the incumbent, or no time is left to find it."""
        return self.incumbent.value(tier) == bounded.least or self.budget.over

    def _near(self, bounded: Bounded) -> Ints:
        """Columns of the LP that a plan as good as the bound may use."""
        gap = bounded.least - bounded.value + bounded.slack
        return np.flatnonzero(self.frame.within(bounded.prices, gap) & self.frame.active)

    def _complete(self, tier: TierCosts, bounded: Bounded) -> tuple[int | None, int]:
        """An integer plan of least cost from the fractional one, and the bound that is proved."""
        if self.is_whole(bounded):
            best = self.incumbent.take(tier, bounded.columns, self.incumbent.value(tier))
            if best == bounded.least:
                return best, best
        if tier is self.frame.shortage and bounded.least > 0:
            return None, bounded.least
        return self._close(tier, bounded)

    def _close(self, tier: TierCosts, bounded: Bounded) -> tuple[int | None, int]:
        """Integer solving, first over columns that the LP was given: they often reach the bound.

        Then over the columns within a gap of the bound, widened until it is proof. A plan of cost v
        uses only columns whose reduced cost is at most v less the relaxation's value: the rest may
        be left out while nothing better than v is sought.
        """
        bound, best = bounded.least, self.incumbent.value(tier)
        gap = float(bound - bounded.value)
        if self._is_done(tier, bounded):
            return best, bound
        _, best = self.incumbent.ask(tier, self._near(bounded), best)
        while best != bound and not self.budget.over:
            gap, chosen = self._wider(bounded, gap, best)
            answer, found = self.incumbent.ask(tier, chosen, best)
            if answer == "limit":
                return found, bound
            if found is not None and found - 1 <= bounded.value + gap + TOLERANCE:
                return found, found
            if found is None and len(chosen) == int(self.frame.usable.sum()):
                return None, bound
            best, gap = found, 2 * gap + 1
        return best, bound

    def _wider(self, bounded: Bounded, gap: float, best: int | None) -> tuple[float, Ints]:
        """A gap and the columns within: all that a better plan could use, if those are few."""
        if best is not None:
            last = best - 1 - bounded.value
            columns = self.frame.within(bounded.prices, last + bounded.slack)
            if gap >= last or int(columns.sum()) <= FEW:
                return last, np.flatnonzero(columns)
        near = self.frame.within(bounded.prices, gap + bounded.slack)
        return gap, np.flatnonzero(near)
