"""What it means that a column moves a cadre, for norms that protect or hold a person.

Such a norm counts one breach a person, however many posts change: it is a row for each cadre over
the columns that move him or her. Giving up a closing post is no move of this kind.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from rotplan.roster.facts import Cadre
from rotplan.roster.table import Table
from rotplan.rules.rule import ANY_POST, Brief, Options, RowRule
from rotplan.rules.statements import Best, Bound, Bounds, Statement, Subject
from rotplan.rules.verdict import NO, YES, Ints

O = TypeVar("O", bound=Options)  # noqa: E741


@dataclass(frozen=True)
class Change:
    """Planned posts given up (not closing ones) and taken, and those that waivers name."""

    given_up: frozenset[int]
    taken: frozenset[int]
    waived: frozenset[int]


class PersonRule(RowRule[O]):
    """A norm about moving one person at all; the row's high is 0."""

    waivable = True

    @abstractmethod
    def answer(self, table: Table, options: O, cadre: Cadre) -> np.int8:
        """Whether the norm holds this cadre: yes, no, cannot tell."""

    @abstractmethod
    def breaks(self, brief: Brief[O], change: "Change") -> bool:
        """Whether a change breaks the norm, waivers heeded."""

    def statements(self, brief: Brief[O]) -> Iterator[Statement]:
        yield Bounds.upper(list(self._rows(brief)))

    def _rows(self, brief: Brief[O]) -> Iterator[Bound]:
        for number, answer in _concerned(self, brief.table, brief.options):
            if (number, ANY_POST) in brief.waived:
                continue
            cadre = brief.table.cadres[number]
            column = self._moved(brief, number)
            ones, none = np.ones_like(column), np.zeros_like(column)
            best = None if answer == YES else Best(none, 0)
            yield Bound(cadre.id, Subject(None, (cadre.id,)), column, ones, high=0, best=best)

    def _moved(self, brief: Brief[O], number: int) -> Ints:
        """The cadre's columns that break the norm."""
        scope, table = brief.scope, brief.table
        before = set(table.before[number])
        waived = frozenset(post for cadre, post in brief.waived if cadre == number)
        found = []
        for column in scope.columns_of.get(number, np.empty(0, np.int64)).tolist():
            after = set(scope.among[int(scope.holding[column])])
            gone = frozenset(p for p in before - after if not table.closing[p])
            if self.breaks(brief, Change(gone, frozenset(after - before), waived)):
                found.append(column)
        return np.array(found, dtype=np.int64)

    def judged(self, brief: Brief[O]) -> int:
        """The listed pairs held before."""
        return sum(self._held(brief).values())

    def missed(self, brief: Brief[O], short: Iterable[Subject]) -> int:
        """The cadres short who held one of those; a first post takes nothing from them."""
        held = self._held(brief)
        return sum(bool(held[subject.cadres[0]]) for subject in short)

    def _held(self, brief: Brief[O]) -> dict[str, int]:
        """How many listed posts each cadre held before."""
        table = brief.table
        return {
            cadre.id: sum(int(brief.listed[p]) for p in posts)
            for cadre, posts in zip(table.cadres, table.before, strict=True)
        }


@lru_cache(maxsize=64)
def _concerned(
    rule: PersonRule[Any], table: Table, options: Any
) -> tuple[tuple[int, np.int8], ...]:
    """The few whom the norm holds, or may hold; kept for the next ask, be it about one cadre."""
    answers = (
        (number, rule.answer(table, options, cadre))
        for number, cadre in enumerate(table.cadres)
        if cadre.leaving is None
    )
    return tuple((number, answer) for number, answer in answers if answer != NO)
