"""Matching against brute force: who is left over in some greatest matching, and with whom."""

from itertools import product
from random import Random

import numpy as np
import pytest

from rotplan.planning.conflict.hall_violators import Graph, too_many

Edges = dict[int, set[int]]


def greatest(edges: Edges) -> int:
    """The size of a greatest matching, by trying everything."""
    if not edges:
        return 0
    left, *others = edges
    rest = {one: edges[one] for one in others}
    taken = [1 + greatest({one: r - {right} for one, r in rest.items()}) for right in edges[left]]
    return max([greatest(rest), *taken])


def expected(edges: Edges) -> set[tuple[frozenset[int], frozenset[int]]]:
    """Whoever can be spared by a greatest matching, joined where two want the same."""
    most = greatest(edges)
    spared = [
        one for one in edges if greatest({k: r for k, r in edges.items() if k != one}) == most
    ]
    groups = [({one}, set(edges[one])) for one in spared]
    for first, second in product(range(len(groups)), repeat=2):
        one, other = groups[first], groups[second]
        if one is not other and (one[1] & other[1] or not (one[1] or other[1])):
            joined = (one[0] | other[0], one[1] | other[1])
            groups = [joined if g is one or g is other else g for g in groups]
    return {(frozenset(lefts), frozenset(rights)) for lefts, rights in groups}


@pytest.mark.parametrize("seed", range(300))
def test_groups_that_are_too_many(seed: int) -> None:
    """Numbers on the left with gaps; edges of others, and edges named twice, change nothing."""
    rng = Random(seed)
    lefts = sorted(rng.sample(range(12), rng.randint(0, 6)))
    width = rng.randint(1, 6)
    edges = {one: {r for r in range(width) if rng.random() < 0.3} for one in lefts}
    stranger = {one: set(range(width)) for one in range(12) if one not in lefts}
    keys = [one * width + r for one, rights in {**edges, **stranger}.items() for r in rights]
    twice = keys + rng.choices(keys, k=3) if keys else keys
    rng.shuffle(twice)
    graph = Graph.of(np.array(lefts, dtype=np.int64), width, [np.array(twice, dtype=np.int64)])
    found = too_many(graph)
    assert set(found) == expected(edges)
    assert len(found) == len(set(found))
    known = [(rng.randrange(13), rng.randrange(width)) for _ in range(rng.randrange(8))]
    assert too_many(graph, known) == found
    assert [min(lefts) for lefts, _ in found] == sorted(min(lefts) for lefts, _ in found)


@pytest.mark.parametrize("length", [1, 2, 5, 40])
def test_a_long_alternating_path(length: int) -> None:
    """Each could take its own and the next place; one more than there are places is too many."""
    edges = {one: {one, one + 1} & set(range(length)) for one in range(length)}
    edges[length] = {0}
    keys = [one * length + right for one, rights in edges.items() for right in rights]
    lefts = np.arange(length + 1, dtype=np.int64)
    ((who, what),) = too_many(Graph.of(lefts, length, [np.array(keys, dtype=np.int64)]))
    assert who == set(range(length + 1))
    assert what == set(range(length))
    assert too_many(Graph.of(lefts[1:], length, [np.array(keys, dtype=np.int64)])) == []
