"""Whether the dates of each cadre are in order, and plausible."""

import re
from datetime import date, timedelta

from rotplan.language.dates import PartialDate, elapsed
from rotplan.language.words import Words
from rotplan.roster.reading.problems import Problems
from rotplan.roster.roster import Roster
from rotplan.roster.span_checks import check_spans, not_after, spans_in_order

_SINCE = Words("ngày nhận chức", "the day of taking office")


def check_careers(roster: Roster, problems: Problems) -> None:
    """Taking office, service, stays, discipline and leaving: in order, and not in the future."""
    for index, cadre in enumerate(roster.cadres):
        # posts without a date of their own share the cadre's: it is told once
        taken: dict[tuple[str | int, ...], PartialDate | None] = {
            ("holds", n, "since") if held.since else ("since",): cadre.since_when(held)
            for n, held in enumerate(cadre.holds)
        }
        for path, since in taken.items():
            if since is not None and not _is_plain(since, cadre.born, roster.round.date):
                _took_office(roster, problems, index, path, since)
        check_spans(roster, problems, index)
        for n, decision in enumerate(cadre.discipline):
            mark = roster.place("cadres", index, "discipline", n, "date")
            what = Words("ngày kỷ luật", "the disciplinary date")
            not_after(roster, problems, cadre, mark, what, decision.date)
        _leaving(roster, problems, index)


def _is_plain(since: PartialDate, born: PartialDate | None, today: date) -> bool:
    """Whether there is nothing to ask: past, and at 19 or older by the year alone."""
    old_enough = born is None or since.latest.year - born.earliest.year > 18
    return since.earliest <= today and old_enough


def _took_office(
    roster: Roster,
    problems: Problems,
    index: int,
    path: tuple[str | int, ...],
    since: PartialDate,
) -> None:
    cadre = roster.cadres[index]
    mark = roster.place("cadres", index, *path)
    not_after(roster, problems, cadre, mark, _SINCE, since)
    if cadre.born is None:
        return
    born, taken = ("born", cadre.born), ("since", since)
    if (
        spans_in_order(roster, problems, cadre, mark, born, taken)
        and _years(cadre.born, since) < 18
    ):
        problems.add(
            "young",
            mark(),
            entity=roster.entity(cadre),
            since=since.words,
            born=cadre.born.words,
        )


def _years(born: PartialDate, on: PartialDate) -> int:
    """How old somebody is at most."""
    return elapsed(born.earliest, on.latest) // 12


def _leaving(roster: Roster, problems: Problems, index: int) -> None:
    leaving = roster.cadres[index].leaving
    if leaving is not None and _over_six_months(roster.round.date, leaving.earliest):
        problems.add(
            "leaving-late",
            roster.mark("cadres", index, "leaving"),
            entity=roster.entity(roster.cadres[index]),
            value=leaving.words,
        )


def _over_six_months(start: date, end: date) -> bool:
    months = elapsed(start, end)
    return months > 6 or (months == 6 and elapsed(start, end - timedelta(days=1)) == 6)


def check_births(roster: Roster, problems: Problems) -> None:
    """Ages that nobody in service has."""
    for index, cadre in enumerate(roster.cadres):
        if cadre.born is None:
            continue
        age = elapsed(cadre.born.earliest, roster.round.date) // 12
        if not 18 <= age <= 90:
            problems.add(
                "odd-birth",
                roster.mark("cadres", index, "born"),
                entity=roster.entity(cadre),
                value=str(cadre.born.earliest.year),
            )


_LONG_REST = 200


def check_names(roster: Roster, problems: Problems) -> None:
    """A name of one word with a comment behind it was meant to be longer: «Trần # Văn»."""
    for index, cadre in enumerate(roster.cadres):
        if " " in cadre.name:
            continue
        mark = roster.mark("cadres", index, "name")
        rest = mark.source.text[mark.end : mark.source.around(mark.end, _LONG_REST)[1]]
        if re.match(r"[ \t]+#", rest) and mark.source.text[mark.start] not in "'\"":
            whole = f"{cadre.name}{rest.rstrip()}".replace('"', "'")
            who = roster.entity(cadre)
            problems.add("name-cut", mark, entity=who, name=cadre.name, whole=whole)
