"""A case brought before the judge: the stage with the case's people, and one clause in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rotplan.language.words import Words
from rotplan.planning.program.columns import scope_of
from rotplan.planning.proof.judge import judge
from rotplan.policy.docket import Docket
from rotplan.rules import RULES
from rotplan.rules.cases import SECTIONS, Case, stage
from tests.kit.opening import open_round

Facts = dict[str, Any]
CLAUSE = "norm"


@dataclass(frozen=True)
class Outcome:
    """What the judge says; `answer` is none of the three when breaches and doubts are mixed."""

    answer: str
    count: int
    price: int
    approvals: int
    words: tuple[Words, ...]


@cache
def outcome(case: Case) -> Outcome:
    """The judge's answer to a case; an AssertionError where the case itself is no valid plan."""
    docket = _open(case)
    judged = judge(docket, scope_of(docket, _holdings(docket, case)))
    found = [b for b in judged.breaches if b.clause.id == CLAUSE and case.about in (None, b.unit)]
    forbidden = [fault for fault in judged.faults if "may not hold" in fault]
    if case.rule != "concurrency" and case.clause.get("force") != "hard":
        assert not judged.faults
    tiers = dict(judged.tiers)
    sure = sum(b.count for b in found if not b.doubt) + len(forbidden)
    doubts = sum(b.count for b in found if b.doubt)
    answers = {(False, False): "keeps", (True, False): "breaks", (False, True): "cannot tell"}
    return Outcome(
        answers.get((sure > 0, doubts > 0), "breaks, and cannot tell"),
        sure + doubts,
        tiers["preference"],
        tiers["approvals"],
        tuple(b.words for b in found),
    )


def _open(case: Case) -> Docket:
    scores = None
    if case.scores:
        rows = [f"{c},{p},{n}" for c, posts in case.scores.items() for p, n in posts.items()]
        scores = "\n".join(["cadre,post,score", *rows, ""])
    return open_round(roster_of(case), policy_of(case), scores)


@cache
def _kinds() -> Facts:
    """The post kinds that vn-2017 ships."""
    text = files("rotplan").joinpath("policy", "vn-2017.yaml").read_text("utf-8")
    kinds: Facts = yaml.load(text, Loader=yaml.BaseLoader)["post_kinds"]
    return kinds


def policy_of(case: Case) -> Facts:
    """Only the clause on trial, and the clauses that the case needs beside it."""
    force = {} if RULES[case.rule].priced else {"force": "approval"}
    if RULES[case.rule].hard_only:
        force = {"force": "hard"}
    clause = {"rule": case.rule, "basis": case.basis, **force, **case.clause}
    return {
        "rotplan_policy": "1",
        "name": "bare",
        "post_kinds": _kinds(),
        "clauses": {CLAUSE: clause, **case.rules},
    }


def roster_of(case: Case) -> Facts:
    """The stage, and what the case adds to it: a unit that is there already is changed."""
    sections: dict[str, list[Mapping[str, Any]]] = {
        name: [*stage().get(name, ()), *case.sections.get(name, ())] for name in SECTIONS
    }
    units: dict[str, Facts] = {}
    for unit in sections["units"]:
        units[unit["id"]] = {**units.get(unit["id"], {}), **unit}
    seats = [seat for number, c in enumerate(case.committees) for seat in _seats(number, c)]
    return {
        "rotplan": "1",
        "round": {**stage()["round"], "policy": "policy.yaml", **case.round},
        **sections,
        "units": list(units.values()),
        "posts": [*sections["posts"], *(post for post, _ in seats)],
        "cadres": [*sections["cadres"], *(member for _, member in seats if member)],
        "distances": case.distances,
        **({"scores": "fit.csv"} if case.scores else {}),
    }


def _seats(number: int, committee: Mapping[str, Any]) -> Iterator[tuple[Facts, Facts | None]]:
    """Each seat of a committee, with its holder while there are any."""
    kinds = [kind for kind, seats in committee["seats"].items() for _ in range(int(seats))]
    filled = int(committee.get("filled", len(kinds)))
    for n, kind in enumerate(kinds):
        seat = f"seat-{number}-{n}"
        member = {"id": f"member-{number}-{n}", "name": f"Ủy viên {number}-{n}", "holds": seat}
        holder = {**member, **committee.get("each", {})} if n < filled else None
        yield {"id": seat, "unit": committee["unit"], "kind": kind}, holder


def _holdings(docket: Docket, case: Case) -> dict[int, tuple[int, ...]]:
    table = docket.table
    after = {
        table.cadre_number[cadre]: tuple(sorted(table.post_number[p] for p in listed(posts)))
        for cadre, posts in case.after.items()
    }
    return {**dict(enumerate(table.before)), **after}


def listed(posts: str | list[str]) -> list[str]:
    return [posts] if isinstance(posts, str) else posts


def agrees(case: Case, found: Outcome) -> bool:
    """Whether the judge says exactly what the case says."""
    said = {
        "answer": case.answer,
        "count": case.count,
        "price": case.price,
        "approvals": case.approvals,
    }
    return all(getattr(found, key) == value for key, value in said.items() if value is not None)


# Rules that are never in doubt: they ask what absent means none for (lists, circumstances, ties),
# or count posts and moves, which the roster always knows. `preference` gives no answers at all.
NEVER_IN_DOUBT = {
    "planning-list",
    "frozen",
    "family",
    "continuity",
    "committee-size",
    "concurrency",
    "move-limit",
}
