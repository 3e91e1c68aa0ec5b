"""Too few for too many: a countable reason for vacancies, missed targets, impossible rounds.

Some posts, and all the cadres who could hold any of them, are fewer than the posts; or some cadres
who need a post, and all the posts that could take any of them, are fewer than the cadres.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotplan.planning.conflict.hall_violators import Graph, Violator, too_many
from rotplan.planning.program.eligible import column_blocks
from rotplan.planning.program.other_plans import refused
from rotplan.planning.program.program import Demands, demands
from rotplan.planning.program.shared_counts import counts, judged_posts
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Cadre, Post
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holding, Holdings, Scope
from rotplan.rules.kit.statements import Doubt, Forbid, When
from rotplan.rules.kit.three_valued import Flags, Ints


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
    table, keys = docket.table, []
    needs = np.zeros(len(table.cadres), dtype=bool)
    needs[[number for number, _ in candidates(docket)]] = True
    for scope in _columns(docket, asked):
        needs[scope.cadre[scope.among.size[scope.holding] == 0]] = False
        keys.append(_keys(scope.entry_cadre, scope.entry_post, len(table.posts)))
    graph = Graph.of(np.flatnonzero(needs), len(table.posts), keys)
    return tuple(
        CadresShort(
            tuple(table.cadres[c] for c in sorted(cadres)),
            tuple(table.posts[p] for p in sorted(posts)),
        )
        for cadres, posts in too_many(graph)
    )


def unfilled(
    docket: Docket, asked: Sequence[Clause | None], plan: Mapping[int, Holding]
) -> tuple[tuple[PostsShort, ...], ...]:
    """For each that is asked: required posts that cannot all be filled; where it is a clause, not
    all without breaking that one.

    Where cadres may hold several posts together, only what counting still proves is told. `plan` is
    what cadres hold in some plan (table numbers): the count sets out from it, any will do.
    """
    questions = [_Question(docket, also) for also in asked]
    for scope in _columns(docket, demands(docket)) if questions else ():
        for question in questions:
            question.look(scope)
    return tuple(tuple(question.answer(plan)) for question in questions)


class _Question:
    """Who could hold the required posts, `also` kept: gathered from blocks of columns."""

    def __init__(self, docket: Docket, also: Clause | None) -> None:
        self.docket, self.table, self.also = docket, docket.table, also
        self.wanted: Flags = docket.table.required
        if also is not None:
            self.wanted = self.wanted & judged_posts(docket, also)
        self.among: Holdings | None = None
        self.keys: list[NDArray[Any]] = []
        self.several: list[tuple[Ints, Ints]] = []

    def look(self, scope: Scope) -> None:
        """Note the columns of a block that help: their pairs, and those of several posts whole."""
        self.among = scope.among
        part = self._kept(scope.where(scope.among.with_any(self.wanted)[scope.holding]))
        useful = self.wanted[part.entry_post]
        cadres = part.entry_cadre[useful]
        self.keys.append(_keys(part.entry_post[useful], cadres, len(self.table.cadres)))
        joint = scope.among.size[part.holding] > 1
        self.several.append((part.cadre[joint], part.holding[joint]))

    def _kept(self, scope: Scope) -> Scope:
        """Without what breaks the clause or cannot be judged under it."""
        if self.also is None:
            return scope
        assert isinstance(self.also.rule, PairRule)
        broken = np.zeros(len(scope), dtype=bool)
        for said in self.also.rule.statements(self.docket.brief(self.also, scope)):
            if isinstance(said, Forbid | Doubt) and said.when is When.HELD:
                broken |= counts(scope, said) > 0
        return scope.where(~broken)

    def answer(self, plan: Mapping[int, Holding]) -> Iterator[PostsShort]:
        """What counting proves."""
        held = [(post, cadre) for cadre, holding in plan.items() for post in holding]
        graph = Graph.of(np.flatnonzero(self.wanted), len(self.table.cadres), self.keys)
        for group in too_many(graph, held):
            short = self._short(group)
            if len(short.posts) > short.most:
                yield short

    def _short(self, group: Violator) -> PostsShort:
        posts, able = (sorted(side) for side in group)
        return PostsShort(
            tuple(self.table.posts[p] for p in posts),
            tuple(self.table.cadres[c] for c in able),
            self._most(posts, able),
        )

    def _most(self, posts: list[int], able: list[int]) -> int:
        """How many of the posts these cadres, each able to hold one, could hold at most."""
        assert self.among is not None
        inside = np.zeros(len(self.table.posts), dtype=np.int64)
        inside[posts] = 1
        position, post = self.among.posts(np.arange(len(self.among)))
        size = np.bincount(position, inside[post], minlength=len(self.among)).astype(np.int64)
        most = np.zeros(len(self.table.cadres), dtype=np.int64)
        most[able] = 1
        for cadre, holding in self.several:
            np.maximum.at(most, cadre, size[holding])
        return int(most[able].sum())


def _columns(docket: Docket, asked: Demands) -> Iterator[Scope]:
    """The columns that structure, decisions and hard pair clauses leave, in blocks."""
    for scope in column_blocks(docket, asked.clauses, asked.structure):
        yield scope.where(~refused(scope, asked.compared))


def _keys(left: Ints, right: Ints, width: int) -> NDArray[Any]:
    """Edges as a graph has them, in few bytes where that suffices."""
    key: Ints = left * width + right
    return key.astype(np.uint32) if key.max(initial=0) < 2**32 else key
