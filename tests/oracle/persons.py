"""A cadre of a made roster as a person: birth, origins, abilities, circumstances, wishes."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .dates import back, month_of, retirement_month, span
from .norms import APPRAISALS, EDUCATION, THEORY
from .terrain import FAR
from .world import KINDS, Doc, World


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


def _left(world: World) -> int:
    """Months to retirement about one of the figures that a rule looks at."""
    rng, figures = world.rng, [59, 60, 61, 119, 120, 121, 48, 200, 240]
    figures.append(rng.randint(24, 150))
    if "election-age" in world.rules and world.reckon is not None:
        later = month_of(world.reckon) - month_of(world.day)
        figures = [later + months for months in (29, 30, 30, 31, 47, 48, 59, 60, 61, 120)]
    if "protected" in world.rules:
        figures += [17, 17, 18, 18, 24]
    return rng.choice(figures)


def person(world: World, doc: Doc) -> date:
    """Birth, sex and retirement; returns the day of birth."""
    rng = world.rng
    sex = rng.choice(("female", "male"))
    born = _birth(world, sex, _left(world))
    if "composition" in world.rules and world.chance(0.6):
        born = world.ago(*(12 * age for age in (35, 40, 40, 50, 51, 51)))
    if not world.chance(0.15 if "protected" in world.rules else 0.05):
        doc["born"] = world.dated(born, 0.4)
    if not world.chance(0.15 if "composition" in world.rules else 0.04):
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


def origins(world: World, doc: Doc, near: list[str], born: date) -> None:
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
    rng = Random(str(doc))  # of its own: what else is made stays as it was
    for stay in doc["lived"]:
        if "born" in doc and rng.random() < 0.2:
            first = span(doc["born"]).first
            stay["from"] = world.dated(back(first, rng.choice((1, 24, 60))), rng=rng)
            end = back(first, -240) - timedelta(days=rng.choice((0, 0, 1)))
            stay["to"] = world.dated(end, rng=rng)
        if "to" in stay and rng.random() < 0.15:
            stay["to"] = world.dated(back(world.day, -rng.choice((1, 60, 300))), rng=rng)


def abilities(world: World, doc: Doc) -> None:
    """Education, theory, expertise, languages, planning list and appraisals; some unknown."""
    rng = world.rng
    facts = {
        "education": rng.choice(EDUCATION[3:6]),
        "theory": rng.choice(THEORY[1:]),
        "expertise": rng.sample(("agriculture", "law", "finance"), rng.randint(0, 2)),
        "languages": rng.sample(("Tày", "Mông", "Dao"), rng.randint(0, 2)),
    }
    unknown = 0.2 if "language" in world.rules else 0.08
    doc.update({key: value for key, value in facts.items() if not world.chance(unknown)})
    doc["planned"] = [kind for kind in KINDS if world.chance(0.6)]
    if not world.chance(0.1):
        years = [year for year in range(1, 4) if not world.chance(0.06)]
        grades = (*APPRAISALS[1:], "good", "excellent")
        doc["appraisals"] = {
            str(world.day.year - year): rng.choice(grades) for year in years or [1]
        }


def _spared(world: World, doc: Doc) -> list[str]:
    """Circumstances, mostly where a rule looks at them."""
    rng, found = world.rng, []
    looked_at = ("frozen", "protected")
    if world.chance(0.75 if "frozen" in world.rules else 0.03):
        found.append(rng.choice(("under_investigation", "under_investigation", "seconded")))
    if world.chance(0.6 if "protected" in world.rules else 0.05):
        mother = ["pregnant", "child_under_36_months"] if doc.get("sex") == "female" else []
        found.append(
            rng.choice((*mother, "serious_illness", "serious_illness", "studying", "hardship"))
        )
    if set(looked_at) & set(world.rules) and world.chance(0.1):
        return []
    return found


def situation(world: World, doc: Doc) -> None:
    """Circumstances, discipline, and being willing to move in spite of them."""
    circumstances = _spared(world, doc)
    if circumstances or world.chance(0.1):
        doc["circumstances"] = circumstances
    if world.chance(0.2):
        doc["willing"] = world.rng.choice(("true", "true", "false"))
    if world.chance(0.7 if "discipline" in world.rules else 0.05):
        forms = ("reprimand", "reprimand", "warning", "warning", "removal", "expulsion")
        doc["discipline"] = [
            {
                "form": world.rng.choice(forms),
                "date": world.dated(min(world.day, world.ago(6, 12, 12, 24, 30, 36, 60))),
            }
            for _ in range(world.rng.choice((1, 1, 2)))
        ]


def wishes(world: World, doc: Doc) -> None:
    """Ethnicity, the family's home, and what the cadre prefers."""
    rng = world.rng
    if world.chance(0.9 if "composition" in world.rules else 0.3):
        doc["ethnicity"] = rng.choice(("Kinh", "Kinh", "Tày", "Mông"))
    if world.chance(0.85 if set(FAR) & set(world.rules) else 0.1):
        doc["family_home"] = rng.choice((*world.communes * 2, "ben", "ben", "huyen", "tinh"))
    if world.chance(0.6 if "preference" in world.rules else 0.1):
        wanted = ("huyen", "ben", *world.communes * 2, *KINDS)
        doc["prefers"] = rng.sample(wanted, rng.choice((1, 1, 2)))
