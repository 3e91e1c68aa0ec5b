"""The alternatives that a plan file states: their holdings are judged anew.

That no better ones are left out takes a solver, and is listed as unchecked.
"""

from rotplan.language.words import Words
from rotplan.plan.file.answer_checks import answer_found, refuse_answer, told_points
from rotplan.plan.file.checked_plan import SOLVER, CheckedPlan
from rotplan.plan.file.point_json import ToldPoint
from rotplan.plan.telling import alternative_points
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.alternatives import Alternative
from rotplan.planning.asking.difference import Weighed, weight
from rotplan.planning.program.columns import scope_of
from rotplan.planning.program.other_plans import Plan
from rotplan.planning.proof.judge import judge
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.planning.solving.solve_again import as_plan
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding

_BETTER = Words("mục {n} tốt hơn chính phương án", "entry {n} is better than the plan itself")


def check_alternatives(case: CheckedPlan, base: Arrangement) -> None:
    """Each one a plan, another than those before it, and as good as the file says."""
    stated = case.plan.alternatives
    if not stated:
        return
    case.leave(SOLVER, "alternatives")
    before: tuple[Plan, ...] = (as_plan(base.docket, base.holdings),)
    told: list[Point] = []
    for n, point in enumerate(stated):
        if point.kind == "no-more" and n == len(stated) - 1:
            said = point.text == told_points([alternative_points.NO_TIME])[0].text
            told.append(alternative_points.NO_TIME if said else alternative_points.NO_MORE)
            continue
        plan = _alternative(base.docket, point, before)
        if plan is None:
            refuse_answer(case, "alternatives", n)
            return
        mine = weight(Weighed(base.docket, base.after))
        if base.optimal and weight(Weighed(base.docket, plan.found.after)) < mine:
            refuse_answer(case, "alternatives", n, _BETTER)
            return
        before = (*before, plan.found.plan)
        told.append(alternative_points.alternative_point(base, n + 2, plan))
    case.compare("alternatives", told_points(told))


def _alternative(docket: Docket, point: ToldPoint, before: tuple[Plan, ...]) -> Alternative | None:
    """The plan whose holdings a point states; nothing where it is none, or not another one."""
    holdings, proved = _holdings(docket, point.facts.get("holdings")), point.facts.get("proved")
    if holdings is None or not isinstance(proved, bool):
        return None
    after = judge(docket, scope_of(docket, holdings))
    found = answer_found(docket, holdings, after, proved)
    if after.faults or found.plan in before:
        return None
    known = {pair for plan in before for pair in plan}
    return Alternative(found, sum(pair not in known for pair in found.plan))


def _holdings(docket: Docket, stated: object) -> dict[int, Holding] | None:
    """Each planned post with its cadre, as `post=cadre`, in the order of the posts."""
    planned, table = sorted(docket.roster.planned), docket.table
    if not isinstance(stated, list) or len(stated) != len(planned):
        return None
    held: dict[int, list[int]] = {}
    for post, entry in zip(planned, stated, strict=True):
        cadre = entry.removeprefix(f"{post}=")
        if not entry.startswith(f"{post}=") or (cadre and cadre not in table.cadre_number):
            return None
        if cadre:
            held.setdefault(table.cadre_number[cadre], []).append(table.post_number[post])
    return {number: tuple(sorted(posts)) for number, posts in held.items()}
