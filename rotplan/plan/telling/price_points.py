"""What each clause, decision and cap costs: what setting it alone aside would save, told."""

from collections.abc import Sequence
from dataclasses import replace

from rotplan.language.words import Words
from rotplan.plan.telling.demand_words import demand_words
from rotplan.plan.telling.difference_points import cost_words, numbers
from rotplan.plan.telling.long_lists import listed
from rotplan.plan.telling.point import Point
from rotplan.planning.asking.difference import Change, Weighed, changes
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.asking.prices import Price, prices
from rotplan.planning.conflict.demands import Member
from rotplan.planning.solving.solve_again import Replanned, is_proved
from rotplan.policy.docket import Docket

_LABEL = Words("«{words}» [{id}]", "“{words}” [{id}]")
_SAVES = {
    "clause": Words("nếu không áp dụng {label}: {saved}", "without {label}: {saved}"),
    "cap": Words("nếu bỏ giới hạn «{label}»: {saved}", "without the cap “{label}”: {saved}"),
    "decision": Words(
        "nếu không có quyết định «{label}»: {saved}", "without the decision “{label}”: {saved}"
    ),
}
_FREE = Words("không ảnh hưởng đến kết quả: {labels}", "these cost nothing: {labels}")
_OPEN = Words(
    "chưa trả lời được trong thời hạn: {labels}", "not answered within the time limit: {labels}"
)
_NOT_PROVED = Words(" (chưa chứng minh)", " (not proved)")


def price_points(asking: Questioner) -> tuple[Point, ...]:
    """Those that cost something one by one, then those that cost nothing together."""
    docket, told = asking.base.docket, list[Point]()
    free: list[Member] = []
    unknown: list[Member] = []
    for price in prices(asking.again):
        if not isinstance(price.found, Replanned):
            unknown.append(price.member)
            continue
        point = _saved(asking, price, price.found)
        if point is None:
            free.append(price.member)
        else:
            told.append(point)
    if free:
        told.append(free_point(docket, free))
    if unknown:
        told.append(unanswered_point(docket, unknown))
    return tuple(told)


def free_point(docket: Docket, members: Sequence[Member]) -> Point:
    """Those without which the plan is no better."""
    return _together(docket, "free", _FREE, members)


def unanswered_point(docket: Docket, members: Sequence[Member]) -> Point:
    """Those of which it was not found out in time."""
    return _together(docket, "unanswered", _OPEN, members)


def _together(docket: Docket, kind: str, words: Words, members: Sequence[Member]) -> Point:
    labels = listed([_label(docket, m) for m in members])
    ids = tuple(m.id for m in members)
    return Point(kind, words.format(labels=labels), facts=(("ids", ids),))


def _saved(asking: Questioner, price: Price, found: Replanned) -> Point | None:
    changed = changes(asking.base, Weighed(found.docket, found.after))
    if not changed:
        return None if is_proved(found) else _unproved(asking.base.docket, price)
    return price_point(asking.base.docket, price.member, changed, proved=found.proved)


def price_point(
    docket: Docket, member: Member, changed: Sequence[Change], *, proved: bool
) -> Point:
    """What would change without a demand: told by its figures alone, as it stands in a file."""
    figures = [replace(change, parts=()) for change in changed]
    words = _SAVES[member.kind].format(label=_label(docket, member), saved=cost_words(figures))
    if not proved:
        words = Words(words.vi + _NOT_PROVED.vi, words.en + _NOT_PROVED.en)
    return Point(
        "price",
        words,
        clause=member.clause.id if member.clause else None,
        facts=(("id", member.id), ("proved", proved), *numbers(changed)),
    )


def _unproved(docket: Docket, price: Price) -> Point:
    words = _OPEN.format(labels=_label(docket, price.member))
    return Point("unanswered", words, tone="bad", facts=(("ids", (price.member.id,)),))


def _label(docket: Docket, member: Member) -> Words:
    words = demand_words(docket, member)
    return words if member.clause is None else _LABEL.format(words=words, id=member.id)
