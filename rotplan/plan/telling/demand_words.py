"""Each demand of a plan in words."""

from typing import assert_never

from rotplan.language.words import Words
from rotplan.plan.telling.decision_words import decision_words
from rotplan.planning.conflict.demands import Member
from rotplan.policy.docket import Docket

_NOBODY_DROPPED = Words(
    "ai đang giữ chức thì sau đợt vẫn có chức", "whoever holds a post holds one afterwards"
)
_ONE_MOVE = Words("không quá 1 người chuyển", "no more than 1 cadre moves")
_MOVES = Words("không quá {most} người chuyển", "no more than {most} cadres move")


def demand_words(docket: Docket, member: Member) -> Words:
    """A principle, the title of a clause, a cap or a decision."""
    if member.kind == "structure":
        return _NOBODY_DROPPED
    if member.kind == "clause":
        assert member.clause is not None
        return member.clause.title
    if member.kind == "decision":
        assert member.decision is not None
        return decision_words(docket, member.decision)
    if member.kind == "cap":
        return (_ONE_MOVE if member.cap == 1 else _MOVES).format(most=member.cap)
    assert_never(member.kind)
