"""`frozen` and `protected`, one breach per cadre, worked out by hand."""

from __future__ import annotations

import pytest

from .tiny import Doc, best, outcome, seats, values

HOLDS: Doc = {"holds": "a/secretary"}
FROZEN: Doc = {"rule": "frozen"}
SUSPECT: Doc = {"circumstances": ["under_investigation"]}
PROTECTED: Doc = {"rule": "protected"}
POSTS = seats("a/secretary", "a/chair", "b/secretary", "b/chair", "a/deputy")
TOGETHER: Doc = {"rule": "concurrency", "force": "hard", "allowed": [["secretary", "chair"]]}


def waiver(post: str = "") -> list[Doc]:
    """A waiver of the clause `k` for the cadre `z`."""
    return [{"clause": "k", "cadre": "z", "basis": "-", **({"post": post} if post else {})}]


def placed(rule: Doc, cadre: Doc, post: str, **more: object) -> int:
    """Targets missed when `z` is placed in a post, other seats not needed."""
    free = [{**seat, "required": "false"} for seat in POSTS]
    rules = {"k": {**rule, "force": "target"}, "c": TOGETHER}
    orders = [{"place": "z", "in": post}]
    answer = best([{"id": "z", **cadre}], free, rules, decisions=orders, **more)
    return dict(answer.tiers)["targets"]


def test_frozen() -> None:
    """No change of post at all, not even within the unit, not even a first one."""
    assert outcome(FROZEN, {**HOLDS, **SUSPECT}, moves=False) == "kept"
    assert outcome(FROZEN, {**HOLDS, **SUSPECT}, moves=True) == "broken"
    assert outcome(FROZEN, SUSPECT, moves=True) == "broken"
    assert outcome(FROZEN, {**HOLDS, "circumstances": ["seconded"]}, moves=True) == "kept"
    seconded = {**FROZEN, "circumstances": ["seconded"]}
    assert outcome(seconded, {**HOLDS, "circumstances": ["seconded"]}, moves=True) == "broken"
    assert placed(FROZEN, {**HOLDS, **SUSPECT}, "a/chair") == 1
    assert placed(FROZEN, {**HOLDS, **SUSPECT, "willing": "true"}, "b/chair") == 1


def test_frozen_once() -> None:
    """Two posts given up and one taken are one breach."""
    both = {"holds": [{"post": "a/secretary"}, {"post": "a/chair"}], **SUSPECT}
    assert placed(FROZEN, both, "b/secretary") == 1


@pytest.mark.parametrize(
    ("posts", "count"), [("", 1), ("secretary", 1), ("chair", 1), ("deputy", 0)]
)
def test_frozen_posts(posts: str, count: int) -> None:
    """From secretary to chair: a listed post given up, or a listed new post."""
    rule = {**FROZEN, **({"posts": [posts]} if posts else {})}
    assert placed(rule, {**HOLDS, **SUSPECT}, "b/chair") == count


@pytest.mark.parametrize(
    ("post", "count"), [("", 0), ("a/secretary", 0), ("b/chair", 0), ("a/chair", 1)]
)
def test_frozen_waiver(post: str, count: int) -> None:
    """The post given up, or the new one: either lifts the breach."""
    cadre = {**HOLDS, **SUSPECT}
    assert placed(FROZEN, cadre, "b/chair", waivers=waiver(post)) == count
    assert placed(FROZEN, SUSPECT, "b/chair", waivers=waiver("b/chair")) == 0


def test_frozen_closing() -> None:
    """Left without a closing post breaks nothing; another post after it does."""
    closing = [{**POSTS[0], "closing": "true"}]
    hard = {"k": {**FROZEN, "force": "hard"}}
    assert values(best([{"id": "z", **HOLDS, **SUSPECT}], closing, hard)) == (1, 0, 0, 1)
    answer = best([{"id": "z", **HOLDS, **SUSPECT}], [*closing, POSTS[2]], hard)
    assert values(answer) == (2, 0, 0, 1)


def test_frozen_met() -> None:
    """Of the pairs held before; a first post takes nothing from them."""
    cadres: list[Doc] = [{"id": "y", **HOLDS, **SUSPECT}, {"id": "z", **SUSPECT}]
    answer = best(cadres, [POSTS[0], POSTS[2]], {"k": FROZEN})
    assert (values(answer), answer.targets) == ((0, 1, 0, 1), {"k": (1, 1, 1)})
    orders = [{"place": "y", "in": "b/secretary"}]
    moved = best(cadres, [POSTS[0], POSTS[2]], {"k": FROZEN}, decisions=orders)
    assert (values(moved), moved.targets) == ((0, 2, 0, 2), {"k": (0, 1, 1)})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"circumstances": ["pregnant"], "retires": "2040"}, "broken"),
        ({"circumstances": ["pregnant"]}, "broken"),
        ({"circumstances": ["hardship"], "retires": "2040"}, "kept"),
        ({"circumstances": ["pregnant"], "willing": "true"}, "kept"),
        ({"retires": "2021-04"}, "kept"),
        ({"retires": "2021-03"}, "broken"),
        ({"retires": "2021-03", "willing": "true"}, "kept"),
        ({"retires": "2021"}, "doubt"),
        ({}, "doubt"),
    ],
)
def test_protected(facts: Doc, expected: str) -> None:
    """From a to b: a circumstance, or fewer than 18 months left; a doubt never pins a cadre."""
    assert outcome(PROTECTED, {**HOLDS, **facts}, moves=True) == expected
    assert outcome(PROTECTED, {**HOLDS, **facts}, moves=False) == "kept"


def test_protected_within_the_unit() -> None:
    """Another post in the same unit is no move; a first post is none of its business."""
    mother = {"circumstances": ["pregnant"], "retires": "2040"}
    assert placed(PROTECTED, {**HOLDS, **mother}, "a/deputy") == 0
    assert placed(PROTECTED, {**HOLDS, **mother}, "b/chair") == 1
    assert placed(PROTECTED, mother, "b/chair") == 0
    both = {"holds": [{"post": "a/secretary"}, {"post": "a/chair"}], **mother}
    assert placed(PROTECTED, both, "b/chair") == 1
    assert placed(PROTECTED, both, "b/chair", waivers=waiver("a/chair")) == 1
    assert placed(PROTECTED, both, "b/chair", waivers=waiver()) == 0
    single = {**HOLDS, **mother}
    assert placed(PROTECTED, single, "b/chair", waivers=waiver("a/secretary")) == 0
    assert placed(PROTECTED, single, "b/chair", waivers=waiver("b/chair")) == 1
    chairs = {**PROTECTED, "posts": ["chair"]}
    assert placed(chairs, single, "b/chair") == 0


def test_protected_options() -> None:
    """Other circumstances and another figure."""
    rule = {**PROTECTED, "circumstances": ["hardship"], "months_to_retirement": "12"}
    retires = {"retires": "2020-10"}
    assert outcome(rule, {**HOLDS, **retires}, moves=True) == "kept"
    assert outcome(rule, {**HOLDS, "retires": "2020-09"}, moves=True) == "broken"
    assert outcome(rule, {**HOLDS, **retires, "circumstances": ["hardship"]}, moves=True) == (
        "broken"
    )
