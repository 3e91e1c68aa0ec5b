"""The cadres of a made roster: holders, leavers, a bench, outsiders."""

from __future__ import annotations

from .careers import career
from .dates import back
from .persons import abilities, origins, person, situation, wishes
from .world import Doc, World

FAMILY_NAMES = ("Ma", "Nguyễn", "Hoàng", "Quan", "Chẩu", "Triệu", "Lý")
GIVEN_NAMES = ("Thị Hoa", "Văn Nam", "Đức Thắng", "Thị Lan", "Văn Hùng", "Minh Tuấn", "Thu Hà")


def cadre(world: World, number: int, posts: list[Doc]) -> Doc:
    """One cadre who holds these posts (none for the bench)."""
    name = f"{FAMILY_NAMES[number % 7]} {GIVEN_NAMES[(number * 3) % 7]}"
    doc: Doc = {"id": f"CB-{number:02}", "name": name}
    born = person(world, doc)
    origins(world, doc, [post["unit"] for post in posts if post["unit"].startswith("xa")], born)
    abilities(world, doc)
    situation(world, doc)
    wishes(world, doc)
    career(world, doc, posts)
    return doc


def _together(world: World, free: list[Doc]) -> list[Doc]:
    """The next post to fill, with another of its unit when they may be held together."""
    first = free.pop(0)
    for other in free:
        both = {first["kind"], other["kind"]}
        allowed = len(both) > 1 and any(both <= set(kinds) for kinds in world.allowed)
        if allowed and other["unit"] == first["unit"] and world.chance(0.5):
            free.remove(other)
            return [first, other]
    return [first]


def cadres(world: World) -> list[Doc]:
    """Three to seven cadres: holders, leavers, a bench, outsiders who may be taken in."""
    outside = [post["id"] for post in world.outside]
    mixed = world.chance(0.3)
    free = [post for post in world.posts if mixed or post["id"] not in outside]
    if mixed:
        world.rng.shuffle(free)
    people: list[Doc] = []
    vacant = 0.45 if {"no-return", "discipline"} & set(world.rules) else 0.27
    while free:
        posts = _together(world, free)
        if len(people) < 6 and not world.chance(vacant):
            people.append(cadre(world, len(people) + 1, posts))
            if world.chance(0.07):
                people[-1]["leaving"] = back(world.day, world.rng.choice((0, -1, 1))).isoformat()
    held = {post["post"] for doc in people for post in _entries(doc)}
    for post in world.outside:
        if post["id"] not in held and len(people) < 7 and not world.chance(0.2):
            people.append(cadre(world, len(people) + 1, [post]))
            if world.chance(0.6):
                people[-1]["available"] = "true"
    while len(people) < 3 or (len(people) < 7 and world.chance(0.4)):
        people.append(cadre(world, len(people) + 1, []))
    return people


def _entries(doc: Doc) -> list[Doc]:
    """What a cadre holds, as a list of entries."""
    holds = doc.get("holds", [])
    return [{"post": holds}] if isinstance(holds, str) else list(holds)


def held_by(doc: Doc) -> list[str]:
    """The ids of the posts that a cadre holds."""
    return [entry["post"] for entry in _entries(doc)]
