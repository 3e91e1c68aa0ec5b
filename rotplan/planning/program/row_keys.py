"""Numbers by key, asked for all keys of a statement at once, block after block."""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.program.rows import NO_ROW
from rotplan.rules.kit.statements import Bounds
from rotplan.rules.kit.three_valued import Flags, Ints


class Numbered:
    """What was given to rows that bear one name, or to their keys.

    A key said several times has a number for each time, or one if `by_key`. Blocks nearly always
    say the same keys, so those of the last ask are kept as they came.

    >>> none = np.empty(0, np.int64)
    >>> said = Bounds(("p", "q", "q"), (), none, none, none, np.zeros(3, np.int64))
    >>> for numbered in (Numbered(), Numbered(by_key=True)):
    ...     numbered.give(said, np.ones(3, dtype=bool), 10).tolist(), numbered.of(said).tolist()
    ([0, 1, 2], [10, 11, 12])
    ([0, 1], [10, 11, 11])
    """

    def __init__(self, *, by_key: bool = False) -> None:
        self._by_key = by_key
        self._keys: Sequence[Hashable] = ()
        self._number: NDArray[np.int32] = np.empty(0, np.int32)
        self._known: dict[tuple[Hashable, int], int] = {}
        self.nth: Ints = np.empty(0, np.int64)

    def of(self, said: Bounds) -> NDArray[np.int32]:
        """The number of each row, or NO_ROW. Shape of its keys, (N,)."""
        if said.keys is not self._keys and said.keys != self._keys:
            self._turn_to(said)
        return self._number

    def _turn_to(self, said: Bounds) -> None:
        old = zip(self._keys, self.nth.tolist(), self._number.tolist(), strict=True)
        self._known.update({(key, nth): number for key, nth, number in old if number != NO_ROW})
        self._keys = said.keys
        self.nth = np.zeros(len(said.keys), np.int64) if self._by_key else _times(said.first)
        self._number = np.full(len(said.keys), NO_ROW, dtype=np.int32)
        if self._known:
            asked = zip(said.keys, self.nth.tolist(), strict=True)
            self._number[:] = [self._known.get(one, NO_ROW) for one in asked]

    def give(self, said: Bounds, which: Flags, least: int) -> Ints:
        """Numbers from `least` on to the rows that are wanted and have none; their places.

        With `by_key` the places are the first rows of the keys. `which` has shape (N,).
        """
        number = self.of(said)
        new = np.flatnonzero(which & (number == NO_ROW))
        if self._by_key and len(new):
            heads = np.unique(said.first[new])
            given = np.full(len(number), NO_ROW, dtype=np.int32)
            given[heads] = np.arange(least, least + len(heads))
            given = given[said.first]
            np.copyto(number, given, where=given != NO_ROW)
            return heads
        number[new] = np.arange(least, least + len(new))
        return new


def _times(first: NDArray[Any]) -> Ints:
    """How many rows before each have its key; `first`: the number of the first that has.

    >>> _times(np.array([0, 1, 1, 0])).tolist()
    [0, 0, 1, 1]
    """
    if bool((first == np.arange(len(first))).all()):
        return np.zeros(len(first), np.int64)
    order = np.argsort(first, kind="stable")
    starts = np.searchsorted(first[order], first[order])
    nth = np.empty(len(first), np.int64)
    nth[order] = np.arange(len(first)) - starts
    return nth
