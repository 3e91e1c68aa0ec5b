"""The rule `preference`: it is never broken, it prices held pairs."""

from __future__ import annotations

from .distances import kilometres
from .facts import Cadre, Clause, Facts, Post
from .places import ancestry, at_level


def _away(facts: Facts, cadre: Cadre, post: Post) -> bool:
    """ "[another district than family_home]"; unknown districts count 0."""
    if cadre.family_home is None:
        return False
    districts = [at_level(facts, unit, "district") for unit in (cadre.family_home, post.unit)]
    return None not in districts and districts[0] != districts[1]


def _preferred(facts: Facts, cadre: Cadre, post: Post) -> bool:
    """ "A preferred unit includes those below it; kind and unit both preferred count once"."""
    return not cadre.prefers.isdisjoint({post.kind, *ancestry(facts, post.unit)})


def _pair(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> int:
    """ "Per_km*round(km) - per_score*score + stay_near_family*[…] - prefers*[…]; unknown = 0"."""
    home = cadre.family_home
    km = kilometres(facts, home, post.unit) if home is not None else None
    return (
        clause.number("per_km", 0) * (km or 0)
        - clause.number("per_score", 0) * facts.scores.get((cadre.id, post.id), 0)
        + clause.number("stay_near_family", 0) * _away(facts, cadre, post)
        - clause.number("prefers", 0) * _preferred(facts, cadre, post)
    )


def price(facts: Facts, cadre: Cadre, posts: frozenset[str]) -> int:
    """The costs of the planned pairs that a cadre holds after the round."""
    clauses = [law for law in facts.clauses if law.rule == "preference"]
    held = [facts.posts[post] for post in posts]
    return sum(
        _pair(facts, law, cadre, post) for law in clauses for post in held if law.lists(post.kind)
    )
