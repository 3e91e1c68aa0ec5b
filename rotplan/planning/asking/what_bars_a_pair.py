"""What stands between a cadre and a post before anybody else is looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np

from rotplan.planning.program.columns import constants, fits_outside, open_holdings
from rotplan.planning.proof.breaches import forbids, personal_breaches
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.decision_checks import covers
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Cadre, Decision, Post
from rotplan.rules.kit.person_rule import PersonRule
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holding, Scope
from rotplan.rules.kit.statements import Doubt, Forbid, When


@dataclass(frozen=True)
class Bars:
    """What the clauses about single cadres say about one in a post, holding nothing else.

    `barring` make it impossible, and if they are `final` no other post held with it helps; `priced`
    are breaches and doubts that a plan may contain.
    """

    cadre: Cadre
    barring: tuple[Breach, ...]
    priced: tuple[Breach, ...]
    final: bool = False


def bars_of_all(docket: Docket, post: Post) -> tuple[Bars, ...]:
    """Every candidate in one post, by id."""
    return _bars(docket, [number for number, _ in candidates(docket)], post)


def bars_of(docket: Docket, cadre: Cadre, post: Post) -> Bars:
    """One cadre in one post."""
    return _bars(docket, [docket.table.cadre_number[cadre.id]], post)[0]


def alone(docket: Docket, asked: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Bars]:
    """For some pairs (cadre, post), by table numbers, what stands against each; nothing is said of
    other posts held with it."""
    rounds: list[dict[int, Holding]] = []
    times = Counter[int]()
    for number, post in dict.fromkeys(asked):
        if times[number] == len(rounds):
            rounds.append({})
        rounds[times[number]][number] = (post,)
        times[number] += 1
    # a scope has one column a cadre, so that who is asked about twice is in a second one
    found = ((held, _found(docket, held)) for held in rounds)
    return {(n, held[n][0]): bars for held, by_cadre in found for n, bars in by_cadre.items()}


def staying(docket: Docket, cadre: Cadre) -> Bars:
    """A cadre with what he or she holds today."""
    number = docket.table.cadre_number[cadre.id]
    held = {number: docket.table.before[number]}
    found = list(personal_breaches(docket, _scope(docket, held)))
    return _sorted_out(docket, cadre, found)


def pinned(docket: Docket, cadre: Cadre) -> tuple[Breach, ...]:
    """What forbids a cadre to give up what he or she holds, whatever comes next."""
    number = docket.table.cadre_number[cadre.id]
    found = personal_breaches(docket, _scope(docket, {number: ()}))
    return tuple(b for b in found if forbids(docket, b))


def _bars(docket: Docket, numbers: list[int], post: Post) -> tuple[Bars, ...]:
    seat = docket.table.post_number[post.id]
    by_itself = _found(docket, dict.fromkeys(numbers, (seat,)))
    joint = [h for h in open_holdings(docket) if seat in h and len(h) > 1]
    freed = _freed(docket, [n for n in numbers if by_itself[n].barring], joint)
    return tuple(
        replace(by_itself[n], final=bool(by_itself[n].barring) and n not in freed) for n in numbers
    )


def _freed(docket: Docket, barred: list[int], joint: list[Holding]) -> set[int]:
    """Of cadres who may not hold a post by itself those who may hold it together with others."""
    freed: set[int] = set()
    for holding in joint:
        found = _found(docket, dict.fromkeys(barred, holding))
        freed |= {n for n in barred if not found[n].barring and fits_outside(docket, n, holding)}
    return freed


def _found(docket: Docket, held: Mapping[int, Holding]) -> dict[int, Bars]:
    by_cadre: dict[str, list[Breach]] = {}
    for breach in personal_breaches(docket, _scope(docket, held)):
        if breach.cadre is not None:
            by_cadre.setdefault(breach.cadre.id, []).append(breach)
    cadres = {number: docket.table.cadres[number] for number in held}
    return {n: _sorted_out(docket, c, by_cadre.get(c.id, [])) for n, c in cadres.items()}


def _scope(docket: Docket, held: Mapping[int, Holding]) -> Scope:
    return Scope.of(docket.table, list(held), list(held.values()), constants(docket))


def _sorted_out(docket: Docket, cadre: Cadre, found: Iterable[Breach]) -> Bars:
    barring = [b for b in found if forbids(docket, b)]
    priced = [b for b in found if not forbids(docket, b)]
    return Bars(cadre, tuple(barring), tuple(priced))


def against(docket: Docket, cadre: Cadre, post: Post) -> Decision | None:
    """The decision of the board that keeps a cadre from a post, if one does."""
    for decision in sorted(docket.settled, key=lambda d: d.id):
        if decision.cadre == cadre.id and _keeps_from(docket, decision, post):
            return decision
    return None


def _keeps_from(docket: Docket, decision: Decision, post: Post) -> bool:
    """Whether the cadre of a decision cannot hold a post if it is carried out."""
    roster, target = docket.roster, decision.target or ""
    if decision.verb == "keep":
        held = roster.planned_posts(roster.cadre_of[decision.cadre])
        return post.id not in {h.post for h in held}
    if decision.verb == "never":
        return covers(roster, decision, post)
    if decision.verb == "place":
        return target != post.id and not docket.may_hold([target, post.id])
    assert_never(decision.verb)


def _held_back(docket: Docket, clause: Clause, number: int) -> Iterator[Breach]:
    """What a clause has against moving a cadre at all, be it to one post or to none."""
    table = docket.table
    away = (p for p in np.flatnonzero(table.open).tolist() if p not in table.before[number])
    for holding in ((), *((post,) for post in away)):
        found = personal_breaches(docket, _scope(docket, {number: holding}))
        told = [b for b in found if b.clause is clause]
        if told:
            yield from told
            return


def barred_by(docket: Docket, clause: Clause, cadre: Cadre) -> Iterator[Breach]:
    """Everything that one clause has against a cadre: posts not to be held, not to be given up."""
    table, number = docket.table, docket.table.cadre_number[cadre.id]
    if isinstance(clause.rule, PersonRule):
        yield from _held_back(docket, clause, number)
    if not isinstance(clause.rule, PairRule):
        return
    posts = np.flatnonzero(table.open).tolist()
    scope = Scope.of(table, [number] * len(posts), [(p,) for p in posts], constants(docket))
    for said in clause.rule.statements(docket.brief(clause, scope)):
        assert isinstance(said, Forbid | Doubt)
        doubt = isinstance(said, Doubt)
        for post in said.post.tolist():
            if doubt and (said.when is When.GIVEN_UP or post in table.before[number]):
                continue
            yield Breach.of_pair(clause, docket.pair(number, post), doubt=doubt)
