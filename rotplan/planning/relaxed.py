"""A program with its rows replaced by what multipliers make of them, in whole numbers.

It shares no code with the solver, whose prices it checks.
"""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.multipliers import (
    LARGEST_MULTIPLIER,
    SCALE,
    Multipliers,
    room_of,
    row_name,
)
from rotplan.planning.program import Program, Tier
from rotplan.rules.verdict import Flags, Ints

# What may be reached by a column on the way; the sum over candidates has no limit.
_LARGEST = 2**62
# So many columns at a time that what is made of them stays close to the processor.
_SLICE = 2**17
# A row in more than this part of all columns has a number for each of them.
_BROAD = 8


class UnfitError(ValueError):
    """Multipliers from which nothing follows: what is wrong with them."""


@dataclass(frozen=True, eq=False)
class _Entries:
    """Entries of some rows, sorted by column: column, row and coefficient of each."""

    column: NDArray[Any]
    row: NDArray[Any]
    coefficient: NDArray[Any]


class NamedRows:
    """The rows of a program that some multipliers name: few of many, looked up once."""

    def __init__(self, program: Program, given: Iterable[Multipliers]) -> None:
        self.program = program
        self._names = dict.fromkeys(name for each in given for name in each.rows)

    @cached_property
    def number(self) -> dict[str, int]:
        """Each name with its row; a name that no row has is missing."""
        keys = {name: _key(name) for name in self._names}
        wanted = set(keys.values())
        rows = {key: n for n, key in enumerate(self.program.rows.name) if key in wanted}
        found = {name: rows[key] for name, key in keys.items() if key in rows}
        # a name is a text: what is only read the same is another one
        return {name: n for name, n in found.items() if row_name(self.program, n) == name}

    @cached_property
    def broad(self) -> dict[int, NDArray[Any]]:
        """Rows in a large part of all columns, such as a cap: the coefficient of each column."""
        rows, columns = self.program.rows, self.program.columns
        many = np.zeros(len(rows), dtype=np.int64)
        for part in self._parts():
            many += np.bincount(rows.row[part], minlength=len(rows))
        found = {}
        for row in sorted(self.number.values()):
            if many[row] > columns // _BROAD:
                found[row] = np.zeros(columns, dtype=rows.coefficient.dtype)
                for part in self._parts():
                    hit = np.flatnonzero(rows.row[part] == row) + part.start
                    np.add.at(found[row], self._column(hit), rows.coefficient[hit])
        return found

    @cached_property
    def entries(self) -> _Entries:
        """All entries of the other ones of these rows."""
        rows = self.program.rows
        wanted = np.zeros(len(rows), dtype=bool)
        wanted[list(self.number.values())] = True
        wanted[list(self.broad)] = False
        found = [np.flatnonzero(wanted[rows.row[part]]) + part.start for part in self._parts()]
        entry = np.concatenate([np.empty(0, np.int64), *found])
        column = self._column(entry).astype(np.int32)
        return _Entries(column, rows.row[entry], rows.coefficient[entry])

    def _parts(self) -> Iterator[slice]:
        """All entries of the program, some at a time."""
        entries = len(self.program.rows.row)
        for start in range(0, entries, _SLICE):
            yield slice(start, min(start + _SLICE, entries))

    def _column(self, entry: Ints) -> Ints:
        """The columns of some entries."""
        start = self.program.rows.start
        column: Ints = np.searchsorted(start, entry.astype(start.dtype), side="right") - 1
        return column


def _key(name: str) -> Hashable:
    """A row's own name from its JSON; nothing where it is none."""
    try:
        key: Hashable = _frozen(json.loads(name))
        hash(key)
    except (ValueError, TypeError, RecursionError):
        return None
    return key


def _frozen(data: Any) -> Any:
    return tuple(map(_frozen, data)) if isinstance(data, list) else data


