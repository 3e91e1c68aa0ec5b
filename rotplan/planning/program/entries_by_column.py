"""Entries (row, column, coefficient) gathered block by block, to lie by column."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.growing_array import Coefficients, Growing, compact, ones
from rotplan.planning.program.two_byte_rows import LONG, RowNumbers
from rotplan.rules.kit.three_valued import Ints

EntryArrays = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]
# Columns whose entries are moved at once; few, for most have none put behind them.
_AT_ONCE = 2**12


class ColumnEntries:
    """Entries as they come, sorted at the end of each block of columns; late ones join at the end.

    Row 7 stands in column 0 with 5 and in column 1 with 6; row 8 comes late, in column 0 with 9:

    >>> said = ColumnEntries()
    >>> said.enter(np.array([7, 7], np.int32), np.array([0, 1]), np.array([5, 6]))
    >>> said.pack(columns=2, rows=9)
    >>> said.enter(np.array([8], np.int32), np.array([0]), np.array([9]))
    >>> row, coefficient = said.close(start := said.starts(), [])
    >>> start.tolist(), row[:].tolist(), coefficient.tolist()
    ([0, 2, 3], [7, 8, 7], [5, 9, 6])
    """

    def __init__(self) -> None:
        self._parts: list[EntryArrays] = []
        self._size, self._row = Growing(np.uint8), Growing(np.uint16)
        self._coefficient = Coefficients()
        self._blocks: list[int] = [0]

    def enter(self, row: NDArray[np.int32], column: Ints, coefficient: Ints) -> None:
        """Take in entries; those of a block give their columns by place in it. Shapes (E,)."""
        if not coefficient.all():
            useful = coefficient != 0
            row, column, coefficient = row[useful], column[useful], coefficient[useful]
        self._parts.append((row, column, compact(coefficient)))

    def pack(self, columns: int, rows: int) -> None:
        """Sort the entries of the next so many columns; so many rows there are until now."""
        parts, self._parts = self._parts, []
        size = np.zeros(columns, dtype=np.int64)
        for _, column, _ in parts:
            size += np.bincount(column, minlength=columns)
        filled = np.cumsum(size) - size
        if rows > LONG:
            self._row.widen(np.int32)
        row = self._row.lengthen(int(size.sum()))
        coefficient = _room(parts, len(row))
        for part in parts:
            number, column, values = _by_column(part)
            place = filled.take(column)
            if _is_rising(column):
                filled[column] = place + 1
            else:
                place += np.arange(len(column)) - np.searchsorted(column, column)
                filled += np.bincount(column, minlength=columns)
            row[place] = number
            if coefficient.flags.writeable:
                coefficient[place] = values
        self._coefficient.add(coefficient)
        self._size.add(size.astype(np.min_scalar_type(int(size.max(initial=0)))))
        self._blocks.append(self._blocks[-1] + columns)

    def starts(self) -> NDArray[Any]:
        """Where the entries of each column begin, before late ones join. Shape (C + 1,)."""
        total = len(self._row) + sum(len(row) for row, _, _ in self._parts)
        start = np.zeros(len(self._size) + 1, dtype=np.int32 if total < 2**31 else np.int64)
        np.cumsum(self._size.numbers, out=start[1:])
        self._size = Growing(np.uint8)
        return start

    def block(self, number: int, start: NDArray[Any]) -> EntryArrays:
        """The entries of a block, late ones left aside.

        `start` has shape (C + 1,), each array of the answer (E,).
        """
        first, end = self._blocks[number : number + 2]
        part = slice(int(start[first]), int(start[end]))
        column = np.repeat(np.arange(first, end), np.diff(start[first : end + 1]))
        return self._row.numbers[part], column, self._coefficient.numbers[part]

    def close(
        self, start: NDArray[Any], more: Iterable[EntryArrays]
    ) -> tuple[RowNumbers | NDArray[Any], NDArray[Any]]:
        """Row and coefficient of every entry; what came late, and more, behind its column's.

        `start` becomes what it is with them. Its shape is (C + 1,), that of row and coefficient
        (E,).
        """
        late = _by_column(_joined([*more, *self._parts]))
        place = start[late[1] + 1] + np.arange(len(late[1]))
        self._insert(start, late)
        return self._numbers_of_rows(late[0], place), self._coefficient.numbers

    def _numbers_of_rows(self, late: NDArray[Any], place: Ints) -> RowNumbers | NDArray[Any]:
        """`place`: where the late entries are; only theirs may not fit into two bytes."""
        if self._row.numbers.dtype != np.uint16:
            return self._row.numbers
        return RowNumbers(self._row.numbers, place[late >= LONG], late[late >= LONG])

    def _insert(self, start: NDArray[Any], late: EntryArrays) -> None:
        """Put entries behind those of their columns; from the end, so that each moves once."""
        late_row, late_column, late_values = late
        row, coefficient = self._row, self._coefficient
        if row.numbers.dtype == np.uint16:
            late_row = np.minimum(late_row, LONG)
        row.lengthen(len(late_row))
        coefficient.add(late_values)
        parts = [(row.numbers, late_row)]
        if not coefficient.alike:
            parts.append((coefficient.numbers, late_values))
        for first in reversed(range(0, len(start) - 1, _AT_ONCE)):
            end = min(first + _AT_ONCE, len(start) - 1)
            ends = np.searchsorted(late_column, [first, end])
            new, old = slice(*ends.tolist()), slice(int(start[first]), int(start[end]))
            if new.stop == 0:
                break
            if new.start == new.stop:
                behind = slice(old.start + new.start, old.stop + new.stop)
                for numbers, _ in parts:
                    numbers[behind] = numbers[old].copy()
                start[first + 1 : end + 1] += new.stop
                continue
            # with starts 0 2 3 and one late entry in column 0: `before` is 0 1 1, the three old
            # entries move to 0 1 3, the late one is added at 2, and the starts become 0 3 4
            was = start[first : end + 1].astype(np.int64)
            before = np.searchsorted(late_column, np.arange(first, end + 1))
            moved = np.arange(old.start, old.stop) + np.repeat(before[:-1], np.diff(was))
            added = was[late_column[new] + 1 - first] + np.arange(new.start, new.stop)
            for numbers, late_numbers in parts:
                numbers[moved] = numbers[old].copy()
                numbers[added] = late_numbers[new]
            start[first + 1 : end + 1] += before[1:].astype(start.dtype)


def _room(parts: list[EntryArrays], count: int) -> NDArray[Any]:
    """Where the coefficients of so many entries go; they need no room where all are one."""
    if all(bool((values == 1).all()) for _, _, values in parts):
        return ones(count)
    return np.empty(count, np.result_type(np.int8, *(values.dtype for _, _, values in parts)))


def _joined(parts: list[EntryArrays]) -> EntryArrays:
    none = np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int8)
    row, column, values = (np.concatenate(each) for each in zip(none, *parts, strict=True))
    return row, column, values


def _by_column(entries: EntryArrays) -> EntryArrays:
    row, column, values = entries
    if bool((column[1:] >= column[:-1]).all()):
        return entries
    order = np.argsort(column, kind="stable")
    return row[order], column[order], values[order]


def _is_rising(column: NDArray[Any]) -> bool:
    """Whether sorted columns are each named once."""
    return bool((column[1:] != column[:-1]).all())
