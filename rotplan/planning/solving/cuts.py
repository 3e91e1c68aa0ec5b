"""Cuts: inequalities that every plan keeps and a fractional solution breaks.

A sum of rows with whole weights, divided by a whole number and rounded down, holds for whole
numbers still (Chvátal and Gomory). Which weights are worth it is found in separation.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.program import Program, slices
from rotplan.planning.program.rows import NO_ROW
from rotplan.planning.proof.row_sum import Combination
from rotplan.planning.solving.rows_by_column import DenseRow, SparseRows
from rotplan.rules.kit.three_valued import Flags, Ints


@dataclass(frozen=True, eq=False)
class Cuts:
    """Σ coefficient·column − Σ amount·shortfall ≤ limit, for each of some cuts.

    `made`: what each is a sum of. `coefficients`: its row by column; cuts go on with the numbers of
    the program's rows. `limit` has shape (N,), one for each cut, in whole units of the sum.
    """

    made: tuple[Combination, ...]
    coefficients: SparseRows
    limit: Ints
    amounts: tuple[Mapping[int, int], ...]


class Numbering:
    """All rows of a relaxation by number: candidates, posts, the program's rows, earlier cuts.

    Each is taken as Σ coefficient·column − Σ amount·shortfall ≤ limit.
    """

    def __init__(self, program: Program, earlier: Sequence[Cuts]) -> None:
        self.program, self.earlier = program, earlier
        rows = program.rows
        self.first_post = len(program.candidates)
        self.first_side = self.first_post + program.posts
        self.first_cut = self.first_side + len(rows)
        places = np.ones(self.first_side, dtype=np.int64)
        sides = np.where(rows.sign > 0, -rows.low, rows.high)
        self.limit: Ints = np.concatenate([places, sides, *(cuts.limit for cuts in earlier)])
        # the program's numbers of rows go on with the cuts
        self.next_number = len(rows) + sum(len(cuts.limit) for cuts in earlier)
        self._amounts = [amounts for cuts in earlier for amounts in cuts.amounts]

    def entries(self, columns: Ints) -> tuple[Ints, Ints, Ints]:
        """For some columns: each entry's row, the place of its column, its coefficient.

        `columns` are numbers, shape (N,); each array of the answer has shape (E,).
        """
        program = self.program
        one = np.ones(len(columns), dtype=np.int64)
        place, post = program.among.posts(program.holding[columns])
        entry, row, coefficient = program.rows.entries(columns)
        parts: list[tuple[NDArray[Any], ...]] = [
            (program.seat[columns], np.arange(len(columns)), one),
            (self.first_post + post, place, np.ones(len(post), dtype=np.int64)),
            (self.first_side + row, entry, -program.rows.sign[row] * coefficient),
        ]
        for cuts in self.earlier:
            place, row, coefficient = cuts.coefficients.entries(columns)
            parts.append((self.first_side + row, place, coefficient))
        row, place, coefficient = (
            np.concatenate([part[n] for part in parts]).astype(np.int64) for n in range(3)
        )
        return row, place, coefficient

    def amounts(self, row: int) -> Mapping[int, int]:
        """What a row subtracts of each shortfall."""
        if row >= self.first_cut:
            return self._amounts[row - self.first_cut]
        if row < self.first_side:
            return {}
        short = int(self.program.rows.short[row - self.first_side])
        return {} if short == NO_ROW else {short: 1}


def rounded(numbering: Numbering, found: Sequence[Combination], columns: Ints) -> Cuts:
    """The cuts of some combinations; `columns` are all that may stand in them.

    Numbers, shape (N,).
    """
    row, place, coefficient = numbering.entries(columns)
    parts: list[tuple[Ints, Ints, Ints]] = []
    for n, each in enumerate(found):
        weight = _dense(numbering, each)[row]
        mine = np.flatnonzero(weight)
        total = np.bincount(place[mine], weight[mine] * coefficient[mine], len(columns))
        value = np.rint(total).astype(np.int64) // each.divisor
        there = np.flatnonzero(value)
        parts.append((there, np.full(len(there), numbering.next_number + n), value[there]))
    column, number, value = (np.concatenate([part[n] for part in parts]) for n in range(3))
    order = np.argsort(column, kind="stable")
    rows = numbering.next_number + np.arange(len(found))
    coefficients = SparseRows.by_column(rows, columns[column[order]], number[order], value[order])
    limit = [_limit(numbering, each) for each in found]
    amounts = tuple(_amounts(numbering, each) for each in found)
    return Cuts(tuple(found), coefficients, np.array(limit, dtype=np.int64), amounts)


def _limit(numbering: Numbering, combination: Combination) -> int:
    weights = combination.weights.items()
    return sum(w * int(numbering.limit[row]) for row, w in weights) // combination.divisor


def _dense(numbering: Numbering, combination: Combination) -> Ints:
    """The weight of each row."""
    weight = np.zeros(len(numbering.limit), dtype=np.int64)
    weight[list(combination.weights)] = list(combination.weights.values())
    return weight


def _amounts(numbering: Numbering, combination: Combination) -> Mapping[int, int]:
    amounts: dict[int, int] = {}
    for row, weight in combination.weights.items():
        for short, amount in numbering.amounts(row).items():
            amounts[short] = amounts.get(short, 0) + weight * amount
    return {short: -(-amount // combination.divisor) for short, amount in amounts.items()}


def concerned(
    numbering: Numbering, found: Sequence[Combination], rows: Sequence[SparseRows | DenseRow]
) -> Flags:
    """Columns that may stand in a cut: one row of a candidate or a post is rounded down to none.

    `rows` are all of the relaxation but those. The answer has shape (C,).
    """
    program = numbering.program
    asked = np.zeros(len(numbering.limit), dtype=bool)
    for each in found:
        asked[list(each.weights)] = True
    seats, posts = asked[: numbering.first_post], asked[numbering.first_post : numbering.first_side]
    position, post = program.among.posts(np.arange(len(program.among)))
    many = np.bincount(position, posts[post], len(program.among))
    touched = np.zeros(program.columns, dtype=bool)
    for part in slices(program.columns):
        touched[part] = seats[program.seat[part]] + many[program.holding[part]] > 1
    for row in rows:
        touched[row.touching(asked[numbering.first_side :])] = True
    return touched
