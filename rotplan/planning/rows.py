"""The rows of a program beside «one holding a cadre, one holder a post», in compact arrays."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.rules.distinct import ranges
from rotplan.rules.statements import Bounds
from rotplan.rules.verdict import Flags, Ints

NO_LIMIT = 2**40
NONE = -1


@dataclass(frozen=True, eq=False)
class Rows:
    """low ≤ Σ coefficient·column + sign·shortfall ≤ high, for each of R rows.

    Entries are sorted by column: those of column j are numbers start[j] … start[j + 1] − 1 of
    `row` and `coefficient`. `short` is the row's shortfall, or NONE (a hard row); `name` says
    which clause (or cap) and key a row is of, and its side.
    """

    name: tuple[tuple[Hashable, ...], ...]
    low: Ints
    high: Ints
    short: Ints
    sign: Ints
    shortfalls: int
    start: NDArray[Any]
    row: NDArray[Any]
    coefficient: NDArray[Any]

    def __len__(self) -> int:
        return len(self.low)

    def entries(self, columns: Ints) -> tuple[Ints, Ints, Ints]:
        """For some columns: the place of each entry's column, its row and its coefficient."""
        place, entry = ranges(self.start[columns], self.start[columns + 1] - self.start[columns])
        return place, self.row[entry].astype(np.int64), self.coefficient[entry].astype(np.int64)

    def activity(self, columns: Ints, weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of each row over some columns, each with a weight. Shape (R,)."""
        place, row, coefficient = self.entries(columns)
        sums: NDArray[np.float64] = np.bincount(
            row, weight[place] * coefficient, minlength=len(self)
        ).astype(np.float64)
        return sums

    def excess(self, activity: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far each row is from its limits, shortfall left aside. Shape (R,)."""
        most: NDArray[np.float64] = np.maximum(self.low - activity, activity - self.high)
        return np.maximum(most, 0.0)

    @cached_property
    def soft(self) -> Flags:
        flags: Flags = self.short != NONE
        return flags


class RowsBuilder:
    """Rows and shortfalls by name; blocks of columns add entries to them."""

    def __init__(self) -> None:
        self._number: dict[tuple[Hashable, ...], int] = {}
        self._limits: list[tuple[int, int, int, int]] = []
        self._short: dict[tuple[Hashable, ...], int] = {}
        self._parts: list[tuple[NDArray[np.int32], ...]] = []
        self._packed: list[tuple[NDArray[Any], ...]] = []
        # rows of doubts: the hard row of each, and those into which each block has entered
        self._certain: dict[int, int] = {}
        self._entered: list[set[int]] = [set()]

    def hard(self, owner: str, said: Bounds, columns: Ints) -> None:
        """Rows that no plan breaks, if all that is unknown turned out well.

        `columns` are the program's numbers of the columns in the statement's scope.
        """
        coefficient = said.coefficient if said.best is None else said.best.coefficient
        constant = said.constant if said.best is None else said.best.constant
        everything = np.ones(len(said.keys), dtype=bool)
        for limit, side in ((said.low, "low"), (said.high, "high")):
            if limit is not None:
                rows = self._rows((owner, "hard", side), said, limit - constant, everything, None)
                self._enter(rows[said.row], columns[said.column], coefficient)

    def soft(self, owner: str, said: Bounds, columns: Ints, which: Flags) -> list[int]:
        """Some rows with shortfalls; those of one key share theirs. The shortfalls.

        A hard row in which something is unknown has such a row of doubt beside it. Whether it has
        may differ by block; a block that knows all enters the same into both, see `_with_known`.
        """
        short = [
            self._short.setdefault((owner, key), len(self._short))
            for key, is_wanted in zip(said.keys, which.tolist(), strict=True)
            if is_wanted
        ]
        entries = which[said.row]
        for limit, side in ((said.low, "low"), (said.high, "high")):
            if limit is not None:
                rows = self._rows((owner, "soft", side), said, limit - said.constant, which, short)
                self._enter(
                    rows[said.row[entries]],
                    columns[said.column[entries]],
                    said.coefficient[entries],
                )
        return short

    def goal(self, owner: str, columns: Ints, breaches: Ints, free: int) -> int:
        """The row of a goal: what goes beyond `free` is its shortfall."""
        short = self._short.setdefault((owner, "goal"), len(self._short))
        number = self._row((owner, "goal"), -NO_LIMIT, free, short, -1)
        self._enter(np.full(len(columns), number), columns, breaches)
        return short

    def _rows(
        self,
        name: tuple[Hashable, ...],
        said: Bounds,
        limit: Ints,
        which: Flags,
        short: list[int] | None,
    ) -> Ints:
        """Numbers of the rows that are wanted. Shape of the statement's keys."""
        numbers = np.full(len(said.keys), NONE, dtype=np.int64)
        is_low, owner, seen = name[2] == "low", iter(short or []), Counter[Hashable]()
        for n, key in enumerate(said.keys):
            nth, seen[key] = seen[key], seen[key] + 1
            if not which[n]:
                continue
            low, high = (int(limit[n]), NO_LIMIT) if is_low else (-NO_LIMIT, int(limit[n]))
            mine = NONE if short is None else next(owner)
            sign = 1 if is_low else -1
            numbers[n] = self._row((*name, key, nth), low, high, mine, sign)
            if short is not None:
                self._doubt(int(numbers[n]), (name[0], "hard", name[2], key, nth))
        return numbers

    def _doubt(self, number: int, certain: tuple[Hashable, ...]) -> None:
        """Note the hard row, by name, that a soft row stands beside, if it does."""
        if certain in self._number:
            self._certain[number] = self._number[certain]
            self._entered[-1].add(number)

    def _row(self, name: tuple[Hashable, ...], low: int, high: int, short: int, sign: int) -> int:
        number = self._number.setdefault(name, len(self._limits))
        if number == len(self._limits):
            self._limits.append((low, high, short, sign))
        return number

    def _enter(self, row: Ints, column: Ints, coefficient: Ints) -> None:
        useful = coefficient != 0
        entries = row[useful], column[useful], coefficient[useful]
        self._parts.append(tuple(part.astype(np.int32) for part in entries))

    def pack(self) -> None:
        """Put together what was entered since the last time, sorted by column, in few bytes."""
        none = np.empty(0, np.int32)
        row, column, coefficient = (
            np.concatenate([none, *(part[n] for part in self._parts)]) for n in range(3)
        )
        self._parts = []
        self._entered.append(set())
        order = np.argsort(column, kind="stable")
        values: NDArray[Any] = coefficient[order]
        if bool((np.abs(values) < 128).all()):
            values = values.astype(np.int8)
        self._packed.append((row[order], column[order], values))

    def rows(self, columns: int) -> Rows:
        """All rows over so many columns."""
        self.pack()
        self._packed = [self._with_known(n, part) for n, part in enumerate(self._packed)]
        limits = np.array(self._limits, dtype=np.int64).reshape(-1, 4)
        total = sum(len(row) for row, _, _ in self._packed)
        start = np.zeros(columns + 1, dtype=np.int32 if total < 2**31 else np.int64)
        for _, column, _ in self._packed:
            places, counts = np.unique(column, return_counts=True)
            start[places + 1] += counts.astype(start.dtype)
        np.cumsum(start, out=start)
        row, coefficient = self._placed(start)
        return Rows(
            name=tuple(self._number),
            low=limits[:, 0],
            high=limits[:, 1],
            short=limits[:, 2],
            sign=limits[:, 3],
            shortfalls=len(self._short),
            start=start,
            row=row,
            coefficient=coefficient,
        )

    def _with_known(self, block: int, packed: tuple[NDArray[Any], ...]) -> tuple[NDArray[Any], ...]:
        """A block's entries; what it knew of hard rows again in rows of doubt of other blocks."""
        missed = [doubt for doubt in self._certain if doubt not in self._entered[block]]
        row, column, values = packed
        if not missed or not len(row):
            return packed
        again = np.full(len(self._limits), NONE, dtype=np.int32)
        again[[self._certain[doubt] for doubt in missed]] = missed
        known = again[row] != NONE
        column = np.concatenate([column, column[known]])
        order = np.argsort(column, kind="stable")
        row = np.concatenate([row, again[row[known]]])[order]
        return row, column[order], np.concatenate([values, values[known]])[order]

    def _placed(self, start: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Rows and coefficients of all entries by column; what was packed is used up on the way."""
        kinds = {values.dtype for _, _, values in self._packed}
        row = np.empty(int(start[-1]), dtype=np.int32)
        coefficient = np.empty(len(row), dtype=np.result_type(np.int8, *kinds))
        filled = np.zeros(len(start) - 1, dtype=np.int16)
        self._packed.reverse()
        while self._packed:
            rows, columns, values = self._packed.pop()
            first = np.flatnonzero(np.append(True, columns[1:] != columns[:-1])[: len(columns)])
            size = np.diff(np.append(first, len(columns)))
            place = np.arange(len(columns)) - np.repeat(first, size)
            place += start[columns] + filled[columns]
            row[place], coefficient[place] = rows, values
            filled[columns[first]] += size.astype(np.int16)
        return row, coefficient
