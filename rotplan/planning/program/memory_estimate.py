"""How large a round is before it is compiled, and whether the machine can hold it."""

from dataclasses import dataclass

import numpy as np

from rotplan.planning.program.columns import round_holdings
from rotplan.planning.program.eligible import columns_of
from rotplan.planning.program.program import demands
from rotplan.policy.docket import Docket, candidates

# What a run holds for each column, and beside the columns. Up to 46 for each were measured; what is
# left is room for an integer program (docs/proof.md).
BYTES_A_COLUMN, BYTES_AT_ALL = 64, 2**28
# Cadres whose columns are counted; the others are taken to have as many.
_SAMPLE = 240


@dataclass(frozen=True)
class Size:
    """Columns, roughly, and the bytes that planning them takes."""

    columns: int
    bytes: int


class TooMuchError(Exception):
    """A round that the machine cannot hold: what it needs, and the bytes that there are."""

    def __init__(self, needed: Size, available: int) -> None:
        super().__init__(f"{needed.bytes} bytes needed, {available} free")
        self.needed, self.available = needed, available


def size(docket: Docket) -> Size:
    """By the columns of some cadres, spread evenly over their ids."""
    numbers = np.array([number for number, _ in candidates(docket)], dtype=np.int64)
    if not len(numbers):
        return Size(0, BYTES_AT_ALL)
    asked = demands(docket)
    places = np.unique(np.linspace(0, len(numbers) - 1, _SAMPLE).astype(np.int64))
    found = columns_of(docket, asked.clauses, asked.structure, numbers[places])
    columns = found * len(numbers) // len(places)
    return Size(columns, BYTES_AT_ALL + columns * BYTES_A_COLUMN)


def _at_most(docket: Docket) -> int:
    """Bytes if every candidate could hold every post: counting is spared where that fits."""
    pairs = len(candidates(docket)) * len(round_holdings(docket))
    return BYTES_AT_ALL + pairs * BYTES_A_COLUMN


def check_memory(docket: Docket, available: int | None) -> None:
    """Refuse a round that would take more bytes than there are; raises TooMuchError."""
    if available is None or _at_most(docket) <= available:
        return
    needed = size(docket)
    if needed.bytes > available:
        raise TooMuchError(needed, available)
