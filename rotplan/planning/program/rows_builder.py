"""Rows by name, gathered block by block: which number each has, its limits and its shortfall."""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.entries_by_column import ColumnEntries, EntryArrays
from rotplan.planning.program.row_keys import Numbered
from rotplan.planning.program.rows import NO_LIMIT, NO_ROW, Rows
from rotplan.rules.kit.lazy_sequence import Made
from rotplan.rules.kit.statements import Bounds
from rotplan.rules.kit.three_valued import Flags, Ints


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
        self._entries = ColumnEntries()
        # rows of doubts: the hard row of each, and those into which each block has entered
        self._certain: dict[int, int] = {}
        self._entered: list[set[int]] = [set()]

    # -- what is said ---------------------------------------------------------------------------

    def hard(self, owner: str, said: Bounds) -> None:
        """Rows that no plan breaks, if all that is unknown turned out well."""
        coefficient = said.coefficient if said.best is None else said.best.coefficient
        constant = said.constant if said.best is None else said.best.constant
        everything = np.ones(len(said.keys), dtype=bool)
        for limit, side in _sides(said):
            rows = self._numbers((owner, "hard", side), said, limit - constant, everything)
            self._entries.enter(rows[said.row], said.column, coefficient)

    def soft(self, owner: str, said: Bounds, which: Flags) -> Ints:
        """Some rows with shortfalls; those of one key share theirs. The shortfalls.

        A hard row in which something is unknown has such a row of doubt beside it. Whether it has
        may differ by block; a block that knows all enters the same into both, see `_known`. `which`
        has shape (N,), as the keys; the answer one number for each that is set.
        """
        shorts = self._short.setdefault(owner, Numbered(by_key=True))
        self._shortfalls += len(shorts.give(said, which, self._shortfalls))
        short = shorts.of(said).copy()
        entries = slice(None) if which.all() else which[said.row]
        for limit, side in _sides(said):
            rows = self._numbers((owner, "soft", side), said, limit - said.constant, which, short)
            self._doubts((owner, "hard", side), said, rows, which)
            row, column = said.row[entries], said.column[entries]
            self._entries.enter(rows[row], column, said.coefficient[entries])
        return short[which].astype(np.int64)

    def goal(self, owner: str, columns: Ints, breaches: Ints, free: int) -> int:
        """The row of a goal: what goes beyond `free` is its shortfall, which is handed back.

        `columns` and how many `breaches` each has: shape (N,).
        """
        if owner not in self._goal:
            self._goal[owner] = self._count, self._shortfalls
            self._names.append(_Named(self._count, (owner, "goal")))
            self._limits.append(np.array([[-NO_LIMIT, free, self._shortfalls, -1]]))
            self._count, self._shortfalls = self._count + 1, self._shortfalls + 1
        row, short = self._goal[owner]
        self._entries.enter(np.full(len(columns), row, dtype=np.int32), columns, breaches)
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

    def pack(self, columns: int) -> None:
        """Sort what was said of the next so many columns."""
        self._entries.pack(columns, self._count)
        self._entered.append(set())

    def rows(self) -> Rows:
        """All rows over all columns."""
        start = self._entries.starts()
        row, coefficient = self._entries.close(start, self._known(start))
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
            row=row,
            coefficient=coefficient,
        )

    def _known(self, start: NDArray[Any]) -> Iterator[EntryArrays]:
        """What blocks knew of hard rows, for the rows of doubt of other blocks."""
        for block, entered in enumerate(self._entered[:-1]):
            missed = [doubt for doubt in self._certain if doubt not in entered]
            if not missed:
                continue
            again = np.full(self._count, NO_ROW, dtype=np.int32)
            again[[self._certain[doubt] for doubt in missed]] = missed
            row, column, coefficient = self._entries.block(block, start)
            doubt = again[row]
            known = doubt != NO_ROW
            yield doubt[known], column[known], coefficient[known]


def _sides(said: Bounds) -> Iterator[tuple[Ints, str]]:
    for limit, side in ((said.low, "low"), (said.high, "high")):
        if limit is not None:
            yield limit, side
