"""Nobody stays in one kind of post in one unit for longer than two terms."""

from datetime import date
from typing import NamedTuple

from rotplan.roster.dates import Months, elapsed, month_index
from rotplan.roster.facts import Cadre, Post, Service
from rotplan.roster.fields import Count
from rotplan.roster.table import Table
from rotplan.rules.rule import Options, Pair, PairRule
from rotplan.rules.scope import Pairs
from rotplan.rules.service import end_of
from rotplan.rules.verdict import Verdicts, at_least
from rotplan.text import Words

FOREVER = 12 * 200


class TermLimitOptions(Options):
    months: Count = 120


class TermLimit(PairRule[TermLimitOptions]):
    """Counted to the round's date over service that adjoins: a month between is no break."""

    name = "term-limit"
    title = Words("không quá hai nhiệm kỳ liên tiếp", "no more than two terms in a row")
    law = ("R1.10",)
    options = TermLimitOptions
    applies = "holders"

    def broken(self, pairs: Pairs, options: TermLimitOptions) -> Verdicts:
        held = pairs.by_pair(lambda cadre, post: unbroken(pairs.table, cadre, post), 2)
        return at_least(held[:, 0], held[:, 1], options.months)

    def breach(self, pair: Pair, options: TermLimitOptions) -> Words:
        months = unbroken(pair.table, pair.cadre, pair.post).low
        return Words(
            "giữ chức {kind} ở {unit} liên tục {months} tháng, từ {limit} tháng trở lên",
            "{kind} in {unit} for {months} months without a break, the limit is {limit}",
        ).format(kind=pair.kind, unit=pair.unit_name, months=months, limit=options.months)

    def doubt(self, pair: Pair, options: TermLimitOptions) -> Words:
        return Words(
            "chưa rõ đã giữ chức {kind} ở {unit} đủ {limit} tháng hay chưa",
            "cannot tell whether {kind} in {unit} for {limit} months already",
        ).format(kind=pair.kind, unit=pair.unit_name, limit=options.months)


class _Span(NamedTuple):
    start: date
    end: date


def unbroken(table: Table, cadre: Cadre, post: Post) -> Months:
    """Months in that kind of post in that unit up to the round's date without a break."""
    since = cadre.since_when(next(h for h in cadre.holds if h.post == post.id))
    spans = [(s, _match(table, s, post)) for s in cadre.history]
    longest = [_span(table, cadre, s, longest=True) for s, sure in spans if sure is not False]
    shortest = [_span(table, cadre, s, longest=False) for s, sure in spans if sure]
    today = table.roster.round.date
    first = since.earliest if since else date.min
    return Months(
        elapsed(_chain(since.latest if since else today, shortest), today),
        min(FOREVER, elapsed(_chain(first, longest), today)),
    )


def _chain(start: date, spans: list[_Span]) -> date:
    """The day from which on service adjoins up to `start`."""
    for span in sorted(spans, key=lambda s: (s.end, s.start), reverse=True):
        if span.start < start and month_index(start) <= month_index(span.end) + 1:
            start = span.start
    return start


def _match(table: Table, service: Service, post: Post) -> bool | None:
    """Whether past service was in that kind and unit; None when it cannot be told."""
    kinds = table.kinds_meant(service.kind)
    if post.kind not in kinds:
        return False
    if service.unit is None:
        return None
    meant, same_unit = table.roster.units_meant(service.unit), _with_former(table, post.unit)
    if not same_unit & set(meant):
        return False
    return True if len(kinds) == 1 and set(meant) <= same_unit else None


def _with_former(table: Table, unit: str) -> set[str]:
    """The unit and those it was formerly, back to the first."""
    units, waiting = set[str](), [unit]
    while waiting:
        at = waiting.pop()
        if at not in units:
            units.add(at)
            waiting.extend(table.roster.unit_of[at].formerly)
    return units


def _span(table: Table, cadre: Cadre, service: Service, *, longest: bool) -> _Span:
    """When past service began and ended, partial dates read for the longest or the shortest."""
    start, end = service.start, end_of(table, cadre, service)
    if start is None:
        begin = date.min if longest else end.earliest
    else:
        begin = start.earliest if longest else start.latest
    return _Span(begin, end.latest if longest else end.earliest)
