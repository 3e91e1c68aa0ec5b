"""What may be asked beside a plan: frontier, prices, other plans; without a plan, repairs."""

from dataclasses import dataclass

from rotplan.language.words import Words
from rotplan.plan.telling.alternative_points import other_points
from rotplan.plan.telling.frontier_points import reach_points
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.price_points import price_points
from rotplan.plan.telling.repair_points import repair_points
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.asking.repairs import repairs
from rotplan.planning.conflict.conflict import Conflict
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Answer, NoAnswer, NoPlan
from rotplan.planning.solving.solve_again import Again


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for beside the plan."""

    frontier: bool = False
    prices: bool = False
    alternatives: int = 0


@dataclass(frozen=True)
class Further:
    """The answers, each under its heading; what was not asked is missing."""

    frontier: Point | None = None
    prices: Point | None = None
    alternatives: Point | None = None
    repairs: Point | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        every = (self.repairs, self.alternatives, self.frontier, self.prices)
        return tuple(point for point in every if point is not None)


NOTHING_ASKED = Further()
_FRONTIER = Words(
    "Cho chuyển bao nhiêu người thì đạt được gì", "What each number of moves can reach"
)
_PRICES = Words(
    "Mỗi quy định, quyết định phải trả giá bằng gì", "What each clause and decision costs"
)
_OTHERS = Words("Phương án khác", "Other plans")
_REPAIRS = Words(
    "Hướng tháo gỡ, từ ít ảnh hưởng đến nhiều (mỗi hướng đã tính lại toàn bộ)",
    "Repairs, the cheapest first (each one solved again)",
)


def repairs_told(again: Again, conflict: Conflict) -> Point:
    """What would make an impossible docket possible."""
    mended = repair_points(again.docket, repairs(again, conflict))
    return Point("repairs", _REPAIRS, mended)


def further(answer: Answer, wanted: Wanted, budget: Budget) -> Further:
    """Everything that is wanted of an answer and can be asked of it."""
    again = Again(answer.docket, budget)
    reach = Point("frontier", _FRONTIER, reach_points(again)) if wanted.frontier else None
    if isinstance(answer, NoPlan):
        return Further(frontier=reach, repairs=repairs_told(again, answer.conflict))
    if isinstance(answer, NoAnswer):
        return Further(frontier=reach)
    asking = Questioner(answer, again)
    others = other_points(asking, wanted.alternatives) if wanted.alternatives else ()
    return Further(
        frontier=reach,
        prices=Point("prices", _PRICES, price_points(asking)) if wanted.prices else None,
        alternatives=Point("alternatives", _OTHERS, others) if others else None,
    )
