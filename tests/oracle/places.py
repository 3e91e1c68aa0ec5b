"""The tree of units: ancestors, levels, and whether a place lies in a unit."""

from __future__ import annotations

from .facts import Facts, Unit
from .verdicts import Verdict


def ancestry(units: dict[str, Unit] | Facts, unit: str) -> list[str]:
    """The unit itself and everything above it, nearest first."""
    table = units.units if isinstance(units, Facts) else units
    chain, here = [unit], table[unit].parent
    while here is not None:
        chain.append(here)
        here = table[here].parent
    return chain


def authority_of(units: dict[str, Unit], unit: str, round_authority: str) -> str | None:
    """format.md section 2: the unit's authority, "else its nearest ancestor's, else the round's
    authority for units at or under that unit, otherwise another's" (None here)."""
    chain = ancestry(units, unit)
    for here in chain:
        named = units[here].authority
        if named is not None:
            return named
    return round_authority if round_authority in chain else None


def at_level(facts: Facts, unit: str, level: str) -> str | None:
    """The unit or its ancestor of that level; "unit" is the unit itself; None if there is none."""
    if level == "unit":
        return unit
    for here in ancestry(facts, unit):
        if facts.units[here].kind == level:
            return here
    return None


def _whole(facts: Facts, place: str) -> set[str]:
    """Every unit that contains the place as it stands: "mergers, renames, splits resolved"."""
    found = set(ancestry(facts, place))
    for unit in facts.units.values():
        if found.intersection(unit.formerly):
            found.update(ancestry(facts, unit.id))
    return found


def lies_in(facts: Facts, place: str | None, unit: str) -> Verdict:
    """Does a place of evidence lie in the unit? A place that is no unit cannot be told.

    "A home known only to a district is cannot tell for communes inside it and *no* elsewhere."
    """
    if place is None:
        return Verdict.CANNOT_TELL
    if unit in _whole(facts, place):
        return Verdict.YES
    return Verdict.CANNOT_TELL if place in _whole(facts, unit) else Verdict.NO
