"""What statements and goals amount to on columns: the counts that program and judge share."""

import numpy as np

from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.rule import PairRule
from rotplan.rules.scope import Scope
from rotplan.rules.statements import Doubt, Forbid, When
from rotplan.rules.verdict import Flags, Ints


def doubts_about(scope: Scope, said: Doubt, *, held: bool) -> Doubt:
    """The doubts about pairs held today, or about new ones."""
    flags = scope.table.is_held(said.cadre, said.post) == held
    return Doubt(said.cadre[flags], said.post[flags], said.when)


def counted_doubts(scope: Scope, said: Doubt) -> Doubt:
    """Of a hard clause's doubts those that a plan may contain: each counts one approval."""
    return said if said.when is When.GIVEN_UP else doubts_about(scope, said, held=True)


def counts(scope: Scope, said: Forbid | Doubt) -> Ints:
    """How many of the pairs each column holds, or gives up. Shape (columns,)."""
    table = scope.table
    listed = table.pair_key(said.cadre, said.post)
    entry = np.isin(table.pair_key(scope.entry_cadre, scope.entry_post), listed)
    held = np.bincount(scope.entry_column[entry], minlength=len(scope)).astype(np.int64)
    if said.when is When.HELD:
        return held
    return np.bincount(said.cadre, minlength=len(table.cadres))[scope.cadre] - held


def unplaced(scope: Scope) -> Flags:
    """Columns that leave a cadre who held a planned post without any."""
    before = scope.table.before
    return np.array(
        [
            not h and bool(before[c])
            for c, h in zip(scope.cadre.tolist(), scope.holdings, strict=True)
        ],
        dtype=bool,
    )


def judged_posts(docket: Docket, clause: Clause) -> Flags:
    """The open posts that a pair clause speaks about, filled or not (flags, length P)."""
    assert isinstance(clause.rule, PairRule)
    listed = docket.listed(clause) & docket.table.open
    return listed & clause.rule.judges(docket.table, clause.options)


def free_breaches(docket: Docket, clause: Clause) -> int:
    """How many breaches a goal below 100 % leaves free."""
    if clause.goal == 100:
        return 0
    return (100 - clause.goal) * int(judged_posts(docket, clause).sum()) // 100
