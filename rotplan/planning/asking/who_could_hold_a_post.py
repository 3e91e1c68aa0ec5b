"""Who could hold a post at all: for each clause how many it bars, and who is left.

The countable answer to «why does this stay vacant» or «why is this target missed».
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rotplan.planning.program.columns import constants
from rotplan.planning.program.shared_counts import counts
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Cadre, Post
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holding, Holdings, Scope
from rotplan.rules.kit.statements import Doubt, Forbid, When
from rotplan.rules.kit.three_valued import Flags, Ints

# Cells (post, candidate) looked at together.
_CELLS = 2**21

AskedPost = tuple[Post, Clause | None]


@dataclass(frozen=True)
class Opening:
    """Of `asked` candidates those `able` to hold the post; `barred` counts by clause id."""

    asked: int
    able: tuple[Cadre, ...]
    barred: tuple[tuple[str, int], ...]


def look_for_holders(docket: Docket, asked: Sequence[AskedPost]) -> Iterator[Opening]:
    """Ask the hard pair clauses, and one more where one is named, about every candidate in each of
    some posts alone."""
    numbers = np.array([number for number, _ in candidates(docket)], dtype=np.int64)
    size = max(1, _CELLS // max(len(numbers), 1))
    for start in range(0, len(asked), size):
        yield from _openings(docket, numbers, asked[start : start + size])


def _openings(docket: Docket, numbers: Ints, asked: Sequence[AskedPost]) -> Iterator[Opening]:
    """All at once: what a clause makes of a cadre is the same for all posts of a kind."""
    posts = list(dict.fromkeys(docket.table.post_number[post.id] for post, _ in asked))
    place = {post: n for n, post in enumerate(posts)}
    which = np.array([place[docket.table.post_number[post.id]] for post, _ in asked])
    free = np.ones((len(asked), len(numbers)), dtype=bool)
    barred: list[list[tuple[str, int]]] = [[] for _ in asked]
    for clause in docket.clauses:
        concerned = [
            n for n, (_, also) in enumerate(asked) if clause.force == "hard" or clause is also
        ]
        if not concerned or not isinstance(clause.rule, PairRule):
            continue
        told, back = np.unique(which[concerned], return_inverse=True)
        flags = _bars(docket, clause, numbers, [(posts[n],) for n in told.tolist()])[back]
        free[concerned] &= ~flags
        for n, count in zip(concerned, flags.sum(axis=1).tolist(), strict=True):
            if count:
                barred[n].append((clause.id, count))
    for mine, counted in zip(free, barred, strict=True):
        able = tuple(docket.table.cadres[n] for n in numbers[mine].tolist())
        # of equal counts the first clause stays first
        yield Opening(len(numbers), able, tuple(sorted(counted, key=lambda by: -by[1])))


def _bars(docket: Docket, clause: Clause, numbers: Ints, held: list[Holding]) -> Flags:
    """Whether a clause bars each cadre from each holding. Shape (holdings, cadres)."""
    among = Holdings(held)
    holding = np.repeat(np.arange(len(among)), len(numbers))
    cadre = np.tile(numbers, len(among))
    scope = Scope(docket.table, cadre, holding, among, constants(docket))
    flags = np.zeros(len(scope), dtype=bool)
    for said in clause.rule.statements(docket.brief(clause, scope)):
        if isinstance(said, Forbid | Doubt) and said.when is When.HELD:
            flags |= counts(scope, said) > 0
    return flags.reshape(len(among), len(numbers))
