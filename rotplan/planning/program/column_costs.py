"""What columns and shortfalls cost in each tier, collected a block of columns at a time."""

from typing import Any, assert_never

import numpy as np
from numpy.typing import NDArray

from rotplan.objective.tiers import RankedTier, TierName, ranked
from rotplan.planning.program.columns import new_combinations
from rotplan.planning.program.growing_array import Growing, compact
from rotplan.planning.program.other_plans import LIKENESS
from rotplan.planning.program.program import TierCosts
from rotplan.planning.program.shared_counts import unplaced
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.three_valued import Ints

APPROVALS, PREFERENCE, MOVES = (
    RankedTier("approvals"),
    RankedTier("preference"),
    RankedTier("moves"),
)
# for each tier what each column of a block costs in it
Costs = dict[RankedTier | str, NDArray[Any]]
# Beyond this a sum is no longer exact in the arithmetic of linear programs.
LARGEST_SUM = 2**53


class TooLargeError(Exception):
    """A tier whose sums could leave exact arithmetic: so many cadres at up to `most` each."""

    def __init__(self, tier: str, cadres: int, most: int) -> None:
        super().__init__(f"tier {tier}: {cadres} cadres at up to {most} each")
        self.tier, self.cadres, self.most = tier, cadres, most


def structural(tier: TierName, scope: Scope) -> NDArray[Any]:
    """What each column costs in a tier whatever the clauses say. Shape (C,)."""
    match tier:
        case "vacancies":
            return _vacancies(scope)
        case "approvals":
            return new_combinations(scope).astype(np.int64)
        case "moves":
            return scope.moves.view(np.int8)
        case "targets" | "preference":
            return np.zeros(len(scope), dtype=np.int64)
        case _:
            assert_never(tier)


def constant(tier: TierName, docket: Docket) -> int:
    """What a tier counts whatever is chosen: every required post, until a column fills it."""
    return int(docket.table.required.sum()) if tier == "vacancies" else 0


def _vacancies(scope: Scope) -> Ints:
    """Less the required posts that are filled, plus cadres left without a post."""
    required = scope.entry_column[scope.table.required[scope.entry_post]]
    filled = np.bincount(required, minlength=len(scope)).astype(np.int64)
    return unplaced(scope).astype(np.int64) - filled


class CostsByTier:
    """The tiers of a docket in their order, each with its costs so far."""

    def __init__(self, docket: Docket, clauses: tuple[Clause, ...]) -> None:
        self._docket = docket
        ranks = sorted({c.head.priority for c in clauses if c.force == "target"})
        self._target = dict(zip(ranks, ranked("targets", ranks), strict=False))
        self._listed = [each for name in docket.policy.tiers for each in ranked(name, ranks)]
        self._columns: dict[RankedTier | str, Growing] = {}
        self._short: dict[RankedTier, list[Ints]] = {}

    def counting(self, clause: Clause) -> RankedTier:
        """Where what breaks a clause counts; of a hard one the doubts that may stand."""
        return self._target[clause.head.priority] if clause.force == "target" else APPROVALS

    def begin(self, scope: Scope) -> Costs:
        """The costs of a block of columns before any clause is asked."""
        return {each: structural(each.tier, scope) for each in self._listed}

    def keep(self, costs: Costs) -> None:
        """Add a block's costs behind those before it."""
        for each, cost in costs.items():
            part = compact(cost)
            self._columns.setdefault(each, Growing(part.dtype)).add(part)

    def price(self, tier: RankedTier, shortfalls: Ints) -> None:
        """Each of these shortfalls costs one a unit in a tier. Numbers, shape (N,)."""
        self._short.setdefault(tier, []).append(shortfalls)

    def finished(self, shortfalls: int, cadres: int) -> tuple[TierCosts, ...]:
        """All tiers, with a last one for likeness to another plan where that is asked for.

        Nothing is left here. Raises TooLargeError where sums over so many cadres are not exact.
        """
        made = [
            self._tier(each, shortfalls, constant(each.tier, self._docket)) for each in self._listed
        ]
        if LIKENESS in self._columns:
            made.append(self._tier(LIKENESS, shortfalls, 0))
        for tier in made:
            check_sum(tier.name, tier.cost, cadres)
        return tuple(made)

    def _tier(self, each: RankedTier | str, shortfalls: int, counted: int) -> TierCosts:
        short = np.zeros(shortfalls, dtype=np.int64)
        for priced in self._short.get(each, ()) if isinstance(each, RankedTier) else ():
            short[priced] = 1
        cost = self._columns.pop(each).numbers
        return TierCosts(str(each), cost, short, counted)


def check_sum(tier: str, cost: NDArray[Any], cadres: int, told: int | None = None) -> None:
    """Refuse costs that so many cadres could add up to more than is exact; raises TooLargeError.

    `told`: how many there are, where not all of them are reckoned with yet. `cost`: shape (C,), in
    units of the tier.
    """
    most = max(abs(int(cost.min())), abs(int(cost.max()))) if len(cost) else 0
    if most * max(cadres, 1) >= LARGEST_SUM:
        raise TooLargeError(tier, cadres if told is None else told, most)
