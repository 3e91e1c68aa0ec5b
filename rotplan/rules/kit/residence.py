"""How long somebody has lived in a place, all stays together."""

from rotplan.roster.counted_spans import Counted, Span, end_of_stay
from rotplan.roster.records import Stay
from rotplan.rules.kit.service import months_covered


def lived_months(stays: list[Stay], counted: Counted, *, longest: bool) -> int:
    """Months covered by stays, overlaps once; partial dates read for the longest or shortest.

    Without a beginning the longest reading has none but birth, and the shortest is nothing.
    """
    return months_covered(s for stay in stays if (s := _span(stay, counted, longest=longest)))


def _span(stay: Stay, counted: Counted, *, longest: bool) -> Span | None:
    end = end_of_stay(stay, counted.last)
    return (counted.longest if longest else counted.shortest)(stay.start, end)
