"""Points as lines of text: the deeper a point, the further in; nothing is added to its words."""

from collections.abc import Iterable, Iterator

from rotplan.language.words import Lang, show
from rotplan.plan.telling.point import Explanation, Point
from rotplan.show.report_line import Line, LineKind

_DEPTHS: tuple[LineKind, ...] = ("heading", "item", "detail", "fine")


def explained_all(explanations: Iterable[Explanation], lang: Lang) -> Iterator[Line]:
    """One answer after another."""
    for number, explanation in enumerate(explanations):
        if number:
            yield Line("gap", "")
        yield from explained(explanation, lang)


def explained(explanation: Explanation, lang: Lang) -> Iterator[Line]:
    """The whole answer."""
    yield Line("title", show(explanation.title[lang]), "strong")
    for note in explanation.notes:
        yield Line("note", show(note[lang]))
    yield from lines_of(explanation.points, lang)


def lines_of(points: Iterable[Point], lang: Lang, depth: int = 0) -> Iterator[Line]:
    """Points from a depth on: headings, items, details. A point without parts is no heading."""
    for point in points:
        at = max(depth, 1) if depth == 0 and not point.parts else depth
        yield Line(_DEPTHS[min(at, 3)], show(point.placed[lang]), point.tone)
        yield from lines_of(point.parts, lang, at + 1)
