"""What lies about the units of a made roster: roads, places on the map, zones, languages."""

from __future__ import annotations

from itertools import combinations

from .distances import great_circle
from .world import Doc, World

NORTH, EAST = 22.3, 105.2
ROADS = ("5", "9", "9", "10", "14", "14", "20", "25")
FAR = ("distance", "preference")


def _places(world: World) -> list[str]:
    """The communes, the neighbour too."""
    return [*world.communes, "ben"]


def _likely(world: World, *rules: str) -> bool:
    """Mostly where one of the rules is there to look at it."""
    return world.chance(0.85 if set(rules) & set(world.rules) else 0.1)


def _map(world: World) -> None:
    """`at` for most communes, roads between some, a seat for the district."""
    rng = world.rng
    for unit in world.units:
        if unit["id"] in _places(world) and world.chance(0.85):
            unit["at"] = [
                f"{NORTH + rng.uniform(-0.15, 0.15):.4f}",
                f"{EAST + rng.uniform(-0.15, 0.15):.4f}",
            ]
    for a, b in combinations(_places(world), 2):
        if world.chance(0.4):
            here, there = rng.sample((a, b), 2)
            world.roads.setdefault(here, {})[there] = rng.choice(ROADS)
    if world.chance(0.5):
        world.units[1]["seat"] = "xa1"


def _speech(world: World, unit: Doc) -> None:
    """One or two languages of a commune."""
    if world.chance(0.8):
        unit["languages"] = world.rng.sample(("Tày", "Mông", "Dao"), world.rng.choice((1, 1, 2)))


def _seats(world: World, unit: Doc) -> None:
    """A committee size of the unit's own."""
    if world.chance(0.4):
        least = world.rng.choice((0, 1, 1, 2))
        unit["seats"] = {"min": str(least), "max": str(least + world.rng.choice((0, 1, 1, 2)))}


def add_terrain(world: World) -> None:
    """Distances, zones, languages and seats: where a rule looks at them, and now and then."""
    communes = [unit for unit in world.units if unit["id"] in _places(world)]
    if _likely(world, *FAR):
        _map(world)
    if _likely(world, "hardship"):
        for unit in communes:
            if world.chance(0.8):
                unit["zone"] = world.rng.choice("1233")
    if _likely(world, "language"):
        for unit in communes:
            _speech(world, unit)
    if _likely(world, "committee-size"):
        for unit in communes:
            _seats(world, unit)


def some_km(world: World) -> str:
    """A limit of kilometres: a road's, or a straight line's, itself or one less."""
    found = [int(km) for row in world.roads.values() for km in row.values()]
    spots = [unit["at"] for unit in world.units if "at" in unit]
    ends = [tuple(float(part) for part in spot) for spot in spots]
    found += [round(great_circle((a, b), (c, d))) for (a, b), (c, d) in combinations(ends, 2)]
    return str(max(1, world.rng.choice(found or [10]) - world.rng.choice((0, 0, 1))))
