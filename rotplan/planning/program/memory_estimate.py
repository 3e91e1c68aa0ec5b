"""How large a round is before it is compiled, and whether the machine can hold it."""

from dataclasses import dataclass

import numpy as np

from rotplan.language.words import Words
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
    """A round that the machine cannot hold: how large it is, in words."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


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
        many, most, least = f"{needed.columns:,}", _gigabytes(needed.bytes), _gigabytes(available)
        raise TooMuchError(
            Words(
                "đợt này có khoảng {many} cặp cán bộ – chức danh, cần khoảng {most} GB bộ nhớ, máy "
                "còn {least} GB; thu hẹp đợt hoặc dùng máy nhiều bộ nhớ hơn",
                "about {many} pairs of a cadre and a post need about {most} GB of memory, {least} "
                "GB are free; plan a smaller round, or use a larger machine",
            ).format(many=many, most=most, least=least)
        )


def _gigabytes(count: int) -> str:
    return f"{count / 2**30:.1f}"
