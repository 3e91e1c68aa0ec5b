"""What a roster's records must say of each other: known ids, one holder a post, dates in order."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from rotplan.roster.careers import check_births, check_careers, check_namesakes
from rotplan.roster.facts import Cadre
from rotplan.roster.problems import Mark, Problems
from rotplan.roster.reading import Document
from rotplan.roster.records import hint
from rotplan.roster.roster import Roster
from rotplan.text import Words


def check_facts(roster: Roster, problems: Problems) -> None:
    """Report everything in the roster that contradicts itself, before any rule or law is asked."""
    for check in (
        _unique_ids,
        _units,
        _posts,
        _holders,
        _ties,
        _distances,
        check_careers,
        check_births,
        check_namesakes,
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


def _units(roster: Roster, problems: Problems) -> None:
    def references() -> Iterator[tuple[str | None, Callable[[], Mark]]]:
        yield roster.round.authority, lambda: roster.round_mark("authority")
        for i, unit in enumerate(roster.units):
            yield unit.parent, roster.place("units", i, "parent")
            yield unit.seat, roster.place("units", i, "seat")
            yield unit.authority, roster.place("units", i, "authority")
            for n, former in enumerate(unit.formerly):
                yield former, roster.place("units", i, "formerly", n)
        for i, post in enumerate(roster.posts):
            yield post.unit, roster.place("posts", i, "unit")
            yield post.authority, roster.place("posts", i, "authority")

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
        (held.post, roster.place("cadres", i, "holds", n, "post"))
        for i, cadre in enumerate(roster.cadres)
        for n, held in enumerate(cadre.holds)
    )
    _known("post", roster.post_of, references, problems)
    decided = (
        (d.target, roster.place("decisions", i, "in"))
        for i, d in enumerate(roster.decisions)
        if d.verb == "place" or d.target not in roster.unit_of
    )
    waived = ((w.post, roster.place("waivers", i, "post")) for i, w in enumerate(roster.waivers))
    _known("post", roster.post_of, [*decided, *waived], problems)
    who = [
        *((d.cadre, roster.place("decisions", i, d.verb)) for i, d in enumerate(roster.decisions)),
        *((w.cadre, roster.place("waivers", i, "cadre")) for i, w in enumerate(roster.waivers)),
        *((t.a, roster.place("ties", i, "a")) for i, t in enumerate(roster.ties)),
        *((t.b, roster.place("ties", i, "b")) for i, t in enumerate(roster.ties)),
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
