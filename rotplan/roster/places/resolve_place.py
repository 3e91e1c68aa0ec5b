"""What a place as somebody wrote it may mean, with the trouble of reading it, if there is any."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from rotplan.roster.gazetteer.address_parts import AddressPart, besides, parts
from rotplan.roster.gazetteer.book import Book, book
from rotplan.roster.gazetteer.lookup import Reading, of_code, read_address
from rotplan.roster.gazetteer.partial_address import agreed
from rotplan.roster.gazetteer.units import FIRST_CODES, Commune, bare
from rotplan.roster.gazetteer.where_on_a_day import narrowed
from rotplan.roster.records import Place, Unit
from rotplan.roster.unit_tree import UnitTree

# Why a place was not read as it was written.
Trouble = Literal["not-found", "no-code", "short-code", "code-name", "list-not-held"]


@dataclass(frozen=True)
class Resolved:
    """What a place as written may mean. With `trouble` the readings are what is certain all the
    same. `unit` is a unit of the roster that has just this name, where the gazetteer has none."""

    readings: tuple[Reading, ...] = ()
    trouble: Trouble | None = None
    unit: str | None = None


class Resolver:
    """Reads the words and codes of one roster; each once."""

    def __init__(self, roster: UnitTree) -> None:
        self._roster = roster
        self._resolved: dict[Place, Resolved] = {}

    @cached_property
    def book(self) -> Book:
        return book()

    def resolve(self, place: Place) -> Resolved:
        """What words or a code may mean; a unit's id is not asked here."""
        known = self._resolved.get(place)
        if known is None:
            known = self._code(place) if place.code else self._words(place.words or "")
            self._resolved[place] = known
        return known

    def _words(self, words: str) -> Resolved:
        place, said = besides(words)
        written = parts(place, self.book.names)
        readings = read_address(self.book, written)
        remark = read_address(self.book, parts(said, self.book.names)) if said else ()
        if readings:
            return Resolved(narrowed(self.book, readings, remark) if remark else readings)
        unit = self._unit_called(written)
        if unit is not None:
            return Resolved(unit=unit)
        found = agreed(self.book, written)
        if found and remark:
            found = narrowed(self.book, found, remark)
        return Resolved(found or remark, "not-found")

    def _code(self, place: Place) -> Resolved:
        code = place.code or ""
        years = (date(place.as_of, 1, 1), date(place.as_of, 12, 31)) if place.as_of else None
        if years is not None and years[1] < FIRST_CODES:
            return Resolved(trouble="no-code")
        readings = of_code(self.book, code, years)
        if not readings:
            return Resolved(trouble="short-code" if padded(self.book, code) else "no-code")
        if place.words:
            said = {r.id for r in self._words(place.words).readings}
            readings = tuple(r for r in readings if r.id in said)
            if not readings:
                return Resolved(trouble="code-name")
        return self._held(readings, years)

    def _held(self, readings: tuple[Reading, ...], years: tuple[date, date] | None) -> Resolved:
        """A code of a year whose list is not held tells the province, no more."""
        communes = [r.commune for r in readings if r.commune is not None]
        if years is None or all(self._is_listed(c, years[1]) for c in communes):
            return Resolved(readings)
        inside = sorted({c.province for c in communes})
        provinces = (self.book.province(code, 0) for code in inside)
        return Resolved(tuple(Reading(province=p) for p in provinces), "list-not-held")

    def _is_listed(self, commune: Commune, until: date) -> bool:
        traced = commune.province in self.book.traced_since
        held = traced or until >= self.book.vintages.last_districts
        return held or not commune.has_districts

    def _unit_called(self, written: tuple[AddressPart, ...]) -> str | None:
        """The one unit of the roster with this name, whose ancestors have the other names."""
        found = set()
        for place, part in enumerate(written):
            others = {p.name for p in written[:place] + written[place + 1 :]}
            for unit in self._units_by_name.get(part.name, ()):
                if unit.kind in part.levels and others <= self._names_above(unit):
                    found.add(unit.id)
        return found.pop() if len(found) == 1 else None

    def _names_above(self, unit: Unit) -> set[str]:
        return {bare(u.name).name for u in self._roster.lineage(unit.id) if u.id != unit.id}

    @cached_property
    def _units_by_name(self) -> dict[str, list[Unit]]:
        named: dict[str, list[Unit]] = {}
        for unit in self._roster.units:
            named.setdefault(bare(unit.name).name, []).append(unit)
        return named


def padded(book: Book, code: str) -> tuple[str, ...]:
    """What a code may be that has lost its leading zeros."""
    longer = (code.zfill(size) for size in (2, 3, 5) if size > len(code))
    return tuple(c for c in longer if code.isdigit() and of_code(book, c, None))
