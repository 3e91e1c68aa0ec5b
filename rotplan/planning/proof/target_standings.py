"""How target clauses stand: how many of the seats they judge are met."""

from dataclasses import dataclass
from typing import Any

from rotplan.planning.program.shared_counts import judged_posts
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket
from rotplan.rules.kit.rule import Brief, PairRule, RowRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import bounds_by_key
from rotplan.rules.kit.three_valued import NO


@dataclass(frozen=True)
class Standing:
    """How a clause stands: `of` seats (or units, ties, pairs) judged, `met` without a breach."""

    clause: Clause
    met: int
    of: int
    doubt: int
    waived: int


def standing(docket: Docket, clause: Clause, scope: Scope, breaches: list[Breach]) -> Standing:
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
