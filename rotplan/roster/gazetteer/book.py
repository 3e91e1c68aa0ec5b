"""The gazetteer as a book to look things up in: by code, by name, and who followed whom."""

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain

from rotplan.roster.gazetteer.lineage import Lineage, event
from rotplan.roster.gazetteer.names import Names
from rotplan.roster.gazetteer.tables import rows
from rotplan.roster.gazetteer.units import (
    FIRST_NEW,
    LAST_OLD,
    Called,
    Commune,
    District,
    Province,
    Under,
)

AS_OF = FIRST_NEW


@cache
def book() -> "Book":
    """The one book; read at the first use."""
    return Book()


class Book:
    """All tables; what is not asked for is not built."""

    def __init__(self) -> None:
        self._old = {row[0]: row for row in rows("communes_before.csv")}
        self._new = {row[0]: row for row in rows("communes.csv")}
        self.districts = {row[0]: District(*row) for row in rows("districts.csv")}
        provinces = [Province(r[1], r[2], r[0] > "2025-06-30", r[3]) for r in rows("provinces.csv")]
        self.old_provinces = {p.code: p for p in provinces if not p.new}
        self.new_provinces = {p.code: p for p in provinces if p.new}
        self._built: dict[str, Commune] = {}
        self._lineage = Lineage((event(row) for row in rows("lineage.csv")), self._of_last_list)
        past = self.traced()
        self._built.update((commune.id, commune) for commune in past)

    # -- by code -----------------------------------------------------------------------------

    def commune(self, id_: str) -> Commune:
        """By its id: the code alone on the new map, "code@last day" on the old one."""
        if id_ not in self._built:
            code, _, until = id_.partition("@")
            made = self._of_last_list(code) if until else self._of_new_list(code)
            assert made is not None, id_
            self._built[id_] = made
        return self._built[id_]

    def new(self, code: str) -> Commune | None:
        """The commune that has a code since 1/7/2025."""
        return self.commune(code) if code in self._new else None

    def old(self, code: str) -> tuple[Commune, ...]:
        """What a code stood for up to 30/6/2025, latest first."""
        if code in self._lineage.of:
            return tuple(self._lineage.of[code])
        return (self.commune(_last_id(code)),) if code in self._old else ()

    def point(self, commune: Commune) -> tuple[float, float] | None:
        """Latitude and longitude of the centroid; only communes of the new map have one."""
        row = self._new[commune.code] if commune.is_new else None
        return (float(row[3]), float(row[4])) if row else None

    def _of_new_list(self, code: str) -> Commune | None:
        row = self._new.get(code)
        if row is None:
            return None
        return Commune(code, code, FIRST_NEW, None, (Called(row[1], None),), (), row[2])

    def _of_last_list(self, code: str) -> Commune | None:
        row = self._old.get(code)
        if row is None:
            return None
        return Commune(
            id=_last_id(code),
            code=code,
            since=None,
            until=LAST_OLD,
            names=(Called(row[1], None),),
            districts=(Under(row[2], None),),
            province=self.districts[row[2]].province,
            to=tuple(row[3].split()),
        )

    # -- who was there -----------------------------------------------------------------------

    def came_from(self, commune: Commune) -> tuple[Commune, ...]:
        """The communes of which it took land when it began."""
        return tuple(self.commune(id_) for id_ in self._sources.get(commune.id, ()))

    @cached_property
    def _sources(self) -> dict[str, list[str]]:
        sources: dict[str, list[str]] = {}
        for code, row in self._old.items():
            for new in row[3].split():
                sources.setdefault(new, []).append(_last_id(code))
        for commune in self.traced():
            if commune.until != LAST_OLD:
                for to in commune.to:
                    sources.setdefault(to, []).append(commune.id)
        return sources

    def ever_in(self, district: str) -> tuple[Commune, ...]:
        """Every commune of the old map that is known to have lain in a district at any time."""
        codes = self._codes_by_district.get(district, [])
        last = {c.id: c for code in codes for c in self.old(code)}
        found = last | {c.id: c for c in self.traced()}
        return tuple(
            c for c in found.values() if any(under.district == district for under in c.districts)
        )

    @cached_property
    def _codes_by_district(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for code, row in self._old.items():
            codes.setdefault(row[2], []).append(code)
        return codes

    @cached_property
    def whole_districts(self) -> frozenset[str]:
        """Districts of which every commune that they ever had is known."""
        return frozenset(row[0] for row in rows("whole_districts.csv"))

    def all_in(self, province: str) -> tuple[Commune, ...]:
        """The communes of 30/6/2025 in one of the 63 provinces."""
        inside = {d.code for d in self.districts.values() if d.province == province}
        return tuple(self.old(code)[0] for code, row in self._old.items() if row[2] in inside)

    @cached_property
    def names(self) -> Names:
        """The index of names."""
        return Names(self)

    def listed(self) -> Iterator[tuple[str, str]]:
        """Id and full name of every commune of the lists of 30/6/2025 and 1/7/2025."""
        yield from ((_last_id(code), row[1]) for code, row in self._old.items())
        yield from ((code, row[1]) for code, row in self._new.items())

    def traced(self) -> Iterator[Commune]:
        """Every commune that the events touch, at every time."""
        return chain.from_iterable(self._lineage.of.values())


def _last_id(code: str) -> str:
    return f"{code}@{LAST_OLD.isoformat()}"
