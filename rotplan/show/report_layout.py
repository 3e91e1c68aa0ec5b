"""A report laid out as lines in one language: it asks nothing and says nothing of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rotplan.language.words import Lang
from rotplan.plan.telling.long_lists import MOST_ITEMS, bounded
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.show.frontier_table import frontier_table
from rotplan.show.point_lines import lines_of
from rotplan.show.report_line import Line


def report_lines(told: ToldReport, lang: Lang, further: Iterable[Point] = ()) -> list[Line]:
    """The whole report; what was asked besides stands before how sure it is."""
    return [
        *lines_of(told.before, lang),
        *_asked(further, lang),
        *lines_of(told.after, lang),
    ]


def _asked(points: Iterable[Point], lang: Lang) -> Iterator[Line]:
    for point in points:
        yield from lines_of((replace(point, parts=bounded(point.parts, MOST_ITEMS)),), lang)
        if point.kind == "frontier":
            yield from frontier_table(point, lang)
