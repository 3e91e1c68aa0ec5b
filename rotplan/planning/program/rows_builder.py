"""Rows and their entries gathered block by block, to lie by column."""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.growing_array import Coefficients, Growing, compact, ones
from rotplan.planning.program.row_keys import Numbered
from rotplan.planning.program.rows import NO_LIMIT, NO_ROW, Rows
from rotplan.planning.program.two_byte_rows import LONG, RowNumbers
from rotplan.rules.kit.lazy_sequence import Made
from rotplan.rules.kit.statements import Bounds
from rotplan.rules.kit.three_valued import Flags, Ints

_Entries = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]
# Columns whose entries are moved at once; few, for most have none put behind them.
_AT_ONCE = 2**12


@dataclass(frozen=True, eq=False)
class _Named:
    """Rows that follow each other: `start` is the number of the first; without keys it is one."""

    start: int
    prefix: tuple[Hashable, ...]
    keys: Sequence[Hashable] = ()
    place: NDArray[np.int32] | None = None
    nth: NDArray[np.int32] | None = None

    def name(self, row: int) -> tuple[Hashable, ...]:
        if self.place is None or self.nth is None:
            return self.prefix
        n = row - self.start
        return (*self.prefix, self.keys[int(self.place[n])], int(self.nth[n]))


