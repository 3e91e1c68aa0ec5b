"""The rows of a program beside «one holding a cadre, one holder a post», in compact arrays."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.two_byte_rows import RowNumbers
from rotplan.rules.kit.grouping import ranges
from rotplan.rules.kit.three_valued import Flags, Ints

NO_LIMIT = 2**40
NO_ROW = -1


@dataclass(frozen=True, eq=False)
class Rows:
    """low ≤ Σ coefficient·column + sign·shortfall ≤ high, for each of R rows.

    Entries are sorted by column: those of column j are numbers start[j] … start[j + 1] − 1 of `row`
    and `coefficient`. `short` is the row's shortfall, or NO_ROW (a hard row); `name` says which
    clause (or cap) and key a row is of, and its side. `low`, `high`, `short` and `sign` have shape
    (R,), `start` (C + 1,), `row` and `coefficient` (E,); limits and coefficients are whole numbers
    of people, or of what else the row counts.
    """

    name: Sequence[tuple[Hashable, ...]]
    low: Ints
    high: Ints
    short: Ints
    sign: Ints
    shortfalls: int
    start: NDArray[Any]
    row: RowNumbers | NDArray[Any]
    coefficient: NDArray[Any]

    def __len__(self) -> int:
        return len(self.low)

    def entries(self, columns: Ints) -> tuple[Ints, Ints, Ints]:
        """For some columns: the place of each entry's column, its row and its coefficient.

        `columns` are numbers, shape (N,), place is one of them; each array has shape (E,).
        """
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
        """Rows with a shortfall. Shape (R,)."""
        flags: Flags = self.short != NO_ROW
        return flags
