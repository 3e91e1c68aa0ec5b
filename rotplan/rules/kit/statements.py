"""The normal form: all that a rule can say. Nothing else reaches the arithmetic.

    statement            the rule says                                        shortfall
    -------------------  ---------------------------------------------------  ---------------------
    Forbid(pairs, when)  these pairs (cadre, post) are not held;              how many are
                         `GIVEN_UP`: are not given up
    Doubt(pairs, when)   these pairs cannot be judged                         how many are
    Bounds(keys, terms)  low ≤ constant + Σ coefficient · column ≤ high       distance outside; with
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

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from rotplan.rules.kit.three_valued import Flags, Ints

C = TypeVar("C", int, Ints)


class When(Enum):
    """What happens to a pair for a statement to count it."""

    HELD = "held"
    GIVEN_UP = "given up"


@dataclass(frozen=True, eq=False)
class Forbid:
    """Pairs as two arrays of equal length; `column`: the scope's columns in which they stand.

    Pairs that are given up stand in no column. All have shape (N,): table numbers of cadres and
    posts, numbers of columns.
    """

    cadre: Ints
    post: Ints
    when: When
    column: Ints | None


@dataclass(frozen=True, eq=False)
class Doubt:
    """Pairs that an unknown fact keeps from being judged; see Forbid. All have shape (N,)."""

    cadre: Ints
    post: Ints
    when: When
    column: Ints | None


@dataclass(frozen=True)
class Subject:
    """Whom a Bound is about: a unit, the cadres of a tie; nothing for the whole round."""

    unit: str | None = None
    cadres: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Bound:
    """One row; `column` are numbers of the scope's columns, each named once.

    `best`, where something is unknown: the coefficients of the same columns, and the constant, if
    it turned out well. `column` and `coefficient`, in people, have shape (N,).
    """

    key: Hashable
    subject: Subject
    column: Ints
    coefficient: Ints
    constant: int = 0
    low: int | None = None
    high: int | None = None
    best: "Best[int] | None" = None

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
class Best(Generic[C]):
    """Coefficients and constants of rows if everything unknown turned out well.

    `coefficient` has shape (E,), as that of the rows.
    """

    coefficient: Ints
    constant: C


@dataclass(frozen=True, eq=False)
class Bounds:
    """Rows of one kind, R of them, in arrays: what Bound says of one, said of many.

    `keys` and `subjects` have R members, `constant`, `low`, `high` shape (R,). Each entry gives a
    row (0 … R − 1), a column and its coefficient there; no two give the same row and column.
    `alike`, where the rule can tell it without looking at the keys: see `first`.
    """

    keys: Sequence[Hashable]
    subjects: Sequence[Subject]
    row: Ints
    column: Ints
    coefficient: Ints
    constant: Ints
    low: Ints | None = None
    high: Ints | None = None
    best: Best[Ints] | None = None
    alike: Ints | None = None

    @classmethod
    def upper(cls, rows: Sequence[Bound]) -> "Bounds":
        """Rows with a high and no low, gathered."""
        sizes = [len(r.column) for r in rows]
        known = all(r.best is None for r in rows)
        return cls(
            keys=tuple(r.key for r in rows),
            subjects=tuple(r.subject for r in rows),
            row=np.repeat(np.arange(len(rows), dtype=np.int64), sizes),
            column=_joined(r.column for r in rows),
            coefficient=_joined(r.coefficient for r in rows),
            constant=_array(r.constant for r in rows),
            high=_array(r.high or 0 for r in rows),
            best=None
            if known
            else Best(
                _joined(r.at_best.coefficient for r in rows),
                _array(r.at_best.constant for r in rows),
            ),
        )

    @cached_property
    def first(self) -> Ints:
        """For each row the number of the first that has its key. Shape (R,)."""
        if self.alike is not None:
            return self.alike
        seen: dict[Hashable, int] = {}
        return _array(seen.setdefault(key, n) for n, key in enumerate(self.keys))

    def each(self) -> Iterator[Bound]:
        """The rows one by one."""
        order = np.argsort(self.row, kind="stable")
        cuts = np.searchsorted(self.row[order], np.arange(1, len(self.keys)))
        for n, entries in enumerate(np.split(order, cuts) if self.keys else ()):
            yield Bound(
                self.keys[n],
                self.subjects[n],
                self.column[entries],
                self.coefficient[entries],
                int(self.constant[n]),
                None if self.low is None else int(self.low[n]),
                None if self.high is None else int(self.high[n]),
                None
                if self.best is None
                else Best(self.best.coefficient[entries], int(self.best.constant[n])),
            )

    @property
    def unsure(self) -> Flags:
        """Rows in which something is unknown. Shape (R,)."""
        if self.best is None:
            return np.zeros(len(self.keys), dtype=bool)
        flags: Flags = self.constant != self.best.constant
        flags[self.row[self.coefficient != self.best.coefficient]] = True
        return flags


def _joined(parts: Iterable[Ints]) -> Ints:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _array(numbers: Iterable[int]) -> Ints:
    return np.array(list(numbers), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Cost:
    """A price for each of some columns; lower is better. Shapes (N,)."""

    column: Ints
    amount: Ints


@dataclass(frozen=True)
class Allow:
    """Combinations of kinds, each a sorted tuple of two or more."""

    combinations: frozenset[tuple[str, ...]]


Statement = Forbid | Doubt | Bounds | Cost | Allow


def bounds_by_key(said: Iterable[Statement]) -> dict[Hashable, list[Bound]]:
    """The rows among some statements; those with one key count once, by the greatest."""
    rows: dict[Hashable, list[Bound]] = {}
    for statement in said:
        if isinstance(statement, Bounds):
            for row in statement.each():
                rows.setdefault(row.key, []).append(row)
    return rows


def flags_to_numbers(flags: np.ndarray) -> Ints:
    """The numbers of the rows that are set. `flags` has shape (N,)."""
    return np.flatnonzero(flags).astype(np.int64)
