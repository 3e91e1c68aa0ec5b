"""Tier after tier to a proved optimum, then one canonical plan among equals.

Whatever cannot be proved in the budget is said: each tier has its value and its bound.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.assignment import tree
from rotplan.planning.bound import Bounded, Frame
from rotplan.planning.engine import Budget, SolverError, close
from rotplan.planning.multipliers import Multipliers, multipliers
from rotplan.planning.pricing import TOLERANCE
from rotplan.planning.program import Program, Tier, slices, together
from rotplan.planning.whole import whole_matrix
from rotplan.rules.scope import Holding
from rotplan.rules.verdict import Ints

_CANONICAL_ROUNDS = 3
NO_COLUMNS: Ints = np.empty(0, dtype=np.int64)
# Wide enough that few plans weigh the same; with 20 bits GLOP could not tell 500 communes apart.
_WEIGHT_BITS = 16
# So many columns are closed at once; fewer would hardly be faster.
_FEW = 50_000


@dataclass(frozen=True)
class TierResult:
    """A tier's value in the plan and its proved bound; nothing where it was not reached."""

    name: str
    value: int | None
    bound: int | None

    @property
    def proved(self) -> bool:
        return self.value is not None and self.value == self.bound


@dataclass(frozen=True)
class Solved:
    """A plan: what each candidate holds, by table numbers; `multipliers` prove what they can."""

    holdings: dict[int, Holding]
    tiers: tuple[TierResult, ...]
    canonical: bool
    stopped: Literal["time", "signal"] | None
    multipliers: tuple[Multipliers, ...] = ()

    @property
    def optimal(self) -> bool:
        return all(tier.proved for tier in self.tiers)


@dataclass(frozen=True)
class Infeasible:
    """No plan exists: at least `shortage` hard demands go unmet in any."""

    shortage: int
    multipliers: Multipliers | None = None


@dataclass(frozen=True)
class Undecided:
    """The budget ended before any plan was found."""

    stopped: Literal["time", "signal"] | None


Outcome = Solved | Infeasible | Undecided
Progress = Callable[[str, int | None, int | None], None]


def solve(
    program: Program,
    budget: Budget,
    progress: Progress = lambda *_: None,
    *,
    canonical: bool = True,
) -> Outcome:
    """Solve the tiers in order. `progress` is told the phase, the best value and the bound."""
    search = _Search(program, budget, progress)
    search.lead()
    if search.plan is None:
        feasible = search.settle(search.frame.shortage)
        if feasible is not None and feasible.bound > 0:
            return Infeasible(feasible.bound, search.multipliers[-1])
        if feasible is None or feasible.best != 0:
            return Undecided(budget.stopped)
    search.multipliers.clear()
    results = search.tiers()
    proved = all(result.proved for result in results)
    found = tuple(search.multipliers)
    unique = proved and canonical and search.canonical()
    tiers = tuple(search.read(results))
    return Solved(search.holdings(), tiers, unique, budget.stopped, found)


def is_feasible(program: Program, budget: Budget) -> bool | None:
    """Whether any plan exists; nothing when the budget ended first."""
    search = _Search(program, budget, lambda *_: None)
    shortage = search.settle(search.frame.shortage)
    if shortage is None:
        return None
    if shortage.bound > 0:
        return False
    return True if shortage.best == 0 else None


@dataclass(frozen=True)
class _Settled:
    """The least value found and the proved bound; `best` is missing when nothing was found."""

    best: int | None
    bound: int


