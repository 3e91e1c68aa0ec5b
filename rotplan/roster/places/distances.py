"""How far a unit is from somebody's home: by the roster's table, else as the crow flies."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from rotplan.roster.gazetteer.units import Commune
from rotplan.roster.records import Place, Unit
from rotplan.roster.roster import Roster

_EARTH_RADIUS_KM = 6371
# Where two ways of computing one distance could round differently, one of them is asked.
_NEAR = 1e-6
UNTOLD = -1
LatitudeLongitude = tuple[float, float]


@dataclass(frozen=True)
class Measured:
    """Whole kilometres, rounded half up; `straight`: as the crow flies, not by road."""

    km: int
    straight: bool


def kilometres(roster: Roster, unit: str, home: Place) -> Measured | None:
    """From a home to a unit; nothing when it cannot be told.

    The roster's own table comes first, then the line between two units with `at`, then the line
    between the centroids of two communes of 2025. An agency or a district counts at its seat.
    """
    here, there = _seat(roster, unit), _unit_of(roster, home)
    told = None if there is None else _between_units(roster, here, there)
    return told or _straight(_centroid(roster, here.id), _centroid(roster, home))


class KilometresFrom:
    """The same figures from a home to many units in one go."""

    def __init__(self, roster: Roster, units: Sequence[str]) -> None:
        self._roster, self._units = roster, units
        self._seats = [_seat(roster, unit) for unit in units]
        self._number: dict[str, list[int]] = {}
        for n, seat in enumerate(self._seats):
            self._number.setdefault(seat.id, []).append(n)
        points = [(np.nan, np.nan) if seat.at is None else seat.at for seat in self._seats]
        self._points = np.array(points, dtype=np.float64).reshape(-1, 2)
        self._rows: dict[Place | None, NDArray[np.int32]] = {}
        self._centroid = cache(partial(_centroid, roster))

    def row(self, home: Place | None) -> NDArray[np.int32]:
        """From one home to every unit; UNTOLD where it cannot be told."""
        if home not in self._rows:
            self._rows[home] = self._asked(home)
        return self._rows[home]

    def _asked(self, home: Place | None) -> NDArray[np.int32]:
        row = np.full(len(self._units), UNTOLD, dtype=np.int32)
        if home is None:
            return row
        there = _unit_of(self._roster, home)
        one_by_one = np.ones(len(row), dtype=bool)
        if there is not None and there.at is not None:
            km = great_circles(self._points, there.at)
            one_by_one = ~(np.abs(km + 0.5 - np.rint(km + 0.5)) > _NEAR)
            for id_ in {there.id, *_by_road(self._roster, there)} & self._number.keys():
                one_by_one[self._number[id_]] = True
            row[~one_by_one] = (km[~one_by_one] + 0.5).astype(np.int32)
        for n in np.flatnonzero(one_by_one).tolist():
            seat = self._seats[n]
            told = None if there is None else _between_units(self._roster, seat, there)
            measured = told or _straight(self._centroid(seat.id), self._centroid(home))
            row[n] = UNTOLD if measured is None else measured.km
        return row


def _by_road(roster: Roster, there: Unit) -> set[str]:
    """The units to which the roster's table gives the way, in either direction."""
    table = roster.distances
    return {*table.get(there.id, {}), *(a for a, ways in table.items() if there.id in ways)}


def _seat(roster: Roster, unit: str) -> Unit:
    """Where a unit sits."""
    record = roster.unit_of[unit]
    return record if record.seat is None else roster.unit_of[record.seat]


def _unit_of(roster: Roster, home: Place) -> Unit | None:
    """The unit of the roster that a home is by its id, or in which its words lie for certain."""
    where = roster.whereabouts
    named = where.unit_named(home)
    id_ = named.id if named is not None else where.unit_of_words(home)
    return None if id_ is None else _seat(roster, id_)


def _between_units(roster: Roster, here: Unit, there: Unit) -> Measured | None:
    """By the table, in either direction; else the straight line between two known points."""
    if here.id == there.id:
        return Measured(0, straight=False)
    table = roster.distances
    by_road = table.get(here.id, {}).get(there.id, table.get(there.id, {}).get(here.id))
    if by_road is not None:
        return Measured(_rounded(by_road), straight=False)
    if here.at is None or there.at is None:
        return None
    return Measured(_rounded(great_circle(here.at, there.at)), straight=True)


def _straight(here: LatitudeLongitude | None, there: LatitudeLongitude | None) -> Measured | None:
    """As the crow flies, where both ends are known."""
    if here is None or there is None:
        return None
    return Measured(_rounded(great_circle(here, there)), straight=True)


def _centroid(roster: Roster, where: str | Place) -> LatitudeLongitude | None:
    """Of the single commune of the map of 1/7/2025 where a unit sits, or in which a place lies."""
    named = roster.whereabouts.unit_named(where) if isinstance(where, Place) else None
    if named is not None:
        return _centroid(roster, _seat(roster, named.id).id)
    commune = _commune(roster, Place(words=where) if isinstance(where, str) else where)
    return None if commune is None else roster.whereabouts.book.point(commune)


def _commune(roster: Roster, place: Place) -> Commune | None:
    """The one commune of the round's date in which a place lies for certain."""
    where, on = roster.whereabouts, roster.round.date
    unit = where.unit_named(place)
    if unit is not None and unit.kind != "commune":
        return None
    spots = where.home(place, on).mapped if unit is None else where.ground(unit.id, on).spots
    communes = {spot.commune for spot in spots}
    id_ = communes.pop() if len(communes) == 1 else None
    return None if id_ is None else where.book.commune(id_)


def _rounded(km: float) -> int:
    """Half up."""
    return int(km + 0.5)


def great_circle(a: LatitudeLongitude, b: LatitudeLongitude) -> float:
    """KilometresFrom between two points given by latitude and longitude in degrees."""
    return float(great_circles(np.array([a], dtype=np.float64), b)[0])


def great_circles(points: NDArray[np.float64], at: LatitudeLongitude) -> NDArray[np.float64]:
    """From one point to many, shape (N, 2); not a number where one of them is not."""
    lat, lon = np.radians(at)
    there_lat, there_lon = np.radians(points).T
    h = np.sin((there_lat - lat) / 2) ** 2
    h += np.cos(lat) * np.cos(there_lat) * np.sin((there_lon - lon) / 2) ** 2
    km: NDArray[np.float64] = 2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(h))
    return km
