"""What it means that a column moves a cadre, for norms that protect or hold a person.

Such a norm counts one breach a person, however many posts change: it is a row for each cadre over
the columns that move him or her. Giving up a closing post is no move of this kind.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from rotplan.roster.records import Cadre
from rotplan.roster.table import Table
from rotplan.rules.kit.grouping import distinct, ranges
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import ANY_POST, Brief, O, RowRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Best, Bounds, Statement, Subject
from rotplan.rules.kit.three_valued import NO, YES, Flags, Ints

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Changes:
    """What columns change: planned posts given up (not closing ones), and taken.

    `gone` and `taken` say which of `count` changes each pair is of, in order; a waiver may name it.
    Arrays of one word have one shape (N,): numbers of changes, table numbers of posts, flags.
    """

    count: int
    gone: Ints
    gone_post: Ints
    gone_waived: Flags
    taken: Ints
    taken_post: Ints
    taken_waived: Flags

    @classmethod
    def of(cls, brief: Brief[Any], part: Scope) -> "Changes":
        """Those of some columns."""
        new = np.flatnonzero(~part.entry_held)
        kept = np.flatnonzero(part.entry_held)
        gone, post = _today(part)
        width = len(part.table.posts)
        held = part.entry_column[kept] * width + part.entry_post[kept]
        lost = ~np.isin(gone * width + post, held) & ~part.table.closing[post]
        gone, post = gone[lost], post[lost]
        return cls(
            count=len(part),
            gone=gone,
            gone_post=post,
            gone_waived=brief.is_waived(Pairs(part.table, part.cadre[gone], post)),
            taken=part.entry_column[new],
            taken_post=part.entry_post[new],
            taken_waived=brief.is_waived(
                Pairs(part.table, part.entry_cadre[new], part.entry_post[new])
            ),
        )

    def any_of(self, which: Ints, flags: Flags) -> Flags:
        """Changes one of whose pairs is flagged; `which` is `gone` or `taken`. Shape (count,)."""
        found = np.zeros(self.count, dtype=bool)
        found[which[flags]] = True
        return found


def _today(part: Scope) -> tuple[Ints, Ints]:
    """Column and post of each planned post that the cadres of some columns hold today."""
    cadres, position = distinct(part.cadre)
    before = [part.table.before[cadre] for cadre in cadres.tolist()]
    size = np.array([len(posts) for posts in before], dtype=np.int64)
    posts = np.array([post for posts in before for post in posts], dtype=np.int64)
    column, place = ranges((np.cumsum(size) - size)[position], size[position])
    return column, posts[place]


class PersonRule(RowRule[O]):
    """A norm about moving one person at all; the row's high is 0."""

    waivable = True

    @abstractmethod
    def answer(self, table: Table, options: O, cadre: Cadre) -> np.int8:
        """Whether the norm holds this cadre: yes, no, cannot tell."""

    @abstractmethod
    def breaks(self, brief: Brief[O], changes: Changes) -> Flags:
        """Which changes break the norm, waivers heeded. Shape (count,)."""

    def statements(self, brief: Brief[O]) -> Iterator[Statement]:
        scope, table = brief.scope, brief.table
        concerned = [
            (number, answer)
            for number, answer in _concerned(self, table, brief.options)
            if (number, ANY_POST) not in brief.waived
        ]
        place = np.full(len(table.cadres), NOBODY)
        place[[number for number, _ in concerned]] = np.arange(len(concerned))
        column = np.flatnonzero(place[scope.cadre] != NOBODY)
        part = scope.where(place[scope.cadre] != NOBODY)
        breaks = self.breaks(brief, Changes.of(brief, part))
        row, column = place[part.cadre[breaks]], column[breaks]
        certain = np.array([answer == YES for _, answer in concerned], dtype=bool)
        none = np.zeros(len(concerned), dtype=np.int64)
        ids = tuple(table.cadres[number].id for number, _ in concerned)
        yield Bounds(
            keys=ids,
            subjects=tuple(Subject(None, (id_,)) for id_ in ids),
            row=row,
            column=column,
            coefficient=np.ones_like(row),
            constant=none,
            high=none,
            best=None if certain.all() else Best(certain[row].astype(np.int64), none),
        )

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
