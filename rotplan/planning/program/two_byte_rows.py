"""The row of each entry in two bytes.

There are many more entries than anything else in a program, and nearly all of them are in the few
rows of units; the many rows of relatives come last and have few entries.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.rules.kit.three_valued import Ints

# Stands for every number from here on.
LONG = 2**16 - 1


class RowNumbers:
    """`short` with LONG where the number does not fit; `number` is what stands at each `place`.

    `short` has shape (E,); `place` is sorted. Asked like an array, by a slice without steps or by
    places, it answers with an array.

    >>> numbers = RowNumbers(np.array([5, LONG, 7], np.uint16), np.array([1]), np.array([70_000]))
    >>> numbers[0:2].tolist(), numbers[np.array([2, 1])].tolist()
    ([5, 70000], [7, 70000])
    """

    def __init__(self, short: NDArray[np.uint16], place: Ints, number: NDArray[Any]) -> None:
        self._short, self._place = short, place
        self._number = number.astype(np.int32)

    def __len__(self) -> int:
        return len(self._short)

    def __getitem__(self, asked: slice | Ints) -> NDArray[np.int32]:
        numbers = self._short[asked].astype(np.int32)
        if isinstance(asked, slice):
            first, last, _ = asked.indices(len(self))
            more = slice(*np.searchsorted(self._place, [first, last]).tolist())
            numbers[self._place[more] - first] = self._number[more]
        elif len(self._place):
            more_at = np.flatnonzero(numbers == LONG)
            numbers[more_at] = self._number[np.searchsorted(self._place, asked[more_at])]
        return numbers
