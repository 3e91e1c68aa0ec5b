"""The units of one roster: which lies in which, which came of which."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rotplan.language.words import key
from rotplan.roster.records import Round, Unit

# how many units may lie one in the other
DEEPEST = 40


@dataclass(frozen=True)
class UnitTree:
    """All that can be told of units without knowing who serves in them."""

    round: Round
    units: tuple[Unit, ...]

    @cached_property
    def unit_of(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def units_named(self) -> dict[str, tuple[str, ...]]:
        """Ids of the units that a name means, by the key of the name."""
        named: dict[str, list[str]] = {}
        for unit in self.units:
            named.setdefault(key(unit.name), []).append(unit.id)
        return {name: tuple(ids) for name, ids in named.items()}

    def units_meant(self, words: str) -> tuple[str, ...]:
        """The units that an id or a name may mean: one, several, or none."""
        return (words,) if words in self.unit_of else self.units_named.get(key(words), ())

    def lineage(self, unit: str) -> Iterator[Unit]:
        """The unit itself, its parent, and so on up."""
        seen: set[str] = set()
        at: str | None = unit
        # what lies deeper is an error: nothing that asks this of every unit may take for ever
        while at is not None and at in self.unit_of and at not in seen and len(seen) <= DEEPEST:
            seen.add(at)
            yield self.unit_of[at]
            at = self.unit_of[at].parent

    def lies_in(self, unit: str, above: str) -> bool:
        """Whether a unit is `above` or lies below it."""
        return any(u.id == above for u in self.lineage(unit))

    @cached_property
    def places(self) -> dict[str, dict[str, str]]:
        """For each unit the commune, district and province in which it lies (itself included)."""
        return {
            unit.id: {above.kind: above.id for above in reversed(list(self.lineage(unit.id)))}
            for unit in self.units
        }

    @cached_property
    def successors(self) -> dict[str, frozenset[str]]:
        """For each unit what it is today: the units that name it in `formerly`, or itself."""
        named: dict[str, set[str]] = {}
        for unit in self.units:
            for former in unit.formerly:
                named.setdefault(former, set()).add(unit.id)
        return {unit.id: frozenset(_today(unit.id, named)) for unit in self.units}


def _today(unit: str, named: dict[str, set[str]]) -> set[str]:
    """The last units in the succession of a unit."""
    today, seen, waiting = set[str](), set[str](), [unit]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting.extend(named.get(at, ()))
            if at not in named:
                today.add(at)
    return today or {unit}
