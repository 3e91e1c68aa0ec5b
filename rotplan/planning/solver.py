"""Tier after tier to a proved optimum, then one canonical plan among equals.

Whatever cannot be proved in the budget is said: each tier has its value and its bound.
"""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rotplan.planning.bound import TOLERANCE, Bounded, Frame
from rotplan.planning.engine import Budget, Floats, close
from rotplan.planning.program import Program, Tier
from rotplan.rules.scope import Holding
from rotplan.rules.verdict import Flags, Ints

_CANONICAL_ROUNDS = 3
_WEIGHT_BITS = 16


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
    """A plan: what each candidate holds, by table numbers."""

    holdings: dict[int, Holding]
    tiers: tuple[TierResult, ...]
    canonical: bool
    stopped: Literal["time", "signal"] | None

    @property
    def optimal(self) -> bool:
        return all(tier.proved for tier in self.tiers)


@dataclass(frozen=True)
class Infeasible:
    """No plan exists: at least `shortage` hard demands go unmet in any."""

    shortage: int


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
    feasible = search.settle(search.frame.artificial_cost, "feasibility")
    if feasible is None or feasible.best is None:
        return Undecided(budget.stopped)
    if feasible.bound > 0:
        return Infeasible(feasible.bound)
    if feasible.best > 0:
        return Undecided(budget.stopped)
    search.frame.forbid_artificials()
    results = search.tiers()
    proved = all(result.proved for result in results)
    unique = proved and canonical and search.canonical()
    return Solved(search.holdings(), tuple(search.read(results)), unique, budget.stopped)


