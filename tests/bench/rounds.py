"""A seeded generator of rounds to plan, from a few communes to the country:

    python -m tests.bench.rounds --communes 124 --seed 1 --caps tight --policy vn-2025 > roster.yaml

Nine posts a commune and half a post more in the bodies of its province, 5 % of them vacant; 15 %
more cadres than posts. About half of the secretaries serve at home; every eighth secretary or
chair has sat for ten years and has to leave. The board's own rules stand beside the policy's: a
grade ladder, the planning list for every post, experience, a limit on distance for all posts but
the national pool (secretaries, inspection chairs, provincial bodies), continuity, a cap for each
unit, size and shares of each leadership. People are invented; the names of communes are real.
"""

import argparse
import sys
from typing import Any

from tests.bench.people import Person, Stage, people, ties
from tests.bench.provinces import NEAR_KM, Province, provinces

DATES = {"vn-2017": "2021-06-15", "vn-2022": "2023-10-15", "vn-2025": "2026-04-15"}
WAITS = {"vn-2017": 12, "vn-2022": 12, "vn-2025": 24}  # months after a reprimand
LEADERSHIP = {
    "commune_secretary": 1,
    "commune_standing_deputy": 1,
    "commune_chair": 1,
    "council_vice_chair": 1,
    "commune_vice_chair": 2,
    "inspection_chair": 1,
    "party_building_head": 1,
    "front_chair": 1,
}
BODIES = {"province_body_head": 55, "province_body_deputy": 50}
POOL = ("commune_secretary", "inspection_chair", *BODIES)
# in per cent of the moves that vacancies, full terms and secretaries at home ask for
CAPS = {"normal": 150, "tight": 60}
CENTRE = "tw"

Record = dict[str, Any]


def roster(
    communes: int,
    seed: int = 1,
    *,
    caps: str = "normal",
    policy: str = "vn-2025",
) -> Record:
    """A round as plain data, in the form of the format page. `caps`: none, normal or tight."""
    areas = provinces(communes)
    posts = [post for area in areas for post in _posts(area)]
    stage = Stage(areas, posts, DATES[policy], GRADES)
    cadres = people(stage, seed)
    head: Record = {
        "name": f"Đợt mẫu {communes} xã, hạt giống {seed}",
        "date": DATES[policy],
        "authority": CENTRE if len(areas) > 1 else areas[0].id,
        "policy": policy,
    }
    if caps in CAPS:
        head["max_moves"] = _moves_asked(posts, cadres) * CAPS[caps] // 100
    return {
        "rotplan": 1,
        "round": head,
        "post_kinds": {
            **{kind: {"required": True} for kind in LEADERSHIP},
            **{kind: {"grade": grade, "required": True} for kind, grade in BODIES.items()},
        },
        "rules": _rules(),
        "units": _units(areas),
        "posts": posts,
        "cadres": [person.record for person in cadres],
        "ties": ties(stage, cadres, seed),
        "decisions": _decisions(cadres),
    }


GRADES = {
    "commune_secretary": 50,
    "commune_standing_deputy": 45,
    "commune_chair": 45,
    **dict.fromkeys(list(LEADERSHIP)[3:], 40),
    **BODIES,
}


