"""Lexicographic optimisation: tier after tier to a proved optimum, then one plan among equals.

Whatever cannot be proved in the budget is said: each tier has its value and its bound.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from rotplan.planning.engine import Budget, SolverError
from rotplan.planning.program.program import Program, TierCosts, slices
from rotplan.planning.proof.multipliers import Multipliers
from rotplan.planning.solving.canonical import choose
from rotplan.planning.solving.one_tier import Search, SettledTier, TierProgress
from rotplan.rules.kit.scope import Holding


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
    """The search ended before any plan was found; «gap»: numbers too far apart for the solvers."""

    stopped: Literal["time", "signal", "gap"]


Outcome = Solved | Infeasible | Undecided


def solve(
    program: Program,
    budget: Budget,
    progress: TierProgress = lambda *_: None,
    *,
    canonical: bool = True,
) -> Outcome:
    """Solve the tiers in order. `progress` is told the phase, the best value and the bound."""
    search = Search(program, budget, progress)
    search.warm_start()
    if search.incumbent.plan is None:
        feasible = _settle(search, search.frame.shortage)
        if feasible is not None and feasible.bound > 0:
            return Infeasible(feasible.bound, search.multipliers[-1])
        if feasible is None or feasible.best != 0:
            return Undecided(budget.stopped or "gap")
    search.multipliers.clear()
    bounds = settled(search)
    found = tuple(search.multipliers)
    proved = all(tier.proved for tier in _results(search, bounds))
    unique = proved and canonical and choose(search)
    return Solved(_holdings(search), _results(search, bounds), unique, found)


def is_feasible(program: Program, budget: Budget) -> bool | None:
    """Whether any plan exists; nothing where the search ended without an answer."""
    search = Search(program, budget, lambda *_: None)
    shortage = _settle(search, search.frame.shortage)
    if shortage is None:
        return None
    if shortage.bound > 0:
        return False
    return True if shortage.best == 0 else None


def settled(search: Search) -> list[int]:
    """The bound of each tier in turn; once one is not proved, nothing is asked about the rest."""
    bounds: list[int] = []
    proved = True
    for tier in search.program.tiers:
        found = _settle(search, tier) if proved else None
        bounds.append(found.bound if found else _least(search.program, tier))
        proved = found is not None and found.best == found.bound
    return bounds


def _settle(search: Search, tier: TierCosts) -> SettledTier | None:
    """Nothing where the solvers cannot tell numbers apart, over more columns than can be closed."""
    try:
        return search.settle(tier)
    except SolverError:
        return None


def _results(search: Search, bounds: list[int]) -> tuple[TierResult, ...]:
    """What the incumbent comes to; a bound beyond it would say no more than the plan does."""
    tiers = zip(search.program.tiers, bounds, strict=True)
    return tuple(_result(search, tier, bound) for tier, bound in tiers)


def _result(search: Search, tier: TierCosts, bound: int) -> TierResult:
    value = search.incumbent.value(tier)
    assert value is not None
    return TierResult(tier.name, value + tier.constant, min(bound, value) + tier.constant)


def _holdings(search: Search) -> dict[int, Holding]:
    """What each candidate holds in the incumbent."""
    program, plan = search.program, search.incumbent.plan
    assert plan is not None
    cadres, holdings = program.candidates[program.seat[plan]], program.holding[plan]
    pairs = zip(cadres.tolist(), holdings.tolist(), strict=True)
    return {cadre: program.among[holding] for cadre, holding in pairs}


def _least(program: Program, tier: TierCosts) -> int:
    """A bound without any solving: each candidate at the least cost, no shortfall."""
    best = np.full(len(program.candidates), np.iinfo(np.int64).max)
    for part in slices(program.columns):
        np.minimum.at(best, program.seat[part], tier.cost[part].astype(np.int64))
    return int(best[best < np.iinfo(np.int64).max].sum())
