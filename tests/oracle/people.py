"""The cadres of a made roster: what they hold, where they come from, what they have done."""

from __future__ import annotations

from datetime import date, timedelta

from .dates import back, month_of, retirement_month, span
from .norms import APPRAISALS, EDUCATION, THEORY
from .world import COMMUNE_KINDS, KINDS, Doc, World

FAMILY_NAMES = ("Ma", "Nguyễn", "Hoàng", "Quan", "Chẩu", "Triệu", "Lý")
GIVEN_NAMES = ("Thị Hoa", "Văn Nam", "Đức Thắng", "Thị Lan", "Văn Hùng", "Minh Tuấn", "Thu Hà")


def _birth(world: World, sex: str, left: int) -> date:
    """A birth day whose retirement month is `left` months after the round, or just later."""
    month = month_of(world.day) + left - 62 * 12
    while True:
        year, number = divmod(month, 12)
        day = date(year, number + 1, world.rng.choice((1, 15, 28)))
        birth = span(day.isoformat())
        if retirement_month(birth, sex, world.day) - month_of(world.day) >= left:
            return day
        month += 1


def _person(world: World, doc: Doc) -> date:
    """Birth, sex and retirement; returns the day of birth."""
    rng = world.rng
    sex = rng.choice(("female", "male"))
    left = rng.choice((59, 60, 61, 119, 120, 121, 48, rng.randint(24, 150), 200, 240))
    born = _birth(world, sex, left)
    if not world.chance(0.05):
        doc["born"] = world.dated(born, 0.4)
    if not world.chance(0.04):
        doc["sex"] = sex
    if world.chance(0.15):
        late = back(world.day, -rng.choice((59, 60, 119, 120, 150)))
        doc["retires"] = late.strftime(rng.choice(("%Y-%m", "%Y-%m", "%Y")))
    return born


def _place(world: World, near: list[str]) -> str | None:
    """A home: a commune (often the one served in), a larger unit, words, or nothing."""
    rng = world.rng
    places: list[str | None] = [*near * 5, *world.communes, "ben", "ben", *world.communes, None]
    if world.chance(0.12):
        places = ["huyen", "huyen", "tinh", "Bản Không Tên, xã Không Rõ", None]
    if "formerly" in world.units[2] and world.chance(0.3):
        places = ["cu"]
    return rng.choice(places)


def _origins(world: World, doc: Doc, near: list[str], born: date) -> None:
    """Home, birthplace and stays; a stay of exactly 20 years, or a day less."""
    for field in ("home", "birthplace"):
        place = _place(world, near)
        if place is not None:
            doc[field] = place
    if world.chance(0.3):
        return
    doc["lived"] = []
    for _ in range(world.rng.choice((0, 1, 1, 2))):
        at = world.rng.choice([*near, *near, *world.communes, "ben", "huyen"])
        start = date(born.year + world.rng.choice((1, 2)), world.rng.randint(1, 12), 1)
        months = world.rng.choice((240, 240, 180, 239, 300, 120))
        end = back(start, -months) - timedelta(days=world.rng.choice((0, 0, 1)))
        stay = {"at": at, "from": world.dated(start), "to": world.dated(end)}
        if world.chance(0.05):
            del stay["to"]
        doc["lived"].append(stay)


def _abilities(world: World, doc: Doc) -> None:
    """Education, theory, expertise, languages, planning list and appraisals; some unknown."""
    rng = world.rng
    facts = {
        "education": rng.choice(EDUCATION[3:6]),
        "theory": rng.choice(THEORY[1:]),
        "expertise": rng.sample(("agriculture", "law", "finance"), rng.randint(0, 2)),
        "languages": rng.sample(("Tày", "Mông", "Dao"), rng.randint(0, 2)),
    }
    doc.update({key: value for key, value in facts.items() if not world.chance(0.08)})
    doc["planned"] = [kind for kind in KINDS if world.chance(0.6)]
    if not world.chance(0.1):
        years = [year for year in range(1, 4) if not world.chance(0.06)]
        grades = (*APPRAISALS[1:], "good", "excellent")
        doc["appraisals"] = {
            str(world.day.year - year): rng.choice(grades) for year in years or [1]
        }


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
    if world.chance(0.3):
        unit, kind = rng.choice(world.communes), rng.choice(COMMUNE_KINDS)
    elif unit == "xa1" and "formerly" in world.units[2] and world.chance(0.6):
        unit = "cu"
    to = rng.choice((begins, begins, back(begins, 1), back(begins, 3), back(begins, -1)))
    start = min(back(world.day, rng.choice((120, 120, 119, 60))), back(to, 12))
    stint = {"kind": _kind_words(world, kind), "unit": _place_words(world, unit)}
    stint["from"] = world.dated(start)
    if len(since) < len("2019-10-15") or not world.chance(0.15):
        stint["to"] = world.dated(min(to, world.day))
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
    world.rng.shuffle(stints)
    return stints


def _career(world: World, doc: Doc, posts: list[Doc]) -> None:
    """What is held now, since when, and what came before."""
    since = world.ago(36, 36, 36, 30, 24, 12, 120, 120, 60, world.rng.randint(1, 140))
    known = {} if world.chance(0.06) else {"since": world.dated(since)}
    if len(posts) > 1 or (posts and world.chance(0.1)):
        doc["holds"] = [{"post": post["id"], **known} for post in posts]
        if len(posts) > 1 and world.chance(0.4):
            doc["holds"][1]["since"] = world.dated(world.ago(36, 60, 12))
    elif posts:
        doc.update({"holds": posts[0]["id"], **known})
    if world.chance(0.75):
        doc["history"] = _history(world, posts, since)


def cadre(world: World, number: int, posts: list[Doc]) -> Doc:
    """One cadre who holds these posts (none for the bench)."""
    name = f"{FAMILY_NAMES[number % 7]} {GIVEN_NAMES[(number * 3) % 7]}"
    doc: Doc = {"id": f"CB-{number:02}", "name": name}
    born = _person(world, doc)
    _origins(world, doc, [post["unit"] for post in posts if post["unit"].startswith("xa")], born)
    _abilities(world, doc)
    _career(world, doc, posts)
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
    while free:
        posts = _together(world, free)
        if len(people) < 6 and not world.chance(0.27):
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
