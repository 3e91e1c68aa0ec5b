"""Which new posts the hard pair rules leave to cadres.

Each rule is asked once for every cadre and kind of post, or cadre and unit. The answers of all
rules that turn on the same thing are put together before they are spread over holdings.
"""

import numpy as np

from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.distinct import distinct
from rotplan.rules.rule import PairRule
from rotplan.rules.scope import Holdings, Pairs
from rotplan.rules.verdict import NO, Flags, Ints


class Groups:
    """Posts that some clauses, which turn on their kind (or unit) alone, cannot tell apart.

    Where a clause lists only some posts of a kind there are several groups of that kind. Holdings
    have a class each, by the groups of their posts.
    """

    def __init__(
        self, docket: Docket, clauses: list[Clause], of_post: Ints, among: Holdings
    ) -> None:
        self._table = docket.table
        self._clauses = [(clause, judged(docket, clause)) for clause in clauses]
        self._thing, group = of_post, of_post
        for _, asked in self._clauses:
            _, group = distinct(2 * group + asked)
        _, self.of_post = distinct(group)
        self.count = int(self.of_post.max(initial=-1)) + 1
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

    def free(self, cadres: Ints) -> Flags:
        """Which posts no clause bars if they are new; shape (cadres, groups + 1)."""
        free = np.ones((len(cadres), self.count + 1), dtype=bool)
        for clause, asked in self._clauses:
            groups, where = np.unique(self.of_post[asked], return_index=True)
            posts = np.flatnonzero(asked)[where]
            _, one, place = np.unique(self._thing[posts], return_index=True, return_inverse=True)
            may = may_take(clause, self._grid(cadres, posts[one])).reshape(len(cadres), len(one))
            free[:, groups] &= may[:, place]
        return free

    def _grid(self, cadres: Ints, posts: Ints) -> Pairs:
        return Pairs(self._table, np.repeat(cadres, len(posts)), np.tile(posts, len(cadres)))

    def by_class(self, free: Flags) -> Flags:
        """Classes all of whose groups are free; shape (cadres, classes)."""
        found: Flags = free[:, self._members[:, 0]]
        for others in self._members.T[1:]:
            found &= free[:, others]
        return found


def judged(docket: Docket, clause: Clause) -> Flags:
    """The open posts that a pair clause speaks about (flags, length P)."""
    assert isinstance(clause.rule, PairRule)
    open_posts = docket.listed(clause) & docket.table.open
    return open_posts & clause.rule.judges(docket.table, clause.options)


def may_take(clause: Clause, pairs: Pairs) -> Flags:
    """Which pairs a hard clause lets be new: a doubt bars like a breach."""
    assert isinstance(clause.rule, PairRule)
    flags: Flags = clause.rule.broken(pairs, clause.options) == NO
    return flags
