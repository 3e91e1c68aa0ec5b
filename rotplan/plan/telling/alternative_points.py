"""Other plans beside the best one, told: how good each is, and who is placed otherwise."""

from rotplan.language.words import Words
from rotplan.plan.telling.difference_points import cost_words, placed_points
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.alternatives import Alternative, alternatives
from rotplan.planning.asking.difference import Weighed, changes, otherwise_placed
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.planning.solving.solve_again import Impossible

_EQUAL = Words("tốt ngang bằng", "equally good")
_PLAN = Words(
    "Phương án {n}: {cost}; {k} người bố trí khác mọi phương án trước",
    "Plan {n}: {cost}; {k} placed otherwise than in any plan before",
)
NO_MORE = Point("no-more", Words("không còn phương án nào khác", "there is no other plan"))
NO_TIME = Point(
    "no-more",
    Words("hết thời gian trước khi tìm thêm phương án", "time ended before another plan was found"),
)
_NOT_PROVED = Words(" (chưa chứng minh)", " (not proved)")


def other_points(asking: Questioner, most: int) -> tuple[Point, ...]:
    """One for each other plan; numbered on from the proposal, which is plan 1."""
    found = alternatives(asking, most)
    base = asking.proposal
    points = [alternative_point(base, n, plan) for n, plan in enumerate(found.plans, start=2)]
    if found.ended is not None:
        points.append(NO_MORE if isinstance(found.ended, Impossible) else NO_TIME)
    return tuple(points)


def alternative_point(base: Arrangement, number: int, plan: Alternative) -> Point:
    """How good a plan is against `base`, and who is placed otherwise."""
    found = plan.found
    cost = changes(Weighed(base.docket, base.after), Weighed(found.docket, found.after))
    words = _PLAN.format(n=number, cost=cost_words(cost) if cost else _EQUAL, k=plan.different)
    if not found.proved:
        words = Words(words.vi + _NOT_PROVED.vi, words.en + _NOT_PROVED.en)
    held = dict.fromkeys(base.docket.roster.planned) | {
        found.docket.table.posts[p].id: found.docket.table.cadres[c].id
        for c, posts in found.holdings.items()
        for p in posts
    }
    placed = otherwise_placed((base.docket, base.holdings), (found.docket, found.holdings))
    return Point(
        "alternative",
        words,
        placed_points(found.docket, placed),
        facts=(
            ("different", plan.different),
            ("proved", found.proved),
            *found.after.tiers,
            ("holdings", tuple(f"{post}={cadre or ''}" for post, cadre in sorted(held.items()))),
        ),
    )