class RowsBuilder:
    """Rows and shortfalls by name; blocks of columns add entries to them.

    Statements give columns by their place in the block; those after the last block by their number
    in the program.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[Hashable, ...], Numbered] = {}
        self._names: list[_Named] = []
        self._limits: list[NDArray[np.int64]] = []
        self._count = self._shortfalls = 0
        self._short: dict[Hashable, Numbered] = {}
        self._goal: dict[Hashable, tuple[int, int]] = {}
        self._parts: list[_Entries] = []
        self._size, self._row = Growing(np.uint8), Growing(np.uint16)
        self._coefficient = Coefficients()
        # rows of doubts: the hard row of each, and those into which each block has entered
        self._certain: dict[int, int] = {}
        self._entered: list[set[int]] = [set()]
        self._blocks: list[int] = [0]

    # -- what is said ---------------------------------------------------------------------------

    def hard(self, owner: str, said: Bounds) -> None:
        """Rows that no plan breaks, if all that is unknown turned out well."""
        coefficient = said.coefficient if said.best is None else said.best.coefficient
        constant = said.constant if said.best is None else said.best.constant
        everything = np.ones(len(said.keys), dtype=bool)
        for limit, side in _sides(said):
            rows = self._numbers((owner, "hard", side), said, limit - constant, everything)
            self._enter(rows[said.row], said.column, coefficient)

    def soft(self, owner: str, said: Bounds, which: Flags) -> Ints:
        """Some rows with shortfalls; those of one key share theirs. The shortfalls.

        A hard row in which something is unknown has such a row of doubt beside it. Whether it has
        may differ by block; a block that knows all enters the same into both, see `_known`.
        """
        shorts = self._short.setdefault(owner, Numbered(by_key=True))
        self._shortfalls += len(shorts.give(said, which, self._shortfalls))
        short = shorts.of(said).copy()
        entries = slice(None) if which.all() else which[said.row]
        for limit, side in _sides(said):
            rows = self._numbers((owner, "soft", side), said, limit - said.constant, which, short)
            self._doubts((owner, "hard", side), said, rows, which)
            row, column = said.row[entries], said.column[entries]
            self._enter(rows[row], column, said.coefficient[entries])
        return short[which].astype(np.int64)

    def goal(self, owner: str, columns: Ints, breaches: Ints, free: int) -> int:
        """The row of a goal: what goes beyond `free` is its shortfall, which is handed back."""
        if owner not in self._goal:
            self._goal[owner] = self._count, self._shortfalls
            self._names.append(_Named(self._count, (owner, "goal")))
            self._limits.append(np.array([[-NO_LIMIT, free, self._shortfalls, -1]]))
            self._count, self._shortfalls = self._count + 1, self._shortfalls + 1
        row, short = self._goal[owner]
        self._enter(np.full(len(columns), row, dtype=np.int32), columns, breaches)
        return short

    def _numbers(
        self,
        name: tuple[Hashable, ...],
        said: Bounds,
        limit: Ints,
        which: Flags,
        short: NDArray[np.int32] | None = None,
    ) -> NDArray[np.int32]:
        """Numbers of the rows that are wanted. Shape of the statement's keys."""
        rows = self._rows.setdefault(name, Numbered())
        new = rows.give(said, which, self._count)
        if len(new):
            limits = np.empty((len(new), 4), dtype=np.int64)
            is_low = name[2] == "low"
            limits[:, 0] = limit[new] if is_low else -NO_LIMIT
            limits[:, 1] = NO_LIMIT if is_low else limit[new]
            limits[:, 2] = NO_ROW if short is None else short[new]
            limits[:, 3] = 1 if is_low else -1
            self._limits.append(limits)
            place, nth = new.astype(np.int32), rows.nth[new].astype(np.int32)
            self._names.append(_Named(self._count, name, said.keys, place, nth))
            self._count += len(new)
        return rows.of(said)

    def _doubts(
        self, certain: tuple[Hashable, ...], said: Bounds, rows: NDArray[np.int32], which: Flags
    ) -> None:
        """Note the hard rows, by name, that soft rows stand beside, if they do."""
        if certain not in self._rows:
            return
        hard = self._rows[certain].of(said)
        beside = which & (hard != NO_ROW)
        self._certain.update(zip(rows[beside].tolist(), hard[beside].tolist(), strict=True))
        self._entered[-1].update(rows[beside].tolist())

    def _enter(self, row: NDArray[np.int32], column: Ints, coefficient: Ints) -> None:
        if not coefficient.all():
            useful = coefficient != 0
            row, column, coefficient = row[useful], column[useful], coefficient[useful]
        self._parts.append((row, column, compact(coefficient)))

    # -- by column ------------------------------------------------------------------------------

    def pack(self, columns: int) -> None:
        """Sort what was said of the next so many columns."""
        parts, self._parts = self._parts, []
        size = np.zeros(columns, dtype=np.int64)
        for _, column, _ in parts:
            size += np.bincount(column, minlength=columns)
        filled = np.cumsum(size) - size
        if self._count > LONG:
            self._row.widen(np.int32)
        row = self._row.lengthen(int(size.sum()))
        coefficient = _room(parts, len(row))
        for part in parts:
            rows, column, values = _by_column(part)
            place = filled.take(column)
            if _is_rising(column):
                filled[column] = place + 1
            else:
                place += np.arange(len(column)) - np.searchsorted(column, column)
                filled += np.bincount(column, minlength=columns)
            row[place] = rows
            if coefficient.flags.writeable:
                coefficient[place] = values
        self._coefficient.add(coefficient)
        self._size.add(size.astype(np.min_scalar_type(int(size.max(initial=0)))))
        self._blocks.append(self._blocks[-1] + columns)
        self._entered.append(set())

    def rows(self) -> Rows:
        """All rows over all columns."""
        total = len(self._row) + sum(len(row) for row, _, _ in self._parts)
        start = np.zeros(len(self._size) + 1, dtype=np.int32 if total < 2**31 else np.int64)
        np.cumsum(self._size.numbers, out=start[1:])
        self._size = Growing(np.uint8)
        late = _by_column(_joined([*self._known(start), *self._parts]))
        place = start[late[1] + 1] + np.arange(len(late[1]))
        self._insert(start, late)
        limits = np.concatenate([np.empty((0, 4), np.int64), *self._limits]).T.copy()
        starts = [named.start for named in self._names]
        return Rows(
            name=Made(self._count, lambda n: self._names[bisect_right(starts, n) - 1].name(n)),
            low=limits[0],
            high=limits[1],
            short=limits[2],
            sign=limits[3],
            shortfalls=self._shortfalls,
            start=start,
            row=self._numbers_of_rows(late[0], place),
            coefficient=self._coefficient.numbers,
        )

    def _known(self, start: NDArray[Any]) -> Iterator[_Entries]:
        """What blocks knew of hard rows, for the rows of doubt of other blocks."""
        for block, entered in enumerate(self._entered[:-1]):
            missed = [doubt for doubt in self._certain if doubt not in entered]
            if not missed:
                continue
            again = np.full(self._count, NO_ROW, dtype=np.int32)
            again[[self._certain[doubt] for doubt in missed]] = missed
            first, end = self._blocks[block : block + 2]
            part = slice(int(start[first]), int(start[end]))
            doubt = again[self._row.numbers[part]]
            known = doubt != NO_ROW
            column = np.repeat(np.arange(first, end), np.diff(start[first : end + 1]))
            yield doubt[known], column[known], self._coefficient.numbers[part][known]

    def _numbers_of_rows(self, late: NDArray[Any], place: Ints) -> RowNumbers | NDArray[Any]:
        """`place`: where the late entries are; only theirs may not fit into two bytes."""
        if self._row.numbers.dtype != np.uint16:
            return self._row.numbers
        return RowNumbers(self._row.numbers, place[late >= LONG], late[late >= LONG])

    def _insert(self, start: NDArray[Any], late: _Entries) -> None:
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
            was = start[first : end + 1].astype(np.int64)
            before = np.searchsorted(late_column, np.arange(first, end + 1))
            moved = np.arange(old.start, old.stop) + np.repeat(before[:-1], np.diff(was))
            added = was[late_column[new] + 1 - first] + np.arange(new.start, new.stop)
            for numbers, late_numbers in parts:
                numbers[moved] = numbers[old].copy()
                numbers[added] = late_numbers[new]
            start[first + 1 : end + 1] += before[1:].astype(start.dtype)


def _sides(said: Bounds) -> Iterator[tuple[Ints, str]]:
    for limit, side in ((said.low, "low"), (said.high, "high")):
        if limit is not None:
            yield limit, side


def _room(parts: list[_Entries], count: int) -> NDArray[Any]:
    """Where the coefficients of so many entries go; they need no room where all are one."""
    if all(bool((values == 1).all()) for _, _, values in parts):
        return ones(count)
    return np.empty(count, np.result_type(np.int8, *(values.dtype for _, _, values in parts)))


def _joined(parts: list[_Entries]) -> _Entries:
    none = np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int8)
    row, column, values = (np.concatenate(each) for each in zip(none, *parts, strict=True))
    return row, column, values


def _by_column(entries: _Entries) -> _Entries:
    row, column, values = entries
    if bool((column[1:] >= column[:-1]).all()):
        return entries
    order = np.argsort(column, kind="stable")
    return row[order], column[order], values[order]


def _is_rising(column: NDArray[Any]) -> bool:
    """Whether sorted columns are each named once."""
    return bool((column[1:] != column[:-1]).all())
