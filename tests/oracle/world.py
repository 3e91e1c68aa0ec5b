"""The stage of a made roster: kinds, units and posts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from .dates import back

Doc = dict[str, Any]

KINDS = {
    "commune_secretary": ("Bí thư Đảng ủy xã", "Commune Party secretary", 50, True),
    "commune_chair": ("Chủ tịch Ủy ban nhân dân xã", "Commune chair", 45, True),
    "council_chair": ("Chủ tịch Hội đồng nhân dân xã", "Council chair", 45, False),
    "commune_vice_chair": ("Phó Chủ tịch Ủy ban nhân dân xã", "Commune vice-chair", 40, False),
    "front_chair": ("Chủ tịch Mặt trận xã", "Front chair", 40, True),
    "district_body_head": ("Trưởng ban Huyện ủy", "Head of a district body", 50, True),
    "district_body_deputy": ("Phó Trưởng ban Huyện ủy", "Deputy head of a body", 45, False),
}
COMMUNE_KINDS = tuple(kind for kind in KINDS if not kind.startswith("district"))
BODY_KINDS = tuple(kind for kind in KINDS if kind.startswith("district"))
DAYS = (
    date(2019, 10, 15),
    date(2019, 2, 28),
    date(2020, 6, 30),
    date(2020, 12, 31),
    date(2021, 1, 1),
    date(2022, 2, 28),
    date(2023, 9, 30),
    date(2024, 2, 29),
    date(2025, 8, 31),
)
COMBINATIONS = (
    [["commune_secretary", "council_chair"]],
    [["commune_secretary", "commune_chair"], ["commune_secretary", "council_chair"]],
    [["commune_secretary", "council_chair", "front_chair"]],
    [["commune_chair", "commune_vice_chair"], ["district_body_head", "district_body_deputy"]],
)


@dataclass
class World:
    """What the makers of a roster share."""

    rng: Random
    day: date
    rules: list[str]
    ours: str = "huyen"
    reckon: date | None = None
    own_reckon: bool = False
    allowed: list[list[str]] = field(default_factory=list)
    units: list[Doc] = field(default_factory=list)
    posts: list[Doc] = field(default_factory=list)
    outside: list[Doc] = field(default_factory=list)
    roads: Doc = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """True in that share of the draws."""
        return self.rng.random() < share

    @property
    def other(self) -> str:
        """An authority that is not the round's."""
        return "tinh" if self.ours == "huyen" else "huyen"

    @property
    def communes(self) -> list[str]:
        """The ids of the communes of the district."""
        return [unit["id"] for unit in self.units if unit["id"].startswith("xa")]

    def ago(self, *months: int) -> date:
        """A day about so many months before the round: exactly, a day off, or the month's end."""
        exact = back(self.day, self.rng.choice(months))
        if self.chance(0.15):
            exact = exact.replace(day=monthrange(exact.year, exact.month)[1])
        return exact + timedelta(days=self.rng.choice((0, 0, 0, 1, -1)))

    def dated(self, day: date, vague: float = 0.16, rng: Random | None = None) -> str:
        """A date as a user writes it, now and then only its month or its year."""
        rng = rng or self.rng
        if rng.random() < vague:
            forms = ("%Y-%m", "%Y-%m", "%m/%Y", "%Y")
            return day.strftime(rng.choice(forms))
        return day.strftime(rng.choice(("%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d", "%d/%m/%Y")))


def add_units(world: World) -> None:
    """A province, a district with two to four communes and agencies, sometimes neighbours."""
    rng, add = world.rng, world.units.append
    add({"id": "tinh", "name": "Tỉnh Mẫu", "kind": "province"})
    add({"id": "huyen", "name": "Huyện Mẫu", "kind": "district", "parent": "tinh"})
    for number in range(1, rng.randint(2, 4) + 1):
        add({"id": f"xa{number}", "name": f"Xã Mẫu {number}", "kind": "commune", "parent": "huyen"})
    for number in range(1, rng.randint(0, 2) + 1):
        agency = {"id": f"ban{number}", "name": f"Ban {number} Huyện ủy", "kind": "agency"}
        add({**agency, "parent": rng.choice(("huyen", "huyen", "xa1")), "seat": "xa1"})
    add({"id": "huyen2", "name": "Huyện Bên", "kind": "district", "parent": "tinh"})
    name = "Xã Mẫu 2" if world.chance(0.2) else "Xã Bên"
    add({"id": "ben", "name": name, "kind": "commune", "parent": "huyen2"})
    if world.chance(0.3):
        add({"id": "cu", "name": "Xã Cũ", "kind": "commune", "parent": "huyen"})
        world.units[2]["formerly"] = ["cu"]


def _new_post(world: World, unit: str, kind: str) -> Doc:
    """A post with an id of its own, sometimes with a `required` of its own."""
    twins = sum(post["unit"] == unit and post["kind"] == kind for post in world.posts)
    post = {"id": f"{unit}/{kind}" + (f"-{twins + 1}" if twins else ""), "unit": unit, "kind": kind}
    if world.chance(0.12):
        post["required"] = world.rng.choice(("true", "false"))
    return post


def _pool(world: World) -> list[tuple[str, str]]:
    """The seats to draw from: mostly secretaries and chairs, several in one commune."""
    weights = {"commune_secretary": 4, "commune_chair": 3, "council_chair": 2}
    seats = [
        (unit, kind)
        for unit in world.communes
        for kind in COMMUNE_KINDS
        for _ in range(weights.get(kind, 1))
    ]
    bodies = [unit["id"] for unit in world.units if unit["kind"] == "agency"]
    return seats + [(unit, kind) for unit in bodies for kind in BODY_KINDS for _ in "12"]


def add_posts(world: World) -> None:
    """Three to six planned posts; two that may be held together when combinations are allowed."""
    rng, pool = world.rng, _pool(world)
    seats: list[tuple[str, str]] = []
    if world.allowed and world.allowed[0][0] in COMMUNE_KINDS:
        seats = [("xa1", kind) for kind in world.allowed[0][:2]]
    wanted = rng.randint(max(3, len(seats)), 6)
    while len(seats) < wanted:
        seat = rng.choice(pool)
        if seat not in seats or (world.chance(0.1) and "vice" in seat[1]):
            seats.append(seat)
    for unit, kind in seats:
        world.posts.append(_new_post(world, unit, kind))
    if world.chance(0.3):
        rng.choice(world.posts)["closing"] = "true"


def add_outside(world: World) -> None:
    """Posts of another authority: by their own field, their unit's, or their place in the tree;
    and rarely a post elsewhere that is planned by its unit's authority."""
    for _ in range(world.rng.choice((0, 0, 1, 1, 2))):
        where = world.rng.choice(("ben", "ben", "xa1", "xa1" if world.allowed else "xa2"))
        if where == "ben" and world.ours == "huyen":
            post = _new_post(world, "ben", world.rng.choice(("commune_chair", "front_chair")))
        else:
            kinds = ("commune_vice_chair", "front_chair", *sum(world.allowed, ["council_chair"]))
            kind = world.rng.choice([kind for kind in kinds if kind in COMMUNE_KINDS])
            post = {**_new_post(world, where, kind), "authority": world.other}
        world.outside.append(post)
        world.posts.append(post)
    if not world.outside and world.ours == "huyen" and world.chance(0.1) and len(world.posts) < 6:
        next(unit for unit in world.units if unit["id"] == "ben")["authority"] = "huyen"
        world.posts.append(_new_post(world, "ben", "commune_chair"))
