"""The normal form: all that a rule can say. Nothing else reaches the arithmetic.

    statement            the rule says                                        shortfall
    -------------------  ---------------------------------------------------  ---------------------
    Forbid(pairs, when)  these pairs (cadre, post) are not held;              how many are
                         `GIVEN_UP`: are not given up
    Doubt(pairs, when)   these pairs cannot be judged                         how many are
    Bound(key, terms)    low ≤ constant + Σ coefficient · column ≤ high       distance outside; with
                                                                              one key the greatest
    Cost(columns)        a price                                              0
    Allow(combinations)  kinds that one cadre may hold together in a unit     –

A *column* is «cadre c has holding h», a post or an allowed combination; a pair is held when the
chosen column of its cadre contains the post. Cadres and posts are numbers of the table's rows.

Scope law: judging fewer columns says the same about those. Forbid, Doubt and Cost speak of each
pair by itself; key, low and high of a Bound do not depend on the columns in scope.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from rotplan.rules.verdict import Ints


class When(Enum):
    """What happens to a pair for a statement to count it."""

    HELD = "held"
    GIVEN_UP = "given up"


@dataclass(frozen=True, eq=False)
class Forbid:
    """Pairs as two arrays of equal length."""

    cadre: Ints
    post: Ints
    when: When = When.HELD


@dataclass(frozen=True, eq=False)
class Doubt:
    """Pairs that an unknown fact keeps from being judged."""

    cadre: Ints
    post: Ints
    when: When = When.HELD


@dataclass(frozen=True)
class Subject:
    """Whom a Bound is about: a unit, the cadres of a tie; nothing for the whole round."""

    unit: str | None = None
    cadres: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Bound:
    """One row; `column` are numbers of the scope's columns, each named once."""

    key: Hashable
    subject: Subject
    column: Ints
    coefficient: Ints
    constant: int = 0
    low: int | None = None
    high: int | None = None

    def shortfall(self, total: int) -> int:
        """How far a total (constant included) lies outside, in people."""
        under = 0 if self.low is None else self.low - total
        over = 0 if self.high is None else total - self.high
        return max(0, under, over)


@dataclass(frozen=True, eq=False)
class Cost:
    """A price for each of some columns; lower is better."""

    column: Ints
    amount: Ints


@dataclass(frozen=True)
class Allow:
    """Combinations of kinds, each a sorted tuple of two or more."""

    combinations: frozenset[tuple[str, ...]]


Statement = Forbid | Doubt | Bound | Cost | Allow


def flags_to_numbers(flags: np.ndarray) -> Ints:
    """The numbers of the rows that are set."""
    return np.flatnonzero(flags).astype(np.int64)
