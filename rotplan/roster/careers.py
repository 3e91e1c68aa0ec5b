"""Whether the dates of each cadre are in order, and plausible."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from rotplan.roster.dates import PartialDate, elapsed
from rotplan.roster.facts import Cadre, Service, Stay
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.roster import Roster
from rotplan.text import Words, day, key

_SINCE = Words("ngày nhận chức", "the day of taking office")


def check_careers(roster: Roster, problems: Problems) -> None:
    """Taking office, service, stays, discipline and leaving: in order, and not in the future."""
    for index, cadre in enumerate(roster.cadres):
        for n, held in enumerate(cadre.holds):
            path = ("holds", n, "since") if held.since else ("since",)
            since = cadre.since_when(held)
            if since is not None and not _is_plain(since, cadre.born, roster.round.date):
                _took_office(roster, problems, index, path, since)
        careers: list[tuple[str, tuple[Service | Stay, ...]]] = [
            ("history", cadre.history),
            ("lived", cadre.lived or ()),
        ]
        for section, spans in careers:
            for n, span in enumerate(spans):
                mark = roster.place("cadres", index, section, n, "to")
                _in_order(problems, roster, cadre, mark, ("from", span.start), ("to", span.end))
                started = roster.place("cadres", index, section, n, "from")
                _not_after(roster, problems, cadre, started, Words("from", "from"), span.start)
        for n, decision in enumerate(cadre.discipline):
            mark = roster.place("cadres", index, "discipline", n, "date")
            what = Words("ngày kỷ luật", "the disciplinary date")
            _not_after(roster, problems, cadre, mark, what, decision.date)
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
    _not_after(roster, problems, cadre, mark, _SINCE, since)
    if cadre.born is None:
        return
    if since.latest < cadre.born.earliest:
        _in_order(problems, roster, cadre, mark, ("born", cadre.born), ("since", since))
    elif elapsed(cadre.born.earliest, since.latest) < 12 * 18:
        problems.add(
            "young",
            mark(),
            entity=roster.entity(cadre),
            since=since.words,
            born=cadre.born.words,
        )


def _not_after(
    roster: Roster,
    problems: Problems,
    cadre: Cadre,
    mark: Callable[[], Mark],
    what: Words,
    value: PartialDate | None,
) -> None:
    if value is not None and value.earliest > roster.round.date:
        problems.add(
            "future-date",
            mark(),
            entity=roster.entity(cadre),
            what=what,
            value=value.words,
            round=day(roster.round.date),
        )


def _in_order(
    problems: Problems,
    roster: Roster,
    cadre: Cadre,
    mark: Callable[[], Mark],
    earlier: tuple[str, PartialDate | None],
    later: tuple[str, PartialDate | None],
) -> None:
    if earlier[1] is not None and later[1] is not None and later[1].latest < earlier[1].earliest:
        problems.add(
            "date-order",
            mark(),
            entity=roster.entity(cadre),
            earlier=earlier[0],
            earlier_value=earlier[1].words,
            later=later[0],
            later_value=later[1].words,
        )


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


def check_namesakes(roster: Roster, problems: Problems) -> None:
    """Two entries that look like one person."""
    known = [
        (i, c, c.born.earliest) for i, c in enumerate(roster.cadres) if c.born and c.born.exact
    ]
    born_on = Counter(born for _, _, born in known)
    seen: dict[tuple[str, date], int] = {}
    for index, cadre, born in known:
        if born_on[born] == 1:
            continue
        first = seen.setdefault((key(cadre.name), born), index)
        if first != index:
            there = roster.mark("cadres", first, "name")
            problems.add(
                "namesakes",
                roster.mark("cadres", index, "name"),
                entity=roster.entity(cadre),
                related=((there, Words("ở đây", "here")),),
                other=roster.cadres[first].id,
                where=f"{there.source.path}:{there.line}",
            )
