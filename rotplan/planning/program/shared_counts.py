"""What statements and goals amount to on columns: the counts that program and judge share."""

import numpy as np

from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Doubt, Forbid, When
from rotplan.rules.kit.three_valued import Flags, Ints


def doubts_about(scope: Scope, said: Doubt, *, held: bool) -> Doubt:
    """The doubts about pairs held today, or about new ones."""
    flags = scope.table.is_held(said.cadre, said.post) == held
    column = None if said.column is None else said.column[flags]
    return Doubt(said.cadre[flags], said.post[flags], said.when, column)


def counted_doubts(scope: Scope, said: Doubt) -> Doubt:
    """Of a hard clause's doubts those that a plan may contain: each counts one approval."""
    return said if said.when is When.GIVEN_UP else doubts_about(scope, said, held=True)


def counts(scope: Scope, said: Forbid | Doubt) -> Ints:
    """How many of the pairs each column holds, or gives up. Shape (C,)."""
    if said.column is not None:
        return np.bincount(said.column, minlength=len(scope)).astype(np.int64)
    given_up = np.bincount(said.cadre, minlength=len(scope.table.cadres))[scope.cadre]
    key = scope.table.pair_key
    held = np.flatnonzero(scope.entry_held)
    named = np.isin(
        key(scope.entry_cadre[held], scope.entry_post[held]), key(said.cadre, said.post)
    )
    np.subtract.at(given_up, scope.entry_column[held[named]], 1)
    return given_up


def unplaced(scope: Scope) -> Flags:
    """Columns that leave a cadre who held a planned post without any. Shape (C,)."""
    flags: Flags = scope.table.has_before[scope.cadre] & (scope.among.size[scope.holding] == 0)
    return flags


def judged_posts(docket: Docket, clause: Clause) -> Flags:
    """The open posts that a pair clause speaks about, filled or not (flags, shape (P,))."""
    assert isinstance(clause.rule, PairRule)
    listed = docket.listed(clause) & docket.table.open
    return listed & clause.rule.judges(docket.table, clause.options)


def free_breaches(docket: Docket, clause: Clause) -> int:
    """How many breaches a goal below 100 % leaves free."""
    if clause.goal == 100:
        return 0
    return (100 - clause.goal) * int(judged_posts(docket, clause).sum()) // 100
