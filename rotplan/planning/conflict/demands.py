"""The demands of a docket one by one: principle, clauses, cap, decisions, each to be left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rotplan.planning.program.other_plans import Comparison
from rotplan.planning.program.program import Demands
from rotplan.planning.solving.solve_again import Suppose
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.roster.records import Decision

DemandKind = Literal["structure", "clause", "cap", "decision"]
DemandKey = tuple[DemandKind, str]


@dataclass(frozen=True)
class Member:
    """One demand: a principle, or the clause, the cap or the decision that it is.

    `suppose`: the docket as it would be without it, if that can be said of one.
    """

    kind: DemandKind
    id: str
    without: Callable[[Demands], Demands]
    suppose: Suppose | None = None
    clause: Clause | None = None
    decision: Decision | None = None
    cap: int | None = None

    @property
    def key(self) -> DemandKey:
        """What tells it apart: a clause may be called as a decision or a principle is."""
        return self.kind, self.id


def members(docket: Docket, *, soft: bool = False) -> Iterator[Member]:
    """Everything hard, in the order in which it is left out on trial: decisions last.

    `soft` adds the clauses that a plan may break, at a price.
    """
    yield Member("structure", "nobody-dropped", _without_nobody_dropped)
    for clause in docket.clauses:
        if (soft or clause.force == "hard") and not clause.rule.shapes_holdings:
            relaxed = Suppose(relaxed=frozenset({clause.id}))
            without = _without_clause(clause.id)
            yield Member("clause", clause.id, without, relaxed, clause)
    most = docket.roster.round.max_moves
    if most is not None:
        yield Member("cap", "max_moves", _without_cap, Suppose(uncapped=True), cap=most)
    for alike in _settled(docket):
        yield Member(
            "decision",
            alike[0].id,
            _without_decisions(alike),
            Suppose(dropped=frozenset(alike)),
            decision=alike[0],
        )


def decided(decision: Decision) -> Decision:
    """What is decided, whatever the reason given."""
    return decision.model_copy(update={"because": None})


def asked_cadres(docket: Docket, compared: Comparison) -> tuple[str, ...]:
    """Whom a question is about, by id."""
    refused = {docket.table.cadres[number].id for number, _ in compared.refused}
    return tuple(sorted(refused | {order.cadre for order in docket.supposed}))


def _settled(docket: Docket) -> list[tuple[Decision, ...]]:
    """The board's decisions; one that stands there twice is one demand, or none of the two could
    be left out by itself."""
    alike: dict[Decision, list[Decision]] = {}
    for decision in docket.settled:
        alike.setdefault(decided(decision), []).append(decision)
    return sorted((tuple(same) for same in alike.values()), key=lambda same: same[0].id)


def _without_nobody_dropped(asked: Demands) -> Demands:
    return replace(asked, structure=replace(asked.structure, nobody_dropped=False))


def _without_cap(asked: Demands) -> Demands:
    return replace(asked, max_moves=None)


def _without_clause(id_: str) -> Callable[[Demands], Demands]:
    return lambda asked: replace(asked, clauses=tuple(c for c in asked.clauses if c.id != id_))


def _without_decisions(alike: tuple[Decision, ...]) -> Callable[[Demands], Demands]:
    def without(asked: Demands) -> Demands:
        rest = tuple(d for d in asked.structure.decisions if d not in alike)
        return replace(asked, structure=replace(asked.structure, decisions=rest))

    return without
