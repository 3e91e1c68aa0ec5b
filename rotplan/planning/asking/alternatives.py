"""Other plans beside the best: each the best that is left, and among equals the most different."""

from dataclasses import dataclass

from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.program.other_plans import Comparison, Plan
from rotplan.planning.solving.solve_again import AS_IT_IS, Impossible, Replanned, Unanswered


@dataclass(frozen=True)
class Alternative:
    """`different`: how many cadres hold what they hold in no plan before it."""

    found: Replanned
    different: int


@dataclass(frozen=True)
class Alternatives:
    """In order; `ended` says why there are no more than these, if fewer were found than asked."""

    plans: tuple[Alternative, ...]
    ended: Impossible | Unanswered | None


def alternatives(asking: Questioner, most: int) -> Alternatives:
    """Up to so many plans, none of them this one or each other."""
    before: tuple[Plan, ...] = (asking.plan,)
    plans: list[Alternative] = []
    while len(plans) < most:
        found = asking.again.ask(AS_IT_IS, Comparison(unlike=before, far=before))
        if not isinstance(found, Replanned):
            return Alternatives(tuple(plans), found)
        known = {pair for plan in before for pair in plan}
        different = sum(pair not in known for pair in found.plan)
        plans.append(Alternative(found, different))
        before = (*before, found.plan)
    return Alternatives(tuple(plans), None)
