"""How long somebody has lived in a place, all stays together."""

from datetime import date

from rotplan.roster.facts import Stay
from rotplan.rules.service import Span, months_covered


def lived_months(stays: list[Stay], today: date, *, longest: bool) -> int:
    """Months covered by stays, overlaps once; partial dates read for the longest or shortest."""
    return months_covered(span for s in stays if (span := _span(s, today, longest=longest)))


def _span(stay: Stay, today: date, *, longest: bool) -> Span | None:
    """First and last day of a stay, never past the round's date.

    Without a beginning the longest reading has none either, and the shortest is nothing.
    """
    end = today if stay.end is None else stay.end.latest if longest else stay.end.earliest
    if stay.start is None:
        return Span(date.min, min(today, end)) if longest else None
    first = stay.start.earliest if longest else stay.start.latest
    return Span(first, min(today, end))
