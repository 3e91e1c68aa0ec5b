"""Every assignment of holdings to cadres, by backtracking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from .facts import Cadre, Facts
from .places import ancestry
from .tally import Column, Tally

Posts = frozenset[str]


def allowed_lists(facts: Facts) -> list[Counter[str]]:
    """The lists of kinds of the `concurrency` clauses in force."""
    clauses = (law for law in facts.clauses if law.rule == "concurrency")
    return [Counter(kinds) for law in clauses for kinds in law.options["allowed"]]


def is_holding(facts: Facts, posts: Posts, allowed: list[Counter[str]]) -> bool:
    """ "One post, or a combination that a `concurrency` clause allows": kinds of one list "that one
    cadre may hold together in one unit (every subset of two or more too)"."""
    if len(posts) < 2:
        return True
    one_unit = len({facts.posts[post].unit for post in posts}) == 1
    kinds = Counter(facts.posts[post].kind for post in posts)
    return one_unit and any(kinds <= listed for listed in allowed)


def _holdings(facts: Facts) -> list[Posts]:
    """No post, every open planned post, and every allowed combination of them."""
    allowed = allowed_lists(facts)
    seats = [post.id for post in facts.posts.values() if post.open]
    most = max((sum(listed.values()) for listed in allowed), default=1)
    return [
        frozenset(group)
        for size in range(most + 1)
        for group in combinations(seats, size)
        if is_holding(facts, frozenset(group), allowed)
    ]


def _decided(facts: Facts, cadre: Cadre, posts: Posts, after: Posts) -> bool:
    """Do the board's decisions about this cadre hold? `keep` "all posts
    held now" and no other ("keep + place in another post" is an error), `place` "at
    least that post", `never` "a post, or a unit with those below it"."""
    for decision in facts.decisions:
        if decision.get("keep") == cadre.id and after != set(cadre.held):
            return False
        if decision.get("place") == cadre.id and decision["in"] not in posts:
            return False
        if decision.get("never") == cadre.id:
            units = (ancestry(facts, facts.posts[post].unit) for post in posts)
            if decision["in"] in posts.union(*units):
                return False
    return True


def _staying(facts: Facts, cadre: Cadre, posts: Posts) -> Posts:
    """The outside posts that stay: given up only by an `available` cadre without planned posts
    who is taken in; "`leaving` empties the post"."""
    if cadre.leaving:
        return frozenset()
    taken_in = bool(posts) and not facts.planned_held(cadre)
    return frozenset() if taken_in else facts.outside_held(cadre)


def _may_be_without(facts: Facts, cadre: Cadre) -> bool:
    """ "Who held a planned post before the round holds one after it, unless `leaving`, or the post
    is `closing`"."""
    held = facts.planned_held(cadre)
    return cadre.leaving or all(facts.posts[post].closing for post in held)


def columns_of(tally: Tally, cadre: Cadre, holdings: list[Posts]) -> list[Column]:
    """The holdings that structure, decisions and hard pair clauses leave to a cadre."""
    facts, allowed, columns = tally.facts, allowed_lists(tally.facts), []
    for posts in holdings:
        after = posts | _staying(facts, cadre, posts)
        if posts and not facts.candidate(cadre):
            continue
        if not posts and not _may_be_without(facts, cadre):
            continue
        fits = is_holding(facts, after, allowed) or not facts.candidate(cadre)
        if fits and _decided(facts, cadre, posts, after):
            column = tally.column(cadre, posts, after - posts)
            columns += [column] if column is not None else []
    return columns


def table(tally: Tally) -> list[list[Column]]:
    """The columns of every cadre."""
    holdings = _holdings(tally.facts)
    return [columns_of(tally, cadre, holdings) for cadre in tally.facts.cadres.values()]


def assignments(columns: list[list[Column]]) -> Iterator[list[Column]]:
    """Every choice of one column for each cadre, "a post at most one holder"."""
    chosen: list[Column] = []
    taken: set[str] = set()

    def extend(depth: int) -> Iterator[list[Column]]:
        if depth == len(columns):
            yield list(chosen)
            return
        for column in columns[depth]:
            if taken.isdisjoint(column.posts):
                chosen.append(column)
                taken.update(column.posts)
                yield from extend(depth + 1)
                taken.difference_update(column.posts)
                chosen.pop()

    return extend(0)
