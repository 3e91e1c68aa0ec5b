"""Other plans beside the one that is sought: to be like them, to differ from them, to avoid.

A plan here is what each candidate holds, by table numbers. All three are said over the columns of
any scope, so that whoever builds a program may ask for them.
"""

from dataclasses import dataclass

import numpy as np

from rotplan.rules.kit.scope import Holding, Scope
from rotplan.rules.kit.statements import Bound, Bounds, Subject
from rotplan.rules.kit.three_valued import Flags, Ints

Plan = tuple[tuple[int, Holding], ...]


@dataclass(frozen=True)
class Comparison:
    """`refused`: holdings that a cadre does not have; `empty`: numbers of posts that nobody holds.

    `unlike`: plans from which at least one cadre must differ. Among equally good plans the one with
    the most cadres as in `near`, or the fewest as in any of `far`, is wanted.
    """

    refused: frozenset[tuple[int, Holding]] = frozenset()
    empty: frozenset[int] = frozenset()
    unlike: tuple[Plan, ...] = ()
    near: Plan = ()
    far: tuple[Plan, ...] = ()


ALONE = Comparison()


def chosen(scope: Scope, plan: Plan) -> Flags:
    """The columns of a plan."""
    return _among(scope, frozenset(plan))


def refused(scope: Scope, compared: Comparison) -> Flags:
    """The columns that are out from the start."""
    flags = _among(scope, compared.refused)
    if compared.empty:
        flags[scope.entry_column[np.isin(scope.entry_post, list(compared.empty))]] = True
    return flags


def differs(scope: Scope, compared: Comparison) -> Bounds:
    """A row for each plan of which not all columns may be chosen again."""
    rows = []
    for number, plan in enumerate(compared.unlike):
        column = np.flatnonzero(_among(scope, frozenset(plan))).astype(np.int64)
        rows.append(Bound(number, Subject(), column, np.ones_like(column), high=len(plan) - 1))
    return Bounds.upper(rows)


# the name of the last tier where another plan is to be like, or to differ from
LIKENESS = "likeness"


def likeness(scope: Scope, compared: Comparison) -> Ints | None:
    """A price for each column that says how welcome it is among equals; nothing if none is."""
    if not compared.near and not compared.far:
        return None
    known = frozenset(pair for plan in compared.far for pair in plan)
    far = _among(scope, known).astype(np.int64)
    return far - _among(scope, frozenset(compared.near)).astype(np.int64)


def _among(scope: Scope, listed: frozenset[tuple[int, Holding]]) -> Flags:
    """Which columns are listed as (cadre, holding)."""
    number, width = scope.among.number, len(scope.among)
    keys = [cadre * width + number[h] for cadre, h in sorted(listed) if h in number]
    flags: Flags = np.isin(scope.cadre * width + scope.holding, np.array(keys, dtype=np.int64))
    return flags
