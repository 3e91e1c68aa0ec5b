"""Rosters made so that conflicts, prices, backbone and frontier are known by construction.

One district `d` with communes `u0`, `u1`, …; every post has its own kind `k0`, `k1`, … unless said
otherwise, so that `planned` decides who may take what; all kinds have one grade.
"""

from typing import Any

from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.engine import Budget
from rotplan.planning.propose import Answer, NoPlan, Proposal, propose
from rotplan.planning.solving.solve_again import Again
from rotplan.policy.docket import Docket
from tests.kit.opening import open_round

Doc = dict[str, Any]
DATE = "2020-06-01"
SEAT = "seat"  # a kind that several posts may share
PLANNED = {"rule": "planning-list", "force": "hard"}
TERMS = {"rule": "term-limit", "force": "hard"}
LOCAL = {"rule": "non-local", "posts": [SEAT], "level": "district"}


def post(number: int, kind: str | None = None, **more: Any) -> Doc:
    """Post `p{n}` in commune `u{n}`; required unless `required="false"`."""
    return {
        "id": f"p{number}",
        "unit": f"u{number}",
        "kind": kind or f"k{number}",
        "required": "true",
        **more,
    }


def cadre(name: str, **facts: Any) -> Doc:
    """A cadre whose id is the name; at home outside the district unless `home` says otherwise."""
    return {"id": name, "name": f"Cán bộ {name}", "home": "far", "since": "2015-01-01", **facts}


def roster(cadres: list[Doc], posts: list[Doc], rules: Doc, **more: Any) -> Doc:
    units = [
        {"id": "d", "name": "Huyện D", "kind": "district"},
        {"id": "e", "name": "Huyện E", "kind": "district"},
        {"id": "far", "name": "Xã Xa", "kind": "commune", "parent": "e"},
        *(
            {"id": u, "name": f"Xã {u.upper()}", "kind": "commune", "parent": "d"}
            for u in sorted({p["unit"] for p in posts})
        ),
    ]
    head = {"name": "Đợt thử", "date": DATE, "authority": "d", "policy": "policy.yaml"}
    clauses = {id_: {"basis": "Quy chế thử", **clause} for id_, clause in rules.items()}
    return {
        "rotplan": "1",
        "round": head | more.pop("round", {}),
        "units": units,
        "posts": posts,
        "cadres": cadres,
        "rules": clauses,
        **more,
    }


def policy(doc: Doc) -> Doc:
    kinds = sorted({p["kind"] for p in doc["posts"]})
    return {
        "rotplan_policy": "1",
        "name": "thu",
        "post_kinds": {
            kind: {"title": {"vi": f"Chức danh {kind}", "en": f"Post {kind}"}, "grade": "50"}
            for kind in kinds
        },
        "clauses": {},
    }


def docket(doc: Doc) -> Docket:
    """The roster read as from files."""
    return open_round(doc, policy(doc))


def answer(doc: Doc) -> Answer:
    return propose(docket(doc), Budget(60))


def asking(doc: Doc) -> Questioner:
    """Questions about the plan of a roster that has one."""
    proposal = answer(doc)
    assert isinstance(proposal, Proposal)
    assert proposal.solved.optimal
    return Questioner(proposal, Again(proposal.docket, Budget(60)))


def no_plan(doc: Doc) -> NoPlan:
    found = answer(doc)
    assert isinstance(found, NoPlan)
    assert found.conflict.minimal
    return found


def ring(size: int, *, closed: bool = True) -> Doc:
    """Cadre c{i} holds p{i} and may take p{i+1}; the last may take p0 only if it is closed."""
    cadres = [
        cadre(
            f"c{i}", holds=f"p{i}", planned=[f"k{(i + 1) % size}"] if closed or i < size - 1 else []
        )
        for i in range(size)
    ]
    return roster(cadres, [post(i) for i in range(size)], {"planned": PLANNED})


def locals_and_reserves(locals_: int, reserves: int) -> Doc:
    """Seats each held by somebody at home in the district, a spare post for each to go to, and some
    outsiders without a post who may take a seat: each seat mended takes two moves."""
    seats = [post(i, SEAT) for i in range(locals_)]
    spares = [post(locals_ + i, required="false") for i in range(locals_)]
    holders = [
        cadre(f"l{i}", holds=f"p{i}", home=f"u{i}", planned=[f"k{locals_ + i}"])
        for i in range(locals_)
    ]
    outsiders = [cadre(f"r{i}", planned=[SEAT]) for i in range(reserves)]
    rules = {"planned": PLANNED, "local": {**LOCAL, "force": "target"}}
    return roster([*holders, *outsiders], [*seats, *spares], rules)
