"""What counts of the dates of service and residence: each span is cut here, and nowhere else.

Service counts from the 15th birthday, residence from birth, both up to the round's date. Partial
dates leave a longest and a shortest reading of what counts.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rotplan.language.dates import PartialDate, last_day
from rotplan.roster.ages import legal_birth
from rotplan.roster.records import Cadre, Service, Stay

# younger than this nobody's work is service
SERVICE_AGE = 15


class Span(NamedTuple):
    """From a day to a day. The shortest reading of a vague span may end before it begins."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Counted:
    """The days that count: from a day that may be known in part or not at all, to a day."""

    first: PartialDate | None
    last: date

    def longest(self, start: PartialDate | None, end: PartialDate) -> Span | None:
        """All that may count of a span; nothing where it certainly lies outside."""
        begin = start.earliest if start else date.min
        begin = max(begin, self.first.earliest) if self.first else begin
        span = Span(begin, min(end.latest, self.last))
        return span if span.start <= span.end else None

    def shortest(self, start: PartialDate | None, end: PartialDate) -> Span:
        """All that counts of a span for certain."""
        begin = start.latest if start else end.earliest
        begin = max(begin, self.first.latest) if self.first else begin
        return Span(begin, min(end.earliest, self.last))

    def begins_before(self, start: PartialDate | None) -> bool:
        """Whether a span certainly begins before its days count."""
        return bool(self.first and start and start.latest < self.first.earliest)

    def is_over_before(self, end: PartialDate) -> bool:
        """Whether a span is certainly over before its days count."""
        return self.first is not None and end.latest < self.first.earliest


def service_of(cadre: Cadre, today: date) -> Counted:
    """The days on which work counts as service."""
    return Counted(_birthday(cadre.born, SERVICE_AGE), today)


def residence_of(cadre: Cadre, today: date) -> Counted:
    """The days on which somebody can have lived anywhere."""
    return Counted(_birthday(cadre.born, 0), today)


def _birthday(born: PartialDate | None, age: int) -> PartialDate | None:
    """When an age is reached; by law a birth known only by its year is on 1 January."""
    if born is None:
        return None
    birth = legal_birth(born)
    return PartialDate(_years_later(birth.earliest, age), _years_later(birth.latest, age))


def _years_later(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, last_day(year, day.month)))


class Past(NamedTuple):
    """One entry of the history, and what may count and what certainly counts of it."""

    service: Service
    longest: Span
    shortest: Span


def past_service(cadre: Cadre, today: date) -> list[Past]:
    """The history as far as it counts."""
    counted, found = service_of(cadre, today), []
    for service, end in zip(cadre.history, ends_of_service(cadre, today), strict=True):
        longest = counted.longest(service.start, end)
        if longest is not None:
            found.append(Past(service, longest, counted.shortest(service.start, end)))
    return found


def present_service(cadre: Cadre, since: PartialDate | None, today: date) -> tuple[Span, Span]:
    """The longest and the shortest time in a post that is held today."""
    counted, now = service_of(cadre, today), exactly(today)
    longest, shortest = counted.longest(since, now), counted.shortest(since, now)
    return longest or Span(today, today), Span(min(shortest.start, today), today)


def ends_of_service(cadre: Cadre, today: date) -> list[PartialDate]:
    """When each entry of the history ended: without a date where the next begins, else today."""
    starts = [s.start for s in cadre.history if s.start is not None]
    starts += [day for held in cadre.holds if (day := cadre.since_when(held)) is not None]
    starts.sort()
    return [s.end or _next(s.start, starts) or exactly(today) for s in cadre.history]


def _next(start: PartialDate | None, starts: list[PartialDate]) -> PartialDate | None:
    """The first of some sorted beginnings, this one among them once, that is not before it."""
    if start is None:
        return starts[0] if starts else None
    first = bisect_left(starts, start.earliest, key=lambda s: s.earliest)
    later = first + (starts[first] == start)
    return starts[later] if later < len(starts) else None


def end_of_stay(stay: Stay, today: date) -> PartialDate:
    """When somebody left a place: without a date the stay lasts."""
    return stay.end or exactly(today)


def exactly(on: date) -> PartialDate:
    """A date known to the day."""
    return PartialDate(on, on)
