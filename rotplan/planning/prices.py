"""The price of each clause, decision and cap: what setting it alone aside would save."""

from dataclasses import dataclass

from rotplan.planning.again import AS_IT_IS, Again, Outcome
from rotplan.planning.members import Member, members
from rotplan.policy.docket import Docket


@dataclass(frozen=True)
class Price:
    """The best plan without one demand."""

    member: Member
    found: Outcome


def prices(again: Again) -> tuple[Price, ...]:
    """One for each demand that can be set aside, in their fixed order."""
    asked = [m for m in members(again.docket, soft=True) if m.suppose is not None]
    return tuple(Price(m, again.ask(m.suppose or AS_IT_IS)) for m in asked)


def demanding(docket: Docket) -> int:
    """How many questions `prices` puts."""
    return sum(m.suppose is not None for m in members(docket, soft=True))
