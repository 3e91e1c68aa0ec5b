"""The columns of a round: who may hold what, before any rule of the law is asked.

This is the structure of rotplan itself: one holder a post, one holding a cadre, nobody dropped,
closing seats empty, and the board's decisions.
"""

from dataclasses import dataclass
from itertools import combinations as subsets

import numpy as np

from rotplan.policy.decisions import covers
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.facts import Cadre, Decision
from rotplan.roster.table import Table
from rotplan.rules.scope import Holding, Scope
from rotplan.rules.verdict import Ints


@dataclass(frozen=True)
class Structure:
    """What of the structure is asked; a conflict is found by leaving parts out.

    `may_drop` are the ids of cadres who may be left without a post although nobody else may.
    """

    decisions: tuple[Decision, ...]
    nobody_dropped: bool = True
    may_drop: frozenset[str] = frozenset()


def open_holdings(docket: Docket) -> tuple[Holding, ...]:
    """All holdings of one post or more: single open posts, and combinations that are allowed."""
    table = docket.table
    posts = np.flatnonzero(table.open).tolist()
    single = [(p,) for p in posts]
    by_unit: dict[str, list[int]] = {}
    for post in posts:
        by_unit.setdefault(table.posts[post].unit, []).append(post)
    largest = max((len(kinds) for kinds in docket.combinations), default=0)
    joint = [
        together
        for unit in sorted(by_unit)
        for size in range(2, largest + 1)
        for together in subsets(by_unit[unit], size)
        if tuple(sorted(table.posts[p].kind for p in together)) in docket.combinations
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


def all_columns(docket: Docket, structure: Structure) -> Scope:
    """Every column that structure and decisions allow, by cadre, then by holding."""
    table, holdings = docket.table, open_holdings(docket)
    decided = _by_cadre(structure.decisions)
    cadres: list[int] = []
    chosen: list[Holding] = []
    for number, cadre in candidates(docket):
        droppable = not structure.nobody_dropped or cadre.id in structure.may_drop
        optional = may_be_empty(table, number) or droppable
        joinable = [h for h in holdings if fits_outside(docket, number, h)]
        offered = [*([()] if optional else []), *joinable]
        allowed = _decided(docket, cadre, number, offered, decided.get(cadre.id, ()))
        chosen += allowed
        cadres += [number] * len(allowed)
    return Scope(table, np.array(cadres, dtype=np.int64), tuple(chosen), constants(docket))


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


def _decided(
    docket: Docket,
    cadre: Cadre,
    number: int,
    offered: list[Holding],
    decisions: list[Decision] | tuple[()],
) -> list[Holding]:
    """The holdings that the decisions on a cadre leave."""
    table, roster = docket.table, docket.roster
    for decision in decisions:
        if decision.verb == "keep":
            offered = [h for h in offered if h == table.before[number]]
        elif decision.verb == "place":
            post = table.post_number[decision.target or ""]
            offered = [h for h in offered if post in h]
        else:
            barred = {p for p, r in enumerate(table.posts) if covers(roster, decision, r)}
            offered = [h for h in offered if not barred.intersection(h)]
    return offered


def scope_of(docket: Docket, holdings: dict[int, Holding]) -> Scope:
    """A scope with one column a candidate: what each holds in a plan."""
    numbers = [number for number, _ in candidates(docket)]
    chosen = tuple(holdings.get(number, ()) for number in numbers)
    return Scope(docket.table, np.array(numbers, dtype=np.int64), chosen, constants(docket))


def scope_today(docket: Docket) -> Scope:
    """The roster as it stands: everyone with a planned post, and those who may be taken in."""
    table = docket.table
    numbers = [
        number
        for number, cadre in enumerate(table.cadres)
        if table.before[number] or docket.roster.is_candidate(cadre)
    ]
    chosen = tuple(table.before[number] for number in numbers)
    return Scope(table, np.array(numbers, dtype=np.int64), chosen, constants(docket, today=True))


def new_combinations(scope: Scope) -> Ints:
    """Columns that join two posts or more which their cadre does not hold all of today."""
    table = scope.table
    found = []
    for column, cadre in enumerate(scope.cadre.tolist()):
        posts = scope.posts_in(column)
        if len(posts) > 1 and not set(posts) <= {*table.before[cadre], *table.outside[cadre]}:
            found.append(column)
    return np.array(found, dtype=np.int64)
