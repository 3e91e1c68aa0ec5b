"""Counting the seats of a unit, or of the round, that are held as a norm asks.

Closing seats are none. Holders outside the authority count as they are; a row that no planned post
can change is not judged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.table import Table
from rotplan.rules.kit.lazy_sequence import Made
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Brief
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Best, Bound, Bounds, Subject
from rotplan.rules.kit.three_valued import NO, YES, Flags, Ints, Verdicts

NOT_COUNTED = -1


@dataclass(frozen=True, eq=False)
class Counts:
    """Rows of seats, R of them: how many seats each has, and how many are held as asked.

    `numbers`, `seats` and the constants (from people who stay) have shape (R,); `sure` and
    `possible` are the coefficients of entries (row, column).
    """

    numbers: Ints
    seats: Ints
    row: Ints
    column: Ints
    sure: Ints
    possible: Ints
    sure_constant: Ints
    possible_constant: Ints

    @property
    def is_known(self) -> bool:
        return bool(
            (self.sure_constant == self.possible_constant).all()
            and (self.sure == self.possible).all()
        )

    def at_least(self, subjects: Sequence[Subject], low: Ints) -> Bounds:
        """Rows with a low; `low` has shape (R,), in seats."""
        best = None if self.is_known else Best(self.possible, self.possible_constant)
        return Bounds(
            tuple(self.numbers.tolist()),
            subjects,
            self.row,
            self.column,
            self.sure,
            self.sure_constant,
            low=low,
            best=best,
        )

    def at_most(self, subjects: Sequence[Subject], high: Ints) -> Bounds:
        """Rows with a high; `high` has shape (R,), in seats."""
        best = None if self.is_known else Best(self.sure, self.sure_constant)
        return Bounds(
            tuple(self.numbers.tolist()),
            subjects,
            self.row,
            self.column,
            self.possible,
            self.possible_constant,
            high=high,
            best=best,
        )

    def where(self, rows: Flags) -> "Counts":
        """Only some of the rows. `rows` has shape (R,)."""
        if rows.all():
            return self
        place, entries = np.cumsum(rows) - 1, rows[self.row]
        return Counts(
            self.numbers[rows],
            self.seats[rows],
            place[self.row[entries]],
            self.column[entries],
            self.sure[entries],
            self.possible[entries],
            self.sure_constant[rows],
            self.possible_constant[rows],
        )


def unit_subjects(table: Table, numbers: Ints) -> Sequence[Subject]:
    """The subjects of rows about units, by their numbers. Shape (R,)."""
    return Made(len(numbers), lambda n: Subject(table.unit_ids[numbers[n]]))


def limit_words(row: Bound) -> Words:
    """«2 at least» or «2 at most», by the side on which the row falls short."""
    if row.low is not None:
        return Words("cần ít nhất {n}", "at least {n} needed").format(n=row.low)
    return Words("tối đa {n}", "{n} at most").format(n=row.high)


def counted(brief: Brief[Any]) -> Flags:
    """The listed seats that stay (flags, shape (P,))."""
    return brief.listed & ~brief.table.closing


def by_unit(brief: Brief[Any]) -> Ints:
    """The row of each post: its unit's number, if the round plans a counted post there.

    Shape (P,).
    """
    table, seats = brief.table, counted(brief)
    judged = np.unique(table.unit[seats & table.planned])
    return np.where(seats & np.isin(table.unit, judged), table.unit, NOT_COUNTED)


def as_one(brief: Brief[Any]) -> Ints:
    """One row, 0, for all counted posts, if the round plans any of them. Shape (P,)."""
    seats = counted(brief)
    judged = bool((seats & brief.table.planned).any())
    return np.where(seats & judged, 0, NOT_COUNTED)


def count(brief: Brief[Any], row: Ints, asked: Callable[[Pairs], Verdicts]) -> Counts:
    """The counts of the rows that `row` gives to posts; `asked`: whether a pair is as asked.

    `row` has shape (P,).
    """
    scope, table = brief.scope, brief.table
    numbers, seats = np.unique(row[row != NOT_COUNTED], return_counts=True)
    column, post, place = _counted(scope, row, numbers)
    answers = asked(Pairs(table, scope.cadre[column], post))
    may = answers != NO
    if not may.all():
        column, place, answers = column[may], place[may], answers[may]
    sure = (answers == YES).astype(np.int64)
    staying = np.array(scope.constants, dtype=np.int64).reshape(-1, 2)
    staying = staying[row[staying[:, 1]] != NOT_COUNTED]
    fixed, where = asked(Pairs(table, *staying.T)), np.searchsorted(numbers, row[staying[:, 1]])
    return Counts(
        numbers,
        seats.astype(np.int64),
        *merged(place, column, sure, len(numbers)),
        _tally(where[fixed == YES], len(numbers)),
        _tally(where[fixed != NO], len(numbers)),
    )


def _counted(scope: Scope, row: Ints, numbers: Ints) -> tuple[Ints, Ints, Ints]:
    """Column, post and place among the rows of each seat that is counted."""
    place = np.searchsorted(numbers, row)
    place[row == NOT_COUNTED] = NOT_COUNTED
    column, post = scope.seats
    place = place[post]
    counted = place != NOT_COUNTED
    if counted.all():
        return column, post, place
    return column[counted], post[counted], place[counted]


def merged(row: Ints, column: Ints, sure: Ints, rows: int) -> tuple[Ints, Ints, Ints, Ints]:
    """One entry for each row and column: several seats of a row that a column holds add up.

    Shapes (E,).
    """
    key = column * max(rows, 1) + row
    if bool((key[1:] > key[:-1]).all()):
        return row, column, sure, np.ones_like(row)
    order = np.argsort(key, kind="stable")
    key, sure = key[order], sure[order]
    starts = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
    possible = np.diff(np.append(starts, len(key)))
    total = np.add.reduceat(sure, starts) if len(starts) else sure
    return row[order][starts], column[order][starts], total, possible


def _tally(rows: Ints, length: int) -> Ints:
    return np.bincount(rows, minlength=length).astype(np.int64)
