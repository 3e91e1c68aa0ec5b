"""What each number of moves can reach, told point by point."""

from rotplan.language.words import Words, joined
from rotplan.plan.telling.names_in_sentences import one_or_many
from rotplan.plan.telling.plan_value_words import seat_words, shortfall_words
from rotplan.plan.telling.point import Point, PointFact
from rotplan.planning.asking.difference import Weighed
from rotplan.planning.asking.frontier import Stretch, frontier
from rotplan.planning.solving.solve_again import Again, Impossible, Replanned

_NO_PLAN = Words("{range}: không có phương án nào", "{range}: no plan exists")
_OPEN = Words(
    "{range}: chưa trả lời được trong thời hạn", "{range}: not answered within the time limit"
)
_BEST = Words("{range}: {reached}", "{range}: {reached}")
_ALL = Words("không khuyết chức danh nào", "no post vacant")
_NOT_PROVED = Words(" (chưa chứng minh)", " (not proved)")
_NO_MORE = (
    Words(
        "cho chuyển nhiều hơn {n} người cũng không đạt thêm gì",
        "more than {n} move changes nothing",
    ),
    Words(
        "cho chuyển nhiều hơn {n} người cũng không đạt thêm gì",
        "more than {n} moves change nothing",
    ),
)


def reach_points(again: Again) -> tuple[Point, ...]:
    """One for each stretch of caps, from the fewest moves up."""
    stretches = frontier(again)
    return points_of(stretches)


def points_of(stretches: tuple[Stretch, ...]) -> tuple[Point, ...]:
    """Each stretch told, and that more moves than the last asks change nothing."""
    points = [_point(stretch) for stretch in stretches]
    last = stretches[-1]
    if last.last is None and isinstance(last.found, Replanned) and last.proved:
        facts: tuple[tuple[str, PointFact], ...] = (("moves", last.first),)
        points.append(Point("no-more", one_or_many(last.first, *_NO_MORE), facts=facts))
    return tuple(points)


def _point(stretch: Stretch) -> Point:
    facts: list[tuple[str, PointFact]] = [
        ("from", stretch.first),
        ("to", stretch.last),
        ("plan", isinstance(stretch.found, Replanned)),
        ("proved", stretch.proved),
    ]
    said = range_words(stretch.first, stretch.last)
    if not isinstance(stretch.found, Replanned):
        words = _NO_PLAN if isinstance(stretch.found, Impossible) else _OPEN
        return Point("reach", words.format(range=said), tone="bad", facts=tuple(facts))
    weighed = Weighed(stretch.found.docket, stretch.found.after)
    seats = [seat_words(s) for s in stretch.found.after.standings if s.of]
    wanting = [*seats, *shortfall_words(weighed)]
    words = _BEST.format(range=said, reached=joined(wanting or [_ALL], "; "))
    if not stretch.proved:
        words = Words(words.vi + _NOT_PROVED.vi, words.en + _NOT_PROVED.en)
    facts += stretch.found.after.tiers
    for standing in stretch.found.after.standings:
        facts += [
            (f"{standing.clause.id}.met", standing.met),
            (f"{standing.clause.id}.of", standing.of),
        ]
    return Point("reach", words, facts=tuple(facts))


def range_words(first: int, last: int | None) -> Words:
    """So many moves allowed."""
    if last is None:
        up = "from {n} move up" if first == 1 else "from {n} moves up"
        return Words("từ {n} người chuyển", up).format(n=first)
    if first == last:
        one = "{n} move" if first == 1 else "{n} moves"
        return Words("{n} người chuyển", one).format(n=first)
    words = Words("{a} đến {b} người chuyển", "{a} to {b} moves")
    return words.format(a=first, b=last)
