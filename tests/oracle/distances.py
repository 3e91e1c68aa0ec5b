"""Kilometres between two units of a roster, "rounded half up"."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import asin, cos, radians, sin, sqrt

from .facts import Facts

RADIUS = 6371


def _at_seat(facts: Facts, unit: str) -> str:
    """ "An agency or district counts at its `seat`"."""
    seat = facts.units[unit].seat
    if seat is None or facts.units[unit].kind not in ("agency", "district"):
        return unit
    return _at_seat(facts, seat)


def _half_up(km: str | float) -> int:
    """ "Kilometres rounded half up"."""
    return int(Decimal(km).quantize(Decimal(1), ROUND_HALF_UP))


def great_circle(a: tuple[float, float], b: tuple[float, float]) -> float:
    """ "The great circle, radius 6,371 km", by the haversine formula, in kilometres."""
    north, south = radians(a[0]), radians(b[0])
    east = radians(b[1] - a[1])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * RADIUS * asin(sqrt(half))


def kilometres(facts: Facts, start: str, end: str) -> int | None:
    """ "The roster's `distances`, else a straight line … between units with `at`"; a unit is no
    way from itself; None is cannot tell. The gazetteer is not in play in made rosters."""
    here, there = _at_seat(facts, start), _at_seat(facts, end)
    if here == there:
        return 0
    road = facts.distances.get(frozenset((here, there)))
    if road is not None:
        return _half_up(road)
    ends = facts.units[here].at, facts.units[there].at
    if ends[0] is None or ends[1] is None:
        return None
    return _half_up(great_circle(ends[0], ends[1]))
