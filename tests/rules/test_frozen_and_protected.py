"""Who may not be moved, against the norm spelled out in plain Python, for every holding.

Posts given up and taken, in one unit and another, one at a time and two together, closing seats,
waivers of the whole and of one post, lists of some kinds only.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from rotplan.planning.program.columns import open_holdings, scope_of
from rotplan.planning.proof.breaches import breaches_in
from rotplan.policy.breach import Breach
from rotplan.policy.docket import Docket
from tests.kit.planted_rosters import cadre, docket, post, roster

pytestmark = pytest.mark.thorough

Doc = dict[str, Any]
POSTS = [
    post(0, "a", unit="u0", required="false"),
    post(1, "b", unit="u0", required="false"),
    post(2, "a", unit="u1", required="false"),
    post(3, "b", unit="u1", required="false"),
    post(4, "a", unit="u2", closing="true", required="false"),
    post(5, "c", unit="u2", required="false"),
]
UNIT = {p["id"]: p["unit"] for p in POSTS}
KIND = {p["id"]: p["kind"] for p in POSTS}
CLOSING = {"p4"}
TODAY = [[], ["p0"], ["p0", "p1"], ["p4"], ["p5"], ["p2", "p3"]]
LISTED = [["a"], ["a", "b"], ["a", "b", "c"]]
WAIVED: list[str | None] = [None, "all", "p0", "p1", "p2"]
TOGETHER = {"rule": "concurrency", "allowed": [["a", "b"]], "force": "hard"}
FACTS: dict[str, list[Doc]] = {
    "frozen": [{"circumstances": ["under_investigation"]}, {"circumstances": ["studying"]}, {}],
    "protected": [
        {"circumstances": ["studying"], "retires": "2040-01"},
        {"circumstances": ["studying"], "retires": "2040-01", "willing": "true"},
        {"retires": "2040-01"},
        {"retires": "2021-11"},
        {"retires": "2021-12"},
        {},
    ],
}
ANSWERS = {
    "frozen": ["yes", "no", "no"],
    "protected": ["yes", "no", "no", "yes", "no", "cannot tell"],
}


def opened(
    rule: str, facts: Doc, today: list[str], listed: list[str], waived: str | None
) -> Docket:
    who = cadre("x", **facts, **({"holds": today} if today else {}))
    norm = {"rule": rule, "force": "approval", "posts": listed}
    named = {} if waived == "all" else {"post": waived}
    waiver = {"clause": "norm", "cadre": "x", "basis": "Kết luận 1-KL/HU", **named}
    more = {"waivers": [waiver]} if waived else {}
    return docket(roster([who], POSTS, {"norm": norm, "joint": TOGETHER}, **more))


def breaks(rule: str, gone: set[str], taken: set[str], listed: list[str], waived: str) -> bool:
    """What the norm says of a cadre whom it holds. A closing seat is not given up but ends."""
    if waived == "all":
        return False
    lost = {p for p in gone - CLOSING if KIND[p] in listed and p != waived}
    if rule == "protected":
        return any(UNIT[new] != UNIT[old] for old in lost for new in taken)
    if waived in taken | (gone - CLOSING):
        # a waiver that names a post lifts the norm for that post and for those of the other side
        same_side = taken if waived in taken else gone - CLOSING
        return any(KIND[p] in listed for p in same_side - {waived})
    return bool(lost) or any(KIND[p] in listed for p in taken)


def holdings(found: Docket) -> Iterator[tuple[tuple[int, ...], set[str]]]:
    for holding in ((), *open_holdings(found), *found.table.before):
        yield holding, {found.table.posts[p].id for p in holding}


@pytest.mark.parametrize("today", TODAY, ids="+".join)
@pytest.mark.parametrize("rule", FACTS)
def test_a_move_breaks_the_norm_where_it_says_so(rule: str, today: list[str]) -> None:
    seen = set[tuple[str, bool]]()
    for (facts, answer), listed, waived in product(
        zip(FACTS[rule], ANSWERS[rule], strict=True), LISTED, WAIVED
    ):
        found = opened(rule, facts, today, listed, waived)
        for holding, after in holdings(found):
            gone, taken = set(today) - after, after - set(today)
            expected = answer != "no" and breaks(rule, gone, taken, listed, waived or "")
            said = breached(found, holding)
            assert bool(said) == expected, (facts, listed, waived, after)
            assert all(b.count == 1 and b.doubt == (answer == "cannot tell") for b in said)
            seen.add((answer, expected))
    # a first post is nothing that is given up, and leaving a closing seat is no move
    free = rule == "protected" and set(today) <= CLOSING
    assert (("yes", True) in seen) == (not free)


def breached(found: Docket, holding: tuple[int, ...]) -> list[Breach]:
    scope = scope_of(found, {found.table.cadre_number["x"]: holding})
    return [b for b in breaches_in(found, scope) if b.clause.id == "norm"]


def test_who_leaves_the_service_is_not_held_back() -> None:
    who = cadre("x", holds="p0", circumstances=["under_investigation"], leaving="2020-06-01")
    norm = {"rule": "frozen", "force": "hard"}
    found = docket(roster([who], POSTS, {"norm": norm}))
    assert list(breaches_in(found, scope_of(found, {}))) == []
