"""Three-valued answers as small integers: no < cannot tell < yes, one per pair.

Numbering them in this order makes «and» the minimum and «or» the maximum (Kleene's logic).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Verdicts = NDArray[np.int8]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

NO, UNKNOWN, YES = np.int8(0), np.int8(1), np.int8(2)


def known(flags: Flags) -> Verdicts:
    """Certain answers. Shape (N,), as all here."""
    return np.where(flags, YES, NO)


def negated(verdicts: Verdicts) -> Verdicts:
    """No for yes, yes for no. Shape (N,)."""
    return YES - verdicts


def any_of(verdicts: Iterable[Verdicts]) -> Verdicts:
    """Yes if one is yes; no only if all are. Each has shape (N,)."""
    answer: Verdicts = np.max(np.stack(list(verdicts)), axis=0)
    return answer


def all_of(verdicts: Iterable[Verdicts]) -> Verdicts:
    """Yes only if all are; no if one is no. Each has shape (N,)."""
    answer: Verdicts = np.min(np.stack(list(verdicts)), axis=0)
    return answer


def at_least(low: Ints, high: Ints, figure: int | Ints) -> Verdicts:
    """Whether a number known to lie in [low, high] reaches the figure. Shapes (N,)."""
    return np.where(low >= figure, YES, np.where(high < figure, NO, UNKNOWN))


def below(low: Ints, high: Ints, figure: int | Ints) -> Verdicts:
    """Whether a number known to lie in [low, high] is less than the figure. Shapes (N,)."""
    return negated(at_least(low, high, figure))
