"""Lazy rows by column, ready for pricing: few of them ever join a relaxation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.engine import Floats
from rotplan.planning.program.program import Program, slices
from rotplan.rules.kit.grouping import ranges
from rotplan.rules.kit.three_valued import Flags, Ints

# A row in more than this part of all columns has a number for each of them.
_BROAD = 8


@dataclass(frozen=True, eq=False)
class SparseRows:
    """The entries of a few rows: those of `column[n]` are numbers start[n] … start[n + 1] − 1.

    `column` has shape (N,), `start` (N + 1,), `row` and `coefficient` (E,); `rows` are the numbers
    of all.

    Row 0 stands in the columns 4 and 7 with 1, row 2 in column 4 with 3; their duals are 10 and
    100:

    >>> column, row, coefficient = np.array([4, 4, 7]), np.array([0, 2, 0]), np.array([1, 3, 1])
    >>> rows = SparseRows.by_column(np.array([0, 2]), column, row, coefficient)
    >>> rows.column.tolist(), rows.start.tolist()
    ([4, 7], [0, 2, 3])
    >>> rows.take(reduced := np.zeros(4), np.array([10.0, 0, 100]), slice(4, 8))
    >>> reduced.tolist()
    [-310.0, 0.0, 0.0, -10.0]
    """

    rows: Ints
    column: NDArray[Any]
    start: NDArray[Any]
    row: NDArray[Any]
    coefficient: NDArray[Any]

    @classmethod
    def of(cls, program: Program, rows: Ints) -> "SparseRows":
        """Some of the program's rows. Numbers, shape (N,)."""
        wanted = np.zeros(len(program.rows), dtype=bool)
        wanted[rows] = True
        none = slice(0, 0)
        parts = [_entries(program, wanted, part) for part in (none, *slices(program.columns))]
        column, row, coefficient = (np.concatenate([p[n] for p in parts]) for n in range(3))
        return cls.by_column(rows, column, row, coefficient)

    @classmethod
    def by_column(
        cls, rows: Ints, column: NDArray[Any], row: NDArray[Any], coefficient: NDArray[Any]
    ) -> "SparseRows":
        """Rows from their entries, sorted by column.

        Each array has shape (E,), `rows` are numbers.
        """
        first = np.flatnonzero(np.append(True, column[1:] != column[:-1])[: len(column)])
        start = np.append(first, len(column)).astype(np.int32)
        return cls(rows, column[first], start, row, coefficient)

    def take(self, reduced: Floats, dual: Floats, columns: slice) -> None:
        """Take what these rows are worth from the reduced costs of a slice of columns.

        `reduced` has the shape of the slice, `dual` (R + cuts,).
        """
        if not dual[self.rows].any():
            return
        low, high = np.searchsorted(self.column, [columns.start, columns.stop]).tolist()
        first, last = int(self.start[low]), int(self.start[high])
        worth = dual[self.row[first:last]] * self.coefficient[first:last]
        if last - first > high - low:
            worth = np.add.reduceat(worth, self.start[low:high] - first)
        reduced[self.column[low:high] - columns.start] -= worth

    def touching(self, asked: Flags) -> Ints:
        """Columns that stand in some of these rows; `asked` has shape (R + cuts,)."""
        hit = np.flatnonzero(asked[self.row])
        touching: Ints = np.unique(self.column[np.searchsorted(self.start, hit, "right") - 1])
        return touching

    def entries(self, columns: Ints) -> tuple[Ints, Ints, Ints]:
        """For some columns: the place of each entry's column, its row and its coefficient.

        `columns` are numbers, shape (N,); each array has shape (E,).
        """
        where = np.searchsorted(self.column, columns)
        known = np.flatnonzero(np.append(self.column, -1)[where] == columns)
        first, last = self.start[where[known]], self.start[where[known] + 1]
        place, entry = ranges(first.astype(np.int64), (last - first).astype(np.int64))
        return known[place], self.row[entry], self.coefficient[entry]


@dataclass(frozen=True, eq=False)
class DenseRow:
    """A row in which a large part of all columns stand, such as a cap: a coefficient for each.

    Shape (C,).
    """

    row: int
    coefficient: NDArray[Any]

    @classmethod
    def of(cls, program: Program, row: int) -> "DenseRow":
        wanted = np.zeros(len(program.rows), dtype=bool)
        wanted[row] = True
        coefficients = np.zeros(program.columns, dtype=program.rows.coefficient.dtype)
        for part in slices(program.columns):
            column, _, coefficient = _entries(program, wanted, part)
            np.add.at(coefficients, column, coefficient)
        return cls(row, coefficients)

    def take(self, reduced: Floats, dual: Floats, columns: slice) -> None:
        """Take what this row is worth from the reduced costs of a slice of columns.

        Shapes as for SparseRows.
        """
        if dual[self.row]:
            reduced -= dual[self.row] * self.coefficient[columns]

    def touching(self, asked: Flags) -> Ints:
        """Columns that stand in this row, if `asked`, shape (R + cuts,), has it."""
        return np.flatnonzero(self.coefficient if asked[self.row] else 0)


def spread(program: Program) -> Ints:
    """In how many columns each row stands. Shape (R,)."""
    rows, many = program.rows, np.zeros(len(program.rows), dtype=np.int64)
    for part in slices(program.columns):
        first, last = int(rows.start[part.start]), int(rows.start[part.stop])
        many += np.bincount(rows.row[first:last], minlength=len(rows))
    return many


def for_pricing(program: Program, rows: Ints, many: Ints) -> Iterator[SparseRows | DenseRow]:
    """Some rows, ready for pricing; `many` says in how many columns each of all rows stands.

    `rows` are numbers, shape (N,), `many` has shape (R,).
    """
    broad = many[rows] > program.columns // _BROAD
    if not broad.all():
        yield SparseRows.of(program, rows[~broad])
    for row in rows[broad].tolist():
        yield DenseRow.of(program, row)


def _entries(program: Program, wanted: Flags, part: slice) -> tuple[NDArray[Any], ...]:
    """Column, row and coefficient of the wanted rows' entries in a slice of columns."""
    rows = program.rows
    start = rows.start[part.start : part.stop + 1]
    first, last = int(start[0]), int(start[-1])
    row = rows.row[first:last]
    hit = np.flatnonzero(wanted[row])
    column = np.searchsorted(start, hit + first, side="right") - 1 + part.start
    return column.astype(np.int32), row[hit], rows.coefficient[first:last][hit]
