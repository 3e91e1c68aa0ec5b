"""The rules that judge a complete plan: `continuity`, `move-limit`, and the table of them all."""

from __future__ import annotations

from collections.abc import Callable

from .facts import Clause, Facts
from .kin_norms import family
from .rows import Row, State, listed_units
from .seat_norms import committee_size, composition, language, local_knowledge


def continuity(facts: Facts, clause: Clause) -> list[Row]:
    """ "More than k of a unit's listed posts are held after the round by someone who did not hold
    that post before; a post left empty is no change"."""
    limit, rows = clause.number("max_changed", 0), []
    for unit, posts in listed_units(facts, clause).items():
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
    for unit, posts in listed_units(facts, clause).items():
        seats = tuple(post.id for post in posts)

        def shortfall(state: State, seats: tuple[str, ...] = seats) -> int:
            return max(0, _leavers_of(facts, state, seats) - limit)

        right_kind = per == "unit" or facts.units[unit].kind == "agency"
        if right_kind and any(post.planned for post in posts):
            rows.append(Row((unit,), shortfall))
    return rows


PLAN_RULES: dict[str, Callable[[Facts, Clause], list[Row]]] = {
    "family": family,
    "continuity": continuity,
    "move-limit": move_limit,
    "local-knowledge": local_knowledge,
    "language": language,
    "composition": composition,
    "committee-size": committee_size,
}
