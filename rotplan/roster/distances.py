"""How far a unit is from somebody's home: by the roster's table, else as the crow flies."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from rotplan.roster.facts import Place, Unit
from rotplan.roster.gazetteer.units import Commune
from rotplan.roster.roster import Roster

_EARTH_RADIUS_KM = 6371
Point = tuple[float, float]


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
    return told or _between_communes(roster, here, home)


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


def _between_communes(roster: Roster, here: Unit, home: Place) -> Measured | None:
    """Between centroids, where both ends are single communes of the map of 1/7/2025."""
    where = roster.whereabouts
    named = where.unit_named(home)
    there = home if named is None else Place(words=_seat(roster, named.id).id)
    ends = (_commune(roster, Place(words=here.id)), _commune(roster, there))
    points = [where.book.point(commune) for commune in ends if commune is not None]
    known = [point for point in points if point is not None]
    if len(known) < 2:
        return None
    return Measured(_rounded(great_circle(*known)), straight=True)


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


def great_circle(a: Point, b: Point) -> float:
    """Kilometres between two points given by latitude and longitude in degrees."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, p)) for p in (a, b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(h))
