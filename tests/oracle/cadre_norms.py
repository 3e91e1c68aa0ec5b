"""Pair rules that count "one breach per cadre": `frozen` and `protected`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .career_norms import months_left
from .facts import Cadre, Clause, Facts, Post
from .verdicts import Verdict, below, either, known

UNDER_INVESTIGATION = ["under_investigation"]
SPARED = ["pregnant", "child_under_36_months", "serious_illness", "studying"]


@dataclass(frozen=True, slots=True)
class Change:
    """What the round does to a cadre: planned posts given up (not closing, not by leaving the
    service) and planned posts newly taken; and which posts a waiver of the clause names."""

    given_up: tuple[Post, ...]
    taken: tuple[Post, ...]
    waived: Callable[[Post], bool]


def _named(clause: Clause, cadre: Cadre, default: list[str]) -> bool:
    """Is one of the clause's `circumstances` the cadre's?"""
    return not cadre.circumstances.isdisjoint(clause.options.get("circumstances", default))


def frozen(facts: Facts, clause: Clause, cadre: Cadre, change: Change) -> Verdict:
    """ "Such a cadre changes post at all, a first post included"; a waiver's post is the post
    given up, and "`frozen` also accepts the new post": either one lifts the other side too."""
    if not _named(clause, cadre, UNDER_INVESTIGATION):
        return Verdict.NO
    sides = (change.given_up, change.taken)
    lifted = [any(map(change.waived, side)) for side in sides]
    for side, other in zip(sides, reversed(lifted), strict=True):
        pairs = (post for post in side if clause.lists(post.kind))
        if not other and not all(map(change.waived, pairs)):
            return Verdict.YES
    return Verdict.NO


def protected(facts: Facts, clause: Clause, cadre: Cadre, change: Change) -> Verdict:
    """ "Such a cadre is moved to another unit and is not `willing`"; "`months_to_retirement` =
    fewer months left than this, and every new post in another unit counts as moved"."""
    moved = [
        post
        for post in change.given_up
        if clause.lists(post.kind) and any(new.unit != post.unit for new in change.taken)
    ]
    if cadre.willing or all(change.waived(post) for post in moved):
        return Verdict.NO
    left, months = months_left(facts, cadre, facts.day), clause.number("months_to_retirement", 18)
    late = Verdict.CANNOT_TELL if left is None else below(*left, months)
    return either((known(_named(clause, cadre, SPARED)), late))
