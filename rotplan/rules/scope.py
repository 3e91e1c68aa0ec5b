"""What a rule looks at: columns in play, and the pairs in them.

The same rule is asked about all columns, about one, about those of a plan, and about those of the
roster as it stands; only the scope differs.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rotplan.roster.dates import Months
from rotplan.roster.facts import Cadre, Post
from rotplan.roster.table import Table
from rotplan.rules.verdict import Flags, Ints

Holding = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs (cadre, post) as two arrays of equal length N of table rows."""

    table: Table
    cadre: Ints
    post: Ints

    def __len__(self) -> int:
        return len(self.cadre)

    def where(self, flags: Flags) -> "Pairs":
        return Pairs(self.table, self.cadre[flags], self.post[flags])

    def by_cadre(self, fact: Callable[[Cadre], int]) -> Ints:
        """A number of the cadre for each pair, found once for each cadre. Shape (N,)."""
        distinct, position = np.unique(self.cadre, return_inverse=True)
        values = np.array([fact(self.table.cadres[c]) for c in distinct], dtype=np.int64)
        return values[position] if len(distinct) else values

    def span_by_cadre(self, fact: Callable[[Cadre], Months]) -> tuple[Ints, Ints]:
        """Fewest and most months of the cadre for each pair, found once for each cadre."""
        distinct, position = np.unique(self.cadre, return_inverse=True)
        found = [fact(self.table.cadres[c]) for c in distinct]
        values = np.array(found, dtype=np.int64).reshape(-1, 2)[position]
        return values[:, 0], values[:, 1]

    def by_post(self, fact: Callable[[Post], int]) -> Ints:
        """A number of the post for each pair, found once for each post. Shape (N,)."""
        distinct, position = np.unique(self.post, return_inverse=True)
        values = np.array([fact(self.table.posts[p]) for p in distinct], dtype=np.int64)
        return values[position] if len(distinct) else values

    def by_pair(self, fact: Callable[[Cadre, Post], Sequence[int]], width: int) -> Ints:
        """Numbers of each pair, for the few pairs held today. Shape (N, width)."""
        cadres, posts = self.table.cadres, self.table.posts
        numbers = zip(self.cadre.tolist(), self.post.tolist(), strict=True)
        rows = [fact(cadres[c], posts[p]) for c, p in numbers]
        return np.array(rows, dtype=np.int64).reshape(-1, width)

    def by_cadre_unit(self, fact: Callable[[Cadre, str], int]) -> Ints:
        """A number of each pair, found once for each cadre and unit of a post. Shape (N,)."""
        table, units = self.table, self.table.unit[self.post]
        width = max(len(table.unit_ids), 1)
        distinct, position = np.unique(self.cadre * width + units, return_inverse=True)
        found = [fact(table.cadres[n // width], table.unit_ids[n % width]) for n in distinct]
        values = np.array(found, dtype=np.int64)
        return values[position] if len(distinct) else values

    def each(self, fact: Callable[[Cadre, Post], int]) -> Ints:
        """A number of each pair, asked one by one. Shape (N,)."""
        return self.by_pair(lambda cadre, post: (fact(cadre, post),), 1)[:, 0]

    def kind_among(self, kinds: Callable[[Cadre], Iterable[str]]) -> Flags:
        """Whether the post's kind is among some kinds of the cadre. Shape (N,)."""
        number = {kind: n for n, kind in enumerate(sorted(self.table.kinds))}
        listed = [
            c * len(number) + number[kind]
            for c in np.unique(self.cadre)
            for kind in kinds(self.table.cadres[c])
        ]
        kind = self.by_post(lambda post: number[post.kind])
        return np.isin(self.cadre * len(number) + kind, np.array(listed, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Scope:
    """Columns: `cadre[i]` has `holdings[i]`, a sorted tuple of planned posts (empty: none).

    `constants` are the pairs (cadre, post) of people who have no column: they stay as they are.
    """

    table: Table
    cadre: Ints
    holdings: tuple[Holding, ...]
    constants: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.holdings)

    @cached_property
    def _flat(self) -> tuple[Ints, Ints]:
        """Column and post of each planned post in each column."""
        sizes = np.fromiter((len(h) for h in self.holdings), dtype=np.int64, count=len(self))
        column = np.repeat(np.arange(len(self), dtype=np.int64), sizes)
        posts = np.fromiter(
            (p for h in self.holdings for p in h), dtype=np.int64, count=sizes.sum()
        )
        return column, posts

    @property
    def entry_column(self) -> Ints:
        return self._flat[0]

    @property
    def entry_post(self) -> Ints:
        return self._flat[1]

    @property
    def entry_cadre(self) -> Ints:
        return self.cadre[self.entry_column]

    @cached_property
    def pairs(self) -> Pairs:
        """Each pair of the scope once."""
        width = len(self.table.posts)
        keys = np.unique(self.table.pair_key(self.entry_cadre, self.entry_post))
        return Pairs(self.table, keys // max(width, 1), keys % max(width, 1))

    @cached_property
    def given_up(self) -> Pairs:
        """The pairs held today that a cadre in scope may give up: not leaving, post not closing."""
        table = self.table
        pairs = [
            (c, p)
            for c in np.unique(self.cadre).tolist()
            if table.cadres[c].leaving is None
            for p in table.before[c]
            if not table.closing[p]
        ]
        array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return Pairs(table, array[:, 0], array[:, 1])

    @cached_property
    def moves(self) -> Flags:
        """Columns that change what their cadre holds. Shape (columns,)."""
        before = self.table.before
        return np.array(
            [h != before[c] for c, h in zip(self.cadre.tolist(), self.holdings, strict=True)],
            dtype=bool,
        )

    def kept_outside(self, column: int) -> Holding:
        """Posts outside the authority that the cadre of a column keeps with it.

        Whoever holds only outside posts gives them up when taken in; in any other mixture the
        outside post stays with its holder.
        """
        cadre = int(self.cadre[column])
        if self.holdings[column] and not self.table.before[cadre]:
            return ()
        return self.table.outside[cadre]

    def posts_in(self, column: int) -> Holding:
        """All posts that the cadre of a column holds with it, outside ones included."""
        return self.holdings[column] + self.kept_outside(column)

    @cached_property
    def seats(self) -> tuple[Ints, Ints]:
        """Column and post of each post in each column, outside posts that stay included."""
        with_outside = [c for c, outside in enumerate(self.table.outside) if outside]
        kept = [
            (column, post)
            for column in np.flatnonzero(np.isin(self.cadre, with_outside)).tolist()
            for post in self.kept_outside(column)
        ]
        extra = np.array(kept, dtype=np.int64).reshape(-1, 2)
        return (
            np.concatenate([self.entry_column, extra[:, 0]]),
            np.concatenate([self.entry_post, extra[:, 1]]),
        )

    @cached_property
    def columns_of(self) -> dict[int, Ints]:
        """The columns of each cadre."""
        order = np.argsort(self.cadre, kind="stable").astype(np.int64)
        cadres, starts = np.unique(self.cadre[order], return_index=True)
        parts = np.split(order, starts[1:])
        return dict(zip(cadres.tolist(), parts, strict=True)) if len(order) else {}
