"""The oracle: the best tiers of a small roster and every plan that reaches them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .reading import read
from .search import assignments, table
from .tally import Column, Tally, Vector
from .targets import Targets, reached

Plan = frozenset[tuple[str, str]]
Tiers = tuple[tuple[str, int], ...]
MOST_PLANS = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the contract says a plan file must report; `targets` are those of `plans[0]`."""

    status: Literal["optimal", "infeasible"]
    tiers: Tiers = ()
    targets: Targets = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Score:
    """The tiers and the targets (met, of, before) of one given plan."""

    tiers: Tiers
    targets: Targets


def _plan(columns: list[Column]) -> Plan:
    """The planned pairs (cadre, post) of a complete choice."""
    return frozenset((column.cadre, post) for column in columns for post in column.posts)


def _best(tally: Tally) -> tuple[Vector, list[list[Column]]] | None:
    """The least tier vector in the order of `tiers`, with up to 1000 choices that reach it."""
    best: Vector | None = None
    found: list[list[Column]] = []
    for columns in assignments(table(tally)):
        vector = tally.vector(columns)
        if vector is None or (best is not None and vector > best):
            continue
        if vector != best:
            best, found = vector, []
        if len(found) < MOST_PLANS:
            found.append(columns)
    return None if best is None else (best, found)


def solve(
    roster: Mapping[str, Any], policy: Mapping[str, Any], scores: str | None = None
) -> Answer:
    """Enumerate every plan of the roster under the policy and keep the best ones; `scores` is the
    text of the file that the roster names."""
    tally = Tally(read(dict(roster), dict(policy), scores))
    result = _best(tally)
    if result is None:
        return Answer("infeasible")
    vector, found = result
    found.sort(key=lambda columns: sorted(_plan(columns)))
    tiers = tuple(zip(tally.names, vector, strict=True))
    return Answer("optimal", tiers, reached(tally, found[0]), [_plan(each) for each in found])


def score(
    roster: Mapping[str, Any], policy: Mapping[str, Any], plan: Plan, scores: str | None = None
) -> Score | None:
    """Judge one given plan (planned pairs only); None when the contract does not allow it."""
    tally = Tally(read(dict(roster), dict(policy), scores))
    chosen: list[Column] = []
    for cadre, columns in zip(tally.facts.cadres, table(tally), strict=True):
        wanted = {post for holder, post in plan if holder == cadre}
        chosen += [column for column in columns if column.posts == wanted][:1]
    posts = [post for _, post in plan]
    vector = tally.vector(chosen) if len(set(posts)) == len(posts) else None
    if vector is None or _plan(chosen) != plan or len(chosen) != len(tally.facts.cadres):
        return None
    return Score(tuple(zip(tally.names, vector, strict=True)), reached(tally, chosen))
