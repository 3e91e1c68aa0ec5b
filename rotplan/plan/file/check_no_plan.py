"""What a plan file says in place of a plan: what stands in the way, and what would help.

Its ids are looked up in the docket, its counts counted, its sentences said again from its figures.
That those demands exclude each other, and that a repair suffices, takes a solver: it is listed as
unchecked. Nothing is solved here, but the words stand beside the questions, and those beside the
solvers: this is imported only for files that say any of it.
"""

from typing import Any, assert_never

from rotplan.language.words import Words
from rotplan.plan.file.answer_checks import refuse_answer, told_points
from rotplan.plan.file.check_alternatives import check_alternatives
from rotplan.plan.file.check_frontier import check_frontier
from rotplan.plan.file.check_prices import check_prices
from rotplan.plan.file.checked_plan import CheckedPlan
from rotplan.plan.file.point_json import ToldPoint, told_point
from rotplan.plan.file.write_plan import told_member
from rotplan.plan.telling import conflict_points, repair_points
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.plan_value_words import blank
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.difference import BreachKey, by_rank
from rotplan.planning.asking.repairs import RepairKind, new_posts
from rotplan.planning.conflict.conflict import can_exempt, hard_demands
from rotplan.planning.conflict.demands import members
from rotplan.planning.program.other_plans import ALONE
from rotplan.planning.program.program import Demands
from rotplan.policy.docket import Docket
from rotplan.roster.records import Cadre

_NOTHING_SUCH = Words("mục {n}: đợt này không có «{id}»", "entry {n}: this round has no '{id}'")
_KINDS: dict[str, RepairKind] = {
    "repair-waive": "waive",
    "repair-drop": "drop",
    "repair-cap": "cap",
    "repair-open": "open",
}


def check_answered(case: CheckedPlan, account: Account | None) -> None:
    """Everything said beside a plan or in place of one."""
    if case.plan.status == "infeasible":
        _conflict(case)
        _repairs(case)
    check_frontier(case)
    if account is not None:
        check_alternatives(case, account.arrangement)
        check_prices(case, account.arrangement)


# -- conflict --------------------------------------------------------------------------------


def _conflict(case: CheckedPlan) -> None:
    """Each member a demand of this docket, in its words and their order."""
    stated = {(member.kind, member.id) for member in case.plan.conflict}
    known = {(member.kind, member.id): member for member in members(case.docket)}
    for n, member in enumerate(case.plan.conflict):
        if (member.kind, member.id) not in known:
            what = _NOTHING_SUCH.format(n=n + 1, id=f"{member.kind} {member.id}")
            case.say("plan-answer", "conflict", n, "id", key="conflict", what=what)
            return
    told = [told_member(case.docket, member) for pair, member in known.items() if pair in stated]
    case.compare("conflict", told)
    _counted(case, _demands(case.docket, stated))


def _demands(docket: Docket, stated: set[tuple[Any, str]]) -> Demands:
    """Just the demands that a file names."""
    asked = hard_demands(docket, ALONE)
    for member in members(docket):
        if (member.kind, member.id) not in stated:
            asked = member.without(asked)
    return asked


def _counted(case: CheckedPlan, asked: Demands) -> None:
    """Cadres against posts are counted again; moves and rows at the least take a solver."""
    stated = case.plan.shortages
    heads = [n for n, point in enumerate(stated) if "cadres" in point.facts]
    found = conflict_points.homeless_points(case.docket, asked)
    case.compare("shortages", told_points(found), heads)
    for n in sorted(set(range(len(stated))) - set(heads)):
        if not _may_be_counted(case, stated[n]):
            refuse_answer(case, "shortages", n)