class Relaxed:
    """What the multipliers of one tier make of the rows, the tiers before it held at values."""

    def __init__(
        self, named: NamedRows, tier: Tier, given: Multipliers, settled: list[tuple[Tier, int]]
    ) -> None:
        self.named, self.program = named, named.program
        self.tier, self.given = tier, given
        self.settled = [(t, given.settled.get(t.name, 0), value) for t, value in settled]
        for unknown in sorted(set(given.settled) - {t.name for t, _ in settled}):
            raise UnfitError(f"no tier '{unknown}' comes before {tier.name}")
        self._check_signs()
        self._check_shortfalls()
        self._check_size()

    @cached_property
    def post(self) -> Ints:
        """The multiplier of each post."""
        table = self.program.docket.table
        return _numbered(self.given.posts, table.post_number, len(table.posts), "post")

    @cached_property
    def row(self) -> Ints:
        """The multiplier of each row."""
        return _numbered(self.given.rows, self.named.number, len(self.program.rows), "row")

    @cached_property
    def holding(self) -> Ints:
        """The sum of the multipliers of each holding's posts."""
        among = self.program.among
        position, post = among.posts(np.arange(len(among)))
        sums = np.zeros(len(among), dtype=np.int64)
        np.add.at(sums, position, self.post[post])
        return sums

    @cached_property
    def worth(self) -> tuple[NDArray[Any], Ints]:
        """The columns in rows that have a multiplier, and what those make of each, summed.

        Broad rows left aside.
        """
        entries = self.named.entries
        mine = np.flatnonzero(self.row[entries.row])
        column = entries.column[mine]
        worth: Ints = self.row[entries.row[mine]] * entries.coefficient[mine].astype(np.int64)
        first = np.flatnonzero(np.append(True, column[1:] != column[:-1])[: len(column)])
        return column[first], np.add.reduceat(worth, first) if len(first) else worth

    # -- whether anything follows from the multipliers ------------------------------------------

    def _check_signs(self) -> None:
        rows = self.program.rows
        wrong = np.flatnonzero(self.row * np.where(rows.sign > 0, 1, -1) < 0)
        if len(wrong):
            raise UnfitError(f"wrong sign of row {row_name(self.program, int(wrong[0]))}")
        if (self.post > 0).any():
            post = self.program.docket.table.posts[int(np.flatnonzero(self.post > 0)[0])]
            raise UnfitError(f"wrong sign of post {post.id}")
        for tier, y, _ in self.settled:
            if y > 0:
                raise UnfitError(f"wrong sign of tier {tier.name}")

    def _check_shortfalls(self) -> None:
        """No shortfall may earn more than it costs: the bound would be minus infinity."""
        rows, row = self.program.rows, self.row
        room = room_of(self.program, self.tier, [(t, y) for t, y, _ in self.settled])
        for n in np.flatnonzero(rows.soft & (row != 0)).tolist():
            room[int(rows.short[n])] -= abs(int(row[n]))
        if min(room, default=0) < 0:
            raise UnfitError("a shortfall is given more than it costs")
        if self.tier.unmet and int(np.abs(row[~rows.soft]).max(initial=0)) > SCALE:
            raise UnfitError("a hard row is given more than an unmet demand counts")

    def _check_size(self) -> None:
        """Refuse numbers whose sums over a column could leave 64 bits."""
        rows, most = self.program.rows, _greatest
        entries = int(np.diff(rows.start).max(initial=0))
        reached = (
            SCALE * most(self.tier.cost)
            + most(self.holding)
            + entries * most(self.row) * most(rows.coefficient)
            + sum(abs(y) * most(t.cost) for t, y, _ in self.settled)
        )
        if reached >= _LARGEST:
            raise UnfitError(f"a column could reach {reached}, beyond {_LARGEST}")

    # -- the bound --------------------------------------------------------------------------------

    def bound(self, usable: Flags | None) -> int:
        """No choice among the usable columns is below this, in 1/SCALE, constant left aside."""
        program, rows = self.program, self.program.rows
        limit = np.where(rows.sign > 0, rows.low, rows.high)
        named = np.flatnonzero(self.row).tolist()
        fixed = sum(int(self.row[n]) * int(limit[n]) for n in named)
        fixed += sum(self.given.posts.values())
        fixed += sum(y * value for _, y, value in self.settled)
        worst = SCALE if self.tier.unmet else np.iinfo(np.int64).max
        self._least = np.full(len(program.candidates), worst, dtype=np.int64)
        for columns, cost in self._costs(usable):
            seat = program.seat[columns]
            first = np.flatnonzero(np.append(True, seat[1:] != seat[:-1]))
            least, at = np.minimum.reduceat(cost, first), seat[first]
            self._least[at] = np.minimum(self._least[at], least)
        if not self.tier.unmet and (self._least == worst).any():
            raise UnfitError("a cadre has no column left")
        return fixed + sum(self._least.tolist())

    def drop(self, usable: Flags, spare: int) -> None:
        """Take from `usable` what is further from the least of its cadre than is to spare."""
        for columns, cost in self._costs(usable):
            beyond = cost - self._least[self.program.seat[columns]]
            usable[columns[beyond > spare]] = False

    def _costs(self, usable: Flags | None) -> Iterator[tuple[Ints, Ints]]:
        """The usable columns, some at a time, and what each costs."""
        for start in range(0, self.program.columns, _SLICE):
            part = slice(start, min(start + _SLICE, self.program.columns))
            columns, cost = np.arange(part.start, part.stop), self._cost(part)
            if usable is not None:
                columns, cost = columns[usable[part]], cost[usable[part]]
            if len(columns):
                yield columns, cost

    def _cost(self, part: slice) -> Ints:
        """What a slice of columns costs with the multipliers of their rows, in 1/SCALE."""
        cost: Ints = self.tier.cost[part].astype(np.int64)
        cost *= SCALE
        if self.given.posts:
            cost -= self.holding[self.program.holding[part]]
        for tier, y, _ in self.settled:
            if y:
                cost -= y * tier.cost[part].astype(np.int64)
        for row, coefficient in self.named.broad.items():
            if self.row[row]:
                cost -= self.row[row] * coefficient[part].astype(np.int64)
        column, worth = self.worth
        low, high = np.searchsorted(column, [part.start, part.stop]).tolist()
        cost[column[low:high] - part.start] -= worth[low:high]
        return cost


def _numbered(given: Mapping[str, int], number: Mapping[str, int], size: int, what: str) -> Ints:
    values = np.zeros(size, dtype=np.int64)
    for name, y in given.items():
        if name not in number:
            raise UnfitError(f"there is no {what} {name}")
        if abs(y) > LARGEST_MULTIPLIER:
            raise UnfitError(f"the multiplier of {what} {name} is beyond {LARGEST_MULTIPLIER}")
        values[number[name]] = y
    return values


def _greatest(numbers: Any) -> int:
    """The greatest magnitude."""
    if not len(numbers):
        return 0
    return max(abs(int(numbers.min())), abs(int(numbers.max())))
