"""Communes, districts and provinces of any time by code, and who followed whom."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from rotplan.roster.gazetteer.communes_of_lists import CommunesOfLists
from rotplan.roster.gazetteer.former import FormerDistricts
from rotplan.roster.gazetteer.lineage import Lineage, event
from rotplan.roster.gazetteer.lists import Listing
from rotplan.roster.gazetteer.tables import rows
from rotplan.roster.gazetteer.units import Commune, District, Province
from rotplan.roster.gazetteer.vintages import vintages


class UnitsOfAnyTime:
    """All tables of a folder; what is not asked for is not built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vintages = vintages(folder)
        self.lists = tuple(Listing(vintage) for vintage in self.vintages)
        self.first, self.newest = self.lists[0], self.lists[-1]
        self._former = FormerDistricts(folder)
        self.districts: dict[str, District] = self._former.districts | self.first.districts
        self._lists = CommunesOfLists(folder, self.lists, self._former, self.districts)
        self._built: dict[str, Commune] = {}
        self._lineage = Lineage(
            (event(row) for row in self.table("lineage.csv")), self._lists.of_first
        )
        self._built.update((commune.id, commune) for commune in self.traced())
        # kept by `succession`, which alone knows what they are
        self.spots_of_provinces: dict[Any, Any] = {}
        # and those of districts that stand alone by `reach`
        self.spots_of_districts: dict[tuple[str, date], frozenset[Any]] = {}

    def table(self, name: str) -> list[list[str]]:
        """The rows of one of the tables beside the lists."""
        return rows(self.folder, name)

    # -- by code -----------------------------------------------------------------------------

    def commune(self, id_: str) -> Commune:
        """By its id: the code alone on the newest list, "code@last day" on those before."""
        if id_ not in self._built:
            code, _, until = id_.partition("@")
            number = self.vintages.on(date.fromisoformat(until)).number if until else -1
            made = self._lists.of_list(code, self.lists[number].vintage.number)
            assert made is not None, id_
            self._built[id_] = made
        return self._built[id_]

    def without_district(self, code: str) -> tuple[Commune, ...]:
        """What a code has stood for since there are no districts, latest first."""
        holding = [n for n in range(1, len(self.lists)) if code in self.lists[n].rows]
        ids = dict.fromkeys(self._lists.id_of(code, n) for n in reversed(holding))
        return tuple(self.commune(id_) for id_ in ids)

    def old(self, code: str) -> tuple[Commune, ...]:
        """What a code stood for while there were districts, latest first."""
        if code in self._lineage.of:
            return tuple(self._lineage.of[code])
        return (self.commune(self._lists.id_of(code, 0)),) if code in self.first.rows else ()

    def point(self, commune: Commune) -> tuple[float, float] | None:
        """Latitude and longitude of the centroid, where the newest list has one."""
        lat, lon = (
            self.newest.cell(commune.code, axis) if commune.is_new else ""
            for axis in ("lat", "lon")
        )
        return (float(lat), float(lon)) if lat and lon else None

    @property
    def changes(self) -> dict[tuple[str, str], list[tuple[date, str]]]:
        """(level, code) -> what units without districts were named by changes since their list."""
        return self._lists.changes

    # -- provinces ---------------------------------------------------------------------------

    def province(self, code: str, number: int) -> Province:
        """A province of a list."""
        return self.lists[number].provinces[code]

    def province_later(self, code: str, number: int, later: int) -> str:
        """The code on a later list of what a province became."""
        for n in range(number + 1, later + 1):
            code = self.lists[n].province_after[code]
        return code

    def provinces_earlier(self, code: str, number: int, earlier: int) -> tuple[str, ...]:
        """The codes on an earlier list of what became a province."""
        codes: tuple[str, ...] = (code,)
        for n in range(number, earlier, -1):
            codes = tuple(b for c in codes for b in self.lists[n].provinces_before(c))
        return codes

    def province_name(self, province: Province, on: date | None = None) -> str:
        """What a province of a list is called, or was on a day; one that is no more by its name."""
        name = province.name
        if province.map and not province.is_former:
            for begun, changed in sorted(self.changes.get(("province", province.code), ())):
                name = changed if on is None or begun <= on else name
        return name

    def all_provinces(self) -> Iterator[Province]:
        """Of every list."""
        return chain.from_iterable(listing.provinces.values() for listing in self.lists)

    # -- who was there -----------------------------------------------------------------------

    def came_from(self, commune: Commune) -> tuple[Commune, ...]:
        """The communes of which it took land when it began."""
        if commune.has_districts:
            return tuple(self.commune(id_) for id_ in self._traced_sources.get(commune.id, ()))
        before = self.lists[commune.first].came_from(commune.code)
        return tuple(self.commune(self._lists.id_of(code, commune.first - 1)) for code in before)

    @cached_property
    def _traced_sources(self) -> dict[str, list[str]]:
        sources: dict[str, list[str]] = {}
        last = self.vintages.last_districts
        for commune in self.traced():
            if commune.until != last:
                for to in commune.to:
                    sources.setdefault(to, []).append(commune.id)
        return sources

    def ever_in(self, district: str) -> tuple[Commune, ...]:
        """Every commune that is known to have lain in a district at any time."""
        codes = dict.fromkeys(
            (*self._codes_by_district.get(district, []), *self._former.of(district))
        )
        last = {c.id: c for code in codes for c in self.old(code)}
        found = last | {c.id: c for c in self.traced()}
        return tuple(
            c for c in found.values() if any(under.district == district for under in c.districts)
        )

    @cached_property
    def _codes_by_district(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for code, row in self.first.rows.items():
            codes.setdefault(row[2], []).append(code)
        return codes

    @cached_property
    def whole_districts(self) -> frozenset[str]:
        """Districts of which every commune that they ever had is known."""
        return frozenset(row[0] for row in self.table("whole_districts.csv"))

    @cached_property
    def traced_since(self) -> dict[str, date]:
        """Provinces of the first list whose communes are known back in time, and since when."""
        return {r[0]: date.fromisoformat(r[1]) for r in self.table("histories.csv")}

    def all_in(self, province: Province) -> tuple[Commune, ...]:
        """The communes of a province of a list, and those that were in it at an earlier time."""
        if province.map:
            rows = self.lists[province.map].rows.items()
            ids = (self._lists.id_of(c, province.map) for c, row in rows if row[2] == province.code)
            return tuple(self.commune(id_) for id_ in ids)
        inside = {d.code for d in self.first.districts.values() if d.province == province.code}
        codes = (code for code, row in self.first.rows.items() if row[2] in inside)
        return (*(self.old(code)[0] for code in codes), *self.left.get(province.code, ()))

    @cached_property
    def left(self) -> dict[str, list[Commune]]:
        """Communes of the first list that once lay in another province."""
        codes = (*self._lineage.of, *self._former.communes)
        last = {c.id: c for code in codes for c in self.old(code)[:1]}
        found: dict[str, list[Commune]] = {}
        for commune in last.values():
            provinces = {self.districts[under.district].province for under in commune.districts}
            for province in provinces - {commune.province}:
                found.setdefault(province, []).append(commune)
        return found

    def listed(self) -> Iterator[tuple[str, str]]:
        """Id and full name of every commune of every list."""
        for listing in self.lists:
            until, number = listing.vintage.until, listing.vintage.number
            if number == 0 and until is not None:
                end = f"@{until.isoformat()}"
                yield from ((code + end, row[1]) for code, row in listing.rows.items())
            elif until is None:
                yield from ((code, row[1]) for code, row in listing.rows.items())
            else:
                yield from (
                    (self._lists.id_of(c, number), row[1]) for c, row in listing.rows.items()
                )

    def traced(self) -> Iterator[Commune]:
        """Every commune that the events touch, at every time."""
        return chain.from_iterable(self._lineage.of.values())
