"""Who could hold a post at all: for each clause how many it bars, and who is left.

The countable answer to «why does this stay vacant» or «why is this target missed».
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from rotplan.planning.columns import constants
from rotplan.planning.counting import counts
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.facts import Cadre, Post
from rotplan.rules.rule import PairRule
from rotplan.rules.scope import Scope
from rotplan.rules.statements import Doubt, Forbid, When
from rotplan.rules.verdict import Flags


@dataclass(frozen=True)
class Opening:
    """Of `asked` candidates those `able` to hold the post; `barred` counts by clause id."""

    asked: int
    able: tuple[Cadre, ...]
    barred: tuple[tuple[str, int], ...]


def look_for_holders(docket: Docket, post: Post, also: Clause | None = None) -> Opening:
    """Ask the hard pair clauses, and one more, about every candidate in that post alone."""
    numbers = [number for number, _ in candidates(docket)]
    held = docket.table.post_number[post.id]
    scope = Scope.of(docket.table, numbers, [(held,)] * len(numbers), constants(docket))
    free, barred = np.ones(len(scope), dtype=bool), Counter[str]()
    for clause in docket.clauses:
        if clause.force == "hard" or clause is also:
            flags = _bars(docket, clause, scope)
            barred[clause.id] += int(flags.sum())
            free &= ~flags
    able = tuple(docket.table.cadres[n] for n in scope.cadre[free].tolist())
    counted = tuple((id_, n) for id_, n in barred.most_common() if n)
    return Opening(len(numbers), able, counted)


def _bars(docket: Docket, clause: Clause, scope: Scope) -> Flags:
    flags = np.zeros(len(scope), dtype=bool)
    if isinstance(clause.rule, PairRule):
        for said in clause.rule.statements(docket.brief(clause, scope)):
            if isinstance(said, Forbid | Doubt) and said.when is When.HELD:
                flags |= counts(scope, said) > 0
    return flags
