"""Matching two sides one to one, and the groups on the left that are too many for the right.

A greatest matching is not the only one, but what alternating paths reach from whoever it leaves
over is the same whichever it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.rules.kit.grouping import distinct, ranges
from rotplan.rules.kit.three_valued import Flags, Ints

UNMATCHED = -1
Violator = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True, eq=False)
class Graph:
    """Which of `width` on the right each on the left could take: `key` holds left · width + right,
    sorted; an edge may stand there several times. `lefts` are all on the left, in order; edges of
    others do not count."""

    lefts: Ints
    width: int
    key: NDArray[Any]

    @classmethod
    def of(cls, lefts: Ints, width: int, keys: list[NDArray[Any]]) -> "Graph":
        """Edges in any order, put together."""
        key = np.concatenate([np.empty(0, np.uint32), *keys])
        key.sort()
        return cls(lefts, width, key)

    @cached_property
    def _start(self) -> Ints:
        return self._place(self.lefts)

    @cached_property
    def size(self) -> Ints:
        """How many edges each on the left has, by its place in `lefts`."""
        return self._place(self.lefts + 1) - self._start

    def _place(self, lefts: Ints) -> Ints:
        """Where the edges of some on the left begin, or would."""
        limits = lefts * self.width
        # of one kind with the keys, lest they be copied
        kind = np.promote_types(self.key.dtype, np.min_scalar_type(int(limits.max(initial=0))))
        return np.searchsorted(self.key, limits.astype(kind)).astype(np.int64)

    def rights(self, place: int) -> Ints:
        """What one on the left, by place, could take."""
        start = int(self._start[place])
        edges = self.key[start : start + int(self.size[place])].astype(np.int64)
        return edges - int(self.lefts[place]) * self.width

    def has(self, place: int, left: int, right: int) -> bool:
        """Whether this is an edge of the one who should stand at a place."""
        if place == len(self.lefts) or self.lefts[place] != left:
            return False
        rights = self.rights(place)
        at = int(np.searchsorted(rights, right))
        return at < len(rights) and int(rights[at]) == right

    def edges(self, places: Ints) -> tuple[Ints, Ints]:
        """Place of the left, and right, of each edge of some."""
        owner, edge = ranges(self._start[places], self.size[places])
        left = self.lefts[places][owner]
        return places[owner], self.key[edge].astype(np.int64) - left * self.width


def too_many(graph: Graph, known: Iterable[tuple[int, int]] = ()) -> list[Violator]:
    """Groups on the left with all that they could take on the right, which is too few.

    Groups that share something on the right are one, and so are those that have nothing there.
    `known` are pairs (left, right) to set out from, no edges perhaps: near a greatest matching
    there is less to search, and the answer is the same.
    """
    if not len(graph.lefts):
        return []
    matching = _Matching(graph)
    matching.adopt(known)
    matching.fill()
    return sorted(_apart(graph, matching.left_over()), key=lambda group: min(group[0]))


class _Matching:
    """`taker`: which left (by place) takes each right; `dead`: rights that lead to no free one."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.taker = np.full(graph.width, UNMATCHED, dtype=np.int64)
        self.dead: Flags = np.zeros(graph.width, dtype=bool)
        self.came: Ints = np.empty(graph.width, dtype=np.int64)
        self.took: Ints = np.full(len(graph.lefts), UNMATCHED, dtype=np.int64)

    def adopt(self, known: Iterable[tuple[int, int]]) -> None:
        """Take over the pairs that are edges, each side once."""
        pairs = np.array(list(known), dtype=np.int64).reshape(-1, 2)
        places = np.searchsorted(self.graph.lefts, pairs[:, 0])
        for place, (left, right) in zip(places.tolist(), pairs.tolist(), strict=True):
            is_edge = self.graph.has(place, left, right)
            if is_edge and self.took[place] == UNMATCHED and self.taker[right] == UNMATCHED:
                self._take(place, right)

    def fill(self) -> None:
        """Whoever has least to choose from takes first; then, by alternating paths, the others."""
        order = np.argsort(self.graph.size, kind="stable")
        for place in order[self.took[order] == UNMATCHED].tolist():
            rights = self.graph.rights(place)
            free = np.flatnonzero(self.taker[rights] == UNMATCHED)
            if len(free):
                self._take(place, int(rights[free[0]]))
        for place in np.flatnonzero(self.took == UNMATCHED).tolist():
            self._make_way(place)

    def left_over(self) -> Ints:
        """All on the left, by place, that alternating paths from the unmatched ones reach."""
        reached: Flags = self.took == UNMATCHED
        seen = np.zeros(self.graph.width, dtype=bool)
        frontier = np.flatnonzero(reached)
        while len(frontier):
            frontier = self.taker[_beyond(self.graph, frontier, seen)]
            reached[frontier] = True
        return np.flatnonzero(reached)

    def _take(self, place: int, right: int) -> None:
        self.taker[right], self.took[place] = place, right

    def _make_way(self, place: int) -> None:
        """Match one more by an alternating path, if there is any."""
        # nothing that a search in vain has seen leads to anything later either
        seen = self.dead.copy()
        waiting, size = np.array([place], dtype=np.int64), 1
        while len(waiting):
            # few at a time: most searches end soon, and one left may have thousands of edges
            lefts, rights = self.graph.edges(waiting[:size])
            new = np.flatnonzero(~seen[rights])
            self.came[rights[new]] = lefts[new]
            met, _ = distinct(rights[new])
            free = np.flatnonzero(self.taker[met] == UNMATCHED)
            if len(free):
                self._shift(place, int(met[free[0]]))
                return
            seen[met] = True
            waiting, size = np.append(waiting[size:], self.taker[met]), 2 * size
        self.dead = seen

    def _shift(self, start: int, right: int) -> None:
        """Everybody on the path takes the right at its end and leaves the one before."""
        place = UNMATCHED
        while place != start:
            place = int(self.came[right])
            before = int(self.took[place])
            self._take(place, right)
            right = before


def _apart(graph: Graph, places: Ints) -> Iterator[Violator]:
    """Some on the left with all that they could take, parted where they share nothing."""
    left, right = graph.edges(places)
    back = Graph.of(np.arange(graph.width), len(graph.lefts), [right * len(graph.lefts) + left])
    waiting = np.zeros(len(graph.lefts), dtype=bool)
    waiting[places] = True
    without = waiting & (graph.size == 0)
    if without.any():
        yield frozenset(graph.lefts[without].tolist()), frozenset()
    waiting &= ~without
    for first in places.tolist():
        if waiting[first]:
            lefts, rights = _joined(graph, back, first)
            waiting &= ~lefts
            yield frozenset(graph.lefts[lefts].tolist()), frozenset(np.flatnonzero(rights).tolist())


def _joined(graph: Graph, back: Graph, first: int) -> tuple[Flags, Flags]:
    """Lefts (by place) and rights that hang together with one on the left, as flags."""
    lefts, rights = np.zeros(len(graph.lefts), dtype=bool), np.zeros(graph.width, dtype=bool)
    frontier = np.array([first], dtype=np.int64)
    lefts[first] = True
    while len(frontier):
        met = _beyond(graph, frontier, rights)
        frontier = _beyond(back, met, lefts)
    return lefts, rights


def _beyond(graph: Graph, places: Ints, seen: Flags) -> Ints:
    """What some on the left could take and nobody has seen yet; seen from now on."""
    met = np.zeros_like(seen)
    met[graph.edges(places)[1]] = True
    met &= ~seen
    seen |= met
    return np.flatnonzero(met)
