"""What may be asked beside a plan: frontier, prices, other plans; without a plan, repairs."""

from dataclasses import dataclass

from rotplan.plan.telling.alternative_points import other_points
from rotplan.plan.telling.frontier_points import reach_points
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.price_points import price_points
from rotplan.plan.telling.repair_points import repair_points
from rotplan.plan.telling.report.besides_headings import asked_besides
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
    """The answers, each under its heading; what was not asked, or has none, is missing."""

    frontier: Point | None = None
    prices: Point | None = None
    alternatives: Point | None = None
    repairs: Point | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        every = (self.repairs, self.alternatives, self.frontier, self.prices)
        return tuple(point for point in every if point is not None)


NOTHING_ASKED = Further()


def repairs_told(again: Again, conflict: Conflict) -> Point:
    """What would make an impossible docket possible."""
    mended = repair_points(again.docket, repairs(again, conflict))
    return asked_besides("repairs", mended)


def further(answer: Answer, wanted: Wanted, budget: Budget) -> Further:
    """Everything that is wanted of an answer and can be asked of it."""
    again = Again(answer.docket, budget)
    reach = asked_besides("frontier", reach_points(again)) if wanted.frontier else None
    if isinstance(answer, NoPlan):
        return Further(frontier=reach, repairs=repairs_told(again, answer.conflict))
    if isinstance(answer, NoAnswer):
        return Further(frontier=reach)
    asking = Questioner(answer, again)
    others = other_points(asking, wanted.alternatives) if wanted.alternatives else ()
    costs = price_points(asking) if wanted.prices else ()
    return Further(
        frontier=reach,
        prices=asked_besides("prices", costs) if costs else None,
        alternatives=asked_besides("alternatives", others) if others else None,
    )
