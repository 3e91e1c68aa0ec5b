"""The columns of a round: who may hold what, before any rule of the law is asked.

This is the structure of rotplan itself: one holder a post, one holding a cadre, nobody dropped,
closing seats empty, and the board's decisions.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations as subsets
from typing import assert_never

import numpy as np

from rotplan.policy.decision_checks import covers
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Decision
from rotplan.roster.table import Table
from rotplan.rules.kit.scope import Holding, Holdings, Scope
from rotplan.rules.kit.three_valued import Flags, Ints


@dataclass(frozen=True)
class Structure:
    """What of the structure is asked; a conflict is found by leaving parts out.

    `may_drop` are the ids of cadres who may be left without a post although nobody else may.
    """

    decisions: tuple[Decision, ...]
    nobody_dropped: bool = True
    may_drop: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def open_holdings(docket: Docket) -> tuple[Holding, ...]:
    """All holdings of one post or more: single open posts, and combinations that are allowed."""
    table = docket.table
    posts = np.flatnonzero(table.open).tolist()
    single = [(p,) for p in posts]
    joinable = {kind for kinds in docket.combinations for kind in kinds}
    by_unit: dict[str, list[int]] = {}
    for post in (p for p in posts if table.posts[p].kind in joinable):
        by_unit.setdefault(table.posts[post].unit, []).append(post)
    largest = max((len(kinds) for kinds in docket.combinations), default=0)

    @cache
    def go_together(kinds: tuple[str, ...]) -> list[tuple[int, ...]]:
        """Which posts of a unit go together, by their places; many units have the same kinds."""
        return [
            together
            for size in range(2, largest + 1)
            for together in subsets(range(len(kinds)), size)
            if tuple(sorted(kinds[n] for n in together)) in docket.combinations
        ]

    joint = [
        tuple(by_unit[unit][n] for n in together)
        for unit in sorted(by_unit)
        for together in go_together(tuple(table.posts[p].kind for p in by_unit[unit]))
    ]
    return tuple(single + joint)


def may_be_empty(table: Table, cadre: int) -> bool:
    """Nobody is dropped: only who had no planned post, or none but closing ones, may have none."""
    return all(table.closing[p] for p in table.before[cadre])


def fits_outside(docket: Docket, cadre: int, holding: Holding) -> bool:
    """Whether a holding may stand beside the outside posts that stay with the cadre."""
    table = docket.table
    if not table.outside[cadre] or not table.before[cadre]:
        return True
    posts = [table.posts[p].id for p in holding + table.outside[cadre]]
    return len(posts) < 2 or docket.may_hold(posts)


def round_holdings(docket: Docket) -> Holdings:
    """Every holding of the round, none and today's included, in an order that only ids decide."""
    return Holdings(dict.fromkeys([(), *open_holdings(docket), *sorted(docket.table.before)]))


class Offers:
    """Which holdings structure and decisions leave to each candidate.

    `open` are the holdings whose posts all stay open (flags, shape (H,)); `holding_with` are
    those with a post, by post.
    """

    def __init__(self, docket: Docket, structure: Structure, among: Holdings) -> None:
        self._docket, self._table, self._among = docket, docket.table, among
        self._structure = structure
        self._decided = _by_cadre(structure.decisions)
        known = set(open_holdings(docket))
        self.open: Flags = np.array([h in known for h in among], dtype=bool)
        self.holding_with: list[list[int]] = [[] for _ in docket.table.posts]
        for number in np.flatnonzero(self.open).tolist():
            for post in among[number]:
                self.holding_with[post].append(number)

    def may_be_empty(self, number: int) -> bool:
        """Whether a candidate may be left without any post."""
        droppable = self._table.cadres[number].id in self._structure.may_drop
        dropped_allowed = droppable or not self._structure.nobody_dropped
        return dropped_allowed or may_be_empty(self._table, number)

    def is_bound(self, number: int) -> bool:
        """Whether something but the rules leaves a candidate fewer holdings than others have."""
        return self._is_beside_outside(number) or self._table.cadres[number].id in self._decided

    def left(self, number: int, holdings: Ints) -> Ints:
        """Of some open holdings those that such a candidate may have.

        Numbers of `among`, shape (N,).
        """
        if self._is_beside_outside(number):
            fit = [fits_outside(self._docket, number, self._among[n]) for n in holdings.tolist()]
            holdings = holdings[np.array(fit, dtype=bool)]
        for decision in self._decided.get(self._table.cadres[number].id, ()):
            holdings = holdings[self._heeds(number, decision)[holdings]]
        return holdings

    def _is_beside_outside(self, number: int) -> bool:
        """Nobody holds what may not stand beside the outside posts that stay."""
        return bool(self._table.outside[number] and self._table.before[number])

    def _heeds(self, number: int, decision: Decision) -> Flags:
        """The holdings that a decision leaves (flags, shape (H,))."""
        table, roster = self._table, self._docket.roster
        if decision.verb == "keep":
            kept: Flags = np.arange(len(self._among)) == self._among.number[table.before[number]]
            return kept
        if decision.verb == "place":
            named = np.arange(len(table.posts)) == table.post_number[decision.target or ""]
            return self._among.with_any(named)
        if decision.verb == "never":
            barred = [covers(roster, decision, post) for post in table.posts]
            return ~self._among.with_any(np.array(barred, dtype=bool))
        assert_never(decision.verb)


@lru_cache(maxsize=8)
def constants(docket: Docket, *, today: bool = False) -> tuple[tuple[int, int], ...]:
    """The posts of people whom the round cannot move: they hold only posts of others.

    Who leaves the service holds them `today`, not after the round.
    """
    table = docket.table
    return tuple(
        (number, post)
        for number, cadre in enumerate(table.cadres)
        if (today or cadre.leaving is None) and not docket.roster.is_candidate(cadre)
        if not table.before[number]
        for post in table.outside[number]
    )


def _by_cadre(decisions: tuple[Decision, ...]) -> dict[str, list[Decision]]:
    grouped: dict[str, list[Decision]] = {}
    for decision in decisions:
        grouped.setdefault(decision.cadre, []).append(decision)
    return grouped


def scope_of(docket: Docket, holdings: dict[int, Holding]) -> Scope:
    """A scope with one column a candidate: what each holds in a plan."""
    numbers = [number for number, _ in candidates(docket)]
    chosen = [holdings.get(number, ()) for number in numbers]
    return Scope.of(docket.table, numbers, chosen, constants(docket))


def scope_today(docket: Docket) -> Scope:
    """The roster as it stands: everyone with a planned post, and those who may be taken in."""
    table = docket.table
    numbers = [
        number
        for number, cadre in enumerate(table.cadres)
        if table.before[number] or docket.roster.is_candidate(cadre)
    ]
    chosen = [table.before[number] for number in numbers]
    return Scope.of(table, numbers, chosen, constants(docket, today=True))


def new_combinations(scope: Scope) -> Flags:
    """Columns that join two posts or more which their cadre does not hold all of today.

    Shape (C,).
    """
    table, size = scope.table, scope.among.size[scope.holding]
    new = np.zeros(len(scope), dtype=bool)
    new[scope.entry_column[~scope.entry_held]] = True
    new &= size > 1
    for column in np.flatnonzero(table.has_outside[scope.cadre] & (size > 0)).tolist():
        cadre, posts = int(scope.cadre[column]), scope.posts_in(column)
        held = {*table.before[cadre], *table.outside[cadre]}
        new[column] = len(posts) > 1 and not set(posts) <= held
    return new
