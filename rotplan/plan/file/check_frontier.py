"""The frontier of moves that a plan file states: figures, held against each other and the plan.

That no stretch could be better takes a solver, and is listed as unchecked.
"""

from typing import Any

from rotplan.language.words import Words
from rotplan.plan.file.answer_checks import answer_found, refuse_answer, told_points
from rotplan.plan.file.checked_plan import SOLVER, CheckedPlan
from rotplan.plan.file.point_json import ToldPoint
from rotplan.plan.telling import frontier_points
from rotplan.planning.asking.frontier import Stretch
from rotplan.planning.program.other_plans import ALONE
from rotplan.planning.proof.judge import Judgement
from rotplan.planning.proof.target_standings import Standing
from rotplan.planning.solving.solve_again import Impossible, Replanned, Unanswered
from rotplan.policy.docket import Docket

_ELSE = Words("mục {n} không hợp với phương án", "entry {n} does not go with the plan")


def check_frontier(case: CheckedPlan) -> None:
    """Stretches that adjoin from no move up, each said by its figures, one of them of the plan."""
    stated = case.plan.frontier
    if not stated:
        return
    case.leave(SOLVER, "frontier")
    stretches: list[Stretch] = []
    ends = len(stated) - 1 if stated[-1].kind == "no-more" else len(stated)
    for n, point in enumerate(stated[:ends]):
        stretch = _stretch(case.docket, point)
        adjoins = stretch is not None and stretch.first == _next(stretches)
        if stretch is None or not adjoins or (stretch.last is None and n < ends - 1):
            refuse_answer(case, "frontier", n)
            return
        if not _goes_with(case, stretch):
            refuse_answer(case, "frontier", n, _ELSE)
            return
        stretches.append(stretch)
    if not stretches or stretches[-1].last is not None:
        refuse_answer(case, "frontier", ends - 1)
        return
    case.compare("frontier", told_points(frontier_points.points_of(tuple(stretches))))


def _next(stretches: list[Stretch]) -> int:
    """How many moves the next stretch begins with."""
    last = stretches[-1].last if stretches else -1
    return -1 if last is None else last + 1


def _stretch(docket: Docket, point: ToldPoint) -> Stretch | None:
    """A stretch by the figures of a point; nothing where they are not those of one."""
    facts = point.facts
    first, last, proved = facts.get("from"), facts.get("to"), facts.get("proved")
    if type(first) is not int or not (last is None or type(last) is int):
        return None
    if last is not None and last < first:
        return None
    if facts.get("plan") is not True:
        return Stretch(first, last, Impossible(docket, ALONE) if proved else Unanswered())
    after = _judgement(docket, facts)
    if after is None or not isinstance(proved, bool):
        return None
    moves = dict(after.tiers)["moves"]
    found = Stretch(first, last, answer_found(docket, {}, after, proved))
    return found if moves == first or (not proved and moves <= first) else None


def _judgement(docket: Docket, facts: dict[str, Any]) -> Judgement | None:
    """What a plan amounts to, as far as a point says it."""
    clauses = [clause for clause in docket.clauses if clause.force == "target"]
    sides = [f"{clause.id}.{side}" for clause in clauses for side in ("met", "of")]
    if any(type(facts.get(name)) is not int for name in (*docket.tier_names, *sides)):
        return None
    tiers = tuple((name, facts[name]) for name in docket.tier_names)
    standings = tuple(Standing(c, facts[f"{c.id}.met"], facts[f"{c.id}.of"], 0, 0) for c in clauses)
    return Judgement((), tiers, standings, (), (), ())


def _goes_with(case: CheckedPlan, stretch: Stretch) -> bool:
    """Whether what is proved of the plan's own cap is what the plan itself comes to."""
    cap = case.plan.asked.max_moves
    within = stretch.first <= cap if cap is not None else stretch.last is None
    if not (within and (cap is None or stretch.last is None or cap <= stretch.last)):
        return True
    if not stretch.proved or case.plan.status in ("feasible", "undecided"):
        return True
    if not isinstance(stretch.found, Replanned):
        return case.plan.status == "infeasible"
    mine = tuple((tier.name, tier.value) for tier in case.plan.tiers)
    return stretch.found.after.tiers == mine