class _Search:
    """The best plan so far, and the frame that shrinks as tiers are proved."""

    def __init__(self, program: Program, budget: Budget, progress: Progress) -> None:
        self.program, self.budget, self.progress = program, budget, progress
        self.frame = Frame(program)
        self.plan: Ints | None = None
        self.multipliers: list[Multipliers] = []

    def lead(self) -> None:
        """Find columns that are good in every tier, a basis nearly right for each, and a plan."""
        guide, enough = together(self.program)
        self.progress("assignment", None, None)
        start = tree(self.program, guide, enough, self.budget)
        if start is not None:
            self.frame.set_out(start)
        self.progress(guide.name, None, None)
        bounded = self.frame.relaxation(guide, self.budget, enough)
        if bounded is None:
            return
        placed = bounded.columns[bounded.x > 1 - TOLERANCE]
        if len(placed) == len(self.program.candidates):
            self.plan = placed
        elif not self.budget.over:
            self._answer(guide, self.frame.active, None, placed)
        if self._held(self.frame.shortage) != 0:
            self.plan = None

    # -- one tier -------------------------------------------------------------------------------

    def settle(self, tier: Tier) -> _Settled | None:
        """Minimise a cost; if proved, hold it there and drop the columns that cannot reach it."""
        self.progress(tier.name, self._held(tier), None)
        bounded = self.frame.relaxation(tier, self.budget)
        if bounded is None:
            return None
        self.multipliers.append(multipliers(self.program, tier, bounded.prices))
        best, bound = self._complete(tier, bounded, bounded.least)
        self.progress(tier.name, best, bound)
        if best is not None and best == bound and tier is not self.frame.shortage:
            spare = max(best - bounded.value, 0.0) + bounded.slack
            self.frame.settle(tier, best, bounded.prices, spare)
        return _Settled(best, bound)

    def _complete(self, tier: Tier, bounded: Bounded, bound: int) -> tuple[int | None, int]:
        """An integer plan of least cost from the fractional one, and the bound that is proved."""
        if self._is_whole(bounded):
            self.plan = bounded.columns
            return self._cost(tier, bounded.columns), bound
        if tier is self.frame.shortage and bound > 0:
            return None, bound
        return self._close(tier, bounded, bound)

    def _is_whole(self, bounded: Bounded) -> bool:
        """Whether a relaxation is a plan as it is."""
        whole = bool((bounded.x > 1 - TOLERANCE).all())
        # artificials may stand in for some candidates
        return whole and len(bounded.columns) == len(self.program.candidates)

    def _close(self, tier: Tier, bounded: Bounded, bound: int) -> tuple[int | None, int]:
        """Integer solving, first over columns that the LP was given: they often reach the bound.

        At first whoever is placed as a whole stays so. Then over the columns within a gap of the
        bound, widened until it is proof. A plan of cost v uses only columns whose reduced cost is
        at most v less the relaxation's value: the rest may be left out while nothing better than v
        is sought.
        """
        gap, best = float(bound - bounded.value), self._held(tier)
        near = self.frame.active_within(bounded.prices, gap + bounded.slack)
        settled = bounded.columns[bounded.x > 1 - TOLERANCE]
        for kept in (settled, NO_COLUMNS) if len(settled) else (NO_COLUMNS,):
            if best == bound or self.budget.over:
                return best, bound
            _, best = self._answer(tier, near, best, kept)
        while best != bound and not self.budget.over:
            gap, chosen = self._wider(bounded, gap, best)
            answer, found = self._answer(tier, chosen, best)
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
            if gap >= last or len(columns) <= _FEW:
                return last, columns
        return gap, self.frame.within(bounded.prices, gap + bounded.slack)

    def _answer(
        self, tier: Tier, columns: Ints, best: int | None, kept: Ints = NO_COLUMNS
    ) -> tuple[str, int | None]:
        """What the integer solver says of some columns, those kept held; a better plan is kept."""
        chosen = np.union1d(self._beside(kept, columns), kept)
        matrix = self.frame.matrix(tier, chosen)
        held = np.zeros(len(matrix.cost), dtype=bool)
        held[np.searchsorted(chosen, kept)] = True
        answer = close(matrix.holding(held), np.ones(int((~held).sum()), dtype=bool), self.budget)
        if answer.x is None:
            return answer.verdict, best
        x = np.ones(len(matrix.cost))
        x[~held] = answer.x
        value = int(np.rint(matrix.cost @ x))
        if best is None or value < best:
            self.plan = chosen[np.rint(x[: len(chosen)]) > 0]
            return answer.verdict, value
        return answer.verdict, best

    def _beside(self, kept: Ints, columns: Ints) -> Ints:
        """Those of the columns whose cadre and posts the kept ones leave free."""
        program = self.program
        cadres = np.zeros(len(program.candidates), dtype=bool)
        cadres[program.seat[kept]] = True
        posts = np.zeros(program.posts, dtype=bool)
        posts[program.among.posts(program.holding[kept])[1]] = True
        taken = program.among.with_any(posts)
        free: Ints = columns[~cadres[program.seat[columns]] & ~taken[program.holding[columns]]]
        return free

    def _held(self, tier: Tier) -> int | None:
        """What the best plan so far costs in a tier."""
        return None if self.plan is None else self._cost(tier, self.plan)

    def _cost(self, tier: Tier, columns: Ints) -> int:
        """What a plan costs in a tier, constant left aside."""
        if tier is self.frame.shortage:
            return len(self.program.candidates) - len(columns) + self._hard_excess(columns)
        return tier.of(columns, self._shortfalls(columns))

    def _hard_excess(self, columns: Ints) -> int:
        rows = self.program.rows
        excess = rows.excess(rows.activity(columns, np.ones(len(columns))))
        return int(np.rint(excess[~rows.soft]).sum())

    def _shortfalls(self, columns: Ints) -> Ints:
        """The least shortfalls under which a plan keeps its rows."""
        rows = self.program.rows
        excess = np.rint(rows.excess(rows.activity(columns, np.ones(len(columns)))))
        short = np.zeros(rows.shortfalls, dtype=np.int64)
        np.maximum.at(short, rows.short[rows.soft], excess[rows.soft].astype(np.int64))
        return short

    # -- all tiers ------------------------------------------------------------------------------

    def tiers(self) -> list[TierResult]:
        """Each tier in turn; after one that is not proved, the rest is read off the plan."""
        results: list[TierResult] = []
        for tier in self.program.tiers:
            proved = all(result.proved for result in results)
            settled = self.settle(tier) if proved else None
            bound = settled.bound if settled else _least(self.program, tier)
            value = self._value(tier)
            results.append(TierResult(tier.name, value, min(bound + tier.constant, value)))
        return results

    def _value(self, tier: Tier) -> int:
        assert self.plan is not None
        return self._cost(tier, self.plan) + tier.constant

    def read(self, results: list[TierResult]) -> list[TierResult]:
        """The same tiers with the values of the final plan."""
        return [
            TierResult(result.name, self._value(tier), result.bound)
            for tier, result in zip(self.program.tiers, results, strict=True)
        ]

    # -- one among equals -------------------------------------------------------------------------

    def canonical(self) -> bool:
        """Choose among equal plans by weights that only the ids decide; whether one is left."""
        try:
            for turn in range(_CANONICAL_ROUNDS):
                settled = self.settle(self._weights(turn))
                if settled is None or settled.best != settled.bound:
                    return False
                if self._only_one():
                    return True
            return False
        except SolverError:
            # weights of a million may be more than a relaxation can tell apart; the tiers stand
            return False

    def _weights(self, turn: int) -> Tier:
        """A number for each usable column, from hashes of its cadre's id and its holding's ids."""
        program, table = self.program, self.program.docket.table
        of_cadre = _hashes([f"{turn}\0{cadre.id}" for cadre in table.cadres])
        ids = [post.id for post in table.posts]
        of_holding = _hashes(["\0".join(sorted(ids[p] for p in h)) for h in program.among])
        of_seat, weights = of_cadre[program.candidates], np.empty(program.columns, dtype=np.uint16)
        for part in slices(program.columns):
            mixed = of_seat[program.seat[part]] ^ of_holding[program.holding[part]]
            mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
            weights[part] = mixed >> np.uint64(64 - _WEIGHT_BITS)
        return Tier("canonical", weights, np.zeros(program.rows.shortfalls, dtype=np.int64))

    def _only_one(self) -> bool:
        """Whether the plan is the only one left: another would have fewer of its columns.

        The relaxation can tell most often; an integer program is asked where few columns are left.
        """
        assert self.plan is not None
        usable = np.flatnonzero(self.frame.usable)
        if len(usable) == len(self.plan):
            return True
        mine = np.zeros(self.program.columns, dtype=np.int8)
        mine[self.plan] = 1
        same = Tier("same", mine, np.zeros(self.program.rows.shortfalls, dtype=np.int64))
        bounded = self.frame.relaxation(same, self.budget)
        if bounded is None:
            return False
        if bounded.least == len(self.plan):
            return True
        if self._is_whole(bounded) or len(usable) > _FEW:
            return False
        settled = [*self.frame.settled, (same, len(self.plan) - 1)]
        matrix = whole_matrix(self.program, settled, None, usable)
        answer = close(matrix, np.ones(len(matrix.cost), dtype=bool), self.budget)
        return answer.verdict == "infeasible"

    def holdings(self) -> dict[int, Holding]:
        """What each candidate holds in the plan."""
        assert self.plan is not None
        program = self.program
        cadres = program.candidates[program.seat[self.plan]]
        holdings = program.holding[self.plan]
        pairs = zip(cadres.tolist(), holdings.tolist(), strict=True)
        return {cadre: program.among[holding] for cadre, holding in pairs}


def _hashes(names: list[str]) -> NDArray[np.uint64]:
    """Numbers of 64 bits, the same on every machine."""
    digests = (hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.array([int.from_bytes(digest, "big") for digest in digests], dtype=np.uint64)


def _least(program: Program, tier: Tier) -> int:
    """A bound without any solving: each candidate at the least cost, no shortfall."""
    best = np.full(len(program.candidates), np.iinfo(np.int64).max)
    for part in slices(program.columns):
        np.minimum.at(best, program.seat[part], tier.cost[part].astype(np.int64))
    return int(best[best < np.iinfo(np.int64).max].sum())
