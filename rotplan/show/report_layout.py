"""A report laid out as lines in one language: it asks nothing and says nothing of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rotplan.language.words import Lang, show
from rotplan.plan.telling.long_lists import MOST_ITEMS, bounded
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.show.frontier_table import frontier_table
from rotplan.show.point_lines import lines_of
from rotplan.show.report_line import Line, LineKind

# how a point of its own kind is set, wherever it stands
_SET: dict[str, LineKind] = {
    "round": "title",
    "frame": "note",
    "law": "note",
    "move-chain": "group",
    "approval-clause": "group",
    "joint-posts": "group",
    "no-post-left": "group",
    "within-goal": "note",
    "excluded": "note",
    "witness": "note",
}
# and every other by what it stands under
_UNDER: dict[LineKind, LineKind] = {
    "heading": "item",
    "group": "item",
    "item": "detail",
    "detail": "fine",
    "fine": "fine",
}


def report_lines(told: ToldReport, lang: Lang, further: Iterable[Point] = ()) -> list[Line]:
    """The whole report; what was asked besides stands before how sure it is."""
    return [
        *_sections(told.before, lang),
        *_asked(further, lang),
        *_sections(told.after, lang),
    ]


def _sections(points: Iterable[Point], lang: Lang) -> Iterator[Line]:
    for point in points:
        yield from _set(point, "heading", lang)


def _set(point: Point, otherwise: LineKind, lang: Lang) -> Iterator[Line]:
    kind = _SET.get(point.kind, otherwise)
    yield Line(kind, show(point.placed[lang]), point.tone)
    for part in point.parts:
        yield from _set(part, _UNDER.get(kind, "item"), lang)


def _asked(points: Iterable[Point], lang: Lang) -> Iterator[Line]:
    for point in points:
        yield from lines_of((replace(point, parts=bounded(point.parts, MOST_ITEMS)),), lang)
        if point.kind == "frontier":
            yield from frontier_table(point, lang)
