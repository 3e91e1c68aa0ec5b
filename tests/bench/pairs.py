"""The eligible pairs of a benchmark round, enumerated from its plain data by code of its own.

Shares nothing with rotplan: the same hard pair clauses, written down once more for this generator,
so that the floor costs what it costs and the number of columns has a second witness
(`tests/bench/test_rounds.py` compares). Combinations of posts are not pairs and not in here.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.rounds import GRADES, POOL, WAITS

Ints = NDArray[np.int32]
Record = dict[str, Any]
EXPERIENCED = {
    "commune_secretary",
    "commune_standing_deputy",
    "commune_chair",
    "province_body_head",
    "province_body_deputy",
}


@dataclass(frozen=True)
class Eligible:
    """Pairs as two arrays of equal length: numbers of cadres (in the order of `cadres`) and posts.

    `cadres` are those whom the round may move; `held` is each one's post, -1 where none; `local`
    flags pairs that put a secretary into his or her own commune, `moves` those not held today.
    """

    cadres: list[Record]
    posts: list[Record]
    held: Ints
    cadre: Ints
    post: Ints
    local: NDArray[np.bool_]
    moves: NDArray[np.bool_]


def eligible(data: Record) -> Eligible:
    """Class by class: the cadres that may take a kind, times the posts of that kind in reach."""
    posts = data["posts"]
    number = {post["id"]: n for n, post in enumerate(posts)}
    cadres = [c for c in data["cadres"] if "leaving" not in c]
    held = np.array([number.get(c.get("holds"), -1) for c in cadres], dtype=np.int32)
    rows, columns = _new(data, cadres, posts, held)
    staying = np.array([_may_stay(data, c, posts) for c in cadres], dtype=bool)
    old = np.flatnonzero(staying).astype(np.int32)
    cadre, post = np.concatenate([old, rows]), np.concatenate([held[old], columns])
    return Eligible(
        cadres,
        posts,
        held,
        cadre,
        post,
        local=_local(cadres, posts)[0][cadre] == _local(cadres, posts)[1][post],
        moves=np.arange(len(cadre)) >= len(old),
    )


def _new(data: Record, cadres: list[Record], posts: list[Record], held: Ints) -> tuple[Ints, Ints]:
    """The pairs not held today."""
    province = _province_of(data)
    kept = {decision["keep"] for decision in data.get("decisions", ())}
    able: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, cadre in enumerate(cadres):
        if cadre["id"] in kept or "under_investigation" in cadre.get("circumstances", ()):
            continue
        for kind in _kinds(data, cadre, posts):
            able[kind, "" if kind in POOL else province[cadre["family_home"]]].append(n)
    seats: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, post in enumerate(posts):
        area = "" if post["kind"] in POOL else province[post["unit"]]
        seats[post["kind"], area].append(n)
    blocks = [_product(able[key], seats[key]) for key in sorted(seats)]
    rows = np.concatenate([block[0] for block in blocks])
    columns = np.concatenate([block[1] for block in blocks])
    new = held[rows] != columns
    return rows[new], columns[new]


def _product(rows: list[int], columns: list[int]) -> tuple[Ints, Ints]:
    one, other = np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32)
    return np.repeat(one, len(other)), np.tile(other, len(one))


def _kinds(data: Record, cadre: Record, posts: list[Record]) -> list[str]:
    """The kinds of posts that a cadre may newly take: listed, in reach by grade, qualified."""
    own = _kind_held(cadre, posts)
    old = GRADES[own or cadre["history"][-1]["kind"]]
    wanted = {*cadre.get("planned", ()), *([own] if own else [])}
    fair = "fair" in cadre["appraisals"].values()
    return [
        kind
        for kind in wanted
        if abs(GRADES[kind] - old) <= 5
        and not (GRADES[kind] > old and (fair or _waits(data, cadre)))
        and (kind != "commune_secretary" or _fit_to_lead(data, cadre, own))
    ]


def _kind_held(cadre: Record, posts: list[Record]) -> str | None:
    """The kind that a cadre holds; a post's id ends in its kind, or stands in a body."""
    holds = cadre.get("holds")
    if holds is None:
        return None
    last = holds.split("/")[1]
    if last in ("0", "1", "2"):
        return "province_body_head" if last == "0" else "province_body_deputy"
    return str(last.split("-")[0])


def _waits(data: Record, cadre: Record) -> bool:
    """A higher grade before the wait after discipline is over."""
    now = _month(data["round"]["date"])
    months = WAITS[data["round"]["policy"]]
    return any(now - _month(d["date"]) < months for d in cadre.get("discipline", ()))


def _fit_to_lead(data: Record, cadre: Record, own: str | None) -> bool:
    """Twenty-four months in leading posts, and a degree."""
    now = _month(data["round"]["date"])
    past = cadre.get("history", ())
    months = sum(_month(s["to"]) - _month(s["from"]) for s in past if s["kind"] in EXPERIENCED)
    if own in EXPERIENCED:
        months += now - _month(cadre["since"])
    return months >= 24 and cadre["education"] != "college"


def _may_stay(data: Record, cadre: Record, posts: list[Record]) -> bool:
    """Holds a post, and has not had it for ten years where that is the end."""
    kind = _kind_held(cadre, posts)
    if kind not in ("commune_secretary", "commune_chair"):
        return kind is not None
    return _month(data["round"]["date"]) - _month(cadre["since"]) < 120


def _local(cadres: list[Record], posts: list[Record]) -> tuple[Ints, Ints]:
    """Equal numbers where a cadre's home is the commune of a secretary's post."""
    communes = sorted({p["unit"] for p in posts if p["kind"] == "commune_secretary"})
    number = {unit: n for n, unit in enumerate(communes)}
    homes = np.array([number.get(c["home"], -2) for c in cadres], dtype=np.int32)
    leads = (p["unit"] if p["kind"] == "commune_secretary" else None for p in posts)
    units = np.array([-1 if unit is None else number[unit] for unit in leads], dtype=np.int32)
    return homes, units


def _province_of(data: Record) -> dict[str, str]:
    return {unit["id"]: unit.get("parent", unit["id"]) for unit in data["units"]}


def _month(day: str) -> int:
    """Months to the first of that month; the round's own day lies later in its month."""
    return 12 * int(day[:4]) + int(day[5:7])
