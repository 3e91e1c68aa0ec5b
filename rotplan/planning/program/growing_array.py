"""Numbers of columns, block after block, in as few bytes as hold them and never held twice."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from rotplan.rules.kit.three_valued import Ints


class Growing:
    """One array that grows at its end, where it lies; its kind widens as larger numbers come."""

    def __init__(self, kind: DTypeLike) -> None:
        self.numbers: NDArray[Any] = np.empty(0, kind)

    def __len__(self) -> int:
        return len(self.numbers)

    def add(self, part: NDArray[Any]) -> None:
        """Put numbers of shape (N,) at the end."""
        self.widen(part.dtype)
        self.lengthen(len(part))[:] = part

    def widen(self, least: DTypeLike) -> None:
        """Make sure that numbers of a kind can be held."""
        kind = np.promote_types(self.numbers.dtype, least)
        if kind != self.numbers.dtype:
            self.numbers = self.numbers.astype(kind)

    def lengthen(self, by: int) -> NDArray[Any]:
        """Room at the end, which is handed back. Shape (by,)."""
        length = len(self.numbers)
        # a view taken before would be lost; nobody here keeps one
        self.numbers.resize(length + by, refcheck=False)
        return self.numbers[length:]


class Coefficients(Growing):
    """Nearly all coefficients are one; as long as all are, one of them is all that is held."""

    def __init__(self) -> None:
        self.numbers = ones(0)

    @property
    def alike(self) -> bool:
        """Whether all are one, so that there is nothing to move."""
        return not self.numbers.flags.writeable

    def add(self, part: NDArray[Any]) -> None:
        """Put coefficients of shape (N,) at the end."""
        if self.alike:
            if bool((part == 1).all()):
                self.numbers = ones(len(self) + len(part))
                return
            self.numbers = np.ones(len(self), np.int8)
        super().add(part)


def ones(length: int) -> NDArray[np.int8]:
    """So many ones that lie in one place; they can be read only. Shape (length,)."""
    return np.broadcast_to(np.int8(1), (length,))


def compact(numbers: Ints) -> NDArray[Any]:
    """The same numbers, signed, in as few bytes as hold them all. Any shape."""
    if not len(numbers):
        return numbers.astype(np.int8)
    low, high = int(numbers.min()), int(numbers.max())
    return numbers.astype(np.min_scalar_type(min(low, -high - 1, -1)))
