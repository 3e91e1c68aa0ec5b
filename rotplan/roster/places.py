"""Where the places of one roster lie: unit ids by the roster's own tree, words and codes by the
gazetteer, which is read only when something asks for it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from rotplan.roster.facts import Place, Unit
from rotplan.roster.gazetteer.book import Book, book
from rotplan.roster.gazetteer.lineage import TRACED
from rotplan.roster.gazetteer.succession import Spot, province_spots, spots
from rotplan.roster.gazetteer.units import LAST_OLD, Commune, Province, bare
from rotplan.roster.lookup import Reading, agreed, of_code, read
from rotplan.roster.wording import Part, parts
from rotplan.roster.wording import part as one_part

if TYPE_CHECKING:
    from rotplan.roster.roster import Roster

# Why a place was not read as it was written.
Trouble = Literal["not-found", "no-code", "short-code", "code-name", "list-not-held"]
NOWHERE_SPOT = Spot(None, None, None)


@dataclass(frozen=True)
class Resolved:
    """What a place as written may mean. With `trouble` the readings are what is certain all the
    same. `unit` is a unit of the roster that has just this name, where the gazetteer has none."""

    readings: tuple[Reading, ...] = ()
    trouble: Trouble | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Home:
    """Where somebody's place may lie on a day: by the roster's tree, and by the gazetteer."""

    own: frozenset[Spot] = frozenset()
    mapped: frozenset[Spot] = frozenset()
    own_first: bool = False


@dataclass(frozen=True)
class Ground:
    """Where a unit of the roster lies on a day by the gazetteer; `whole` are the communes all of
    which it covers. On the round's own day that is one spot."""

    spots: frozenset[Spot] = frozenset((NOWHERE_SPOT,))
    whole: frozenset[str] = frozenset()


