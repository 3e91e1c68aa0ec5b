"""Invented cadres for a benchmark round: who holds what since when, what they have done, and where
they come from. Service begins and ends on the first of a month; every fact that a rule asks for is
known.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tests.bench.provinces import Province

VACANT, SPARE = 0.05, 1.15  # of the posts; cadres for each post
TERMS = 120  # months
FAMILY = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Ma", "Nông"),
    *("Triệu", "Đặng", "Vũ", "Lò", "Giàng", "Bùi", "Đỗ"),
)
MIDDLE = {"male": ("Văn", "Đức", "Quang", "Minh"), "female": ("Thị", "Thu", "Ngọc", "Thanh")}
GIVEN = (
    *("An", "Bình", "Dũng", "Giang", "Hà", "Hiền", "Hùng"),
    *("Khánh", "Lan", "Mai", "Nam", "Phúc", "Quý", "Sơn", "Yến"),
)
# the kinds for which somebody of a kind may be in the planning list, and how often
LADDER: dict[str, tuple[tuple[str, float], ...]] = {
    "province_body_head": (("province_body_deputy", 0.3), ("commune_secretary", 0.6)),
    "province_body_deputy": (("province_body_head", 0.5), ("commune_secretary", 0.7)),
    "commune_secretary": (("province_body_deputy", 0.5), ("province_body_head", 0.2)),
    "commune_standing_deputy": (
        ("commune_secretary", 0.6),
        ("commune_chair", 0.6),
        ("province_body_deputy", 0.3),
    ),
    "commune_chair": (
        ("commune_secretary", 0.6),
        ("commune_standing_deputy", 0.6),
        ("province_body_deputy", 0.2),
    ),
    "council_vice_chair": (("commune_standing_deputy", 0.4), ("front_chair", 0.4)),
    "commune_vice_chair": (("commune_chair", 0.4), ("council_vice_chair", 0.3)),
    "inspection_chair": (("commune_standing_deputy", 0.3), ("party_building_head", 0.4)),
    "party_building_head": (("commune_standing_deputy", 0.4), ("inspection_chair", 0.4)),
    "front_chair": (("council_vice_chair", 0.4), ("commune_vice_chair", 0.3)),
}

Record = dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """Where the cadres are put: provinces, posts, the round's date, the grade of each kind."""

    areas: list[Province]
    posts: list[Record]
    day: str
    grades: dict[str, int]

    @cached_property
    def now(self) -> int:
        """The round's month, counted from year 0."""
        return 12 * int(self.day[:4]) + int(self.day[5:7]) - 1

    @cached_property
    def area_of(self) -> dict[str, Province]:
        """The province of each commune and body, by unit id."""
        communes = {commune.id: area for area in self.areas for commune in area.communes}
        bodies = (p["unit"] for p in self.posts if p["unit"] not in communes)
        by_id = {area.id: area for area in self.areas}
        return communes | {body: by_id[body.split("-")[0]] for body in bodies}


@dataclass(frozen=True)
class Person:
    """A record of the roster, with what the makers of the round have to know of it."""

    record: Record = field(repr=False)
    kind: str
    province: str
    too_long: bool
    at_home: bool
    kept: bool

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def holds(self) -> str | None:
        return self.record.get("holds")

    @property
    def leaving(self) -> bool:
        return "leaving" in self.record


def people(stage: Stage, seed: int) -> list[Person]:
    """Holders of the posts that are not vacant, then the reserve."""
    rng = random.Random(f"people {seed}")
    held = [post for post in stage.posts if rng.random() >= VACANT]
    found = [_holder(rng, stage, f"C{n:05d}", post) for n, post in enumerate(held)]
    reserve = round(SPARE * len(stage.posts)) - len(held)
    return found + [_reserve(rng, stage, f"D{n:05d}") for n in range(reserve)]


def _holder(rng: random.Random, stage: Stage, id_: str, post: Record) -> Person:
    kind, area = post["kind"], stage.area_of[post["unit"]]
    local = kind == "commune_secretary" and rng.random() < 0.5
    home = post["unit"] if local else _elsewhere(rng, area, post["unit"])
    record = _person(rng, stage, id_, area, home)
    months = _tenure(rng, kind, stage.now - _grown(record))
    since = stage.now - months
    record |= {"holds": post["id"], "since": _day(since)}
    if rng.random() < 0.5 and since - _grown(record) > 12:
        record["history"] = [_service(rng, area, _lower(rng, kind), _grown(record), since)]
    if planned := _planned(rng, kind):
        record["planned"] = planned
    too_long = kind in ("commune_secretary", "commune_chair") and months >= TERMS
    if too_long:
        record["education"] = "university"  # or nothing at all would be open to some
    else:
        _incidents(rng, stage, record)
    kept = not too_long and "leaving" not in record and rng.random() < 0.004
    return Person(record, kind, area.id, too_long, local, kept)


