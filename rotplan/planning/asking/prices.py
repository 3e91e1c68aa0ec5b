"""The price of each clause, decision and cap: what setting it alone aside would save."""

from dataclasses import dataclass

from rotplan.planning.conflict.demands import Member, members
from rotplan.planning.solving.solve_again import AS_IT_IS, Again, AgainOutcome
from rotplan.policy.docket import Docket


@dataclass(frozen=True)
class Price:
    """The best plan without one demand."""

    member: Member
    found: AgainOutcome


def prices(again: Again) -> tuple[Price, ...]:
    """One for each demand that can be set aside, in their fixed order."""
    return tuple(
        Price(member, again.ask(member.suppose or AS_IT_IS)) for member in priced(again.docket)
    )


def priced(docket: Docket) -> tuple[Member, ...]:
    """The demands that can be set aside, in their fixed order."""
    return tuple(
        member
        for member in members(docket, soft=True)
        if member.suppose is not None and not (member.clause and member.clause.rule.priced)
    )
