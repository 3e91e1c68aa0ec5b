"""Where the places of one roster lie: unit ids by the roster's own tree, words and codes by the
gazetteer, which is read only when something asks for it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.lookup import Reading
from rotplan.roster.gazetteer.succession import Spot
from rotplan.roster.gazetteer.where_on_a_day import reach
from rotplan.roster.places.resolve_place import Resolved, Resolver
from rotplan.roster.places.units_on_the_map import NOWHERE_SPOT, Ground, Grounds
from rotplan.roster.records import Place, Unit
from rotplan.roster.unit_tree import UnitTree


@dataclass(frozen=True)
class Home:
    """Where somebody's place may lie on a day: by the roster's tree, and by the gazetteer; or that
    it lies abroad, in no unit at all."""

    own: frozenset[Spot] = frozenset()
    mapped: frozenset[Spot] = frozenset()
    own_first: bool = False
    abroad: bool = False


_ABROAD = Home(abroad=True)


class Whereabouts:
    """The places and units of one roster; each is looked up once."""

    def __init__(self, roster: UnitTree) -> None:
        self._roster = roster
        self._resolver, self._grounds = Resolver(roster), Grounds(roster)
        self._homes: dict[tuple[Place, date], Home] = {}

    @property
    def book(self) -> Book:
        return self._grounds.book

    def resolve(self, place: Place) -> Resolved:
        """What words or a code may mean."""
        return self._resolver.resolve(place)

    def ground(self, unit: str, on: date) -> Ground:
        """Where a unit of the roster lies on a day, by the gazetteer."""
        return self._grounds.ground(unit, on)

    @property
    def units(self) -> Grounds:
        """The units of the roster on the map."""
        return self._grounds

    def unit_named(self, place: Place) -> Unit | None:
        """The unit whose id a place is."""
        return self._roster.unit_of.get(place.words or "") if place.code is None else None

    def home(self, place: Place, on: date) -> Home:
        """Where a place may lie on a day."""
        if place.abroad is not None:
            return _ABROAD
        known = self._homes.get((place, on))
        if known is None:
            unit = self.unit_named(place)
            known = self._of_unit(unit, on) if unit else self._of_words(place, on)
            self._homes[place, on] = known
        return known

    def is_certain(self, place: Place) -> bool:
        """Whether it lies in one commune of the round's date, or abroad, for certain."""
        home = self.home(place, self._roster.round.date)
        if home.abroad:
            return True
        spots = home.own if home.own_first or not home.mapped else home.mapped
        return len(spots) == 1 and next(iter(spots)).commune is not None

    def _of_unit(self, unit: Unit, on: date) -> Home:
        """An id is taken at the roster's word, unless its code says that the unit is gone."""
        if on == self._roster.round.date and not self.has_ended(unit):
            return Home(own=self._own_spots(unit.id), own_first=True)
        return Home(mapped=self.ground(unit.id, on).spots - {NOWHERE_SPOT})

    def has_ended(self, unit: Unit) -> bool:
        """Whether a unit with a code is gone by the round's date and the roster has no heir."""
        if unit.code is None or self._roster.successors[unit.id] != {unit.id}:
            return False
        commune = self._grounds.commune(unit.id)
        return commune is not None and not self._grounds.stands(commune)

    def _of_words(self, place: Place, on: date) -> Home:
        resolved = self.resolve(place)
        mapped = frozenset[Spot]().union(*(self.spots(r, on) for r in resolved.readings))
        unit = resolved.unit or self.same_unit(resolved)
        if unit is None or on != self._roster.round.date:
            return Home(mapped=mapped)
        return Home(self._own_spots(unit), mapped)

    def same_unit(self, resolved: Resolved) -> str | None:
        """The unit of the roster that a place means, where it can mean but one thing."""
        if len(resolved.readings) != 1:
            return resolved.unit
        return self._unit_of_commune.get(resolved.readings[0].id)

    def unit_of_words(self, place: Place) -> str | None:
        """The unit of the roster that words or a code mean, or that holds all they may mean."""
        resolved = self.resolve(place)
        spots = self.home(place, self._roster.round.date).mapped
        communes = {spot.commune for spot in spots}
        holder = self._unit_of_commune.get(communes.pop() or "") if len(communes) == 1 else None
        return holder or self.same_unit(resolved)

    @cached_property
    def _unit_of_commune(self) -> dict[str, str]:
        found = ((self._grounds.commune(unit.id), unit.id) for unit in self._roster.units)
        return {commune.id: unit for commune, unit in found if commune is not None}

    def _own_spots(self, unit: str) -> frozenset[Spot]:
        """By the roster's tree: the unit itself, or those that name it in `formerly`."""
        trees = (self._roster.places[u] for u in self._roster.successors[unit])
        return frozenset(
            Spot(tree.get("province"), tree.get("district"), tree.get("commune")) for tree in trees
        )

    def spots(self, reading: Reading, on: date) -> frozenset[Spot]:
        """Where one thing that was meant may lie on a day."""
        return reach(self.book, reading, on)
