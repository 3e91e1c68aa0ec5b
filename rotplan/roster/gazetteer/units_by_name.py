"""Which communes, districts and provinces have the names of an address and lie where it says."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rotplan.roster.gazetteer.address_parts import AddressPart
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.units import Bare, Commune, District, Province, bare, letters


class AskedName(NamedTuple):
    """Parts with the level that each is taken for."""

    commune: AddressPart | None = None
    district: AddressPart | None = None
    province: AddressPart | None = None


def named(book: Book, part: AddressPart) -> Iterator[Commune]:
    """Communes of any time that have exactly this name, and this kind if one is said."""
    for name in dict.fromkeys((part.name, part.whole)):
        for commune in book.names.communes_like(name):
            if any(_is_called(part, bare(full)) for full in book.names.names_of(commune)):
                yield commune


def _is_called(part: AddressPart, called: Bare) -> bool:
    """Whether a part of an address says this name: its kind must be the one said, if any is."""
    return (called.name == part.name and part.kind in ("", called.kind)) or (
        called.name == part.whole
    )


@dataclass(frozen=True)
class Area:
    """Where a commune must lie: in one of these districts (codes) and of these provinces, if any
    are said; `mixed`: old and new units may stand beside each other."""

    book: Book
    districts: frozenset[str] | None
    provinces: tuple[Province, ...] | None
    mixed: bool

    def holds(self, commune: Commune) -> bool:
        return self._in_district(commune) and self._in_province(commune)

    def _in_district(self, commune: Commune) -> bool:
        if self.districts is None:
            return True
        if commune.has_districts:
            return _ever_in(commune, self.districts)
        return self.mixed and any(self._in_district(c) for c in self.book.came_from(commune))

    def _in_province(self, commune: Commune) -> bool:
        """A district that is named vouches for an old commune under its new province."""
        if self.provinces is None:
            return True
        loose = self.mixed or self.districts is not None
        return any(self._lies_in(commune, p, loose=loose) for p in self.provinces)

    def _lies_in(self, commune: Commune, province: Province, *, loose: bool) -> bool:
        if commune.first <= province.map <= commune.last:
            if commune.has_districts:
                return self._lay_in(commune, province)
            return commune.province_on_list(province.map) == province.code
        if not loose:
            return False
        if province.map > commune.last:
            later = self.book.province_later(commune.province, commune.last, province.map)
            return later == province.code
        before = self.book.came_from(commune)
        return any(self._lies_in(c, province, loose=True) for c in before)

    def _lay_in(self, commune: Commune, province: Province) -> bool:
        """Whether an old commune lies, or lay with a former district, in an old province."""
        if province.districts:
            return _ever_in(commune, province.districts)
        within = (self.book.districts[under.district] for under in commune.districts)
        return any(district.province == province.code for district in within)


def _ever_in(commune: Commune, districts: Container[str]) -> bool:
    return any(under.district in districts for under in commune.districts)


def of_their_time(
    book: Book, communes: list[Commune], provinces: tuple[Province, ...]
) -> list[Commune]:
    """Without what a commune was before it gave away land, where that was before full histories
    begin: unless a former province is named, the words are those of what bears the name since."""
    if any(p.is_former for p in provinces):
        return communes
    begin = min(book.traced_since.values())
    since = {c.code for c in communes if (c.until or date.max) >= begin}
    return [c for c in communes if (c.until or date.max) >= begin or c.code not in since]


def namesakes(book: Book, part: AddressPart, area: Area, found: list[Commune]) -> Iterator[Commune]:
    """Communes that took in one of this name since 2017, where no full history is held.

    Such a name is known without accents only: it can make an answer uncertain, never certain.
    """
    codes, traced = {commune.code for commune in found}, book.traced_since
    for commune in took_in(book, part):
        known = commune.code in codes or commune.province in traced
        if not known and area.holds(commune):
            yield commune


def took_in(book: Book, part: AddressPart) -> Iterator[Commune]:
    """Communes of the first list that bore, or took in one of, a name since 2017, by its letters;
    of the kind that is said, if any is."""
    run_together = letters(part.name).replace(" ", "")
    for code, kind in book.names.took_in(run_together):
        if part.kind in ("", kind.lower()):
            yield book.old(code)[0]


# -- districts and provinces -----------------------------------------------------------------


def provinces_called(book: Book, part: AddressPart | None) -> tuple[Province, ...]:
    if part is None:
        return ()
    found = book.names.provinces_called(part.name) + book.names.provinces_called(part.whole)
    if part.kind or not book.names.districts_called(part.name):
        # long ago a province; bare it is the district that has the name since («Hà Đông»)
        found += book.names.long_ago(part.name)
    same_kind = tuple(p for p in found if bare(p.name).kind == part.kind)
    # «TP Tuyên Quang» is the city in the province; but provinces do become cities
    if part.kind == "thành phố" or same_kind:
        found = same_kind
    return tuple(dict.fromkeys(found))


def named_provinces(book: Book, parts: tuple[AddressPart, ...]) -> tuple[Province, ...]:
    """Provinces that any part names."""
    can = (p for p in parts if "province" in p.levels)
    return tuple(dict.fromkeys(found for p in can for found in provinces_called(book, p)))


def districts_called(
    book: Book, part: AddressPart | None, provinces: tuple[Province, ...]
) -> tuple[District, ...]:
    """Districts of a name in those provinces. Their kind is not asked: it has changed too often."""
    if part is None:
        return ()
    found = dict.fromkeys(
        book.names.districts_called(part.name) + book.names.districts_called(part.whole)
    )
    return tuple(d for d in found if not provinces or provinces_of(book, d, provinces))


def provinces_of(
    book: Book, district: District, provinces: tuple[Province, ...]
) -> tuple[Province, ...]:
    """Those provinces in which a district lies or lay."""
    return tuple(p for p in provinces if _district_in(book, district, p))


def _district_in(book: Book, district: District, province: Province) -> bool:
    if province.districts:
        return district.code in province.districts
    return province.code == book.province_later(district.province, 0, province.map)