def is_feasible(program: Program, budget: Budget) -> bool | None:
    """Whether any plan exists; nothing when the budget ended first."""
    search = _Search(program, budget, lambda *_: None)
    shortage = search.settle(search.frame.artificial_cost, "feasibility")
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
        self.x: Ints | None = None

    # -- one tier -------------------------------------------------------------------------------

    def settle(self, cost: Ints, name: str) -> _Settled | None:
        """Minimise a cost; if proved, hold it there and drop the columns that cannot reach it."""
        self.progress(name, None if self.x is None else int(cost @ self.x), None)
        bounded = self.frame.relaxation(cost, self.budget)
        if bounded is None:
            return None
        bound = math.ceil(bounded.value - TOLERANCE * max(1.0, abs(bounded.value)) ** 0.5)
        best, bound = self._complete(cost, bounded, bound)
        self.progress(name, best, bound)
        if best is None or best > bound:
            return _Settled(best, bound)
        self.frame.settle(cost, best)
        spare = best - bounded.value + TOLERANCE
        columns = slice(0, self.program.columns)
        self.frame.usable[columns] &= bounded.reduced[columns] <= spare
        return _Settled(best, bound)

    def _complete(self, cost: Ints, bounded: Bounded, bound: int) -> tuple[int | None, int]:
        """An integer plan of least cost from the fractional one, and the bound that is proved."""
        if _is_whole(bounded.x):
            self.x = np.rint(bounded.x).astype(np.int64)
            return int(cost @ self.x), bound
        best = None if self.x is None else int(cost @ self.x)
        return (best, bound) if best == bound else self._close(cost, bounded, bound)

    def _close(self, cost: Ints, bounded: Bounded, bound: int) -> tuple[int | None, int]:
        """Integer solving over the columns within a gap of the bound, widened until it is proof.

        A plan of cost v uses only columns whose reduced cost is at most v less the relaxation's
        value: the rest may be left out while nothing better than v is sought.
        """
        gap, best = bound - bounded.value, None
        while not self.budget.over:
            chosen = self.frame.usable & (bounded.reduced <= gap + TOLERANCE)
            chosen[self.program.columns :] = self.frame.usable[self.program.columns :]
            matrix = self.frame.matrix(cost, chosen)
            answer = close(matrix, np.ones(len(matrix.cost), dtype=bool), self.budget)
            found = self._better(cost, chosen, answer.x, best)
            if answer.verdict == "limit":
                return found, bound
            if found is not None and (found == best or found <= bounded.value + gap + TOLERANCE):
                return found, found
            if found is None and bool((chosen == self.frame.usable).all()):
                return None, bound
            best = found
            gap = 2 * gap + 1 if best is None else best - 1 - bounded.value
        return best, bound

    def _better(self, cost: Ints, chosen: Flags, x: Floats | None, best: int | None) -> int | None:
        """Keep a solution if it is better than the best; the best value."""
        if x is None:
            return best
        whole = np.zeros(len(cost), dtype=np.int64)
        whole[chosen] = np.rint(x).astype(np.int64)
        value = int(cost @ whole)
        if best is None or value < best:
            self.x = whole
            return value
        return best

    # -- all tiers ------------------------------------------------------------------------------

    def tiers(self) -> list[TierResult]:
        """Each tier in turn; after one that is not proved, the rest is read off the plan."""
        results: list[TierResult] = []
        for tier in self.program.tiers:
            cost = self.frame.widened(tier.cost)
            proved = all(result.proved for result in results)
            settled = self.settle(cost, tier.name) if proved else None
            bound = settled.bound if settled else _least(self.program, tier)
            value = self._value(tier)
            results.append(TierResult(tier.name, value, min(bound + tier.constant, value)))
        return results

    def _value(self, tier: Tier) -> int:
        assert self.x is not None
        return int(tier.cost @ self.x[: self.program.variables]) + tier.constant

    def read(self, results: list[TierResult]) -> list[TierResult]:
        """The same tiers with the values of the final plan."""
        return [
            TierResult(result.name, self._value(tier), result.bound)
            for tier, result in zip(self.program.tiers, results, strict=True)
        ]

    # -- one among equals -------------------------------------------------------------------------

    def canonical(self) -> bool:
        """Choose among equal plans by weights that only the ids decide; whether one is left."""
        for turn in range(_CANONICAL_ROUNDS):
            cost = self._weights(turn)
            settled = self.settle(cost, "canonical")
            if settled is None or settled.best != settled.bound:
                return False
            if self._only_one():
                return True
        return False

    def _weights(self, turn: int) -> Ints:
        """A number for each usable column, from a hash of its cadre's and posts' ids."""
        table, scope = self.program.scope.table, self.program.scope
        weights = np.zeros(len(self.frame.usable), dtype=np.int64)
        for column in np.flatnonzero(self.frame.usable[: self.program.columns]).tolist():
            posts = [table.posts[p].id for p in scope.holdings[column]]
            name = "\0".join([str(turn), table.cadres[int(scope.cadre[column])].id, *sorted(posts)])
            digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
            weights[column] = int.from_bytes(digest, "big") >> (64 - _WEIGHT_BITS)
        return weights

    def _only_one(self) -> bool:
        """Whether the plan is the only one left."""
        assert self.x is not None
        columns = self.program.columns
        used = np.flatnonzero(self.x[:columns])
        if int(self.frame.usable[:columns].sum()) == len(used):
            return True
        cost = np.zeros(len(self.frame.usable), dtype=np.int64)
        mine = np.zeros_like(cost)
        mine[used] = 1
        other = self.frame.with_row(mine, len(used) - 1)
        chosen = self.frame.usable
        matrix = other.matrix(cost, chosen)
        answer = close(matrix, np.ones(len(matrix.cost), dtype=bool), self.budget)
        return answer.verdict == "infeasible"

    def holdings(self) -> dict[int, Holding]:
        """What each candidate holds in the plan."""
        assert self.x is not None
        scope = self.program.scope
        used = np.flatnonzero(self.x[: self.program.columns]).tolist()
        return {int(scope.cadre[c]): scope.holdings[c] for c in used}


def _is_whole(x: Floats) -> bool:
    return bool((np.abs(x - np.rint(x)) < TOLERANCE).all())


def _least(program: Program, tier: Tier) -> int:
    """A bound without any solving: each candidate at the least cost, no shortfall."""
    best = np.full(len(program.scope.table.cadres), np.iinfo(np.int64).max)
    np.minimum.at(best, program.scope.cadre, tier.cost[: program.columns])
    return int(best[np.unique(program.scope.cadre)].sum())
