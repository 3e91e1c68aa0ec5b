"""The pair rules with the column `applies` of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import cadre_norms, career_norms, norms
from .cadre_norms import Change
from .facts import Cadre, Clause, Facts, Post
from .norms import locality
from .verdicts import Verdict

Test = Callable[[Facts, Clause, Cadre, Post], Verdict]
ChangeTest = Callable[[Facts, Clause, Cadre, Change], Verdict]


@dataclass(frozen=True, slots=True)
class PairRule:
    """A rule that judges single pairs."""

    applies: str
    test: Test


PAIR_RULES = {
    "non-local": PairRule("everyone", norms.non_local),
    "term-limit": PairRule("holders", norms.term_limit),
    "min-stay": PairRule("movers", norms.min_stay),
    "grade-step": PairRule("newcomers", norms.grade_step),
    "qualification": PairRule("newcomers", norms.qualification),
    "experience": PairRule("newcomers", career_norms.experience),
    "planning-list": PairRule("newcomers", norms.planning_list),
    "service-left": PairRule("newcomers", career_norms.service_left),
    "election-age": PairRule("everyone", career_norms.election_age),
    "discipline": PairRule("newcomers", career_norms.discipline),
    "no-return": PairRule("newcomers", career_norms.no_return),
    "hardship": PairRule("everyone", career_norms.hardship),
    "distance": PairRule("newcomers", norms.distance),
}
CADRE_RULES: dict[str, ChangeTest] = {
    "frozen": cadre_norms.frozen,
    "protected": cadre_norms.protected,
}


def is_pair_rule(rule: str) -> bool:
    """ "Pair rules are those whose `applies` is newcomers, everyone, holders or movers"."""
    return rule in PAIR_RULES or rule in CADRE_RULES


def has_goal(rule: str) -> bool:
    """ "`goal` only … on pair rules other than movers"."""
    return rule in PAIR_RULES and PAIR_RULES[rule].applies != "movers"


def applies(clause: Clause) -> str:
    """To which pairs a pair clause applies: its own word, else the catalogue's; `frozen` and
    `protected` are about movers, though a first post counts for `frozen` too."""
    if clause.rule in CADRE_RULES:
        return "movers"
    word: str = clause.options.get("applies", PAIR_RULES[clause.rule].applies)
    return word


def judges(facts: Facts, clause: Clause, post: Post) -> bool:
    """Is this a planned listed post "that the clause judges"?"""
    if not post.planned or not clause.lists(post.kind):
        return False
    return clause.rule != "non-local" or locality(facts, clause, post) is not None
