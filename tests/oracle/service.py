"""Time lived in a unit and time served in a post, each as the fewest and the most months."""

from __future__ import annotations

from datetime import date

from .dates import Span, covered, elapsed, month_of
from .facts import Cadre, Facts, Post, Stint, Verdict, below
from .places import lies_in

Ends = tuple[date, date]


def lived_in(facts: Facts, cadre: Cadre, evidence: str, unit: str, needed: int) -> Verdict:
    """Is the cadre local to the unit by one evidence: home, birthplace or lived?"""
    if evidence == "home":
        return lies_in(facts, cadre.home, unit)
    if evidence == "birthplace":
        return lies_in(facts, cadre.birthplace, unit)
    if cadre.lived is None:
        return Verdict.CANNOT_TELL
    fewest: list[Ends] = []
    most: list[Ends] = []
    for stay in cadre.lived:
        inside = lies_in(facts, stay.at, unit)
        if inside is Verdict.YES:
            fewest.append((stay.since.last, stay.until.first))
        if inside is not Verdict.NO:
            most.append((stay.since.first, stay.until.last))
    short = below(covered(fewest), covered(most), needed)
    return {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}.get(short, short)


def _same_post(facts: Facts, stint: Stint, post: Post) -> Verdict:
    """Was a stint in "that kind of post in that unit" ("a unit equals those in its `formerly`")?

    "Several matches are cannot tell; none is another unit or kind (no)."
    """
    names = {post.unit, *facts.units[post.unit].formerly}
    if post.kind not in stint.kinds or not names & stint.units:
        return Verdict.NO
    sure = len(stint.kinds) == 1 and stint.units <= names
    return Verdict.YES if sure else Verdict.CANNOT_TELL


def _unbroken_from(start: date, stints: list[Ends]) -> date:
    """The first day of the unbroken run that leads to `start`: "the next begins no later than
    the calendar month after the end"."""
    for begin, end in sorted(stints, key=lambda ends: ends[1], reverse=True):
        if begin <= start and month_of(start) <= month_of(end) + 1:
            start = begin
    return start


def served(facts: Facts, cadre: Cadre, post: Post, since: Span) -> tuple[int, int]:
    """Months in that kind of post in that unit without a break up to the round's date."""
    fewest: list[Ends] = []
    most: list[Ends] = []
    for stint in cadre.history:
        same = _same_post(facts, stint, post)
        if same is Verdict.YES and stint.since.last <= stint.until.first:
            fewest.append((stint.since.last, stint.until.first))
        if same is not Verdict.NO:
            most.append((stint.since.first, stint.until.last))
    sure = _unbroken_from(since.last, fewest)
    possible = _unbroken_from(since.first, most)
    return elapsed(sure, facts.day), elapsed(possible, facts.day)