def _may_be_counted(case: CheckedPlan, point: ToldPoint) -> bool:
    """Whether a count is of a kind that only a solver can make: moves, or rows broken."""
    if point.parts or point.kind != "countable" or point.cadre or point.post or point.place:
        return False
    named = {(member.kind, member.id) for member in case.plan.conflict}
    if point.clause is not None:
        return ("clause", point.clause) in named and not point.facts
    moves, most = point.facts.get("moves"), case.docket.roster.round.max_moves
    if type(moves) is not int or most is None or moves <= most or point.facts.keys() != {"moves"}:
        return False
    fewest = told_point(conflict_points.fewest_point(case.docket, moves), places=False)
    same = point.text == fewest.text or not case.taken.same_version
    return ("cap", "max_moves") in named and same


# -- repairs ---------------------------------------------------------------------------------


def _repairs(case: CheckedPlan) -> None:
    """Each one a thing that can be done here, said as rotplan says it of the values it states."""
    told: list[Point] = []
    for n, stated in enumerate(case.plan.repairs):
        point = _repair(case, n + 1, stated)
        if point is None:
            refuse_answer(case, "repairs", n)
            return
        told.append(point)
    case.compare("repairs", told_points(told))


def _repair(case: CheckedPlan, number: int, stated: ToldPoint) -> Point | None:
    """The point as rotplan would tell it; nothing where there is no such repair."""
    docket, last = case.docket, number == len(case.plan.repairs)
    if stated.kind in ("no-repair", "open", "more"):
        return _closing(stated) if last or stated.kind == "more" else None
    kind, ids, cap = _KINDS.get(stated.kind), stated.facts.get("ids"), stated.facts.get("cap")
    values = _values(docket, stated)
    if kind is None or values is None or not isinstance(ids, list) or not ids:
        return None
    cadre = docket.roster.cadre_of.get(stated.cadre or "")
    posts = {post.id: post for post in new_posts(docket)}
    if not _can_be_done(case, kind, ids, cadre, cap):
        return None
    whole = cap if type(cap) is int else None
    opened = tuple(posts[id_] for id_ in ids) if kind == "open" else ()
    return repair_points.repair_point(
        docket, number, repair_points.Done(kind, tuple(ids), cadre, whole, opened), values
    )


def _closing(stated: ToldPoint) -> Point | None:
    """What stands behind the repairs."""
    if stated.kind == "more":
        count = next((word for word in stated.text.en.split() if word.isdecimal()), "")
        return repair_points.more_repairs(int(count)) if 0 < len(count) < 10 else None
    return repair_points.NO_REPAIR if stated.kind == "no-repair" else repair_points.NOT_ALL_TRIED


def _can_be_done(
    case: CheckedPlan, kind: RepairKind, ids: list[str], cadre: Cadre | None, cap: object
) -> bool:
    """Whether a repair breaks the conflict that the file tells, or opens a post of this round."""
    named = {(member.kind, member.id) for member in case.plan.conflict}
    most = case.docket.roster.round.max_moves
    if kind == "open":
        known = {post.id for post in new_posts(case.docket)}
        return set(ids) <= known and len(set(ids)) == len(ids) and cap is None
    if kind == "cap":
        raised = type(cap) is int and most is not None and cap > most
        return raised and ids == ["max_moves"] and ("cap", "max_moves") in named
    if len(ids) != 1 or cap is not None:
        return False
    if kind == "drop":
        return ("decision", ids[0]) in named
    if kind == "waive":
        clauses = [m for m in members(case.docket) if m.id == ids[0] and m.kind == "clause"]
        exempt = any(can_exempt(member) for member in clauses)
        return exempt and cadre is not None and ("clause", ids[0]) in named
    assert_never(kind)


def _values(docket: Docket, stated: ToldPoint) -> dict[BreachKey, int] | None:
    """What a plan comes to, tier by tier, as the facts of a point state it."""
    keys = by_rank(blank(docket))
    found = {key: stated.facts.get(_name(key)) for key in keys}
    names = {"ids", "cap", *map(_name, keys)}
    values = {key: value for key, value in found.items() if type(value) is int}
    return values if len(values) == len(keys) and stated.facts.keys() == names else None


def _name(key: BreachKey) -> str:
    tier, rank = key
    return f"{tier}.{rank}" if rank else tier
