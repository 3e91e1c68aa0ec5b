"""What a rule looks at: columns in play, and the pairs in them.

The same rule is asked about all columns, about one, about those of a plan, and about those of the
roster as it stands; only the scope differs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.roster.table import Table
from rotplan.rules.kit.grouping import distinct, ranges
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.three_valued import Flags, Ints

Holding = tuple[int, ...]


class Holdings:
    """Holdings by number: each a sorted tuple of planned posts, the empty one included.

    `size` has shape (H,), `start` (H + 1,); the posts of holding h are those of `post`, shape (E,),
    from start[h] to start[h + 1].
    """

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self._of = tuple(holdings)
        self.size: Ints = np.fromiter((len(h) for h in self._of), np.int64, len(self._of))
        self.start: Ints = np.append(0, np.cumsum(self.size))
        posts = (p for h in self._of for p in h)
        self.post: Ints = np.fromiter(posts, np.int64, int(self.start[-1]))

    def __len__(self) -> int:
        return len(self._of)

    def __getitem__(self, number: int) -> Holding:
        return self._of[number]

    def __iter__(self) -> Iterator[Holding]:
        return iter(self._of)

    def with_any(self, posts: Flags) -> Flags:
        """Holdings that contain one of some posts (flags of posts).

        Shape (H,); `posts` has shape (P,).
        """
        found = np.zeros(len(self), dtype=bool)
        position, entry = ranges(self.start[:-1], self.size)
        found[position[posts[self.post[entry]]]] = True
        return found

    @cached_property
    def number(self) -> dict[Holding, int]:
        return {holding: n for n, holding in enumerate(self._of)}

    def posts(self, holdings: NDArray[np.integer[Any]]) -> tuple[Ints, Ints]:
        """For some holdings the position of each and its posts, one entry a post.

        `holdings` are numbers, shape (N,); both arrays have shape (E,).
        """
        position, entry = ranges(self.start[holdings], self.size[holdings])
        return position, self.post[entry]


@dataclass(frozen=True, eq=False)
class Scope:
    """Columns: `cadre[i]` has the holding `among[holding[i]]` (empty: none).

    `constants` are the pairs (cadre, post) of people who have no column: they stay as they are.
    Both have shape (C,): table numbers of cadres, numbers of holdings.
    """

    table: Table
    cadre: Ints
    holding: Ints
    among: Holdings
    constants: tuple[tuple[int, int], ...]

    @classmethod
    def of(
        cls,
        table: Table,
        cadre: Sequence[int],
        holdings: Sequence[Holding],
        constants: tuple[tuple[int, int], ...] = (),
    ) -> "Scope":
        """A scope of columns written out, for a few of them."""
        among = Holdings(dict.fromkeys(holdings))
        numbers = [among.number[h] for h in holdings]
        return cls(table, _ints(cadre), _ints(numbers), among, constants)

    def __len__(self) -> int:
        return len(self.cadre)

    def where(self, flags: Flags) -> "Scope":
        """The same scope with only some of its columns. `flags` has shape (C,)."""
        return Scope(self.table, self.cadre[flags], self.holding[flags], self.among, self.constants)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """The holding of each column written out, for a few of them."""
        return tuple(self.among[h] for h in self.holding.tolist())

    @cached_property
    def _flat(self) -> tuple[Ints, Ints]:
        """Column and post of each planned post in each column."""
        return self.among.posts(self.holding)

    @property
    def entry_column(self) -> Ints:
        """The column of each entry. Shape (E,)."""
        return self._flat[0]

    @property
    def entry_post(self) -> Ints:
        """The table number of the post of each entry. Shape (E,)."""
        return self._flat[1]

    @cached_property
    def entry_cadre(self) -> Ints:
        """The table number of the cadre of each entry. Shape (E,)."""
        return self.cadre[self.entry_column]

    @cached_property
    def entries(self) -> Pairs:
        """The pair of each entry; one that several columns contain stands there as often."""
        return Pairs(self.table, self.entry_cadre, self.entry_post)

    @cached_property
    def entry_held(self) -> Flags:
        """Whether the pair of each entry is held before the round. Shape (E,)."""
        return self.table.is_held(self.entry_cadre, self.entry_post)

    @cached_property
    def given_up(self) -> Pairs:
        """The pairs held today that a cadre in scope may give up: not leaving, post not closing."""
        table = self.table
        pairs = [
            (c, p)
            for c in distinct(self.cadre)[0].tolist()
            if table.cadres[c].leaving is None
            for p in table.before[c]
            if not table.closing[p]
        ]
        array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return Pairs(table, array[:, 0], array[:, 1])

    @cached_property
    def moves(self) -> Flags:
        """Columns that change what their cadre holds. Shape (C,)."""
        number, before = self.among.number, self.table.before
        cadres, position = distinct(self.cadre)
        today = _ints([number.get(before[cadre], -1) for cadre in cadres.tolist()])
        flags: Flags = today[position] != self.holding
        return flags

    def posts_in(self, column: int) -> Holding:
        """All posts that the cadre of a column holds with it, outside ones included.

        Whoever holds only outside posts gives them up when taken in; in any other mixture the
        outside post stays with its holder.
        """
        cadre, holding = int(self.cadre[column]), self.among[int(self.holding[column])]
        taken_in = bool(holding) and not self.table.before[cadre]
        return holding if taken_in else holding + self.table.outside[cadre]

    @cached_property
    def seats(self) -> tuple[Ints, Ints]:
        """Column and post of each post in each column, outside posts that stay included.

        Shapes (E,).
        """
        kept = [
            (column, post)
            for column in np.flatnonzero(self.table.has_outside[self.cadre]).tolist()
            for post in self.posts_in(column)[int(self.among.size[self.holding[column]]) :]
        ]
        if not kept:
            return self._flat
        extra = np.array(kept, dtype=np.int64).reshape(-1, 2)
        return (
            np.concatenate([self.entry_column, extra[:, 0]]),
            np.concatenate([self.entry_post, extra[:, 1]]),
        )

    @cached_property
    def seat_held(self) -> Flags:
        """Whether each of `seats` is a planned post held before the round. Shape (E,)."""
        more = len(self.seats[0]) - len(self.entry_held)
        return np.append(self.entry_held, np.zeros(more, dtype=bool)) if more else self.entry_held

    @cached_property
    def columns_of(self) -> dict[int, Ints]:
        """The columns of each cadre. Numbers, shape (N,)."""
        order = np.argsort(self.cadre, kind="stable").astype(np.int64)
        cadres, starts = np.unique(self.cadre[order], return_index=True)
        parts = np.split(order, starts[1:])
        return dict(zip(cadres.tolist(), parts, strict=True)) if len(order) else {}


def _ints(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)
