"""Kilometres, `distance` and `preference`, worked out by hand."""

from __future__ import annotations

import pytest

from .distances import great_circle
from .oracle import score
from .tiny import POLICY, Doc, appoint, best, roster, seats, units

ROADS: Doc = {"distances": {"x": {"b": "9"}, "b": {"a": "9.5"}}}
DISTANCE: Doc = {"rule": "distance"}


@pytest.mark.parametrize(
    ("home", "limit", "count"),
    [
        ("x", "9", 0),
        ("x", "8", 1),
        ("a", "10", 0),
        ("a", "9", 1),
        ("b", "0", 0),
        ("d", "100", 1),
        ("", "100", 1),
        ("p", "100", 1),
    ],
)
def test_distance(home: str, limit: str, count: int) -> None:
    """To b by road: 9 km from x, 9.5 make 10 from a, none from b itself; else cannot be told."""
    facts = {"family_home": home} if home else {}
    assert appoint({**DISTANCE, "max_km": limit}, facts, **ROADS) == count


def test_distance_at_the_seat() -> None:
    """The district counts at its seat, and an agency too."""
    seated = units(d={"seat": "a"})
    assert appoint({**DISTANCE, "max_km": "10"}, {"family_home": "d"}, units=seated, **ROADS) == 0
    agency = [*seated, {"id": "g", "name": "Ban", "kind": "agency", "parent": "d", "seat": "b"}]
    posts = seats("g/secretary")
    for limit, count in (("9", 0), ("8", 1)):
        answer = best(
            [{"id": "z", "family_home": "x"}],
            posts,
            {"k": {**DISTANCE, "max_km": limit}},
            units=agency,
            **ROADS,
        )
        assert dict(answer.tiers)["targets"] == count


def test_straight_line() -> None:
    """A degree of a great circle of radius 6,371 km is 111.19 km; roads come first."""
    assert abs(great_circle((0.0, 10.0), (1.0, 10.0)) - 111.1949) < 0.0001
    assert abs(great_circle((60.0, 10.0), (60.0, 11.0)) - 55.5976) < 0.001
    there = units(a={"at": ["22", "105"]}, b={"at": ["23", "105"]})
    for limit, count in (("111", 0), ("110", 1)):
        rule = {**DISTANCE, "max_km": limit}
        assert appoint(rule, {"family_home": "a"}, units=there) == count
        assert appoint(rule, {"family_home": "a"}, units=there, **ROADS) == 0


PRICE: Doc = {
    "rule": "preference",
    "per_km": "2",
    "per_score": "3",
    "stay_near_family": "50",
    "prefers": "7",
}
FIT = "cadre,post,score\nz,b/secretary,4\nz,b/chair,-1\n"


@pytest.mark.parametrize(
    ("facts", "post", "cost"),
    [
        ({}, "b/secretary", -12),
        ({}, "b/chair", 3),
        ({}, "b/deputy", 0),
        ({"family_home": "a"}, "b/deputy", 20),
        ({"family_home": "x"}, "b/deputy", 18 + 50),
        ({"family_home": "e"}, "b/deputy", 50),
        ({"family_home": "p"}, "b/deputy", 0),
        ({"prefers": ["b"]}, "b/deputy", -7),
        ({"prefers": ["d"]}, "b/deputy", -7),
        ({"prefers": ["deputy", "b"]}, "b/deputy", -7),
        ({"prefers": ["a", "chair"]}, "b/deputy", 0),
        ({"prefers": ["b"], "family_home": "a"}, "b/secretary", 20 - 12 - 7),
    ],
)
def test_preference(facts: Doc, post: str, cost: int) -> None:
    """2 a kilometre, 3 a point, 50 for another district, 7 for what is preferred, once."""
    posts = [{**seat, "required": "false"} for seat in seats(post)]
    orders = [{"place": "z", "in": post}]
    cadres = [{"id": "z", **facts}]
    answer = best(cadres, posts, {"k": PRICE}, decisions=orders, scores=FIT, **ROADS)
    assert dict(answer.tiers) == {
        "vacancies": 0,
        "targets": 0,
        "approvals": 0,
        "moves": 1,
        "preference": cost,
    }


def test_preference_chooses() -> None:
    """Among plans that are equal otherwise the cheaper one; only listed posts have a price."""
    posts, cadres = seats("b/secretary", "b/chair"), [{"id": "y"}, {"id": "z"}]
    answer = best(cadres, posts, {"k": PRICE}, scores=FIT)
    assert dict(answer.tiers)["preference"] == -12
    assert answer.plans == [frozenset({("z", "b/secretary"), ("y", "b/chair")})]
    chairs = best(cadres, posts, {"k": {**PRICE, "posts": ["chair"]}}, scores=FIT)
    assert dict(chairs.tiers)["preference"] == 0
    assert len(best(cadres, posts, {"k": PRICE}).plans) == 2


def test_preference_scored() -> None:
    """A given plan is priced with the same scores."""
    doc = roster([{"id": "z"}], seats("b/chair"), {"k": PRICE})
    judged = score(doc, POLICY, frozenset({("z", "b/chair")}), FIT)
    assert judged is not None
    assert dict(judged.tiers)["preference"] == 3
