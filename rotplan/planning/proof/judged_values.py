"""What judged holdings come to in each tier, counted from breaches, not from columns."""

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from rotplan.objective.tiers import ranked
from rotplan.planning.program.columns import new_combinations
from rotplan.planning.program.shared_counts import free_breaches
from rotplan.policy.breach import Breach
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.statements import Cost


def tier_values(
    docket: Docket, scope: Scope, breaches: dict[str, list[Breach]], vacancies: int
) -> Iterator[tuple[str, int]]:
    """Every tier as a plan lists it; `breaches` by clause, `vacancies` with unplaced cadres."""
    for tier in docket.policy.tiers:
        match tier:
            case "vacancies":
                yield tier, vacancies
            case "targets":
                yield from _targets(docket, breaches)
            case "approvals":
                counted = [b for id_ in breaches for b in breaches[id_] if needs_approval(b)]
                yield tier, sum(b.count for b in counted) + int(new_combinations(scope).sum())
            case "moves":
                yield tier, int(scope.moves.sum())
            case "preference":
                yield tier, _preference(docket, scope)
            case _:
                assert_never(tier)


def _preference(docket: Docket, scope: Scope) -> int:
    """The sum of all prices."""
    pricing = (c for c in docket.clauses if c.rule.priced)
    said = (s for c in pricing for s in c.rule.statements(docket.brief(c, scope)))
    return sum(int(cost.amount.sum()) for cost in said if isinstance(cost, Cost))


def needs_approval(breach: Breach) -> bool:
    """A breach of an approval clause, or a doubt of a hard one."""
    force = breach.clause.force
    return force == "approval" or (force == "hard" and breach.doubt)


def _targets(docket: Docket, breaches: dict[str, list[Breach]]) -> Iterator[tuple[str, int]]:
    by_rank: Counter[int] = Counter()
    for clause in docket.clauses:
        if clause.force == "target":
            total = sum(b.count for b in breaches[clause.id])
            by_rank[clause.head.priority] += max(0, total - free_breaches(docket, clause))
    ranks = sorted(by_rank)
    for tier in ranked("targets", ranks):
        yield str(tier), sum(by_rank.values()) if tier.n is None else by_rank[ranks[tier.n - 1]]
