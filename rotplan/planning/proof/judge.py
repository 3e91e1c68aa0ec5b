"""Judges any plan, or the roster as it stands, without a solver: breaches, tier values, targets.

It asks the rules anew about the columns that are held, so it shares with the program only what the
clauses themselves say.
"""

from dataclasses import dataclass

import numpy as np

from rotplan.planning.program.shared_counts import unplaced
from rotplan.planning.proof.breaches import breaches_of
from rotplan.planning.proof.faults import faults
from rotplan.planning.proof.judged_values import tier_values
from rotplan.planning.proof.target_standings import Standing, standing
from rotplan.policy.breach import Breach
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre, Post
from rotplan.rules.kit.scope import Scope


@dataclass(frozen=True)
class Judgement:
    """What a set of holdings amounts to. `faults` are what no plan may contain."""

    breaches: tuple[Breach, ...]
    tiers: tuple[tuple[str, int], ...]
    standings: tuple[Standing, ...]
    faults: tuple[str, ...]
    vacant: tuple[Post, ...]
    unplaced: tuple[Cadre, ...]


def judge(docket: Docket, scope: Scope) -> Judgement:
    """Judge the holdings of a scope with one column a cadre."""
    found = [(c, list(breaches_of(docket, c, scope))) for c in docket.clauses]
    by_clause = {clause.id: breaches for clause, breaches in found}
    vacant, dropped = _vacant(docket, scope), _unplaced(scope)
    return Judgement(
        breaches=tuple(b for _, breaches in found for b in breaches),
        tiers=tuple(tier_values(docket, scope, by_clause, len(vacant) + len(dropped))),
        standings=tuple(standing(docket, c, scope, b) for c, b in found if c.force == "target"),
        faults=tuple(faults(docket, scope, by_clause)),
        vacant=vacant,
        unplaced=dropped,
    )


def _vacant(docket: Docket, scope: Scope) -> tuple[Post, ...]:
    """Required posts without a holder."""
    table = docket.table
    filled = set(scope.entry_post.tolist())
    return tuple(table.posts[p] for p in np.flatnonzero(table.required) if int(p) not in filled)


def _unplaced(scope: Scope) -> tuple[Cadre, ...]:
    """Cadres whom a closing post leaves without any."""
    return tuple(scope.table.cadres[c] for c in scope.cadre[unplaced(scope)].tolist())
