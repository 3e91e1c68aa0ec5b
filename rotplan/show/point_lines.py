"""Points as lines of text: the deeper a point, the further in; nothing is added to its words."""

from collections.abc import Iterable, Iterator

from rotplan.language.words import Lang, show
from rotplan.plan.telling.point import Explanation, Point
from rotplan.show.report_line import Line, LineKind

# how a point of a report is set that is no item of a list
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


def lines_of(points: Iterable[Point], lang: Lang) -> Iterator[Line]:
    """Headings, items, details. A point without parts is no heading."""
    for point in points:
        yield from _lines(point, "heading" if point.parts else "item", lang)


def _lines(point: Point, otherwise: LineKind, lang: Lang) -> Iterator[Line]:
    kind = _SET.get(point.kind, otherwise)
    yield Line(kind, show(point.placed[lang]), point.tone)
    for part in point.parts:
        yield from _lines(part, _UNDER.get(kind, "item"), lang)
