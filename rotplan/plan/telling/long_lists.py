"""Long lists cut to what can be read: the first of them, then how many more there are.

What is left out in words keeps its ids in the facts of the last point.
"""

from collections.abc import Sequence

from rotplan.language.words import Words, joined
from rotplan.plan.telling.names_in_sentences import and_more, one_or_many
from rotplan.plan.telling.point import Point, PointFact

MORE = (
    Words("và {n} trường hợp khác", "and one more"),
    Words("và {n} trường hợp khác", "and {n} more"),
)
MORE_CADRES = (
    Words("và {n} người nữa", "and one cadre more"),
    Words("và {n} người nữa", "and {n} more cadres"),
)
# How many stand in words: of people under one heading, of findings of one kind, in a whole list.
MOST_CADRES, MOST_POINTS, MOST_ITEMS = 8, 12, 50


def bounded(
    points: Sequence[Point], most: int = MOST_POINTS, words: tuple[Words, Words] = MORE
) -> tuple[Point, ...]:
    """The first so many, and one point that says how many there are beside them."""
    if len(points) <= most:
        return tuple(points)
    return (*points[:most], more(points[most:], words))


def more(left_out: Sequence[Point], words: tuple[Words, Words] = MORE) -> Point:
    """How many are left out, with the ids that they are about."""
    facts: list[tuple[str, PointFact]] = [("more", len(left_out))]
    for name, ids in (
        ("clauses", [point.clause for point in left_out]),
        ("cadres", [point.cadre for point in left_out]),
        ("posts", [point.post for point in left_out]),
    ):
        known = tuple(dict.fromkeys(id_ for id_ in ids if id_ is not None))
        if known:
            facts.append((name, known))
    return Point("more", one_or_many(len(left_out), *words), tone="faint", facts=tuple(facts))


def listed(phrases: Sequence[Words], most: int = MOST_POINTS) -> Words:
    """Phrases in one line, the first so many."""
    return and_more(joined(phrases[:most], "; "), len(phrases) - most)
