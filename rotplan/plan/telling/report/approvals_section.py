"""For the competent level to decide: breaches it may allow, missing facts, posts newly joined."""

from collections.abc import Iterator
from itertools import groupby

from rotplan.plan.telling.long_lists import MOST_ITEMS
from rotplan.plan.telling.moves import Move
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.names_in_sentences import holding_words
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.report_sentences import (
    and_more_items,
    basis_point,
    breach_point,
    say,
)
from rotplan.planning.proof.judged_values import needs_approval
from rotplan.policy.breach import Breach
from rotplan.policy.clause import Clause
from rotplan.policy.docket import Docket


def approval_points(account: Account) -> Iterator[Point]:
    """By clause, then the posts newly held together."""
    made = account.arrangement
    needed = [b for b in made.after.breaches if needs_approval(b)]
    joint = [m for m in account.moves if len(m.after) > 1 and not set(m.after) <= set(m.before)]
    if not needed and not joint:
        return
    count = sum(b.count for b in needed) + len(joint)
    groups = groupby(needed, key=lambda b: b.clause)
    told = [_of_clause(clause, list(breaches)) for clause, breaches in groups]
    if joint:
        told.append(_joint(made.docket, joint))
    yield Point("approvals", say("approvals", count=count), tuple(told), facts=(("count", count),))


def _of_clause(clause: Clause, breaches: list[Breach]) -> Point:
    told = tuple(breach_point("for-approval", b) for b in breaches[:MOST_ITEMS])
    parts = (basis_point(clause), *told, *and_more_items(len(breaches)))
    return Point("approval-clause", clause.title, parts, clause=clause.id)


def _joint(docket: Docket, joint: list[Move]) -> Point:
    told = tuple(_held_together(docket, move) for move in joint[:MOST_ITEMS])
    return Point("joint-posts", say("joint-group"), (*told, *and_more_items(len(joint))))


def _held_together(docket: Docket, move: Move) -> Point:
    cadre, posts = move.cadre, tuple(post.id for post in move.after)
    words = say("joint", name=cadre.name, id=cadre.id, posts=holding_words(docket, posts))
    return Point("held-together", words, cadre=cadre.id, facts=(("posts", posts),))
