"""Too few for too many: a countable reason for vacancies, missed targets, impossible rounds.

Some posts, and all the cadres who could hold any of them, are fewer than the posts; or some cadres
who need a post, and all the posts that could take any of them, are fewer than the cadres. Found by
matching one to one and following alternating paths from whoever is left over, which gives the same
sets whatever the matching was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rotplan.planning.comparing import refused
from rotplan.planning.counting import counts, judged_posts
from rotplan.planning.eligible import column_blocks
from rotplan.planning.program import Demands, demands
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.facts import Cadre, Post
from rotplan.rules.rule import PairRule
from rotplan.rules.scope import Holding, Scope
from rotplan.rules.statements import Doubt, Forbid, When

Graph = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class PostsShort:
    """`posts` that need a holder, and `able`: all cadres who could hold any, at most `most` of the
    posts between them."""

    posts: tuple[Post, ...]
    able: tuple[Cadre, ...]
    most: int


@dataclass(frozen=True)
class CadresShort:
    """`cadres` who need a post, and `posts`: all that could take any of them, which are fewer."""

    cadres: tuple[Cadre, ...]
    posts: tuple[Post, ...]


def homeless(docket: Docket, asked: Demands) -> tuple[CadresShort, ...]:
    """Cadres who must hold a post and cannot all, under the pair clauses of some demands."""
    left = _columns_left(docket, asked)
    graph: dict[int, frozenset[int]] = {}
    for cadre, holdings in left.items():
        if () not in holdings:
            graph[cadre] = frozenset(p for holding in holdings for p in holding)
    table = docket.table
    return tuple(
        CadresShort(
            tuple(table.cadres[c] for c in sorted(cadres)),
            tuple(table.posts[p] for p in sorted(posts)),
        )
        for cadres, posts in _deficient(graph)
    )


def unfilled(docket: Docket, also: Clause | None = None) -> tuple[PostsShort, ...]:
    """Required posts that cannot all be filled; with `also`, not all without breaking that clause.

    Where cadres may hold several posts together, only what counting still proves is told.
    """
    left = _columns_left(docket, demands(docket))
    wanted = docket.table.required
    if also is not None:
        wanted = wanted & judged_posts(docket, also)
        left = _within(docket, also, left)
    able: dict[int, set[int]] = {post: set() for post in np.flatnonzero(wanted).tolist()}
    for cadre, holdings in left.items():
        for post in {p for holding in holdings for p in holding} & able.keys():
            able[post].add(cadre)
    graph = {post: frozenset(cadres) for post, cadres in able.items()}
    found = [_short(docket, left, posts, able) for posts, able in _deficient(graph)]
    return tuple(short for short in found if len(short.posts) > short.most)


def _short(
    docket: Docket,
    left: Mapping[int, tuple[Holding, ...]],
    posts: frozenset[int],
    able: frozenset[int],
) -> PostsShort:
    most = sum(max(len(posts.intersection(h)) for h in left[c]) for c in able)
    table = docket.table
    return PostsShort(
        tuple(table.posts[p] for p in sorted(posts)),
        tuple(table.cadres[c] for c in sorted(able)),
        most,
    )


def _columns(docket: Docket, asked: Demands) -> Iterator[Scope]:
    """The columns that structure, decisions and hard pair clauses leave, in blocks."""
    for scope in column_blocks(docket, asked.clauses, asked.structure):
        yield scope.where(~refused(scope, asked.compared))


def _columns_left(docket: Docket, asked: Demands) -> dict[int, tuple[Holding, ...]]:
    """What they leave to each candidate."""
    left: dict[int, tuple[Holding, ...]] = {number: () for number, _ in candidates(docket)}
    for scope in _columns(docket, asked):
        for cadre, columns in scope.columns_of.items():
            left[cadre] = tuple(scope.among[h] for h in scope.holding[columns].tolist())
    return left


def _within(
    docket: Docket, clause: Clause, left: Mapping[int, tuple[Holding, ...]]
) -> dict[int, tuple[Holding, ...]]:
    """The same without what breaks a clause or cannot be judged under it."""
    assert isinstance(clause.rule, PairRule)
    out: set[tuple[int, Holding]] = set()
    for scope in _columns(docket, demands(docket)):
        broken = np.zeros(len(scope), dtype=bool)
        for said in clause.rule.statements(docket.brief(clause, scope)):
            if isinstance(said, Forbid | Doubt) and said.when is When.HELD:
                broken |= counts(scope, said) > 0
        part = scope.where(broken)
        numbers = zip(part.cadre.tolist(), part.holding.tolist(), strict=True)
        out |= {(cadre, scope.among[holding]) for cadre, holding in numbers}
    return {c: tuple(h for h in holdings if (c, h) not in out) for c, holdings in left.items()}


# -- matching --------------------------------------------------------------------------------


def _deficient(graph: Graph) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Groups on the left with all that they could take on the right, which is too few.

    Groups that share something on the right are one, and so are those that have nothing there.
    """
    taken = _matched(graph)
    lucky = set(taken.values())
    groups: list[tuple[frozenset[int], frozenset[int]]] = []
    for left in sorted(graph):
        if left in lucky:
            continue
        reached = _reached(graph, taken, left)
        joined = [g for g in groups if g[1] & reached[1] or not (g[1] or reached[1])]
        apart = [g for g in groups if g not in joined]
        merged = tuple(frozenset().union(*(g[n] for g in [*joined, reached])) for n in (0, 1))
        groups = [*apart, (merged[0], merged[1])]
    return sorted(groups, key=lambda g: min(g[0]))


def _matched(graph: Graph) -> dict[int, int]:
    """A greatest matching: for each one on the right that is taken, who takes it."""
    taken: dict[int, int] = {}
    for left in sorted(graph):
        path = _augmenting(graph, taken, left)
        while path:
            one, other = path.pop()
            taken[other] = one
    return taken


def _augmenting(graph: Graph, taken: Mapping[int, int], start: int) -> list[tuple[int, int]]:
    """Pairs to match so that `start` is matched too; empty where it cannot be. Breadth first."""
    came: dict[int, int] = {}
    waiting = [start]
    for left in waiting:
        for right in sorted(graph[left]):
            if right in came:
                continue
            came[right] = left
            if right not in taken:
                return _path(came, taken, right, start)
            waiting.append(taken[right])
    return []


def _path(
    came: Mapping[int, int], taken: Mapping[int, int], end: int, start: int
) -> list[tuple[int, int]]:
    pairs, right = [], end
    while True:
        left = came[right]
        pairs.append((left, right))
        if left == start:
            return pairs
        right = next(r for r, who in taken.items() if who == left)


def _reached(
    graph: Graph, taken: Mapping[int, int], start: int
) -> tuple[frozenset[int], frozenset[int]]:
    """All on the left and right that alternating paths from an unmatched one reach."""
    lefts, rights = {start}, set[int]()
    waiting: list[int] = [start]
    while waiting:
        for right in graph[waiting.pop()] - rights:
            rights.add(right)
            if taken[right] not in lefts:
                lefts.add(taken[right])
                waiting.append(taken[right])
    return frozenset(lefts), frozenset(rights)