def _tenure(rng: random.Random, kind: str, most: int) -> int:
    """Months in the post: every eighth secretary or chair has had it for ten years and more."""
    heads = kind in ("commune_secretary", "commune_chair")
    long = heads and rng.random() < 0.15
    return min(most, rng.randint(TERMS + 1, 150) if long else rng.randint(3, TERMS - 5))


def _grown(record: Record) -> int:
    """The month in which somebody became 22."""
    year, month, _ = map(int, record["born"].split("-"))
    return 12 * (year + 22) + month - 1


def _reserve(rng: random.Random, stage: Stage, id_: str) -> Person:
    """Somebody without a post; the last post is known from the history."""
    area = rng.choices(stage.areas, [len(a.communes) for a in stage.areas])[0]
    kind = rng.choice(stage.posts)["kind"]
    record = _person(rng, stage, id_, area, rng.choice(area.communes).id)
    end = stage.now - rng.randint(0, 12)
    record["history"] = [_service(rng, area, kind, _grown(record), end)]
    record["planned"] = [kind, *_planned(rng, kind)]
    return Person(record, kind, area.id, too_long=False, at_home=False, kept=False)


def _person(rng: random.Random, stage: Stage, id_: str, area: Province, home: str) -> Record:
    sex = "female" if rng.random() < 0.33 else "male"
    age = rng.randint(29, 54 if sex == "female" else 58)
    year = int(stage.day[:4])
    name = f"{rng.choice(FAMILY)} {rng.choice(MIDDLE[sex])} {rng.choice(GIVEN)}"
    record: Record = {
        "id": id_,
        "name": name,
        "born": f"{year - age}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "sex": sex,
        "home": home,
        "family_home": home if rng.random() < 0.6 else rng.choice(area.communes).id,
        "education": rng.choice(("college", "university", "university", "university", "master")),
        "theory": rng.choice(("intermediate", "intermediate", "advanced")),
        "appraisals": {y: rng.choice(("good", "good", "good", "excellent")) for y in _years(year)},
    }
    if rng.random() < 0.1:
        record["appraisals"][year - 1] = "fair"
    if rng.random() < 0.3:
        record["prefers"] = [rng.choice(area.communes).id]
    return record


def _years(year: int) -> tuple[int, int]:
    return year - 2, year - 1


def _incidents(rng: random.Random, stage: Stage, record: Record) -> None:
    """Now and then somebody leaves the service, is investigated, protected or disciplined."""
    chance = rng.random()
    if chance < 0.01:
        record["leaving"] = stage.day
    elif chance < 0.015:
        record["circumstances"] = ["under_investigation"]
    elif chance < 0.035:
        record["circumstances"] = ["child_under_36_months"]
    elif chance < 0.045:
        date = _day(stage.now - rng.randint(2, 8))
        record["discipline"] = [{"form": "reprimand", "date": date}]


def _planned(rng: random.Random, kind: str) -> list[str]:
    return [other for other, share in LADDER[kind] if rng.random() < share]


def _lower(rng: random.Random, kind: str) -> str:
    """A kind from which one comes to this one."""
    below = [low for low, steps in LADDER.items() if any(up == kind for up, _ in steps)]
    return rng.choice(below or [kind])


def _service(rng: random.Random, area: Province, kind: str, first: int, end: int) -> Record:
    """A former post in a unit of the province that is none of the roster's."""
    start = max(first, end - rng.randint(12, 90))
    return {"kind": kind, "unit": f"đơn vị cũ {area.id}", "from": _day(start), "to": _day(end)}


def _elsewhere(rng: random.Random, area: Province, unit: str) -> str:
    """A commune of the province, another one where there is one."""
    others = [c.id for c in rng.sample(area.communes, min(2, len(area.communes))) if c.id != unit]
    return others[0] if others else unit


def _day(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}-01"


def ties(stage: Stage, cadres: list[Person], seed: int) -> list[Record]:
    """Four in a hundred have a relative in the province, every fifth of them in the same unit."""
    rng = random.Random(f"ties {seed}")
    unit_of = {post["id"]: post["unit"] for post in stage.posts}
    free = [p for p in cadres if not p.kept]
    groups: dict[str, list[Person]] = {}
    for person in free:
        groups.setdefault(person.province, []).append(person)
        if person.holds is not None:
            groups.setdefault(unit_of[person.holds], []).append(person)
    return list(_pairs(rng, free, groups, unit_of))


def _pairs(
    rng: random.Random,
    free: list[Person],
    groups: dict[str, list[Person]],
    unit_of: dict[str, str],
) -> Iterator[Record]:
    tied: set[str] = set()
    for person in free:
        if person.id in tied or rng.random() >= 0.02:
            continue
        near = person.holds is not None and rng.random() < 0.2
        other = rng.choice(groups[unit_of[person.holds or ""] if near else person.province])
        if other.id != person.id and other.id not in tied:
            tied |= {person.id, other.id}
            yield {"a": person.id, "b": other.id, "kind": rng.choice(("spouse", "sibling"))}
