"""How far a unit is from somebody's home: by the roster's table, else as the crow flies."""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from rotplan.roster.facts import Place, Unit
from rotplan.roster.roster import Roster

_EARTH_RADIUS_KM = 6371


class Measured(NamedTuple):
    """Whole kilometres, rounded half up; `straight`: as the crow flies, not by road."""

    km: int
    straight: bool


def kilometres(roster: Roster, unit: str, home: Place) -> Measured | None:
    """From a home to a unit; nothing when it cannot be told."""
    if home.words is None or home.words not in roster.unit_of:
        return None
    here, there = _seat(roster, unit), _seat(roster, home.words)
    if here.id == there.id:
        return Measured(0, straight=False)
    by_road = roster.distances.get(here.id, {}).get(there.id)
    if by_road is None:
        by_road = roster.distances.get(there.id, {}).get(here.id)
    if by_road is not None:
        return Measured(_rounded(by_road), straight=False)
    if here.at is None or there.at is None:
        return None
    return Measured(_rounded(great_circle(here.at, there.at)), straight=True)


def _rounded(km: float) -> int:
    """Half up."""
    return int(km + 0.5)


def _seat(roster: Roster, unit: str) -> Unit:
    """Where a unit sits: an agency or a district counts at its seat."""
    record = roster.unit_of[unit]
    return record if record.seat is None else roster.unit_of[record.seat]


def great_circle(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points given by latitude and longitude in degrees."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, p)) for p in (a, b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(h))
