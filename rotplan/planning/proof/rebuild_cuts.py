"""The cuts of a certificate made anew, in whole numbers, from the rows that it names.

It shares no code with the solver. Rows are taken as «at most»; a sum of them with weights ≥ 0 (of
any sign for candidates, who take exactly one column each), divided and rounded down, holds for
every plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.proof.named_rows import SLICE, NamedRows, UnfitError, rows_numbered
from rotplan.planning.proof.row_sum import NamedCut
from rotplan.rules.kit.three_valued import Ints

_LARGEST_WEIGHT = 2**16
# What a sum of weighted rows may reach, and how many cuts a tier may have; the solver comes nowhere
# near. All cuts of a tier together may stand in so many columns, or in as many as there are.
_LARGEST_SUM, _MOST, _ROOM = 2**31 - 1, 2_000, 2**20


@dataclass(frozen=True, eq=False)
class Recut:
    """Σ value·column − Σ amount·shortfall ≤ limit; `column` is sorted.

    `column` and `value` have shape (N,).
    """

    column: NDArray[np.int32]
    value: NDArray[np.int32]
    limit: int
    amounts: Mapping[int, int]

    def within(self, part: slice) -> tuple[Ints, NDArray[np.int32]]:
        """The columns of a slice, by place in it, and their values. Shapes (N,)."""
        low, high = np.searchsorted(self.column, [part.start, part.stop]).tolist()
        return self.column[low:high].astype(np.int64) - part.start, self.value[low:high]


def recut(named: NamedRows, cuts: Sequence[NamedCut]) -> list[Recut]:
    """Each cut in turn; raises UnfitError where one names what is not there, or does not hold."""
    if len(cuts) > _MOST:
        raise UnfitError(f"a tier has more than {_MOST} cuts")
    found: list[Recut] = []
    for cut in cuts:
        found.append(_Sum(named, cut, found).divided())
        if sum(len(each.column) for each in found) > max(named.program.columns, _ROOM):
            raise UnfitError("the cuts of a tier stand in too many columns")
    return found


class _Sum:
    """The rows of one cut added up."""

    def __init__(self, named: NamedRows, cut: NamedCut, earlier: Sequence[Recut]) -> None:
        program = named.program
        posts, rows = program.docket.table.post_number, program.rows
        self.named, self.program, self.cut = named, program, cut
        _check(cut, len(earlier))
        self.seat = rows_numbered(cut.candidates, named.seat, len(program.candidates), "candidate")
        self.post = rows_numbered(cut.posts, posts, program.posts, "post")
        self.row = rows_numbered(cut.rows, named.number, len(rows), "row")
        told = zip(cut.earlier, earlier, strict=True)
        self.earlier = [(weight, other) for weight, other in told if weight]
        # by the coefficient as it stands: «at least» is turned round
        self.signed = -self.row * rows.sign

    def divided(self) -> Recut:
        """Divided and rounded down; raises UnfitError where sums are not exact."""
        columns, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for part, total in self._totals():
            _check_sum(int(np.abs(total).max(initial=0)))
            value = total // self.cut.divisor
            columns.append(np.flatnonzero(value) + part.start)
            values.append(value[value != 0])
        column, value = np.concatenate(columns), np.concatenate(values)
        amounts = {s: -(-a // self.cut.divisor) for s, a in self._amounts().items()}
        limit = self._limit() // self.cut.divisor
        _check_sum(max(map(abs, (limit, *amounts.values()))))
        return Recut(column.astype(np.int32), value.astype(np.int32), limit, amounts)

    def _totals(self) -> Iterator[tuple[slice, Ints]]:
        """The sum of the coefficients of each column, some columns at a time."""
        program, among = self.program, self.program.among
        position, post = among.posts(np.arange(len(among)))
        holding = np.zeros(len(among), dtype=np.int64)
        np.add.at(holding, position, self.post[post])
        rows = self._rows()
        for start in range(0, program.columns, SLICE):
            part = slice(start, min(start + SLICE, program.columns))
            total = self.seat[program.seat[part]] + holding[program.holding[part]]
            for row, coefficient in self.named.broad.items():
                if self.signed[row]:
                    total += self.signed[row] * coefficient[part].astype(np.int64)
            low, high = np.searchsorted(rows[0], [part.start, part.stop]).tolist()
            np.add.at(total, rows[0][low:high] - part.start, rows[1][low:high])
            for weight, other in self.earlier:
                column, value = other.within(part)
                total[column] += weight * value.astype(np.int64)
            yield part, total

    def _rows(self) -> tuple[NDArray[Any], Ints]:
        """Columns and weighted coefficients of the program's rows, broad ones left aside."""
        entries = self.named.entries
        mine = np.flatnonzero(self.signed[entries.row])
        weighted = self.signed[entries.row[mine]] * entries.coefficient[mine].astype(np.int64)
        return entries.column[mine], weighted

    def _limit(self) -> int:
        rows = self.program.rows
        limit = int(self.seat.sum()) + int(self.post.sum())
        for n in np.flatnonzero(self.row).tolist():
            limit += int(self.row[n]) * int(-rows.low[n] if rows.sign[n] > 0 else rows.high[n])
        return limit + sum(weight * other.limit for weight, other in self.earlier)

    def _amounts(self) -> Mapping[int, int]:
        """What the sum subtracts of each shortfall."""
        rows, amounts = self.program.rows, dict[int, int]()
        for n in np.flatnonzero((self.row != 0) & rows.soft).tolist():
            short = int(rows.short[n])
            amounts[short] = amounts.get(short, 0) + int(self.row[n])
        for weight, other in self.earlier:
            for short, amount in other.amounts.items():
                amounts[short] = amounts.get(short, 0) + weight * amount
        return amounts


def _check(cut: NamedCut, earlier: int) -> None:
    """Whether a cut's weights are such that it holds; so many cuts stand before it."""
    rows = (*cut.posts.values(), *cut.rows.values(), *cut.earlier)
    weights = (*map(abs, cut.candidates.values()), *rows, cut.divisor)
    if max(weights) > _LARGEST_WEIGHT:
        raise UnfitError(f"a cut has a weight beyond {_LARGEST_WEIGHT}")
    if min(rows, default=0) < 0:
        raise UnfitError("a cut has a weight below 0")
    if cut.divisor < 1 or len(cut.earlier) != earlier:
        raise UnfitError("a cut has no divisor, or not a weight for each earlier one")


def _check_sum(reached: int) -> None:
    if reached > _LARGEST_SUM:
        raise UnfitError(f"a cut reaches beyond {_LARGEST_SUM}")
