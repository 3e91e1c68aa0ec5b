"""One function per rule that judges a complete plan: `family`, `continuity`, `move-limit`.

Each makes a list of rows; a row has a key and says by how many people a plan is outside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .facts import Clause, Facts, Post, Tie
from .places import at_level

Shortfall = Callable[["State"], int]


@dataclass(frozen=True, slots=True)
class State:
    """Who holds what before and after the round, outside posts included, and who moves."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    moved: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A judged key of a clause; `shortfall` is its distance outside, in people."""

    key: tuple[str, ...]
    shortfall: Shortfall


def _listed_units(facts: Facts, clause: Clause) -> dict[str, list[Post]]:
    """The listed posts of each unit, planned or not."""
    units: dict[str, list[Post]] = {}
    for post in facts.posts.values():
        if clause.lists(post.kind):
            units.setdefault(post.unit, []).append(post)
    return units


def continuity(facts: Facts, clause: Clause) -> list[Row]:
    """ "More than k of a unit's listed posts are held after the round by someone who did not hold
    that post before; a post left empty is no change"."""
    limit, rows = clause.number("max_changed", 0), []
    for unit, posts in _listed_units(facts, clause).items():
        seats = tuple(post.id for post in posts)

        def shortfall(state: State, seats: tuple[str, ...] = seats) -> int:
            now = [(seat, state.after[seat]) for seat in seats if seat in state.after]
            changed = sum(state.before.get(seat) != holder for seat, holder in now)
            return max(0, changed - limit)

        if any(post.open for post in posts):
            rows.append(Row((unit,), shortfall))
    return rows


def _leavers_of(facts: Facts, state: State, seats: tuple[str, ...]) -> int:
    """Cadres who give up one of the seats; those who leave the service "never count"."""
    gone = {
        state.before[seat]
        for seat in seats
        if seat in state.before and state.after.get(seat) != state.before[seat]
    }
    return sum(not facts.cadres[cadre].leaving for cadre in gone)


def move_limit(facts: Facts, clause: Clause) -> list[Row]:
    """ "More cadres than `max` move (round), or give up a post there (unit, agency)"."""
    limit, per = clause.number("max", 0), clause.options.get("per", "round")
    if per == "round":
        return [Row(("round",), lambda state: max(0, len(state.moved) - limit))]
    rows = []
    for unit, posts in _listed_units(facts, clause).items():
        seats = tuple(post.id for post in posts)

        def shortfall(state: State, seats: tuple[str, ...] = seats) -> int:
            return max(0, _leavers_of(facts, state, seats) - limit)

        right_kind = per == "unit" or facts.units[unit].kind == "agency"
        if right_kind and any(post.planned for post in posts):
            rows.append(Row((unit,), shortfall))
    return rows


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
        movable = any(facts.candidate(facts.cadres[cadre]) for cadre in (tie.a, tie.b))
        for number, group in enumerate(clause.options["groups"]):
            for region, posts in _regions(facts, group).items():
                sides = [{post.id for post in posts if post.kind in group[side]} for side in "ab"]
                seats = sides[0] | sides[1]
                if movable and any(post.open for post in posts if post.id in seats):
                    key = (tie.a, tie.b, str(number), region)
                    rows.append(Row(key, _kin_shortfall(facts, clause, tie, sides)))
    return rows


PLAN_RULES: dict[str, Callable[[Facts, Clause], list[Row]]] = {
    "family": family,
    "continuity": continuity,
    "move-limit": move_limit,
}
