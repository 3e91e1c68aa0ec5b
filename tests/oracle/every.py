"""Every plan of a small roster with its tiers: the referee of reasons and prices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from unittest import mock

from . import search
from .facts import Cadre, Facts
from .reading import read
from .tally import Tally, Vector

Doc = dict[str, Any]
Held = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Plan:
    """What each cadre holds (planned posts), and the tiers."""

    held: Held
    vector: Vector


class Every:
    """All plans of a roster. `may_drop`: cadres who may be left without a post, or all ("*")."""

    def __init__(
        self,
        roster: Doc,
        policy: Doc,
        scores: str | None = None,
        may_drop: Iterable[str] = (),
    ) -> None:
        tally = Tally(read(dict(roster), dict(policy), scores))
        self.facts, self.names = tally.facts, tally.names
        self.candidates = [c.id for c in tally.facts.cadres.values() if tally.facts.candidate(c)]
        with mock.patch.object(search, "_may_be_without", _lenient(frozenset(may_drop))):
            self.columns = search.table(tally)
        self.plans: list[Plan] = []
        for chosen in search.assignments(self.columns):
            vector = tally.vector(chosen)
            if vector is not None:
                held = {c.cadre: c.posts for c in chosen if c.cadre in self.candidates}
                self.plans.append(Plan(held, vector))

    def best(self, wanted: Callable[[Held], bool] = lambda _: True) -> Vector | None:
        """The least tiers among plans of a kind."""
        return min((p.vector for p in self.plans if wanted(p.held)), default=None)

    def reaching(
        self, vector: Vector, wanted: Callable[[Held], bool] = lambda _: True
    ) -> list[Held]:
        """The plans of a kind that reach some tiers."""
        return [p.held for p in self.plans if p.vector == vector and wanted(p.held)]

    def with_moves(self, most: int) -> Vector | None:
        """The least tiers among plans in which no more than so many move."""
        moves = self.names.index("moves")
        return min((p.vector for p in self.plans if p.vector[moves] <= most), default=None)


def _lenient(may_drop: frozenset[str]) -> Callable[[Facts, Cadre], bool]:
    strict = search._may_be_without

    def may_be_without(facts: Facts, cadre: Cadre) -> bool:
        return strict(facts, cadre) or "*" in may_drop or cadre.id in may_drop

    return may_be_without


def is_possible(
    roster: Doc, policy: Doc, scores: str | None = None, may_drop: Iterable[str] = ()
) -> bool:
    """Whether any plan exists."""
    tally = Tally(read(dict(roster), dict(policy), scores))
    with mock.patch.object(search, "_may_be_without", _lenient(frozenset(may_drop))):
        columns = search.table(tally)
    return any(tally.vector(chosen) is not None for chosen in search.assignments(columns))
