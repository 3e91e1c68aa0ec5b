"""Which units of the gazetteer the units of a roster are, and where those lie on a day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rotplan.roster.gazetteer.address_parts import part
from rotplan.roster.gazetteer.book import Book, book
from rotplan.roster.gazetteer.lookup import of_code, read_address
from rotplan.roster.gazetteer.succession import Spot, province_spots, spots
from rotplan.roster.gazetteer.units import Commune, District, Province, bare
from rotplan.roster.records import Unit
from rotplan.roster.unit_tree import UnitTree

NOWHERE_SPOT = Spot(None, None, None)


@dataclass(frozen=True)
class Ground:
    """Where a unit lies on a day, one spot on the round's own day; of the communes named in it
    those in `whole` lie in the unit with all their land."""

    spots: frozenset[Spot] = frozenset((NOWHERE_SPOT,))
    whole: frozenset[str] = frozenset()


class Grounds:
    """The units of one roster on the map."""

    def __init__(self, roster: UnitTree) -> None:
        self._roster = roster
        self._communes: dict[str, Commune | None] = {}

    @cached_property
    def book(self) -> Book:
        return book()

    def commune(self, unit: str) -> Commune | None:
        """The commune that a unit is: by its code and name, or by its name and parents."""
        if unit not in self._communes:
            record = self._roster.unit_of[unit]
            found = self._candidates(record) if record.kind == "commune" else []
            standing = [c for c in found if self.stands(c)]
            best = standing or found[:1]
            self._communes[unit] = best[0] if len(best) == 1 else None
        return self._communes[unit]

    def stands(self, commune: Commune) -> bool:
        """On the round's date; the last old list stands for those before it where none is held."""
        return commune.stands(self._roster.round.date)

    def _candidates(self, unit: Unit) -> list[Commune]:
        """Communes of any time that a unit may be, the latest first."""
        if unit.code is not None:
            coded = (r.commune for r in of_code(self.book, unit.code, None))
            return [c for c in coded if c is not None and self.agrees(unit.name, c)]
        above = [u for u in self._roster.lineage(unit.id) if u.id != unit.id]
        if not above:
            return []
        written = tuple(part(u.name.casefold()) for u in (unit, *above))
        readings = read_address(self.book, written)
        return [r.commune for r in readings if r.commune is not None and self.stands(r.commune)]

    def agrees(self, name: str, commune: Commune) -> bool:
        """Whether a unit's name is one that the commune has or had; its kind may be left out."""
        said = part(name.casefold())
        called = [bare(full) for full in self.book.names.names_of(commune)]
        return any(
            (c.name == said.name and said.kind in ("", c.kind)) or c.name == said.whole
            for c in called
        )

    def ground(self, unit: str, on: date) -> Ground:
        """Where a commune, district or province of the roster lies on a day."""
        commune = self.commune(unit)
        if commune is not None:
            return self._of_commune(commune, on)
        province = self._province(unit)
        if self._roster.unit_of[unit].kind == "district":
            district = self._district(self._roster.unit_of[unit], province)
            if district is not None:
                return Ground(frozenset((self._of_district(district, on),)))
        return Ground() if province is None else Ground(province_spots(self.book, province, on))

    def _of_commune(self, commune: Commune, on: date) -> Ground:
        today = self._roster.round.date
        here, then = spots(self.book, commune, today), spots(self.book, commune, on)
        ids = (spot.commune for spot in then if spot.commune is not None)
        whole = (id_ for id_ in ids if spots(self.book, self.book.commune(id_), today) == here)
        return Ground(then, frozenset(whole))

    def _of_district(self, district: District, on: date) -> Spot:
        number = self.book.vintages.on(on).number
        if number:
            return Spot(self.book.province_later(district.province, 0, number), None, None)
        return Spot(district.province, district.code, None)

    def _district(self, unit: Unit, province: Province | None) -> District | None:
        found = [
            d
            for d in self.book.names.districts_called(part(unit.name.casefold()).name)
            if unit.code in (None, d.code) and (province is None or self._is_in(d, province))
        ]
        return found[0] if len(found) == 1 else None

    def _is_in(self, district: District, province: Province) -> bool:
        return self.book.province_later(district.province, 0, province.map) == province.code

    def _province(self, unit: str) -> Province | None:
        """The province above a unit, on the map of the round's date."""
        id_ = self._roster.places[unit].get("province")
        if id_ is None:
            return None
        number = self.book.vintages.on(self._roster.round.date).number
        name = part(self._roster.unit_of[id_].name.casefold()).name
        called = self.book.names.provinces_called(name)
        known = {p.code: p for p in called if p.map == number and not p.is_former}
        return known.popitem()[1] if len(known) == 1 else None
