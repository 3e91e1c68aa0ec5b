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

What is unknown takes the worse coefficient in a Bound; `best` is the same row as it would be if all
that is unknown turned out well. A shortfall that the best row would not have is a doubt.

Scope law: judging fewer columns says the same about those. Forbid, Doubt and Cost speak of each
pair by itself; key, low and high of a Bound do not depend on the columns in scope.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
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
    """One row; `column` are numbers of the scope's columns, each named once.

    `best`, where something is unknown: the coefficients of the same columns, and the constant, if
    it turned out well.
    """

    key: Hashable
    subject: Subject
    column: Ints
    coefficient: Ints
    constant: int = 0
    low: int | None = None
    high: int | None = None
    best: "Best | None" = None

    @property
    def total(self) -> int:
        """The sum with every column of the scope held, constant included."""
        return self.constant + int(self.coefficient.sum())

    @property
    def shortfall(self) -> int:
        """How far the total lies outside, in people."""
        under = 0 if self.low is None else self.low - self.total
        over = 0 if self.high is None else self.total - self.high
        return max(0, under, over)

    @property
    def at_best(self) -> "Bound":
        """The row if everything unknown turned out well."""
        if self.best is None:
            return self
        return replace(
            self, coefficient=self.best.coefficient, constant=self.best.constant, best=None
        )


@dataclass(frozen=True, eq=False)
class Best:
    """Coefficients and constant of a Bound if everything unknown turned out well."""

    coefficient: Ints
    constant: int


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


def bounds_by_key(said: Iterable[Statement]) -> dict[Hashable, list[Bound]]:
    """The rows among some statements; those with one key count once, by the greatest."""
    rows: dict[Hashable, list[Bound]] = {}
    for statement in said:
        if isinstance(statement, Bound):
            rows.setdefault(statement.key, []).append(statement)
    return rows


def flags_to_numbers(flags: np.ndarray) -> Ints:
    """The numbers of the rows that are set."""
    return np.flatnonzero(flags).astype(np.int64)
