"""How long somebody has lived in a place, all stays together."""

from datetime import date

from rotplan.roster.dates import PartialDate, elapsed
from rotplan.roster.facts import Stay

FOREVER = 12 * 200


def lived_months(stays: list[Stay], today: date, *, longest: bool) -> int:
    """Months covered by stays, overlaps once; partial dates read for the longest or shortest."""
    spans = []
    for stay in stays:
        if stay.start is None and longest:
            return FOREVER
        if stay.start is not None:
            spans.append(_span(stay, today, longest=longest))
    months, begin, reached = 0, date.min, date.min
    for first, last in sorted(spans):
        if first > reached:
            months += elapsed(begin, reached)
            begin = first
        reached = max(reached, last)
    return months + elapsed(begin, reached)


def _span(stay: Stay, today: date, *, longest: bool) -> tuple[date, date]:
    """First and last day of a stay whose beginning is known; never past the round's date."""
    assert stay.start is not None
    first = stay.start.earliest if longest else stay.start.latest
    end = stay.end or PartialDate(today, today)
    return first, max(first, min(today, end.latest if longest else end.earliest))
