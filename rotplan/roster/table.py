"""The same facts as columns: cadres and posts numbered by the order of their ids.

Numbering by id, not by the place in the file, is what makes a plan independent of the order of
lists.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rotplan.language.dates import Months
from rotplan.language.words import key
from rotplan.roster.records import Cadre, Post, PostKind
from rotplan.roster.retirement import retirement_law
from rotplan.roster.roster import Roster

NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of cadres (C) and posts (P). `kinds` are the post kinds of the policy in force."""

    roster: Roster
    kinds: dict[str, PostKind]
    non_local_kinds: frozenset[str]

    @cached_property
    def cadres(self) -> tuple[Cadre, ...]:
        return tuple(sorted(self.roster.cadres, key=lambda c: c.id))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        return tuple(sorted(self.roster.posts, key=lambda p: p.id))

    @cached_property
    def cadre_number(self) -> dict[str, int]:
        return {cadre.id: n for n, cadre in enumerate(self.cadres)}

    @cached_property
    def post_number(self) -> dict[str, int]:
        return {post.id: n for n, post in enumerate(self.posts)}

    # -- posts: arrays of length P -----------------------------------------------------------

    @cached_property
    def planned(self) -> NDArray[np.bool_]:
        return np.array([p.id in self.roster.planned for p in self.posts], dtype=bool)

    @cached_property
    def closing(self) -> NDArray[np.bool_]:
        return np.array([p.closing for p in self.posts], dtype=bool)

    @cached_property
    def open(self) -> NDArray[np.bool_]:
        """Planned posts that somebody may hold after the round."""
        return self.planned & ~self.closing

    @cached_property
    def required(self) -> NDArray[np.bool_]:
        """Open posts whose vacancy counts."""
        wanted = [self.is_required(p) for p in self.posts]
        return np.array(wanted, dtype=bool) & self.open

    def is_required(self, post: Post) -> bool:
        return self.kinds[post.kind].required if post.required is None else post.required

    @cached_property
    def unit(self) -> NDArray[np.int64]:
        """Number of each post's unit, by the order of unit ids."""
        return np.array([self.unit_number[p.unit] for p in self.posts], dtype=np.int64)

    @cached_property
    def kind_number(self) -> dict[str, int]:
        return {kind: n for n, kind in enumerate(sorted(self.kinds))}

    @cached_property
    def kind(self) -> NDArray[np.int64]:
        """Number of each post's kind, by the order of kind ids."""
        return np.array([self.kind_number[p.kind] for p in self.posts], dtype=np.int64)

    @cached_property
    def unit_number(self) -> dict[str, int]:
        return {id_: n for n, id_ in enumerate(self.unit_ids)}

    @cached_property
    def unit_ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.roster.unit_of))

    def units_in(self, unit: str) -> NDArray[np.bool_]:
        """The units that lie in a unit, itself included (flags, by unit number)."""
        flags: NDArray[np.bool_] = (self._lineage == self.unit_number[unit]).any(axis=1)
        return flags

    @cached_property
    def _lineage(self) -> NDArray[np.int64]:
        """Each unit and all above it, by number, in rows filled up with NOWHERE."""
        number = self.unit_number
        rows = [[number[u.id] for u in self.roster.lineage(unit)] for unit in self.unit_ids]
        width = max(map(len, rows), default=0)
        full = [row + [NOWHERE] * (width - len(row)) for row in rows]
        return np.array(full, dtype=np.int64).reshape(len(rows), width)

    def place_number(self, unit: str, level: str) -> int:
        place = self.roster.places[unit].get(level)
        return NOWHERE if place is None else self.unit_number[place]

    # -- cadres ------------------------------------------------------------------------------

    @cached_property
    def before(self) -> tuple[tuple[int, ...], ...]:
        """The planned posts that each cadre holds today, as sorted post numbers."""
        return tuple(
            tuple(sorted(self.post_number[h.post] for h in self.roster.planned_posts(c)))
            for c in self.cadres
        )

    @cached_property
    def outside(self) -> tuple[tuple[int, ...], ...]:
        """The posts outside the authority that each cadre holds today."""
        return tuple(
            tuple(sorted({self.post_number[h.post] for h in c.holds} - set(before)))
            for c, before in zip(self.cadres, self.before, strict=True)
        )

    @cached_property
    def has_before(self) -> NDArray[np.bool_]:
        """Cadres who hold a planned post today. Shape (C,)."""
        return np.array([bool(posts) for posts in self.before], dtype=bool)

    @cached_property
    def has_outside(self) -> NDArray[np.bool_]:
        """Cadres who hold a post outside the authority today. Shape (C,)."""
        return np.array([bool(posts) for posts in self.outside], dtype=bool)

    @cached_property
    def _held(self) -> NDArray[np.int64]:
        """The posts of `before` in rows of equal length, filled up with NOWHERE."""
        width = max((len(posts) for posts in self.before), default=0)
        rows = [posts + (NOWHERE,) * (width - len(posts)) for posts in self.before]
        return np.array(rows, dtype=np.int64).reshape(len(rows), width)

    def is_held(self, cadre: NDArray[np.int64], post: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pairs (cadre, planned post) are held before the round."""
        held = np.zeros(len(cadre), dtype=bool)
        for slot in self._held.T:
            held |= slot[cadre] == post
        return held

    def pair_key(self, cadre: NDArray[np.int64], post: NDArray[np.int64]) -> NDArray[np.int64]:
        """One number for each pair."""
        return cadre * len(self.posts) + post

    def retirement(self, cadre: Cadre) -> Months | None:
        """First and last possible month index of retirement; nothing when it cannot be told."""
        if cadre.id not in self._retirements:
            self._retirements[cadre.id] = self._retirement(cadre)
        return self._retirements[cadre.id]

    @cached_property
    def _retirements(self) -> dict[str, Months | None]:
        """What was told already: several clauses ask about the same people."""
        return {}

    def _retirement(self, cadre: Cadre) -> Months | None:
        if cadre.retires is not None:
            low, high = cadre.retires.earliest, cadre.retires.latest
            return Months(12 * low.year + low.month - 1, 12 * high.year + high.month - 1)
        return retirement_law(self.roster.round.date).interval(cadre.sex, cadre.born)

    # -- words that mean units and kinds -----------------------------------------------------

    @cached_property
    def _kinds_named(self) -> dict[str, frozenset[str]]:
        named: dict[str, set[str]] = {}
        for id_, kind in self.kinds.items():
            for title in (kind.title.vi, kind.title.en):
                named.setdefault(key(title), set()).add(id_)
        return {name: frozenset(ids) for name, ids in named.items()}

    def kinds_meant(self, words: str) -> frozenset[str]:
        """The kinds that an id or a title may mean: one, several (cannot tell), or none."""
        if words in self.kinds:
            return frozenset((words,))
        return self._kinds_named.get(key(words), frozenset())

    def grade(self, kind: str) -> int:
        return self.kinds[kind].grade
