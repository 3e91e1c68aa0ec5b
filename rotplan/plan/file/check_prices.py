"""The prices that a plan file states: figures, held against what the plan itself comes to.

The sentences are said again from the figures. That the plans behind them could not be better takes
a solver, and is listed as unchecked.
"""

from rotplan.plan.file.answer_checks import refuse_answer, told_points
from rotplan.plan.file.checked_plan import SOLVER, CheckedPlan
from rotplan.plan.file.point_json import ToldPoint
from rotplan.plan.telling import price_points
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.difference import Change, Weighed, by_rank, counts_unplaced
from rotplan.planning.asking.prices import priced
from rotplan.planning.conflict.demands import Member
from rotplan.planning.proof.judged_plan import Arrangement


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
            refuse_answer(case, "prices", n)
            return
        told.append(found)
        seen += _ids(point)
    if sorted(seen) != sorted(known):
        refuse_answer(case, "prices", len(stated) - 1)
        return
    case.compare("prices", told_points(told))


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
        return price_points.free_point(base.docket, concerned)
    if point.kind == "unanswered":
        return price_points.unanswered_point(base.docket, concerned)
    changed, proved = _changes(base, point), point.facts.get("proved")
    if point.kind != "price" or not changed or not isinstance(proved, bool):
        return None
    return price_points.price_point(base.docket, concerned[0], changed, proved=proved)


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
