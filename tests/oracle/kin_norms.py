"""The rule `family`: one row for each tie, group and unit."""

from __future__ import annotations

from collections.abc import Mapping

from .facts import Clause, Facts, Post, Tie
from .places import at_level
from .rows import Row, Shortfall, State


def relation(kind: str) -> str:
    """ "Parent and child are one relation"."""
    return "parent" if kind == "child" else kind


def tied(facts: Facts, clause: Clause) -> list[Tie]:
    """The ties of the clause's relations ("parent and child are one relation")."""
    wanted = {relation(kind) for kind in clause.options["relations"]}
    return [tie for tie in facts.ties if relation(tie.kind) in wanted]


def _regions(facts: Facts, group: Mapping[str, object]) -> dict[str, list[Post]]:
    """The posts of each unit, district or province, as the group's `within` says."""
    level, regions = str(group.get("within", "unit")), dict[str, list[Post]]()
    for post in facts.posts.values():
        region = at_level(facts, post.unit, level)
        if region is not None:
            regions.setdefault(region, []).append(post)
    return regions


def _kin_shortfall(facts: Facts, clause: Clause, tie: Tie, sides: list[set[str]]) -> Shortfall:
    """1 when "one holds a post of `a` and the other one of `b`", unless a waiver "lifts every
    breach in which that cadre (holding that post, if given) takes part"."""
    waivers = [item for item in facts.waivers if item.clause == clause.id]

    def shortfall(state: State) -> int:
        parts: dict[str, set[str]] = {}
        for one, other in ((tie.a, tie.b), (tie.b, tie.a)):
            left = {post for post in sides[0] if state.after.get(post) == one}
            right = {post for post in sides[1] if state.after.get(post) == other}
            if left and right:
                parts.setdefault(one, set()).update(left)
                parts.setdefault(other, set()).update(right)
        for waiver in waivers:
            if waiver.cadre in parts and waiver.post in {None, *parts[waiver.cadre]}:
                return 0
        return 1 if parts else 0

    return shortfall


def family(facts: Facts, clause: Clause) -> list[Row]:
    """ "One breach per tie, group and unit, however many posts each holds"; a row "that no planned
    post can change is not judged"."""
    rows = []
    for tie in tied(facts, clause):
        pair = [facts.cadres[cadre] for cadre in (tie.a, tie.b)]
        movable = any(facts.candidate(c) or facts.planned_held(c) for c in pair)
        for number, group in enumerate(clause.options["groups"]):
            for region, posts in _regions(facts, group).items():
                sides = [{post.id for post in posts if post.kind in group[side]} for side in "ab"]
                seats = sides[0] | sides[1]
                if movable and any(post.open for post in posts if post.id in seats):
                    key = (tie.a, tie.b, str(number), region)
                    rows.append(Row(key, _kin_shortfall(facts, clause, tie, sides)))
    return rows
