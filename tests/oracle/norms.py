"""One function per pair rule of rules.md: is the clause broken for this cadre in this post?

Scope and waivers are not its business (see option_pairs.py); each function answers for the bare
pair. Those about a career stand in career_norms.py, those of one breach per cadre in
cadre_norms.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .career_norms import old_grade
from .dates import Span, elapsed
from .distances import kilometres
from .facts import Cadre, Clause, Facts, Post
from .places import at_level
from .service import lived_in, served
from .verdicts import Verdict, below, either, known, opposite

EDUCATION = ("none", "secondary", "vocational", "college", "university", "master", "doctorate")
THEORY = ("none", "elementary", "intermediate", "advanced")
APPRAISALS = ("poor", "fair", "good", "excellent")


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
    since = cadre.held[post.id] or Span(date.min, facts.day)
    return opposite(below(*served(facts, cadre, post, since), clause.number("months", 120)))


def min_stay(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "A cadre gives up a post (of `posts`) held for less than `months`"."""
    since = cadre.held[post.id]
    if since is None:
        return Verdict.CANNOT_TELL
    shortest, longest = elapsed(since.last, facts.day), elapsed(since.first, facts.day)
    return below(shortest, longest, clause.number("months", 36))


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


def distance(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "The unit is farther from `family_home`" than `max_km`, in rounded kilometres."""
    if cadre.family_home is None:
        return Verdict.CANNOT_TELL
    km = kilometres(facts, cadre.family_home, post.unit)
    return Verdict.CANNOT_TELL if km is None else known(km > clause.number("max_km", 0))
