"""One function per pair rule of rules.md: is the clause broken for this cadre in this post?

Scope and waivers are not its business (see tally.py); each function answers for the bare pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .dates import elapsed, month_of, retirement_month
from .facts import Cadre, Clause, Facts, Post, Verdict, below, either
from .places import at_level
from .service import lived_in, served

EDUCATION = ("none", "secondary", "vocational", "college", "university", "master", "doctorate")
THEORY = ("none", "elementary", "intermediate", "advanced")
APPRAISALS = ("poor", "fair", "good", "excellent")

Test = Callable[[Facts, Clause, Cadre, Post], Verdict]


def locality(facts: Facts, clause: Clause, post: Post) -> str | None:
    """The unit of the post at the clause's level; "a post whose unit has no ancestor of that
    level is not judged"."""
    return at_level(facts, post.unit, clause.options.get("level", "commune"))


def non_local(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Any evidence yes = local; all no = not; else cannot tell"."""
    unit = locality(facts, clause, post)
    if unit is None:
        return Verdict.NO
    needed = 12 * clause.number("lived_years", 20)
    return either(
        lived_in(facts, cadre, evidence, unit, needed)
        for evidence in clause.options.get("evidence", ["home"])
    )


def term_limit(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Has held that kind of post in that unit for `months` or more without a break"."""
    since = cadre.held[post.id]
    if since is None:
        return Verdict.CANNOT_TELL
    fewer = below(*served(facts, cadre, post, since), clause.number("months", 120))
    return {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}.get(fewer, fewer)


def min_stay(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "A cadre gives up a post (of `posts`) held for less than `months`"."""
    since = cadre.held[post.id]
    if since is None:
        return Verdict.CANNOT_TELL
    shortest, longest = elapsed(since.last, facts.day), elapsed(since.first, facts.day)
    return below(shortest, longest, clause.number("months", 36))


def old_grade(facts: Facts, cadre: Cadre) -> int | None:
    """ "Old grade = the highest now held, else that of the last history entry"."""
    if cadre.held:
        return max(facts.kinds[facts.posts[post].kind].grade for post in cadre.held)
    if not cadre.history:
        return None
    kinds = cadre.history[-1].kinds
    return facts.kinds[next(iter(kinds))].grade if len(kinds) == 1 else None


def appraised(facts: Facts, clause: Clause, cadre: Cadre) -> Verdict:
    """Broken unless "`up_needs` or better in each of the `up_years` calendar years before"."""
    needed = APPRAISALS.index(clause.options["up_needs"])
    if cadre.appraisals is None:
        return Verdict.CANNOT_TELL
    verdicts = []
    for year in range(facts.day.year - clause.number("up_years", 3), facts.day.year):
        level = cadre.appraisals.get(year)
        verdicts.append(_at_least(level, needed, APPRAISALS))
    return either(verdicts)


def grade_step(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Above the old by more than `max_up` or below by more than `max_down`"; `up_needs`."""
    old = old_grade(facts, cadre)
    if old is None:
        return Verdict.CANNOT_TELL
    rise = facts.kinds[post.kind].grade - old
    if rise > clause.number("max_up", 0) or -rise > clause.number("max_down", 0):
        return Verdict.YES
    if rise > 0 and "up_needs" in clause.options:
        return appraised(facts, clause, cadre)
    return Verdict.NO


def _at_least(level: str | None, needed: int, scale: tuple[str, ...]) -> Verdict:
    """Broken when a known level is under the needed one; an unknown one cannot be told."""
    if level is None:
        return Verdict.CANNOT_TELL
    return Verdict.YES if scale.index(level) < needed else Verdict.NO


def _any_of(owned: frozenset[str] | None, wanted: Iterable[str]) -> Verdict:
    """Broken when none of the wanted is owned ("any of")."""
    if owned is None:
        return Verdict.CANNOT_TELL
    return Verdict.NO if owned.intersection(wanted) else Verdict.YES


def qualification(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "The holder lacks one" of education, theory (minimum), expertise, languages (any of)."""
    verdicts, options = [], clause.options
    if "education" in options:
        needed = EDUCATION.index(options["education"])
        verdicts.append(_at_least(cadre.education, needed, EDUCATION))
    if "theory" in options:
        verdicts.append(_at_least(cadre.theory, THEORY.index(options["theory"]), THEORY))
    if "expertise" in options:
        verdicts.append(_any_of(cadre.expertise, options["expertise"]))
    if "languages" in options:
        verdicts.append(_any_of(cadre.languages, options["languages"]))
    return either(verdicts)


def planning_list(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "The kind is not in `planned`, and the cadre does not hold that kind already"."""
    holds_kind = any(facts.posts[held].kind == post.kind for held in cadre.held)
    return Verdict.NO if holds_kind or post.kind in cadre.planned else Verdict.YES


def months_left(facts: Facts, cadre: Cadre, counted_from: date) -> tuple[int, int] | None:
    """Months to retirement, fewest and most; `retires` overrides; None when a fact is unknown."""
    now = month_of(counted_from)
    if cadre.retires is not None:
        return month_of(cadre.retires.first) - now, month_of(cadre.retires.last) - now
    if cadre.born is None:
        return None
    sexes = [cadre.sex] if cadre.sex else ["female", "male"]
    left = [retirement_month(cadre.born, sex, facts.day) - now for sex in sexes]
    return min(left), max(left)


def service_left(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Fewer months from the round's month to the retirement month"; `months_non_local` "for
    posts listed by a `non-local` clause in force"."""
    left = months_left(facts, cadre, facts.day)
    if left is None:
        return Verdict.CANNOT_TELL
    listed = any(law.rule == "non-local" and law.lists(post.kind) for law in facts.clauses)
    short = clause.number("months_non_local", 60)
    return below(*left, short if listed else clause.number("months", 120))


@dataclass(frozen=True, slots=True)
class PairRule:
    """A pair rule with the column `applies` of the catalogue."""

    applies: str
    test: Test


PAIR_RULES = {
    "non-local": PairRule("everyone", non_local),
    "term-limit": PairRule("holders", term_limit),
    "min-stay": PairRule("movers", min_stay),
    "grade-step": PairRule("newcomers", grade_step),
    "qualification": PairRule("newcomers", qualification),
    "planning-list": PairRule("newcomers", planning_list),
    "service-left": PairRule("newcomers", service_left),
}


def applies(clause: Clause) -> str:
    """To which pairs a pair clause applies: its own word, else the catalogue's."""
    word: str = clause.options.get("applies", PAIR_RULES[clause.rule].applies)
    return word


def judges(facts: Facts, clause: Clause, post: Post) -> bool:
    """Is this a planned listed post "that the clause judges"?"""
    if not post.planned or not clause.lists(post.kind):
        return False
    return clause.rule != "non-local" or locality(facts, clause, post) is not None
