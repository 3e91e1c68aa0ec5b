"""What no plan may contain: broken hard clauses, new doubts, holdings that do not fit."""

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from rotplan.planning.program.columns import fits_outside, may_be_empty, open_holdings
from rotplan.planning.program.shared_counts import counted_doubts
from rotplan.planning.proof.breaches import happens
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.decision_checks import covers
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.records import Decision
from rotplan.rules.kit.moves_cap import moves_in_the_round
from rotplan.rules.kit.rule import PairRule
from rotplan.rules.kit.scope import Holding, Scope
from rotplan.rules.kit.statements import Doubt


def faults(docket: Docket, scope: Scope, breaches: dict[str, list[Breach]]) -> Iterator[str]:
    """Everything that makes a set of holdings no plan at all."""
    yield from _structure_faults(docket, scope)
    for clause in docket.clauses:
        if clause.force == "hard":
            for breach in breaches[clause.id]:
                if not breach.doubt:
                    yield f"{clause.id}: {breach.words.en}"
            yield from _new_doubts(docket, clause, scope)
    most = docket.roster.round.max_moves
    if most is not None and any(row.shortfall for row in moves_in_the_round(scope, most).each()):
        yield f"max_moves: {int(scope.moves.sum())} moves, {most} are allowed"


def _new_doubts(docket: Docket, clause: Clause, scope: Scope) -> Iterator[str]:
    """Under a hard clause a doubt forbids new pairs."""
    if not isinstance(clause.rule, PairRule):
        return
    for said in clause.rule.statements(docket.brief(clause, scope)):
        if isinstance(said, Doubt):
            allowed = set(happens(scope, counted_doubts(scope, said)))
            for cadre, post in happens(scope, said):
                if (cadre, post) not in allowed:
                    ids = docket.table.cadres[cadre].id, docket.table.posts[post].id
                    yield f"{clause.id}: {ids[0]} in {ids[1]} cannot be judged"


def _structure_faults(docket: Docket, scope: Scope) -> Iterator[str]:
    table = docket.table
    if scope.cadre.tolist() != [number for number, _ in candidates(docket)]:
        yield "not one holding for each candidate"
    for post, holders in Counter(scope.entry_post.tolist()).items():
        if holders > 1:
            yield f"{table.posts[post].id} has {holders} holders"
    allowed = frozenset(open_holdings(docket))
    for number, holding in zip(scope.cadre.tolist(), scope.holdings, strict=True):
        yield from column_faults(docket, number, holding, allowed)


def column_faults(
    docket: Docket, number: int, holding: Holding, allowed: frozenset[Holding]
) -> Iterator[str]:
    """What structure and decisions say against one holding of one candidate (table number).

    `allowed` are the open holdings of the round.
    """
    table = docket.table
    cadre = table.cadres[number].id
    if holding and not (holding in allowed and fits_outside(docket, number, holding)):
        yield f"{cadre} may not hold {[table.posts[p].id for p in holding]}"
    if not holding and not may_be_empty(table, number):
        yield f"{cadre} is dropped"
    for decision in docket.orders_by_cadre.get(cadre, ()):
        if not _stands(docket, decision, number, holding):
            yield f"decision not carried out: {decision.id}"


def _stands(docket: Docket, decision: Decision, number: int, holding: Holding) -> bool:
    """Whether a decision is carried out by a holding of its cadre."""
    table = docket.table
    held = [table.posts[p] for p in holding]
    if decision.verb == "keep":
        return holding == table.before[number]
    if decision.verb == "place":
        return any(p.id == decision.target for p in held)
    if decision.verb == "never":
        return not any(covers(docket.roster, decision, p) for p in held)
    assert_never(decision.verb)
