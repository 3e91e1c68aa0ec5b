"""The finished model as general solvers take it: every column, every row, one cost for each tier.

Variables are the columns (0 or 1), then the shortfalls (whole, at least 0).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.program import Program
from rotplan.planning.solving.whole_model import whole_matrix

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Row:
    """low ≤ coefficient · variables ≤ high; nothing where there is no limit."""

    variable: Ints
    coefficient: Ints
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Whole:
    """All rows that could be broken, over all variables; each tier's name and its costs."""

    columns: int
    shortfalls: int
    rows: tuple[Row, ...]
    tiers: tuple[tuple[str, Ints], ...]


def whole(program: Program) -> Whole:
    """What a program says, without anything that rotplan's own method finds out about it."""
    everything = np.arange(program.columns)
    matrix = whole_matrix(program, [], None, everything)
    variables = len(matrix.cost)
    # entries of one cell are summed here, so that a solver cannot take the last for the whole
    cell, place = np.unique(matrix.row * variables + matrix.variable, return_inverse=True)
    coefficient = np.bincount(place, matrix.coefficient, minlength=len(cell)).astype(np.int64)
    row, variable = np.divmod(cell.astype(np.int64), variables)
    ends = np.searchsorted(row, np.arange(len(matrix.low) + 1))
    low, high = _limits(matrix.low), _limits(matrix.high)
    parts = [slice(*ends[n : n + 2]) for n in range(len(low))]
    return Whole(
        columns=program.columns,
        shortfalls=variables - program.columns,
        rows=tuple(
            Row(variable[part], coefficient[part], low[n], high[n]) for n, part in enumerate(parts)
        ),
        tiers=tuple(
            (tier.name, whole_matrix(program, [], tier, everything).cost.astype(np.int64))
            for tier in program.tiers
        ),
    )


def _limits(limits: NDArray[np.float64]) -> list[int | None]:
    return [None if np.isinf(limit) else round(limit) for limit in limits.tolist()]
