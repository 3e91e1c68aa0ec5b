"""Rows of the rules that judge a complete plan, and what they look at.

A rule makes a list of rows; a row has a key and says by how many people a plan is outside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .facts import Clause, Facts, Post

Shortfall = Callable[["State"], int]


@dataclass(frozen=True, slots=True)
class State:
    """Who holds what before and after the round, outside posts included, and who moves."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    moved: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A judged key of a clause: its distance outside, in people.

    "An unknown takes the worse coefficient, for `low` and for `high` separately (two rows, one
    key)" in `shortfall`, "by the greatest" of the two; `better` has the better coefficients, where
    anything can be unknown.
    """

    key: tuple[str, ...]
    shortfall: Shortfall
    better: Shortfall | None = None

    def sure(self, state: State) -> int:
        """What is short whatever the unknown facts are."""
        return (self.better or self.shortfall)(state)


def listed_units(facts: Facts, clause: Clause) -> dict[str, list[Post]]:
    """The listed posts of each unit, planned or not."""
    units: dict[str, list[Post]] = {}
    for post in facts.posts.values():
        if clause.lists(post.kind):
            units.setdefault(post.unit, []).append(post)
    return units
