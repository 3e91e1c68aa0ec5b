"""What a plan file says of other plans: alternatives, the frontier of moves, prices.

The holdings of an alternative are judged anew; of the others only figures stand in the file, which
are held against each other and against the plan. The sentences are said again from the figures.
That none of these plans could be better takes a solver, and is listed as unchecked.
"""

from collections.abc import Sequence
from typing import Any

from rotplan.language.words import Words
from rotplan.plan.file.checked_plan import SOLVER, CheckedPlan
from rotplan.plan.file.point_json import ToldPoint, told_point
from rotplan.plan.telling import alternative_points, frontier_points, price_points
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.alternatives import Alternative
from rotplan.planning.asking.difference import (
    Change,
    Weighed,
    by_rank,
    counts_unplaced,
    weight,
)
from rotplan.planning.asking.frontier import Stretch
from rotplan.planning.asking.prices import priced
from rotplan.planning.conflict.demands import Member
from rotplan.planning.program.columns import scope_of
from rotplan.planning.program.other_plans import ALONE, Plan
from rotplan.planning.proof.judge import Judgement, judge
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.planning.proof.standings import Standing
from rotplan.planning.solving.solve_again import Impossible, Replanned, Unanswered, as_plan
from rotplan.planning.solving.tiers import TierResult
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding

_UNFIT = Words("mục {n} không thể có như vậy", "entry {n} cannot be so")
_BETTER = Words("mục {n} tốt hơn chính phương án", "entry {n} is better than the plan itself")
_ELSE = Words("mục {n} không hợp với phương án", "entry {n} does not go with the plan")


def _refuse(case: CheckedPlan, key: str, n: int, words: Words = _UNFIT) -> None:
    case.say("plan-answer", key, n, key=key, what=words.format(n=n + 1))


def _told(points: Sequence[Point]) -> list[ToldPoint]:
    return [told_point(point, places=False) for point in points]


def _found(
    docket: Docket, holdings: dict[int, Holding], after: Judgement, proved: Any
) -> Replanned:
    """A plan as an answer holds it; `proved` is what a file says of it."""
    tiers = tuple(TierResult(name, value, value if proved else None) for name, value in after.tiers)
    return Replanned(docket, holdings, tiers, after)


# -- alternatives ----------------------------------------------------------------------------


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
            said = point.text == _told([alternative_points.NO_TIME])[0].text
            told.append(alternative_points.NO_TIME if said else alternative_points.NO_MORE)
            continue
        plan = _alternative(base.docket, point, before)
        if plan is None:
            _refuse(case, "alternatives", n)
            return
        mine = weight(Weighed(base.docket, base.after))
        if base.optimal and weight(Weighed(base.docket, plan.found.after)) < mine:
            _refuse(case, "alternatives", n, _BETTER)
            return
        before = (*before, plan.found.plan)
        told.append(alternative_points.alternative_point(base, n + 2, plan))
    case.compare("alternatives", _told(told))


def _alternative(docket: Docket, point: ToldPoint, before: tuple[Plan, ...]) -> Alternative | None:
    """The plan whose holdings a point states; nothing where it is none, or not another one."""
    holdings, proved = _holdings(docket, point.facts.get("holdings")), point.facts.get("proved")
    if holdings is None or not isinstance(proved, bool):
        return None
    after = judge(docket, scope_of(docket, holdings))
    found = _found(docket, holdings, after, proved)
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


# -- frontier --------------------------------------------------------------------------------


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
            _refuse(case, "frontier", n)
            return
        if not _goes_with(case, stretch):
            _refuse(case, "frontier", n, _ELSE)
            return
        stretches.append(stretch)
    if not stretches or stretches[-1].last is not None:
        _refuse(case, "frontier", ends - 1)
        return
    case.compare("frontier", _told(frontier_points.points_of(tuple(stretches))))


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
    found = Stretch(first, last, _found(docket, {}, after, proved))
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


# -- prices ----------------------------------------------------------------------------------


def check_prices(case: CheckedPlan, base: Arrangement) -> None:
    """Each demand once, its figures those of the plan before, said as rotplan says them."""
    stated = case.plan.prices
    if not stated:
        return
    case.leave(SOLVER, "prices")
    known = {member.id: member for member in priced(base.docket)}
    told: list[Point] = []
    seen: list[str] = []
    for n, point in enumerate(stated):
        found = _price(base, known, point)
        if found is None:
            _refuse(case, "prices", n)
            return
        told.append(found)
        seen += _ids(point)
    if sorted(seen) != sorted(known):
        _refuse(case, "prices", len(stated) - 1)
        return
    case.compare("prices", _told(told))


def _ids(point: ToldPoint) -> list[str]:
    ids = [point.facts.get("id")] if point.kind == "price" else point.facts.get("ids")
    return [id_ for id_ in ids if isinstance(id_, str)] if isinstance(ids, list) else []


def _price(base: Arrangement, known: dict[str, Member], point: ToldPoint) -> Point | None:
    """The point as rotplan tells it; nothing where it cannot."""
    ids = _ids(point)
    if not ids or not set(ids) <= known.keys():
        return None
    concerned = [known[id_] for id_ in ids]
    if point.kind == "free":
        return price_points.free_point(concerned)
    if point.kind == "unanswered":
        return price_points.unanswered_point(concerned)
    changed, proved = _changes(base, point), point.facts.get("proved")
    if point.kind != "price" or not changed or not isinstance(proved, bool):
        return None
    return price_points.price_point(concerned[0], changed, proved=proved)


def _changes(base: Arrangement, point: ToldPoint) -> list[Change] | None:
    """The changes that a point states, from what the plan itself comes to."""
    named = [name for name in point.facts if name not in ("id", "proved")]
    changed: list[Change] = []
    for name in (name.removesuffix(".before") for name in named if name.endswith(".before")):
        before, after = point.facts[f"{name}.before"], point.facts.get(f"{name}.after")
        change = _change(base, name, before, after)
        if change is None:
            return None
        changed.append(change)
    return changed if len(named) == 2 * len(changed) else None


def _change(base: Arrangement, name: str, before: object, after: object) -> Change | None:
    if type(before) is not int or type(after) is not int or before == after:
        return None
    for standing in base.after.standings:
        if standing.clause.id == name:
            change = Change("targets", before, after, standing.clause, standing.of)
            return change if before == standing.met else None
    held = by_rank(Weighed(base.docket, base.after)).items()
    tier = next((tier for (tier, _), value in held if tier == name and value == before), None)
    if tier is None:
        return None
    mixed = tier == "vacancies" and counts_unplaced(base.docket)
    return Change(tier, before, after, mixed=mixed)
