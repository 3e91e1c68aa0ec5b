"""A cadre of a made roster at work: what is held now, since when, and what came before."""

from __future__ import annotations

from datetime import date
from random import Random

from .dates import back, span
from .world import COMMUNE_KINDS, KINDS, Doc, World

ELSEWHERE = ("no-return", "local-knowledge", "hardship", "experience")


def _place_words(world: World, unit: str) -> str:
    """A unit in `history`: its id, sometimes its name in words, in capitals too."""
    name: str = next(doc["name"] for doc in world.units if doc["id"] == unit)
    return world.rng.choice((unit, unit, unit, name, name.upper()))


def _kind_words(world: World, kind: str) -> str:
    """A kind in `history`: its id or its title in one of the languages."""
    return world.rng.choice((kind, kind, KINDS[kind][0], KINDS[kind][1].lower()))


def _earlier(world: World, post: Doc, since: str, begins: date) -> tuple[Doc, date]:
    """A stint before `begins` (as written: `since`): the same post adjoining, or nearly, or some
    other post. Only before an exact date is its own end left out."""
    rng, unit, kind = world.rng, post["unit"], post["kind"]
    away = (
        0.85 if "no-return" in world.rules else 0.55 if set(ELSEWHERE) & set(world.rules) else 0.3
    )
    if world.chance(away):
        others = [commune for commune in world.communes if commune != unit]
        unit = rng.choice(others if "no-return" in world.rules else world.communes)
        kind = rng.choice(COMMUNE_KINDS)
    elif unit == "xa1" and "formerly" in world.units[2] and world.chance(0.6):
        unit = "cu"
    to = rng.choice((begins, begins, back(begins, 1), back(begins, 3), back(begins, -1)))
    start = min(back(world.day, rng.choice((120, 120, 119, 60))), back(to, 12))
    stint = {"kind": _kind_words(world, kind), "unit": _place_words(world, unit)}
    stint["from"] = world.dated(start, 0.3 if "hardship" in world.rules else 0.16)
    if len(since) < len("2019-10-15") or not world.chance(0.15):
        vague = 0.4 if "no-return" in world.rules else 0.16
        stint["to"] = world.dated(min(to, world.day), vague)
    return stint, start


def _history(world: World, posts: list[Doc], since: date) -> list[Doc]:
    """One or two stints, in any order."""
    last = posts[0] if posts else {"unit": "xa1", "kind": world.rng.choice(COMMUNE_KINDS)}
    latest, start = _earlier(world, last, "", since)
    stints = [latest]
    if world.chance(0.35):
        stints.append(_earlier(world, last, latest["from"], start)[0])
    if world.chance(0.06):
        latest["kind"] = "Cán bộ văn phòng"
    if not posts and world.chance(0.1):
        del latest["to"]
    world.rng.shuffle(stints)
    return stints


def career(world: World, doc: Doc, posts: list[Doc]) -> None:
    """What is held now, since when, and what came before."""
    since = world.ago(36, 36, 36, 30, 24, 12, 120, 120, 60, world.rng.randint(1, 140))
    known = {} if world.chance(0.06) else {"since": world.dated(since)}
    if len(posts) > 1 or (posts and world.chance(0.1)):
        doc["holds"] = [{"post": post["id"], **known} for post in posts]
        if len(posts) > 1 and world.chance(0.4):
            doc["holds"][1]["since"] = world.dated(world.ago(36, 60, 12))
    elif posts:
        doc.update({"holds": posts[0]["id"], **known})
    if world.chance(0.95 if set(ELSEWHERE) & set(world.rules) else 0.75):
        doc["history"] = _history(world, posts, since)
        _beyond(world, doc)


def _beyond(world: World, doc: Doc) -> None:
    """Now and then an entry that lasts beyond the round, or begins before the 15th birthday."""
    rng = Random(str(doc))  # of its own: what else is made stays as it was
    for stint in doc["history"]:
        if "to" in stint and rng.random() < 0.15:
            stint["to"] = world.dated(back(world.day, -rng.choice((1, 8, 30))), rng=rng)
    if "born" not in doc or any("to" not in stint for stint in doc["history"]):
        return
    for stint in doc["history"]:
        born = span(doc["born"])
        if span(stint["to"]).first > back(born.last, -16 * 12) and rng.random() < 0.15:
            begins = back(born.first, -12 * rng.choice((8, 14)))
            stint["from"] = world.dated(begins, rng=rng)
