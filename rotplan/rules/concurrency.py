"""Which posts one cadre may hold together in one unit."""

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated

from pydantic import Field

from rotplan.roster.fields import Text
from rotplan.rules.rule import Brief, Options, Rule
from rotplan.rules.statements import Allow, Statement
from rotplan.text import Words

Kinds = Annotated[tuple[Text, ...], Field(min_length=2)]


class ConcurrencyOptions(Options):
    allowed: tuple[Kinds, ...]

    def kinds(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Every post kind named, with its place in the options."""
        for n, allowed in enumerate(self.allowed):
            for i, kind in enumerate(allowed):
                yield kind, ("allowed", n, i)


class Concurrency(Rule[ConcurrencyOptions]):
    """Every part of two or more of an allowed combination is allowed too."""

    name = "concurrency"
    title = Words("kiêm nhiệm", "posts held together")
    law = ("R2.13", "R3.07", "R3.10")
    options = ConcurrencyOptions
    hard_only = True

    def statements(self, brief: Brief[ConcurrencyOptions]) -> Iterator[Statement]:
        yield Allow(parts(brief.options.allowed))


def parts(allowed: tuple[tuple[str, ...], ...]) -> frozenset[tuple[str, ...]]:
    """Each combination with all its parts of two or more kinds, as sorted tuples."""
    return frozenset(
        tuple(sorted(part))
        for kinds in allowed
        for size in range(2, len(kinds) + 1)
        for part in combinations(kinds, size)
    )
