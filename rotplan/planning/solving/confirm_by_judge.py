"""A plan of the solvers judged by who has no solver: it is believed only where both agree."""

from rotplan.planning.program.columns import scope_of
from rotplan.planning.proof.judge import Judgement, judge
from rotplan.planning.solving.lexicographic import TierResult
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding


class DisagreementError(Exception):
    """The judge or the second solver does not confirm what the first solver said: a bug."""


def confirmed(
    docket: Docket, holdings: dict[int, Holding], tiers: tuple[TierResult, ...]
) -> Judgement:
    """A plan judged from a fresh compile, without a solver.

    Raises DisagreementError where the judge does not agree.
    """
    after = judge(docket, scope_of(docket, holdings))
    if after.faults:
        raise DisagreementError("; ".join(after.faults))
    claimed = tuple((tier.name, tier.value) for tier in tiers)
    if after.tiers != claimed:
        raise DisagreementError(f"the solver says {claimed}, the judge {after.tiers}")
    return after
