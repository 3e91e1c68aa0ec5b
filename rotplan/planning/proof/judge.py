"""Judges any plan, or the roster as it stands, without a solver: breaches, tier values, targets.

It asks the rules anew about the columns that are held, so it shares with the program only what the
clauses themselves say.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, assert_never

import numpy as np

from rotplan.planning.program.columns import (
    fits_outside,
    may_be_empty,
    new_combinations,
    open_holdings,
)
from rotplan.planning.program.shared_counts import (
    counted_doubts,
    free_breaches,
    judged_posts,
    unplaced,
)
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.decision_checks import covers
from rotplan.policy.docket import Docket, candidates
from rotplan.roster.facts import Cadre, Decision, Post
from rotplan.rules.kit.moves_cap import moves_in_the_round
from rotplan.rules.kit.person_rule import PersonRule
from rotplan.rules.kit.rule import Brief, PairRule, RowRule
from rotplan.rules.kit.scope import Holding, Scope
from rotplan.rules.kit.statements import Cost, Doubt, Forbid, When, bounds_by_key
from rotplan.rules.kit.three_valued import NO


@dataclass(frozen=True)
class Standing:
    """How a clause stands: `of` seats (or units, ties, pairs) judged, `met` without a breach."""

    clause: Clause
    met: int
    of: int
    doubt: int
    waived: int


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
    found = [(c, list(_breaches(docket, c, scope))) for c in docket.clauses]
    by_clause = {clause.id: breaches for clause, breaches in found}
    vacant, dropped = _vacant(docket, scope), _unplaced(scope)
    return Judgement(
        breaches=tuple(b for _, breaches in found for b in breaches),
        tiers=tuple(_tiers(docket, scope, by_clause, len(vacant) + len(dropped))),
        standings=tuple(_standing(docket, c, scope, b) for c, b in found if c.force == "target"),
        faults=tuple(_faults(docket, scope, by_clause)),
        vacant=vacant,
        unplaced=dropped,
    )


def breaches_in(docket: Docket, scope: Scope) -> Iterator[Breach]:
    """Every breach and doubt of the clauses in force, without the rest of a judgement."""
    for clause in docket.clauses:
        yield from _breaches(docket, clause, scope)


def personal_breaches(docket: Docket, scope: Scope) -> Iterator[Breach]:
    """What the clauses about single cadres say about a scope with one column a cadre, whatever
    anybody else holds."""
    for clause in docket.clauses:
        if isinstance(clause.rule, PairRule | PersonRule):
            yield from _breaches(docket, clause, scope)


def forbids(docket: Docket, breach: Breach) -> bool:
    """Whether a personal breach or doubt makes its column impossible: it is of a hard clause, and a
    doubt only about a new pair."""
    if breach.clause.force != "hard" or breach.cadre is None:
        return False
    if breach.post is None:
        return not breach.doubt
    table = docket.table
    number, post = table.cadre_number[breach.cadre.id], table.post_number[breach.post.id]
    return not breach.doubt or post not in table.before[number]


# -- breaches --------------------------------------------------------------------------------


def _breaches(docket: Docket, clause: Clause, scope: Scope) -> Iterator[Breach]:
    """Every breach and doubt of a clause in force."""
    rule = clause.rule
    if isinstance(rule, PairRule):
        yield from _pair_breaches(docket, clause, rule, scope)
    elif isinstance(rule, RowRule):
        yield from _row_breaches(docket, clause, rule, scope)


def _pair_breaches(
    docket: Docket, clause: Clause, rule: PairRule[Any], scope: Scope
) -> Iterator[Breach]:
    for said in rule.statements(docket.brief(clause, scope)):
        assert isinstance(said, Forbid | Doubt)
        doubt = isinstance(said, Doubt)
        for number, post in _happens(scope, said):
            yield Breach.of_pair(clause, docket.pair(number, post), doubt=doubt)


def _happens(scope: Scope, said: Forbid | Doubt) -> Iterator[tuple[int, int]]:
    """The pairs of a statement that are held, or given up, by the columns of the scope."""
    column_of = {c: i for i, c in enumerate(scope.cadre.tolist())}
    for cadre, post in zip(said.cadre.tolist(), said.post.tolist(), strict=True):
        held = post in scope.holdings[column_of[cadre]]
        if held == (said.when is When.HELD):
            yield cadre, post


def _row_breaches(
    docket: Docket, clause: Clause, rule: RowRule[Any], scope: Scope
) -> Iterator[Breach]:
    for rows in bounds_by_key(rule.statements(docket.brief(clause, scope))).values():
        worst = max(rows, key=lambda row: row.shortfall)
        if worst.shortfall:
            doubt = all(row.at_best.shortfall == 0 for row in rows)
            yield Breach.of_row(clause, worst, docket.table, doubt=doubt)


# -- tiers -----------------------------------------------------------------------------------


def _tiers(
    docket: Docket, scope: Scope, breaches: dict[str, list[Breach]], vacancies: int
) -> Iterator[tuple[str, int]]:
    for name in docket.policy.tiers:
        if name == "vacancies":
            yield name, vacancies
        elif name == "targets":
            yield from _targets(docket, breaches)
        elif name == "approvals":
            counted = [b for id_ in breaches for b in breaches[id_] if _needs_approval(b)]
            yield name, sum(b.count for b in counted) + int(new_combinations(scope).sum())
        elif name == "moves":
            yield name, int(scope.moves.sum())
        else:
            yield name, _preference(docket, scope)


def _preference(docket: Docket, scope: Scope) -> int:
    """The sum of all prices."""
    pricing = (c for c in docket.clauses if c.rule.priced)
    said = (s for c in pricing for s in c.rule.statements(docket.brief(c, scope)))
    return sum(int(cost.amount.sum()) for cost in said if isinstance(cost, Cost))


def _needs_approval(breach: Breach) -> bool:
    """A breach of an approval clause, or a doubt of a hard one."""
    force = breach.clause.force
    return force == "approval" or (force == "hard" and breach.doubt)


def _targets(docket: Docket, breaches: dict[str, list[Breach]]) -> Iterator[tuple[str, int]]:
    by_rank: Counter[int] = Counter()
    for clause in docket.clauses:
        if clause.force == "target":
            total = sum(b.count for b in breaches[clause.id])
            by_rank[clause.head.priority] += max(0, total - free_breaches(docket, clause))
    if len(by_rank) <= 1:
        yield "targets", sum(by_rank.values())
        return
    for n, rank in enumerate(sorted(by_rank), start=1):
        yield f"targets.{n}", by_rank[rank]


# -- how a target stands ---------------------------------------------------------------------


def _standing(docket: Docket, clause: Clause, scope: Scope, breaches: list[Breach]) -> Standing:
    rule, doubts = clause.rule, sum(b.count for b in breaches if b.doubt)
    waived = _waived(docket, clause, scope)
    if isinstance(rule, RowRule):
        brief = docket.brief(clause, scope)
        of, short = rule.judged(brief), rule.missed(brief, (b.subject for b in breaches))
        return Standing(clause, of - short, of, doubts, waived)
    assert isinstance(rule, PairRule)
    if clause.applies == "movers":
        of = sum(int(docket.listed(clause)[p]) for held in docket.table.before for p in held)
        return Standing(clause, of - len(breaches), of, doubts, waived)
    judged = judged_posts(docket, clause)
    held = [p for p in scope.entry_post.tolist() if judged[p]]
    broken = {docket.table.post_number[b.post.id] for b in breaches if b.post is not None}
    met = sum(p not in broken for p in held)
    return Standing(clause, met, int(judged.sum()), doubts, waived)


def _waived(docket: Docket, clause: Clause, scope: Scope) -> int:
    """What a waiver keeps from being a breach or a doubt, in people."""
    brief = docket.brief(clause, scope)
    if isinstance(clause.rule, PairRule):
        pairs, verdicts = clause.rule.verdicts(brief)
        return int((brief.is_waived(pairs) & (verdicts != NO)).sum())
    unwaived = docket.brief_without_waivers(clause, scope)
    return _rows_short(clause, unwaived) - _rows_short(clause, brief)


def _rows_short(clause: Clause, brief: Brief[Any]) -> int:
    rows = bounds_by_key(clause.rule.statements(brief)).values()
    return sum(max(row.shortfall for row in group) for group in rows)


# -- what is vacant, and what no plan may contain ---------------------------------------------


def _vacant(docket: Docket, scope: Scope) -> tuple[Post, ...]:
    """Required posts without a holder."""
    table = docket.table
    filled = set(scope.entry_post.tolist())
    return tuple(table.posts[p] for p in np.flatnonzero(table.required) if int(p) not in filled)


def _unplaced(scope: Scope) -> tuple[Cadre, ...]:
    """Cadres whom a closing post leaves without any."""
    return tuple(scope.table.cadres[c] for c in scope.cadre[unplaced(scope)].tolist())


def _faults(docket: Docket, scope: Scope, breaches: dict[str, list[Breach]]) -> Iterator[str]:
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
            allowed = set(_happens(scope, counted_doubts(scope, said)))
            for cadre, post in _happens(scope, said):
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
