"""What a roster's records must say of each other: known ids, one holder a post, dates in order."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from rotplan.roster.dates import PartialDate, elapsed
from rotplan.roster.facts import Cadre, Service, Stay
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.reading import Document
from rotplan.roster.records import hint
from rotplan.roster.roster import Roster
from rotplan.text import Words, day, key


def check_facts(roster: Roster, problems: Problems) -> None:
    """Report everything in the roster that contradicts itself, before any rule or law is asked."""
    for check in (
        _unique_ids,
        _units,
        _posts,
        _holders,
        _ties,
        _distances,
        _careers,
        _births,
        _namesakes,
    ):
        check(roster, problems)


# -- ids and references ----------------------------------------------------------------------


def _unique_ids(roster: Roster, problems: Problems) -> None:
    people_and_posts: dict[str, Mark] = {}
    for section, seen in (("units", {}), ("posts", people_and_posts), ("cadres", people_and_posts)):
        for index, item in enumerate(getattr(roster, section)):
            mark = roster.mark(section, index, "id")
            if item.id in seen:
                first = seen[item.id]
                related = ((first, Words("lần đầu ở đây", "first here")),)
                where = f"{first.source.path}:{first.line}"
                problems.add("duplicate-id", mark, id=item.id, where=where, related=related)
            seen.setdefault(item.id, mark)


References = Iterable[tuple[str | None, Callable[[], Mark]]]


def _known(kind: str, known: Iterable[str], references: References, problems: Problems) -> None:
    """Report each id that is not among `known`; a mark is only asked for when it is needed."""
    known = known if isinstance(known, dict) else set(known)
    for id_, mark in references:
        if id_ is not None and id_ not in known:
            problems.add(f"unknown-{kind}", mark(), id=id_, hint=hint(id_, list(known)))


def _at(roster: Roster, section: str, index: int, *path: str | int) -> Callable[[], Mark]:
    return lambda: roster.mark(section, index, *path)


def _units(roster: Roster, problems: Problems) -> None:
    def references() -> Iterator[tuple[str | None, Callable[[], Mark]]]:
        yield roster.round.authority, lambda: roster.round_mark("authority")
        for i, unit in enumerate(roster.units):
            yield unit.parent, _at(roster, "units", i, "parent")
            yield unit.seat, _at(roster, "units", i, "seat")
            yield unit.authority, _at(roster, "units", i, "authority")
            for n, former in enumerate(unit.formerly):
                yield former, _at(roster, "units", i, "formerly", n)
        for i, post in enumerate(roster.posts):
            yield post.unit, _at(roster, "posts", i, "unit")
            yield post.authority, _at(roster, "posts", i, "authority")

    _known("unit", roster.unit_of, references(), problems)
    _cycles(roster, problems)


def _cycles(roster: Roster, problems: Problems) -> None:
    for index, unit in enumerate(roster.units):
        lineage = list(roster.lineage(unit.id))
        if lineage[-1].parent in {u.id for u in lineage}:
            chain = " → ".join([u.id for u in lineage] + [str(lineage[-1].parent)])
            problems.add(
                "unit-cycle", roster.mark("units", index, "parent"), id=unit.id, chain=chain
            )


def _posts(roster: Roster, problems: Problems) -> None:
    references = (
        (held.post, _at(roster, "cadres", i, "holds", n, "post"))
        for i, cadre in enumerate(roster.cadres)
        for n, held in enumerate(cadre.holds)
    )
    _known("post", roster.post_of, references, problems)
    decided = (
        (d.target, _at(roster, "decisions", i, "in"))
        for i, d in enumerate(roster.decisions)
        if d.verb == "place" or d.target not in roster.unit_of
    )
    waived = ((w.post, _at(roster, "waivers", i, "post")) for i, w in enumerate(roster.waivers))
    _known("post", roster.post_of, [*decided, *waived], problems)
    who = [
        *((d.cadre, _at(roster, "decisions", i, d.verb)) for i, d in enumerate(roster.decisions)),
        *((w.cadre, _at(roster, "waivers", i, "cadre")) for i, w in enumerate(roster.waivers)),
        *((t.a, _at(roster, "ties", i, "a")) for i, t in enumerate(roster.ties)),
        *((t.b, _at(roster, "ties", i, "b")) for i, t in enumerate(roster.ties)),
    ]
    _known("cadre", roster.cadre_of, who, problems)


def _holders(roster: Roster, problems: Problems) -> None:
    first: dict[str, tuple[Cadre, Mark]] = {}
    for index, cadre in enumerate(roster.cadres):
        for n, held in enumerate(cadre.holds):
            mark = roster.mark("cadres", index, "holds", n, "post")
            if held.post in first:
                other, there = first[held.post]
                problems.add(
                    "two-holders",
                    mark,
                    entity=roster.entity(cadre),
                    related=((there, Words("đã giữ ở đây", "held here")),),
                    post=held.post,
                    other=f"{other.id} {other.name}".strip(),
                )
            first.setdefault(held.post, (cadre, mark))


def _ties(roster: Roster, problems: Problems) -> None:
    seen: dict[tuple[frozenset[str], str], Mark] = {}
    for index, tie in enumerate(roster.ties):
        mark = roster.mark("ties", index)
        if tie.a == tie.b:
            problems.add("self-tie", mark)
            continue
        kind = "parent" if tie.kind == "child" else tie.kind
        first = seen.setdefault((frozenset((tie.a, tie.b)), kind), mark)
        if first is not mark:
            where = f"{first.source.path}:{first.line}"
            related = ((first, Words("lần đầu ở đây", "first here")),)
            problems.add("duplicate-tie", mark, where=where, related=related)


def _distances(roster: Roster, problems: Problems) -> None:
    for document in roster.documents:
        _known("unit", roster.unit_of, _measured(document), problems)


def _measured(document: Document) -> Iterator[tuple[str | None, Callable[[], Mark]]]:
    """The units between which distances are given."""
    table: Any = document.root.get("distances") or {}
    for unit, row in table.items():
        yield unit, partial(table.key_mark, unit)
        for other in row or {}:
            yield other, partial(row.key_mark, other)


# -- dates -----------------------------------------------------------------------------------

_SINCE = Words("ngày nhận chức", "the day of taking office")


def _careers(roster: Roster, problems: Problems) -> None:
    for index, cadre in enumerate(roster.cadres):
        for n, held in enumerate(cadre.holds):
            path = ("holds", n, "since") if held.since else ("since",)
            _took_office(roster, problems, index, path, cadre.since_when(held))
        careers: list[tuple[str, tuple[Service | Stay, ...]]] = [
            ("history", cadre.history),
            ("lived", cadre.lived or ()),
        ]
        for section, spans in careers:
            for n, span in enumerate(spans):
                mark = _at(roster, "cadres", index, section, n, "to")
                _in_order(problems, roster, cadre, mark, ("from", span.start), ("to", span.end))
                started = _at(roster, "cadres", index, section, n, "from")
                _not_after(roster, problems, cadre, started, Words("from", "from"), span.start)
        for n, decision in enumerate(cadre.discipline):
            mark = _at(roster, "cadres", index, "discipline", n, "date")
            what = Words("ngày kỷ luật", "the disciplinary date")
            _not_after(roster, problems, cadre, mark, what, decision.date)
        _leaving(roster, problems, index)


def _took_office(
    roster: Roster,
    problems: Problems,
    index: int,
    path: tuple[str | int, ...],
    since: PartialDate | None,
) -> None:
    cadre = roster.cadres[index]
    if since is None:
        return
    mark = _at(roster, "cadres", index, *path)
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


def _births(roster: Roster, problems: Problems) -> None:
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


def _namesakes(roster: Roster, problems: Problems) -> None:
    seen: dict[tuple[str, PartialDate], int] = {}
    for index, cadre in enumerate(roster.cadres):
        if cadre.born is None or not cadre.born.exact:
            continue
        first = seen.setdefault((key(cadre.name), cadre.born), index)
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
