"""Asking once for all that are alike: distinct numbers, groups, and ranges, without sorting."""

from collections.abc import Hashable, Sequence

import numpy as np

from rotplan.rules.kit.three_valued import Ints

# A table of so many cells for each number is still cheaper than sorting.
_ROOM = 16


def distinct(numbers: Ints) -> tuple[Ints, Ints]:
    """The distinct numbers in order, and for each of the given ones its place among them.

    `numbers` has shape (N,).

    >>> [found.tolist() for found in distinct(np.array([7, 3, 7]))]
    [[3, 7], [1, 0, 1]]
    """
    if not len(numbers):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    low, high, room = int(numbers.min()), int(numbers.max()), _ROOM * len(numbers) + 1000
    if high - low > room:
        found, position = np.unique(numbers, return_inverse=True)
        return found, position.astype(np.int64)
    if low < 0 or high > room:
        found, position = distinct(numbers - low)
        return found + low, position
    there = np.zeros(high + 1, dtype=bool)
    there[numbers] = True
    found = np.flatnonzero(there)
    place = np.empty(len(there), dtype=np.int64)
    place[found] = np.arange(len(found))
    return found, place.take(numbers)


def numbered(names: Sequence[Hashable]) -> tuple[Ints, list[int]]:
    """A group number for each name, by first appearance, and where each group appears first.

    Shape (N,).
    """
    groups: dict[Hashable, int] = {}
    first: list[int] = []
    for n, name in enumerate(names):
        if name not in groups:
            groups[name] = len(groups)
            first.append(n)
    return np.array([groups[name] for name in names], dtype=np.int64), first


def ranges(start: Ints, size: Ints) -> tuple[Ints, Ints]:
    """Whose each is of the numbers start … start + size − 1 of all ranges, and the numbers.

    Both arrays have shape (N,), those of the answer (sum of the sizes,):

    >>> [found.tolist() for found in ranges(np.array([4, 9]), np.array([2, 3]))]
    [[0, 0, 1, 1, 1], [4, 5, 9, 10, 11]]
    """
    owner = np.repeat(np.arange(len(start), dtype=np.int64), size)
    if len(owner) == len(start) and bool((size == 1).all()):
        return owner, start
    before = np.cumsum(size) - size
    return owner, np.arange(len(owner)) + np.repeat(start - before, size)