class Whereabouts:
    """The places of one roster; each is looked up once."""

    def __init__(self, roster: "Roster") -> None:
        self._roster = roster
        self._resolved: dict[Place, Resolved] = {}
        self._homes: dict[tuple[Place, date], Home] = {}
        self._communes: dict[str, Commune | None] = {}

    @cached_property
    def book(self) -> Book:
        return book()

    # -- a place as somebody wrote it --------------------------------------------------------

    def unit_named(self, place: Place) -> Unit | None:
        """The unit whose id the place is."""
        return self._roster.unit_of.get(place.words or "") if place.code is None else None

    def home(self, place: Place, on: date) -> Home:
        """Where a place may lie on a day."""
        known = self._homes.get((place, on))
        if known is None:
            unit = self.unit_named(place)
            known = self._of_unit(unit, on) if unit else self._of_words(place, on)
            self._homes[place, on] = known
        return known

    def _of_unit(self, unit: Unit, on: date) -> Home:
        today = on == self._roster.round.date
        own = self._own_spots(unit.id) if today else frozenset[Spot]()
        if today and not self.has_ended(unit):
            return Home(own=own, own_first=True)
        ground = self.ground(unit.id, on).spots
        return Home(mapped=frozenset(ground) - {NOWHERE_SPOT})

    def has_ended(self, unit: Unit) -> bool:
        """Whether a unit with a code is gone by the round's date and the roster has no heir."""
        if unit.code is None or self._roster.successors[unit.id] != {unit.id}:
            return False
        commune = self.commune(unit.id)
        return commune is not None and not self._stands(commune)

    def _stands(self, commune: Commune) -> bool:
        """On the round's date; the last old list stands for those before it where none is held."""
        on = self._roster.round.date
        return commune.stands(on)

    def _of_words(self, place: Place, on: date) -> Home:
        resolved = self.resolve(place)
        mapped = frozenset[Spot]().union(*(self.spots(r, on) for r in resolved.readings))
        unit = resolved.unit
        if unit is None and len(resolved.readings) == 1:
            unit = self._unit_of_commune.get(resolved.readings[0].id)
        today = on == self._roster.round.date
        own = self._own_spots(unit) if unit and today else frozenset[Spot]()
        return Home(own, mapped)

    def _own_spots(self, unit: str) -> frozenset[Spot]:
        """By the roster's tree: the unit itself, or those that name it in `formerly`."""
        tree, today = self._roster.places, self._roster.successors[unit]
        levels = (
            (tree[u].get("province"), tree[u].get("district"), tree[u].get("commune"))
            for u in today
        )
        return frozenset(Spot(*at) for at in levels)

    @cached_property
    def _unit_of_commune(self) -> dict[str, str]:
        """The unit of the roster that is a commune of the gazetteer, by the id of that."""
        found = ((self.commune(unit.id), unit.id) for unit in self._roster.units)
        return {commune.id: unit for commune, unit in found if commune is not None}

    def resolve(self, place: Place) -> Resolved:
        """What words or a code may mean."""
        known = self._resolved.get(place)
        if known is None:
            known = self._code(place) if place.code else self._words(place.words or "")
            self._resolved[place] = known
        return known

    def _words(self, words: str) -> Resolved:
        written = parts(words, self.book.dashed)
        readings = read(self.book, written)
        if readings:
            return Resolved(readings)
        unit = self._unit_called(written)
        if unit is not None:
            return Resolved(unit=unit)
        return Resolved(agreed(self.book, written), "not-found")

    def _code(self, place: Place) -> Resolved:
        code = place.code or ""
        years = (date(place.as_of, 1, 1), date(place.as_of, 12, 31)) if place.as_of else None
        readings = of_code(self.book, code, years)
        if not readings:
            padded = code.isdigit() and any(
                of_code(self.book, code.zfill(n), years) for n in (2, 3, 5) if n > len(code)
            )
            return Resolved(trouble="short-code" if padded else "no-code")
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
        inside = {c.province for c in communes}
        provinces = (self.book.old_provinces[code] for code in sorted(inside))
        return Resolved(tuple(Reading(province=p) for p in provinces), "list-not-held")

    def _is_listed(self, commune: Commune, until: date) -> bool:
        return commune.is_new or commune.province in TRACED or until >= LAST_OLD

    def _unit_called(self, written: tuple[Part, ...]) -> str | None:
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

    def spots(self, reading: Reading, on: date) -> frozenset[Spot]:
        """Where one thing that was meant may lie on a day."""
        if reading.commune is not None:
            return spots(self.book, reading.commune, on)
        if reading.district is not None:
            inside = self.book.ever_in(reading.district.code)
            return frozenset[Spot]().union(*(spots(self.book, c, on) for c in inside))
        assert reading.province is not None
        return province_spots(self.book, reading.province, on)

    # -- a unit of the roster ----------------------------------------------------------------

    def commune(self, unit: str) -> Commune | None:
        """The commune of the gazetteer that a unit is: by code and name, or by name and parents."""
        if unit not in self._communes:
            record = self._roster.unit_of[unit]
            found = self._candidates(record) if record.kind == "commune" else []
            standing = [c for c in found if self._stands(c)]
            best = standing or found[:1]
            self._communes[unit] = best[0] if len(best) == 1 else None
        return self._communes[unit]

    def _candidates(self, unit: Unit) -> list[Commune]:
        """Communes of any time that the unit may be; the latest first."""
        if unit.code is not None:
            coded = (r.commune for r in of_code(self.book, unit.code, None))
            return [c for c in coded if c is not None and self.agrees(unit.name, c)]
        above = [u for u in self._roster.lineage(unit.id) if u.id != unit.id]
        if not above:
            return []
        written = tuple(one_part(u.name.casefold()) for u in (unit, *above))
        readings = read(self.book, written)
        return [r.commune for r in readings if r.commune is not None and self._stands(r.commune)]

    def agrees(self, name: str, commune: Commune) -> bool:
        """Whether a unit's name is one that the commune has or had; its kind may be left out."""
        said = one_part(name.casefold())
        called = [bare(full) for full in self.book.names_of(commune)]
        return any(
            (c.name == said.name and said.kind in ("", c.kind)) or c.name == said.whole
            for c in called
        )

    def ground(self, unit: str, on: date) -> Ground:
        """Where a commune, district or province of the roster lies on a day."""
        record = self._roster.unit_of[unit]
        commune = self.commune(unit)
        if commune is not None:
            return self._ground_of(commune, on)
        if record.kind == "district":
            return self._district_ground(record, on)
        province = self._province(unit)
        if province is None:
            return Ground()
        return Ground(province_spots(self.book, province, on))

    def _ground_of(self, commune: Commune, on: date) -> Ground:
        today = self._roster.round.date
        here = spots(self.book, commune, today)
        then = spots(self.book, commune, on)
        ids = (spot.commune for spot in then if spot.commune is not None)
        whole = (id_ for id_ in ids if spots(self.book, self.book.commune(id_), today) == here)
        return Ground(then, frozenset(whole))

    def _district_ground(self, unit: Unit, on: date) -> Ground:
        province = self._province(unit.id)
        found = self.book.districts_called(one_part(unit.name.casefold()).name)
        known = [
            d
            for d in found
            if unit.code in (None, d.code)
            and (province is None or self._is_in(d.province, province))
        ]
        if len(known) != 1:
            return Ground() if province is None else Ground(province_spots(self.book, province, on))
        if on > LAST_OLD:
            new = self.book.old_provinces[known[0].province].to
            return Ground(frozenset((Spot(new, None, None),)))
        return Ground(frozenset((Spot(known[0].province, known[0].code, None),)))

    def _is_in(self, old: str, province: Province) -> bool:
        return (self.book.old_provinces[old].to if province.new else old) == province.code

    def _province(self, unit: str) -> Province | None:
        """The province above a unit, on the map of the round's date."""
        id_ = self._roster.places[unit].get("province")
        if id_ is None:
            return None
        new = self._roster.round.date > LAST_OLD
        record = self._roster.unit_of[id_]
        found = self.book.provinces_called(one_part(record.name.casefold()).name)
        known = {p.code: p for p in found if p.new == new}
        return known.popitem()[1] if len(known) == 1 else None
