"""A program with its rows replaced by what multipliers make of them, in whole numbers.

It shares no code with the solver, whose prices it checks.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.program import TierCosts
from rotplan.planning.proof.multipliers import (
    LARGEST_MULTIPLIER,
    SCALE,
    Multipliers,
    room_of,
    row_name,
)
from rotplan.planning.proof.named_rows import SLICE, NamedRows, UnfitError, rows_numbered
from rotplan.planning.proof.rebuild_cuts import Recut, recut
from rotplan.rules.kit.three_valued import Flags, Ints

# What may be reached by a column on the way; the sum over candidates has no limit.
_LARGEST = 2**62


class Relaxed:
    """What the multipliers of one tier make of the rows, the tiers before it held at values."""

    def __init__(
        self,
        named: NamedRows,
        tier: TierCosts,
        given: Multipliers,
        settled: list[tuple[TierCosts, int]],
    ) -> None:
        """Raises UnfitError where nothing follows from the multipliers."""
        self.named, self.program = named, named.program
        self.tier, self.given = tier, given
        self.settled = [(t, given.settled.get(t.name, 0), value) for t, value in settled]
        _check_multipliers([*given.settled.values(), *(cut.multiplier for cut in given.cuts)])
        for unknown in sorted(set(given.settled) - {t.name for t, _ in settled}):
            raise UnfitError(f"no tier '{unknown}' comes before {tier.name}")
        self._check_signs()
        self._check_shortfalls()
        self._check_size()

    @cached_property
    def post(self) -> Ints:
        """The multiplier of each post. Shape (P,), in 1/SCALE."""
        table = self.program.docket.table
        return rows_numbered(self.given.posts, table.post_number, len(table.posts), "post")

    @cached_property
    def row(self) -> Ints:
        """The multiplier of each row. Shape (R,), in 1/SCALE."""
        return rows_numbered(self.given.rows, self.named.number, len(self.program.rows), "row")

    @cached_property
    def cuts(self) -> list[tuple[int, Recut]]:
        """The cuts with their multipliers."""
        made = recut(self.named, self.given.cuts)
        return [(told.multiplier, cut) for told, cut in zip(self.given.cuts, made, strict=True)]

    @cached_property
    def holding(self) -> Ints:
        """The sum of the multipliers of each holding's posts. Shape (H,), in 1/SCALE."""
        among = self.program.among
        position, post = among.posts(np.arange(len(among)))
        sums = np.zeros(len(among), dtype=np.int64)
        np.add.at(sums, position, self.post[post])
        return sums

    @cached_property
    def worth(self) -> tuple[NDArray[Any], Ints]:
        """The columns in rows that have a multiplier, and what those make of each, summed.

        Broad rows left aside. Shapes (N,), in 1/SCALE.
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
        if any(y > 0 for y, _ in self.cuts):
            raise UnfitError("wrong sign of a cut")
        if self.cuts and self.tier.unmet:
            raise UnfitError("a cut holds only where every hard demand is met")

    def _check_shortfalls(self) -> None:
        """No shortfall may earn more than it costs: the bound would be minus infinity."""
        rows, row = self.program.rows, self.row
        room = room_of(self.program, self.tier, [(t, y) for t, y, _ in self.settled])
        for n in np.flatnonzero(rows.soft & (row != 0)).tolist():
            room[int(rows.short[n])] -= abs(int(row[n]))
        for y, cut in self.cuts:
            for short, amount in cut.amounts.items():
                room[short] += y * amount
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
            + int(self.program.among.size.max(initial=0)) * most(self.post)
            + entries * most(self.row) * most(rows.coefficient)
            + sum(abs(y) * most(t.cost) for t, y, _ in self.settled)
            + sum(abs(y) * most(cut.value) for y, cut in self.cuts)
        )
        if reached >= _LARGEST:
            raise UnfitError(f"a column could reach {reached}, beyond {_LARGEST}")

    # -- the bound --------------------------------------------------------------------------------

    def bound(self, usable: Flags | None) -> int:
        """No choice among the usable columns is below this, in 1/SCALE, constant left aside.

        Raises UnfitError where a cadre has no column left. `usable` has shape (C,).
        """
        program, rows = self.program, self.program.rows
        limit = np.where(rows.sign > 0, rows.low, rows.high)
        named = np.flatnonzero(self.row).tolist()
        fixed = sum(int(self.row[n]) * int(limit[n]) for n in named)
        fixed += sum(self.given.posts.values())
        fixed += sum(y * value for _, y, value in self.settled)
        fixed += sum(y * cut.limit for y, cut in self.cuts)
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
        """Take from `usable` what is further from the least of its cadre than is to spare.

        `usable` has shape (C,), `spare` is in 1/SCALE.
        """
        for columns, cost in self._costs(usable):
            beyond = cost - self._least[self.program.seat[columns]]
            usable[columns[beyond > spare]] = False

    def _costs(self, usable: Flags | None) -> Iterator[tuple[Ints, Ints]]:
        """The usable columns, some at a time, and what each costs."""
        for start in range(0, self.program.columns, SLICE):
            part = slice(start, min(start + SLICE, self.program.columns))
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
        for y, cut in self.cuts:
            place, value = cut.within(part)
            cost[place] -= y * value.astype(np.int64)
        return cost


def _check_multipliers(given: list[int]) -> None:
    if any(abs(y) > LARGEST_MULTIPLIER for y in given):
        raise UnfitError(f"a multiplier is beyond {LARGEST_MULTIPLIER}")


def _greatest(numbers: Any) -> int:
    """The greatest magnitude."""
    if not len(numbers):
        return 0
    return max(abs(int(numbers.min())), abs(int(numbers.max())))
