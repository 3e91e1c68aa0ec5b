"""Seats of a unit and of the round, counted anew in plain Python on random little rosters.

Closing seats, seats and people of another authority, people who stay where they are, who leave, who
are taken in and give up what they had, one cadre in two seats, and facts that are not on file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from rotplan.planning.program.columns import open_holdings, scope_of
from rotplan.planning.proof.judge import Judgement, judge
from rotplan.policy.docket import Docket, candidates
from tests.kit.planted_rosters import cadre, docket, post, roster

pytestmark = pytest.mark.thorough

Doc = dict[str, Any]
SEEDS = range(60)
# Post, unit, closing, of another authority.
SEATS = [
    ("p0", "u0", False, False),
    ("p1", "u0", False, False),
    ("p2", "u0", False, False),
    ("p3", "u1", False, False),
    ("p4", "u1", True, False),
    ("p5", "u1", False, True),
    ("p6", "u2", False, True),
    ("p7", "u2", False, True),
]
UNIT = {seat[0]: seat[1] for seat in SEATS}
PLANNED = {seat[0] for seat in SEATS if not seat[3]}
COUNTED = [seat[0] for seat in SEATS if not seat[2]]
TOGETHER = {"rule": "concurrency", "allowed": [["seat", "seat"]], "force": "hard"}
NORMS: list[Doc] = [
    {"rule": "composition", "group": {"sex": "female"}, "min": "40%"},
    {"rule": "composition", "group": {"sex": "female"}, "max": "40%"},
    {"rule": "composition", "group": {"sex": "female"}, "min": "10%", "max": "90%"},
    {"rule": "composition", "group": {"sex": "female"}, "min": "34%", "within": "round"},
    {"rule": "composition", "group": {"sex": "male"}, "max": "34%", "within": "round"},
    {"rule": "committee-size", "min": "2"},
    {"rule": "committee-size", "max": "1"},
    {"rule": "committee-size", "min": "2", "max": "2"},
]


@dataclass(frozen=True, order=True)
class Short:
    unit: str | None
    count: int
    doubt: bool


def people(rng: Random) -> list[Doc]:
    """Holders of most seats, some in two of a unit, and a few without any."""
    free = rng.sample([seat[0] for seat in SEATS], 6)
    found: list[Doc] = []
    while free:
        held = [free.pop()]
        beside = [p for p in free if UNIT[p] == UNIT[held[0]]]
        if beside and rng.random() < 0.4:
            held.append(beside[0])
            free.remove(beside[0])
        found.append({"holds": held})
    found += [{} for _ in range(2)]
    return [one(rng, number, facts) for number, facts in enumerate(found)]


def one(rng: Random, number: int, facts: Doc) -> Doc:
    sex = rng.choice(["female", "male", "male", None])
    more = {"sex": sex} if sex else {}
    if rng.random() < 0.15:
        more["leaving"] = "2020-06-01"
    elif rng.random() < 0.4:
        more["available"] = "true"
    return cadre(f"c{number}", **facts, **more)


def opened(rng: Random, norm: Doc) -> tuple[Docket, list[Doc]]:
    posts = [
        post(
            int(name[1:]),
            "seat",
            unit=unit,
            required="false",
            **({"closing": "true"} if closing else {}),
            **({"authority": "e"} if outside else {}),
        )
        for name, unit, closing, outside in SEATS
    ]
    who = people(rng)
    rules = {"norm": {"force": "target", **norm}, "joint": TOGETHER}
    return docket(roster(who, posts, rules)), who


def planned(rng: Random, found: Docket) -> dict[str, set[str]]:
    """Any holding for any candidate; the judge counts whatever it is given."""
    table, choices = found.table, ((), *open_holdings(found))
    return {
        someone.id: {table.posts[p].id for p in rng.choice(choices)}
        for _, someone in candidates(found)
    }


def holders(who: list[Doc], plan: dict[str, set[str]]) -> Iterator[tuple[str, str | None]]:
    """Each seat held after the round, with the sex of its holder."""
    for person in who:
        today = set(person.get("holds", ()))
        new, outside = plan.get(person["id"], set()), today - PLANNED
        if "leaving" in person:
            continue
        taken_in = new and not today & PLANNED
        for seat in new if taken_in else new | outside:
            yield seat, person.get("sex")


def expected(norm: Doc, held: list[tuple[str, str | None]]) -> list[Short]:
    if norm.get("within") == "round":
        return list(short(norm, None, COUNTED, held))
    return [
        found
        for unit in ("u0", "u1")  # of u2 the round plans no seat
        for found in short(norm, unit, [p for p in COUNTED if UNIT[p] == unit], held)
    ]


def short(
    norm: Doc, unit: str | None, seats: list[str], held: list[tuple[str, str | None]]
) -> Iterator[Short]:
    """At worst and at best; the larger of what lacks below and what is beyond."""
    there = [sex for seat, sex in held if seat in seats]
    wanted = norm.get("group", {}).get("sex")
    sure = sum(wanted is None or sex == wanted for sex in there)
    possible = sum(wanted is None or sex in (wanted, None) for sex in there)
    worst = best = 0
    if "min" in norm:
        low = -limit(norm["min"], -len(seats))
        worst, best = max(worst, low - sure), max(best, low - possible)
    if "max" in norm:
        high = limit(norm["max"], len(seats))
        worst, best = max(worst, possible - high), max(best, sure - high)
    if worst > 0:
        yield Short(unit, worst, best <= 0)


def limit(text: str, seats: int) -> int:
    """A figure, or a share of so many seats rounded down; of a least, below nought, so up."""
    figure = int(text.removesuffix("%"))
    if text.endswith("%"):
        return figure * seats // 100
    return figure if seats > 0 else -figure


def judged(found: Docket, plan: dict[str, set[str]]) -> Judgement:
    table = found.table
    holdings = {
        table.cadre_number[c]: tuple(sorted(table.post_number[p] for p in posts))
        for c, posts in plan.items()
    }
    return judge(found, scope_of(found, holdings))


@pytest.mark.parametrize("norm", NORMS, ids=lambda n: "-".join(map(str, n.values())))
def test_each_unit_and_the_round_counted_anew(norm: Doc) -> None:
    outcomes = set[bool | None]()
    for seed in SEEDS:
        rng = Random(f"seats {seed}")
        found, who = opened(rng, norm)
        for _ in range(4):
            plan = planned(rng, found)
            judgement = judged(found, plan)
            said = [Short(b.unit, b.count, b.doubt) for b in judgement.breaches]
            wanted = expected(norm, list(holders(who, plan)))
            assert sorted(said, key=str) == sorted(wanted, key=str), seed
            assert dict(judgement.tiers)["targets"] == sum(s.count for s in wanted)
            (standing,) = judgement.standings
            assert standing.of == (1 if norm.get("within") == "round" else 2)
            assert standing.met == standing.of - len(wanted)
            outcomes |= {s.doubt for s in wanted} | ({None} if not wanted else set())
    doubts = {True} if norm["rule"] == "composition" else set()
    assert outcomes == {None, False} | doubts
