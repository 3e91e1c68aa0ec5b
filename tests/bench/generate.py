"""A seeded generator of rosters of any size: `python -m tests.bench.generate 30 > big.yaml`.

Invented people in numbered communes: five posts a commune, a district body for every three, and a
reserve. Some two thirds of the secretaries serve at home; tight caps are left to the caller.
"""

import json
import random
import sys
from typing import Any

KINDS = (
    "commune_secretary",
    "commune_chair",
    "council_chair",
    "front_chair",
    "commune_vice_chair",
)
PEERS = {
    "commune_secretary": ["commune_secretary", "district_body_head"],
    "district_body_head": ["district_body_head", "commune_secretary"],
    "commune_chair": ["commune_chair", "commune_standing_deputy", "council_chair"],
    "council_chair": ["council_chair", "commune_chair"],
    "front_chair": ["front_chair", "commune_vice_chair"],
    "commune_vice_chair": ["commune_vice_chair", "commune_chair", "front_chair"],
}


def roster(communes: int, seed: int = 1) -> dict[str, Any]:
    """A roster as plain data, in the form of the format page."""
    rng = random.Random(seed)
    units: list[dict[str, Any]] = [{"id": "d", "name": "Huyện", "kind": "district"}]
    posts: list[dict[str, Any]] = []
    for n in range(communes):
        units.append({"id": f"x{n}", "name": f"Xã {n}", "kind": "commune", "parent": "d"})
        posts += [{"id": f"x{n}/{k}", "unit": f"x{n}", "kind": k} for k in KINDS]
        if n % 3 == 0:
            units.append({"id": f"b{n}", "name": f"Ban {n}", "kind": "agency", "parent": "d"})
            posts.append({"id": f"b{n}/head", "unit": f"b{n}", "kind": "district_body_head"})
    holders = [post for post in posts if rng.random() > 0.04]
    cadres = [_cadre(rng, f"C{n:05d}", post, communes) for n, post in enumerate(holders)]
    reserve = len(posts) // 12
    cadres += [_reserve(rng, f"R{n:05d}", communes) for n in range(reserve)]
    ties = [
        {"a": a["id"], "b": b["id"], "kind": rng.choice(["spouse", "sibling", "parent"])}
        for a, b in zip(cadres[::17], cadres[5::17], strict=False)
    ]
    return {
        "rotplan": "1",
        "round": {"date": "2019-10-15", "authority": "d", "policy": "vn-2017"},
        "units": units,
        "posts": posts,
        "cadres": cadres,
        "ties": ties,
    }


def _person(rng: random.Random, id_: str, communes: int) -> dict[str, Any]:
    person: dict[str, Any] = {
        "id": id_,
        "name": f"Cán bộ {id_}",
        "born": f"{rng.randint(1961, 1988)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "sex": rng.choice(["female", "male", "male"]),
        "education": rng.choice(["college", "university", "university", "master"]),
        "theory": rng.choice(["intermediate", "intermediate", "advanced"]),
    }
    if rng.random() > 0.03:
        person["home"] = f"x{rng.randrange(communes)}"
    return person


def _cadre(rng: random.Random, id_: str, post: dict[str, Any], communes: int) -> dict[str, Any]:
    person = _person(rng, id_, communes)
    if post["unit"].startswith("x") and rng.random() < 0.6:
        person["home"] = post["unit"]
    if rng.random() > 0.02:
        person["since"] = f"{rng.randint(2009, 2018)}-{rng.randint(1, 12):02d}-01"
    planned = [k for k in PEERS[post["kind"]] if rng.random() < 0.7]
    if rng.random() < 0.02:
        person["leaving"] = "2019-11-30"
    return {**person, "holds": post["id"], "planned": planned}


def _reserve(rng: random.Random, id_: str, communes: int) -> dict[str, Any]:
    kind = rng.choice(list(PEERS))
    history = [{"kind": kind, "unit": "nơi khác", "from": "2012-01", "to": "2019-01"}]
    return {**_person(rng, id_, communes), "history": history, "planned": PEERS[kind]}


def text(data: dict[str, Any]) -> str:
    """The roster as YAML; JSON scalars keep every value quoted."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {json.dumps(v, ensure_ascii=False)}" for v in value)]
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    size, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sys.stdout.write(text(roster(size, seed)))
