"""Pairs (cadre, post) in arrays, and facts spread over them: each is asked once, not for each."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rotplan.language.dates import Months
from rotplan.roster.records import Cadre, Post
from rotplan.roster.table import Table
from rotplan.rules.kit.grouping import distinct, numbered
from rotplan.rules.kit.three_valued import Flags, Ints


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs (cadre, post) as two arrays of table numbers, shape (N,)."""

    table: Table
    cadre: Ints
    post: Ints

    def __len__(self) -> int:
        return len(self.cadre)

    def where(self, flags: Flags) -> "Pairs":
        """Those that are flagged; `flags` has shape (N,)."""
        return Pairs(self.table, self.cadre[flags], self.post[flags])

    def by_cadre(self, fact: Callable[[Cadre], int]) -> Ints:
        """A number of the cadre for each pair, found once for each cadre. Shape (N,)."""
        numbers, position = distinct(self.cadre)
        cadres = self.table.cadres
        return np.array([fact(cadres[c]) for c in numbers.tolist()], dtype=np.int64)[position]

    def span_by_cadre(self, fact: Callable[[Cadre], Months]) -> tuple[Ints, Ints]:
        """Fewest and most months of the cadre for each pair, found once for each cadre.

        Shapes (N,).
        """
        numbers, position = distinct(self.cadre)
        found = [fact(self.table.cadres[c]) for c in numbers.tolist()]
        values = np.array(found, dtype=np.int64).reshape(-1, 2)[position]
        return values[:, 0], values[:, 1]

    def by_post(self, fact: Callable[[Post], int]) -> Ints:
        """A number of the post for each pair, found once for each post. Shape (N,)."""
        numbers, position = distinct(self.post)
        posts = self.table.posts
        return np.array([fact(posts[p]) for p in numbers.tolist()], dtype=np.int64)[position]

    def by_pair(self, fact: Callable[[Cadre, Post], Sequence[int]], width: int) -> Ints:
        """Numbers of each pair, for the few pairs held today. Shape (N, width)."""
        cadres, posts = self.table.cadres, self.table.posts
        pairs = zip(self.cadre.tolist(), self.post.tolist(), strict=True)
        rows = [fact(cadres[c], posts[p]) for c, p in pairs]
        return np.array(rows, dtype=np.int64).reshape(-1, width)

    def by_cadre_unit(
        self,
        fact: Callable[[Cadre, str], int],
        alike: Callable[[Cadre], Hashable] | None = None,
    ) -> Ints:
        """A number of each pair, found once for each cadre and unit of a post. Shape (N,).

        Cadres for whom `alike` answers the same get the same numbers, asked once for all.
        """
        table, units = self.table, self.table.unit[self.post]
        numbers, position = distinct(self.cadre)
        cadres = [table.cadres[c] for c in numbers.tolist()]
        group, first = numbered([c.id if alike is None else alike(c) for c in cadres])
        width = max(len(table.unit_ids), 1)
        asked, place = distinct(group[position] * width + units)
        ids = table.unit_ids
        found = [fact(cadres[first[n // width]], ids[n % width]) for n in asked.tolist()]
        return np.array(found, dtype=np.int64)[place]

    def kind_among(self, kinds: Callable[[Cadre], Iterable[str]]) -> Flags:
        """Whether the post's kind is among some kinds of the cadre. Shape (N,)."""
        table = self.table
        numbers, position = distinct(self.cadre)
        among = np.zeros((len(numbers), len(table.kinds)), dtype=bool)
        for row, number in enumerate(numbers.tolist()):
            for kind in kinds(table.cadres[number]):
                among[row, table.kind_number[kind]] = True
        return among[position, table.kind[self.post]]
