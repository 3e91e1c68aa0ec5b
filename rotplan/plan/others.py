"""Other plans beside the best one, told: how good each is, and who is placed otherwise."""

from rotplan.plan.costs import cost_words, placed_points
from rotplan.plan.points import Point
from rotplan.planning.questions.again import Impossible
from rotplan.planning.questions.alternatives import Alternative, alternatives
from rotplan.planning.questions.difference import Weighed, changes
from rotplan.planning.questions.firmness import Questioner
from rotplan.text import Words

_EQUAL = Words("tốt ngang bằng", "equally good")
_PLAN = Words(
    "Phương án {n}: {cost}; {k} người bố trí khác mọi phương án trước",
    "Plan {n}: {cost}; {k} placed otherwise than in any plan before",
)
_NO_MORE = Words("không còn phương án nào khác", "there is no other plan")
_NO_TIME = Words(
    "hết thời gian trước khi tìm thêm phương án", "time ended before another plan was found"
)
_NOT_PROVED = Words(" (chưa chứng minh)", " (not proved)")


def other_points(asking: Questioner, most: int) -> tuple[Point, ...]:
    """One for each other plan; numbered on from the proposal, which is plan 1."""
    found = alternatives(asking, most)
    points = [_point(asking, n, plan) for n, plan in enumerate(found.plans, start=2)]
    if found.ended is not None:
        words = _NO_MORE if isinstance(found.ended, Impossible) else _NO_TIME
        points.append(Point("no-more", words))
    return tuple(points)


def _point(asking: Questioner, number: int, plan: Alternative) -> Point:
    found = plan.found
    cost = changes(asking.base, Weighed(found.docket, found.after))
    words = _PLAN.format(n=number, cost=cost_words(cost) if cost else _EQUAL, k=plan.different)
    if not found.proved:
        words = Words(words.vi + _NOT_PROVED.vi, words.en + _NOT_PROVED.en)
    held = dict.fromkeys(asking.proposal.docket.roster.planned) | {
        found.docket.table.posts[p].id: found.docket.table.cadres[c].id
        for c, posts in found.holdings.items()
        for p in posts
    }
    return Point(
        "alternative",
        words,
        placed_points(found.docket, asking.placed(found)),
        facts=(
            ("different", plan.different),
            ("proved", found.proved),
            *found.after.tiers,
            ("holdings", tuple(f"{post}={cadre or ''}" for post, cadre in sorted(held.items()))),
        ),
    )
