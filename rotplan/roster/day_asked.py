"""A roster seen from another day than the one that its files name."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rotplan.roster.reading.nodes import Mapping
from rotplan.roster.reading.read_date import BadDateError, read_date
from rotplan.roster.reading.read_yaml import Document


def day_named(documents: Iterable[Document]) -> date | None:
    """The day of the round as the files name it; nothing where they name none that can be read."""
    for document in documents:
        round_ = _dated_round(document)
        if round_ is not None:
            return _day(round_["date"])
    return None


def day_judged(documents: tuple[Document, ...], as_of: date | None) -> date | None:
    """The day on which a roster is judged; a day asked for needs one that it takes the place of."""
    if as_of is None:
        return day_named(documents)
    return as_of if any(_dated_round(d) is not None for d in documents) else None


def seen_on(documents: tuple[Document, ...], as_of: date | None) -> tuple[Document, ...]:
    """The files as if their round were dated so; every line stays where it is."""
    if as_of is None:
        return documents
    return tuple(_dated(document, as_of) for document in documents)


def _dated(document: Document, as_of: date) -> Document:
    round_ = _dated_round(document)
    if round_ is None:
        return document
    moved = round_.with_value("date", as_of.isoformat())
    return replace(document, root=document.root.with_value("round", moved))


def _dated_round(document: Document) -> Mapping | None:
    """The round of a file if it names a date, rightly or not."""
    round_ = document.root.get("round")
    named = isinstance(round_, Mapping) and isinstance(round_.get("date"), str)
    return round_ if named else None


def _day(text: str) -> date | None:
    try:
        return read_date(text).earliest
    except BadDateError:
        return None
