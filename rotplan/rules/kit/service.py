"""Service, past and present, as several rules read it: what it was, where, from when to when.

A partial date gives two spans: the longest and the shortest that it allows. Words of the history
that may mean several kinds or units make the match uncertain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rotplan.language.dates import Months, elapsed, month_index
from rotplan.roster.counted_spans import Span, past_service, present_service
from rotplan.roster.records import Cadre, Post
from rotplan.roster.table import Table

FOREVER = 12 * 200


@dataclass(frozen=True)
class Stint:
    """One post, held once or now. `kinds` and `units` are what it may have been, former units
    included; `units` None: the file does not say where."""

    kinds: frozenset[str]
    units: frozenset[str] | None
    longest: Span
    shortest: Span
    present: bool

    def is_of(self, kinds: Iterable[str]) -> bool | None:
        """Whether it was of one of these kinds; None when it cannot be told."""
        return _inside(self.kinds, frozenset(kinds))

    def is_in(self, units: Iterable[str]) -> bool | None:
        """Whether it was in one of these units; None when it cannot be told."""
        return None if self.units is None else _inside(self.units, frozenset(units))


def _inside(meant: frozenset[str], wanted: frozenset[str]) -> bool | None:
    if not meant & wanted:
        return False
    return True if meant <= wanted else None


def career(table: Table, cadre: Cadre) -> list[Stint]:
    """All service of a cadre that counts, and the posts held today."""
    today, roster = table.roster.round.date, table.roster
    stints = []
    for service, longest, shortest in past_service(cadre, today):
        meant = None if service.unit is None else frozenset(roster.units_meant(service.unit))
        kinds = table.kinds_meant(service.kind)
        stints.append(Stint(kinds, meant, longest, shortest, present=False))
    for held in cadre.holds:
        post = roster.post_of[held.post]
        spans = in_post(table, cadre, post)
        stints.append(Stint(frozenset((post.kind,)), frozenset((post.unit,)), *spans, present=True))
    return stints


def in_post(table: Table, cadre: Cadre, post: Post) -> tuple[Span, Span]:
    """The longest and the shortest time for which a post held today has been held."""
    since = cadre.since_when(next(held for held in cadre.holds if held.post == post.id))
    return present_service(cadre, since, table.roster.round.date)


def months_covered(spans: Iterable[Span]) -> int:
    """Whole months that some spans cover together, overlaps once."""
    months, begin, reached = 0, date.min, date.min
    for start, end in sorted(spans):
        if start == date.min:
            return FOREVER
        if start > reached:
            months += elapsed(begin, reached)
            begin = start
        reached = max(reached, start, end)
    return min(FOREVER, months + elapsed(begin, reached))


def total(matches: Iterable[tuple[Stint, bool | None]]) -> Months:
    """Fewest and most months of the stints that match, surely (True) or perhaps (None)."""
    found = list(matches)
    return Months(
        months_covered(stint.shortest for stint, match in found if match),
        months_covered(stint.longest for stint, match in found if match is not False),
    )


def unbroken_until(start: date, spans: Iterable[Span]) -> date:
    """The day from which on service adjoins up to `start`: a calendar month between is no break."""
    for span in sorted(spans, key=lambda s: (s.end, s.start), reverse=True):
        if span.start < start and month_index(start) <= month_index(span.end) + 1:
            start = span.start
    return start


def same_units(table: Table, units: Iterable[str]) -> frozenset[str]:
    """The units and those they were formerly, back to the first."""
    found, waiting = set[str](), list(units)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting.extend(table.roster.unit_of[at].formerly)
    return frozenset(found)
