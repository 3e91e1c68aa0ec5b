"""From the entry of one cadre (every scalar a text) to a `Cadre`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .dates import Span, span
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


def _history(
    doc: Doc, today: Span, kinds: Mapping[str, Kind], units: Mapping[str, Unit]
) -> tuple[Stint, ...]:
    """The `history` of a cadre; "kind and unit may also be words"."""
    titles = {kind.id: kind.titles for kind in kinds.values()}
    names = {unit.id: (unit.name,) for unit in units.values()}
    return tuple(
        Stint(meanings(entry["kind"], titles), meanings(entry["unit"], names), begin, end)
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
            span(stay["from"]),
            span(stay["to"]) if "to" in stay else today,
        )
        for stay in doc["lived"]
    )


def _held(doc: Doc) -> dict[str, Span | None]:
    """ "A post id, or a list of {post, since} when posts are held together; absent = no post"."""
    holds = doc.get("holds", [])
    entries = [{**doc, "post": holds}] if isinstance(holds, str) else holds
    return {entry["post"]: span(entry["since"]) if "since" in entry else None for entry in entries}


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
        held=_held(doc),
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
