"""What the checks of a plan file's answers share: to refuse one, to tell it, to take it in."""

from collections.abc import Iterable
from typing import Any

from rotplan.language.words import Words
from rotplan.plan.file.checked_plan import CheckedPlan
from rotplan.plan.file.point_json import ToldPoint, told_point
from rotplan.plan.telling.point import Point
from rotplan.planning.proof.judge import Judgement
from rotplan.planning.solving.lexicographic import TierResult
from rotplan.planning.solving.solve_again import Replanned
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding

_UNFIT = Words("mục {n} không thể có như vậy", "entry {n} cannot be so")


def refuse_answer(case: CheckedPlan, key: str, n: int, words: Words = _UNFIT) -> None:
    """Say of entry `n` (from 0) of an answer why it cannot stand there."""
    case.say("plan-answer", key, n, key=key, what=words.format(n=n + 1))


def told_points(points: Iterable[Point]) -> list[ToldPoint]:
    """Points as a plan file has them."""
    return [told_point(point, places=False) for point in points]


def answer_found(
    docket: Docket, holdings: dict[int, Holding], after: Judgement, proved: Any
) -> Replanned:
    """A plan as an answer holds it; `proved` is what a file says of it."""
    tiers = tuple(TierResult(name, value, value if proved else None) for name, value in after.tiers)
    return Replanned(docket, holdings, tiers, after)
