"""Which new posts the hard pair rules leave to cadres.

Each rule is asked once for every cadre and kind of post, or cadre and unit. The answers of all
rules that turn on the same thing are put together before they are spread over holdings.
"""

from dataclasses import dataclass

import numpy as np

from rotplan.planning.program.shared_counts import judged_posts
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.kit.grouping import distinct
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holdings
from rotplan.rules.kit.three_valued import NO, Flags, Ints


@dataclass(frozen=True, eq=False)
class _Question:
    """A clause, the posts that it is asked about, and for each group whose answer is its own."""

    clause: Clause
    post: Ints
    group: Ints
    place: Ints


class Groups:
    """Posts that some clauses, which turn on their kind (or unit) alone, cannot tell apart.

    Where a clause lists only some posts of a kind there are several groups of that kind. Holdings
    have a class each, by the groups of their posts.
    """

    def __init__(
        self, docket: Docket, clauses: list[Clause], of_post: Ints, among: Holdings
    ) -> None:
        self._table, group = docket.table, of_post
        asked = [judged_posts(docket, clause) for clause in clauses]
        for posts in asked:
            _, group = distinct(2 * group + posts)
        _, self.of_post = distinct(group)
        self.count = int(self.of_post.max(initial=-1)) + 1
        self._questions = [
            self._question(clause, np.flatnonzero(posts), of_post)
            for clause, posts in zip(clauses, asked, strict=True)
        ]
        self._members, self.of_holding = self._classes(among)

    def _classes(self, among: Holdings) -> tuple[Ints, Ints]:
        """The groups of each class, filled up with one that is always free; each holding's."""
        width = int(among.size.max(initial=1))
        groups = np.full((len(among), width), self.count, dtype=np.int64)
        position, post = among.posts(np.arange(len(among)))
        nth = np.arange(len(post)) - among.start[position]
        groups[position, nth] = self.of_post[post]
        groups.sort(axis=1)
        members, of_holding = np.unique(groups, axis=0, return_inverse=True)
        return members, of_holding.reshape(-1)

    def _question(self, clause: Clause, posts: Ints, of_post: Ints) -> "_Question":
        """One post for each kind (or unit) is asked about, for all groups of that kind."""
        groups, first = np.unique(self.of_post[posts], return_index=True)
        things = of_post[posts[first]]
        _, one, place = np.unique(things, return_index=True, return_inverse=True)
        return _Question(clause, posts[first][one], groups, place)

    def free(self, cadres: Ints) -> Flags:
        """Which posts no clause bars if they are new; shape (N, groups + 1)."""
        free = np.ones((len(cadres), self.count + 1), dtype=bool)
        for asked in self._questions:
            each, posts = np.repeat(cadres, len(asked.post)), np.tile(asked.post, len(cadres))
            may = may_take(asked.clause, Pairs(self._table, each, posts))
            free[:, asked.group] &= may.reshape(len(cadres), len(asked.post))[:, asked.place]
        return free

    def by_class(self, free: Flags) -> Flags:
        """Classes all of whose groups are free; shape (N, classes)."""
        found: Flags = free[:, self._members[:, 0]]
        for others in self._members.T[1:]:
            found &= free[:, others]
        return found


def may_take(clause: Clause, pairs: Pairs) -> Flags:
    """Which pairs a hard clause lets be new: a doubt bars like a breach. Shape (N,)."""
    assert isinstance(clause.rule, PairRule)
    flags: Flags = clause.rule.broken(pairs, clause.options) == NO
    return flags
