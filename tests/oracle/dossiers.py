"""From the entry of one cadre (every scalar a text) to a `Cadre`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .dates import Span, back, span
from .facts import Cadre, Discipline, Kind, Stay, Stint, Unit
from .names import meanings

Doc = dict[str, Any]


def _dated(entries: list[Doc], today: Span) -> list[tuple[Doc, Span, Span]]:
    """History in time order; an entry without `to` "ends where the next begins, else on the
    round's date"."""
    ordered = sorted(entries, key=lambda entry: span(entry["from"]).first)
    begins = [span(entry["from"]) for entry in ordered]
    dated = []
    for entry, begin, following in zip(ordered, begins, [*begins, today][1:], strict=True):
        dated.append((entry, begin, span(entry["to"]) if "to" in entry else following))
    return dated


def _birthday(doc: Doc, age: int) -> Span | None:
    """When an age is reached; "a birth date known only by its year is 1 January"."""
    if "born" not in doc:
        return None
    born = span(doc["born"])
    last = born.first if len(doc["born"]) == len("1976") else born.last
    return Span(back(born.first, -12 * age), back(last, -12 * age))


def _counted(since: Span, until: Span, first: Span | None, today: Span) -> tuple[Span, Span]:
    """Only "up to the round's date", and from the 15th birthday, or from birth."""
    if first is not None:
        since = Span(max(since.first, first.first), max(since.last, first.last))
    return since, Span(min(until.first, today.first), min(until.last, today.last))


def _history(
    doc: Doc, today: Span, kinds: Mapping[str, Kind], units: Mapping[str, Unit]
) -> tuple[Stint, ...]:
    """The `history` of a cadre; "kind and unit may also be words"."""
    titles = {kind.id: kind.titles for kind in kinds.values()}
    names = {unit.id: (unit.name,) for unit in units.values()}
    return tuple(
        Stint(
            meanings(entry["kind"], titles),
            meanings(entry["unit"], names),
            *_counted(begin, end, _birthday(doc, 15), today),
        )
        for entry, begin, end in _dated(doc.get("history", []), today)
    )


def _place(value: Any, units: Mapping[str, Unit]) -> str | None:
    """A unit id, or None for what is absent, words or a code: it cannot be told where that is."""
    return value if isinstance(value, str) and value in units else None


def _lived(doc: Doc, today: Span, units: Mapping[str, Unit]) -> tuple[Stay, ...] | None:
    """The stays; "an absent `to` is the round's date"; an absent list is unknown."""
    if "lived" not in doc:
        return None
    return tuple(
        Stay(
            _place(stay["at"], units),
            *_counted(
                span(stay["from"]),
                span(stay["to"]) if "to" in stay else today,
                _birthday(doc, 0),
                today,
            ),
        )
        for stay in doc["lived"]
    )


def _held(doc: Doc, today: Span) -> dict[str, Span | None]:
    """ "A post id, or a list of {post, since} when posts are held together; absent = no post".
    An unknown `since` is a day from the 15th birthday to the round's date, where that is known."""
    holds, fifteen = doc.get("holds", []), _birthday(doc, 15)
    entries = [{**doc, "post": holds}] if isinstance(holds, str) else holds
    unknown = Span(fifteen.first, today.last) if fifteen else None
    return {e["post"]: span(e["since"]) if "since" in e else unknown for e in entries}


def _texts(doc: Doc, key: str) -> frozenset[str] | None:
    """A list of texts; absent means unknown, "an empty list is known to be none"."""
    return frozenset(doc[key]) if key in doc else None


def read_cadre(
    doc: Doc, today: Span, kinds: Mapping[str, Kind], units: Mapping[str, Unit]
) -> Cadre:
    """One cadre, with what is absent kept apart from what is none."""
    years = doc.get("appraisals")
    return Cadre(
        id=doc["id"],
        born=span(doc["born"]) if "born" in doc else None,
        sex=doc.get("sex"),
        ethnicity=doc.get("ethnicity"),
        home=_place(doc.get("home"), units),
        birthplace=_place(doc.get("birthplace"), units),
        lived=_lived(doc, today, units),
        held=_held(doc, today),
        education=doc.get("education"),
        theory=doc.get("theory"),
        expertise=_texts(doc, "expertise"),
        languages=_texts(doc, "languages"),
        history=_history(doc, today, kinds, units),
        planned=_texts(doc, "planned") or frozenset(),
        appraisals=None if years is None else {int(year): years[year] for year in years},
        discipline=tuple(
            Discipline(entry["form"], span(entry["date"])) for entry in doc.get("discipline", [])
        ),
        circumstances=_texts(doc, "circumstances") or frozenset(),
        willing=doc.get("willing") == "true",
        prefers=_texts(doc, "prefers") or frozenset(),
        family_home=_place(doc.get("family_home"), units),
        retires=span(doc["retires"]) if "retires" in doc else None,
        leaving="leaving" in doc,
        available=doc.get("available") == "true",
    )
