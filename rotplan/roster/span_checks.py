"""What is said of the spans of a cadre's life: out of order, impossible, or counted in part."""

from collections.abc import Callable
from typing import Any

from rotplan.language.dates import PartialDate
from rotplan.language.words import Words, day, same
from rotplan.roster.counted_spans import (
    Counted,
    end_of_stay,
    ends_of_service,
    residence_of,
    service_of,
)
from rotplan.roster.reading.problems import Level, Problems
from rotplan.roster.reading.source import Mark
from rotplan.roster.records import Cadre, Service, Stay
from rotplan.roster.roster import Roster

_SERVICE = Words("thời gian công tác", "the service")
_RESIDENCE = Words("thời gian cư trú", "the stay")
_FIFTEEN = Words("khi đủ 15 tuổi", "the 15th birthday")
_BIRTH = Words("khi sinh ra", "birth")


def check_spans(roster: Roster, problems: Problems, index: int) -> None:
    """The history and the stays of a cadre."""
    cadre, today = roster.cadres[index], roster.round.date
    if cadre.history:
        counted = service_of(cadre, today)
        told = _Told(roster, problems, cadre, counted, _SERVICE, _FIFTEEN)
        ends = ends_of_service(cadre, today)
        for n, (service, end) in enumerate(zip(cadre.history, ends, strict=True)):
            told.of(service, end, _inside(roster, index, "history", n))
    if cadre.lived:
        told = _Told(roster, problems, cadre, residence_of(cadre, today), _RESIDENCE, _BIRTH)
        for n, stay in enumerate(cadre.lived):
            told.of(stay, end_of_stay(stay, today), _inside(roster, index, "lived", n))


def _inside(roster: Roster, index: int, section: str, n: int) -> Callable[[str], Mark]:
    """Where a key of one entry stands."""
    return lambda key: roster.mark("cadres", index, section, n, key)


def not_after(
    roster: Roster,
    problems: Problems,
    cadre: Cadre,
    mark: Callable[[], Mark],
    what: Words,
    value: PartialDate | None,
) -> bool:
    """Whether a date is not certainly after the round's; one that is is told.

    Seen from an earlier day than the round's, it only has not come yet: a note.
    """
    if value is None or value.earliest <= roster.round.date:
        return True
    slug = "not-yet" if roster.moved else "future-date"
    who, on = roster.entity(cadre), day(roster.round.date)
    problems.add(slug, mark(), entity=who, what=what, value=value.words, round=on)
    return False


def spans_in_order(
    roster: Roster,
    problems: Problems,
    cadre: Cadre,
    mark: Callable[[], Mark],
    earlier: tuple[str, PartialDate | None],
    later: tuple[str, PartialDate | None],
) -> bool:
    """Whether two dates may be in order; if they cannot, it is told."""
    if earlier[1] is None or later[1] is None or later[1].latest >= earlier[1].earliest:
        return True
    problems.add(
        "date-order",
        mark(),
        entity=roster.entity(cadre),
        earlier=earlier[0],
        earlier_value=earlier[1].words,
        later=later[0],
        later_value=later[1].words,
    )
    return False


class _Told:
    """What there is to say of one cadre's spans of one sort. `birthday`: what they count from."""

    def __init__(
        self,
        roster: Roster,
        problems: Problems,
        cadre: Cadre,
        counted: Counted,
        what: Words,
        birthday: Words,
    ) -> None:
        self.roster, self.problems, self.cadre = roster, problems, cadre
        self.counted, self.what, self.birthday = counted, what, birthday

    def of(self, span: Service | Stay, end: PartialDate, place: Callable[[str], Mark]) -> None:
        """One thing at each end at most: what is wrong, else what is cut off."""
        marks = {key: (lambda key=key: place(key)) for key in ("from", "to")}
        about = self.roster, self.problems, self.cadre
        ordered = spans_in_order(*about, marks["to"], ("from", span.start), ("to", span.end))
        begun = not_after(*about, marks["from"], same("from"), span.start)
        if not ordered or not begun:
            return
        if self.counted.is_over_before(end):
            self._add("before-counted", marks["to"](), end=end.words)
            return
        if self.counted.begins_before(span.start):
            assert span.start is not None
            self._add("counted-from", marks["from"](), start=span.start.words)
        if span.end is not None and span.end.earliest > self.roster.round.date:
            self._cut_at_the_end(marks["to"](), span.end)

    def _cut_at_the_end(self, mark: Mark, end: PartialDate) -> None:
        level = Level.NOTE if self.roster.moved else None
        on = day(self.roster.round.date)
        self._add("counted-until", mark, level=level, end=end.words, round=on)

    def _add(self, slug: str, mark: Mark, level: Level | None = None, **parts: Any) -> None:
        self.problems.add(
            slug,
            mark,
            level=level,
            entity=self.roster.entity(self.cadre),
            what=self.what,
            birthday=self.birthday,
            first=self.counted.first.words if self.counted.first else "",
            **parts,
        )
