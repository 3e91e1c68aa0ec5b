"""The rules about a whole plan against numbers worked out by hand."""

from __future__ import annotations

from .tiny import best, seats, values

HOLDS = {"holds": "a/secretary"}


def test_family() -> None:
    """Spouses in one commune: a breach today; the target is met by one move to the other."""
    cadres = [{"id": "y", "holds": "a/secretary"}, {"id": "z", "holds": "a/chair"}]
    groups = [{"a": ["secretary"], "b": ["chair"]}]
    rule = {"rule": "family", "relations": ["spouse"], "groups": groups}
    tie = {"a": "z", "b": "y", "kind": "spouse"}
    posts = [{**post, "required": "false"} for post in seats("a/secretary", "a/chair", "b/chair")]
    answer = best(cadres, posts, {"k": rule}, ties=[tie])
    assert (values(answer), answer.targets) == ((0, 0, 0, 1), {"k": (1, 1, 0)})
    wide = {**rule, "groups": [{**groups[0], "within": "district"}], "force": "approval"}
    assert values(best(cadres, posts, {"k": wide}, ties=[tie])) == (0, 0, 0, 1)
    kept = [{"keep": "y"}, {"keep": "z"}]
    assert values(best(cadres, posts, {"k": wide}, ties=[tie], decisions=kept)) == (0, 0, 1, 0)


def test_continuity() -> None:
    """Three vacant seats of one unit and max_changed 1: filling all three is 2 over."""
    cadres = [{"id": name} for name in "xyz"]
    posts = seats("a/secretary", "a/chair", "a/deputy")
    rule = {"rule": "continuity", "max_changed": "1"}
    answer = best(cadres, posts, {"k": rule})
    assert (values(answer), answer.targets) == ((0, 2, 0, 3), {"k": (0, 1, 1)})
    assert values(best(cadres, posts, {"k": {**rule, "force": "hard"}})) == (2, 0, 0, 1)


def test_concurrency() -> None:
    """One person, two seats: a new combination is one approval, one held today is none."""
    posts, rule = seats("a/secretary", "a/chair"), {"rule": "concurrency", "force": "hard"}
    rules = {"k": {**rule, "allowed": [["secretary", "chair", "deputy"]]}}
    assert values(best([{"id": "z"}], posts, rules)) == (0, 0, 1, 1)
    both = [{"post": "a/secretary"}, {"post": "a/chair"}]
    assert values(best([{"id": "z", "holds": both}], posts, rules)) == (0, 0, 0, 0)
    assert values(best([{"id": "z"}], posts, {})) == (1, 0, 0, 1)
    assert values(best([{"id": "z"}], seats("a/secretary", "b/chair"), rules)) == (1, 0, 0, 1)


def test_move_limit() -> None:
    """Two first posts against a cap of one: a breach as target, a vacancy when hard."""
    cadres, posts = [{"id": "y"}, {"id": "z"}], seats("a/secretary", "b/secretary")
    rule = {"rule": "move-limit", "max": "1"}
    answer = best(cadres, posts, {"k": rule})
    assert (values(answer), answer.targets) == ((0, 1, 0, 2), {"k": (0, 1, 1)})
    assert values(best(cadres, posts, {"k": {**rule, "force": "hard"}})) == (1, 0, 0, 1)
    assert values(best(cadres, posts, {}, round={"max_moves": "1"})) == (1, 0, 0, 1)


def test_move_limit_per_unit() -> None:
    """A place decision takes one cadre out of unit a, where none may give up a post."""
    rule = {"rule": "move-limit", "max": "0", "per": "unit"}
    cadres, posts = [{"id": "z", **HOLDS}], seats("a/secretary", "b/secretary")
    place = [{"place": "z", "in": "b/secretary"}]
    answer = best(cadres, posts, {"k": rule}, decisions=place)
    assert (values(answer), answer.targets) == ((1, 1, 0, 1), {"k": (1, 2, 2)})