def _units(areas: list[Province]) -> list[Record]:
    """Provinces with their communes and bodies; the centre decides where there are several."""
    several = len(areas) > 1
    units: list[Record] = []
    if several:
        units.append({"id": CENTRE, "name": "Trung ương", "kind": "agency"})
    for area in areas:
        own = {"authority": CENTRE} if several else {}
        units.append({"id": area.id, "name": area.name, "kind": "province", **own})
        for commune in area.communes:
            place = {"parent": area.id, "at": list(commune.at)}
            units.append({"id": commune.id, "name": commune.name, "kind": "commune", **place})
        for n in range(-(-area.body_posts // 3)):
            seat = {"parent": area.id, "seat": area.communes[n % len(area.communes)].id}
            name = f"Ban {n + 1} {area.name}"
            units.append({"id": f"{area.id}-b{n}", "name": name, "kind": "agency", **seat})
    return units


def _posts(area: Province) -> list[Record]:
    """The seats of a province: its communes', then its bodies'."""
    posts: list[Record] = []
    for commune in area.communes:
        for kind, seats in LEADERSHIP.items():
            for n in range(seats):
                id_ = f"{commune.id}/{kind}" + (f"-{n + 1}" if n else "")
                posts.append({"id": id_, "unit": commune.id, "kind": kind})
    for n in range(area.body_posts):
        unit, kind = f"{area.id}-b{n // 3}", list(BODIES)[n % 3 > 0]
        posts.append({"id": f"{unit}/{n % 3}", "unit": unit, "kind": kind})
    return posts


def _rules() -> Record:
    """The board's own clauses, and those of the policy that it switches on."""
    local = [kind for kind in LEADERSHIP if kind not in POOL]
    leaders, basis = list(LEADERSHIP), "Quy chế của Ban Thường vụ"

    def hard(rule: str, **options: Any) -> Record:
        return {"rule": rule, "force": "hard", "basis": basis, **options}

    return {
        "ladder": hard("grade-step", max_up=5, max_down=5, up_needs="good", up_years=2),
        "listed": hard("planning-list"),
        "near": hard("distance", posts=local, max_km=NEAR_KM),
        "two-terms-commune": hard(
            "term-limit", posts=["commune_secretary", "commune_chair"], months=120
        ),
        "experience": hard(
            "experience",
            posts=["commune_secretary"],
            kinds=["commune_secretary", "commune_standing_deputy", "commune_chair", *BODIES],
            months=24,
        ),
        "qualification": {"force": "hard"},
        "continuity": {"force": "hard", "max_changed": 2},
        "unit-cap": hard("move-limit", per="unit", max=3),
        "leadership-size": hard("committee-size", posts=leaders, min=5, max=9),
        "women-leaders": hard(
            "composition", posts=leaders, group={"sex": "female"}, min="15%", within="unit"
        )
        | {"force": "target"},
        "young-leaders": hard(
            "composition", posts=leaders, group={"under": 40}, min="10%", within="unit"
        )
        | {"force": "approval"},
    }


def _moves_asked(posts: list[Record], cadres: list[Person]) -> int:
    """One move for each vacancy, each full term and each secretary at home."""
    staying = [person for person in cadres if person.holds and not person.leaving]
    leaving = sum(p.too_long or p.at_home for p in staying)
    return len(posts) - len(staying) + leaving


def _decisions(cadres: list[Person]) -> list[Record]:
    return [{"keep": p.id, "because": "đang chỉ đạo việc lớn"} for p in cadres if p.kept]


def text(data: Record) -> str:
    """The roster as YAML, a record a line."""
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {_flow(item)}" for item in value)] if value else []
        elif isinstance(value, dict):
            lines += [f"{key}:", *(f"  {name}: {_flow(item)}" for name, item in value.items())]
        else:
            lines.append(f"{key}: {value}")
    return "\n".join(lines) + "\n"


def _flow(value: object) -> str:
    """Flow style; every scalar of the generator is safe without quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else _quoted(str(value))


def _quoted(word: str) -> str:
    """Quotes only where a plain scalar in flow style could not hold it."""
    plain = not any(c in word for c in ",:#'\"[]{}")
    return word if plain else f'"{word}"'


def options(parser: argparse.ArgumentParser) -> None:
    """The options that name an instance besides its size and seed."""
    parser.add_argument("--caps", choices=["none", *CAPS], default="normal")
    parser.add_argument("--policy", choices=sorted(DATES), default="vn-2025")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--communes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options(parser)
    given = parser.parse_args()
    data = roster(given.communes, given.seed, caps=given.caps, policy=given.policy)
    sys.stdout.write(text(data))


if __name__ == "__main__":
    main()
