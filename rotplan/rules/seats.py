"""Counting the seats of a unit, or of the round, that are held as a norm asks.

Closing seats are none. Holders outside the authority count as they are; a row that no planned post
can change is not judged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from rotplan.rules.rule import Brief
from rotplan.rules.scope import Pairs
from rotplan.rules.statements import Best, Bound, Subject
from rotplan.rules.verdict import NO, YES, Flags, Ints, Verdicts
from rotplan.text import Words

NOT_COUNTED = -1


@dataclass(frozen=True, eq=False)
class Count:
    """The seats of one row: how many there are, and how many are held as asked.

    `sure` and `possible` are coefficients of `column`; the constants come from people who stay.
    """

    seats: int
    column: Ints
    sure: Ints
    possible: Ints
    sure_constant: int
    possible_constant: int

    @property
    def is_known(self) -> bool:
        return self.sure_constant == self.possible_constant and bool(
            (self.sure == self.possible).all()
        )

    def at_least(self, key: int, subject: Subject, low: int) -> Bound:
        best = None if self.is_known else Best(self.possible, self.possible_constant)
        return Bound(key, subject, self.column, self.sure, self.sure_constant, low=low, best=best)

    def at_most(self, key: int, subject: Subject, high: int) -> Bound:
        best = None if self.is_known else Best(self.sure, self.sure_constant)
        return Bound(
            key, subject, self.column, self.possible, self.possible_constant, high=high, best=best
        )


def limit_words(row: Bound) -> Words:
    """«2 at least» or «2 at most», by the side on which the row falls short."""
    if row.low is not None:
        return Words("cần ít nhất {n}", "at least {n} needed").format(n=row.low)
    return Words("tối đa {n}", "{n} at most").format(n=row.high)


def counted(brief: Brief[Any]) -> Flags:
    """The listed seats that stay (flags, length P)."""
    return brief.listed & ~brief.table.closing


def by_unit(brief: Brief[Any]) -> Ints:
    """The row of each post: its unit's number, if the round plans a counted post there."""
    table, seats = brief.table, counted(brief)
    judged = np.unique(table.unit[seats & table.planned])
    return np.where(seats & np.isin(table.unit, judged), table.unit, NOT_COUNTED)


def as_one(brief: Brief[Any]) -> Ints:
    """One row, 0, for all counted posts, if the round plans any of them."""
    seats = counted(brief)
    judged = bool((seats & brief.table.planned).any())
    return np.where(seats & judged, 0, NOT_COUNTED)


def count(brief: Brief[Any], row: Ints, asked: Callable[[Pairs], Verdicts]) -> dict[int, Count]:
    """For each row number the count of its seats; `asked` tells whether a pair is as asked."""
    scope, table = brief.scope, brief.table
    column, post = scope.seats
    order = np.argsort(row[post], kind="stable")
    order = order[row[post[order]] != NOT_COUNTED]
    column, post = column[order], post[order]
    answers = asked(Pairs(table, scope.cadre[column], post))
    staying = np.array(scope.constants, dtype=np.int64).reshape(-1, 2)
    fixed = asked(Pairs(table, staying[:, 0], staying[:, 1]))
    numbers, seats = np.unique(row[row != NOT_COUNTED], return_counts=True)
    ends = np.searchsorted(row[post], numbers, side="right").tolist()
    starts = np.searchsorted(row[post], numbers, side="left").tolist()
    return {
        number: _count(size, column[a:b], answers[a:b], fixed[row[staying[:, 1]] == number])
        for number, size, a, b in zip(numbers.tolist(), seats.tolist(), starts, ends, strict=True)
    }


def _count(seats: int, column: Ints, answers: Verdicts, fixed: Verdicts) -> Count:
    columns, position = np.unique(column, return_inverse=True)
    sure = np.bincount(position, answers == YES, minlength=len(columns))
    possible = np.bincount(position, answers != NO, minlength=len(columns))
    useful = possible > 0
    return Count(
        seats,
        columns[useful],
        sure[useful].astype(np.int64),
        possible[useful].astype(np.int64),
        int((fixed == YES).sum()),
        int((fixed != NO).sum()),
    )
