"""Time lived in a unit and time served in posts, each as the fewest and the most months."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from .dates import Span, covered, elapsed, month_of
from .facts import Cadre, Facts, Post, Stint
from .places import lies_in
from .verdicts import Verdict, below, opposite

Ends = tuple[date, date]
Held = Callable[[Post], bool]
Past = Callable[[Stint], Verdict]


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
    return opposite(below(covered(fewest), covered(most), needed))


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


def names_of(facts: Facts, units: Iterable[str]) -> set[str]:
    """The units with what they were: "a unit equals those in its `formerly`"."""
    return {name for unit in units for name in (unit, *facts.units[unit].formerly)}


def periods(facts: Facts, cadre: Cadre, held: Held, past: Past) -> tuple[list[Ends], list[Ends]]:
    """The shortest and the longest periods of some service, "history and present": posts held
    now run to the round's date, none runs beyond it, and an unknown `since` may be any day."""
    fewest: list[Ends] = []
    most: list[Ends] = []
    for stint in cadre.history:
        counts = past(stint)
        if counts is Verdict.YES:
            fewest.append((stint.since.last, min(stint.until.first, facts.day)))
        if counts is not Verdict.NO:
            most.append((stint.since.first, min(stint.until.last, facts.day)))
    for post, since in cadre.held.items():
        if held(facts.posts[post]):
            fewest.append((since.last if since else facts.day, facts.day))
            most.append((since.first if since else date.min, facts.day))
    return [ends for ends in fewest if ends[0] <= ends[1]], most


def in_total(facts: Facts, cadre: Cadre, held: Held, past: Past) -> tuple[int, int]:
    """Months of that service "in total", "overlaps once": the fewest and the most."""
    fewest, most = periods(facts, cadre, held, past)
    return covered(fewest), covered(most)


def _run(day: date, served_in: list[Ends]) -> int:
    """Months of the unbroken run that leads to the day; none when the last period ended before
    the calendar month before it."""
    last = [end for _, end in served_in if month_of(day) <= month_of(end) + 1]
    return elapsed(_unbroken_from(day, served_in), max(last)) if last else 0


def without_a_break(facts: Facts, cadre: Cadre, held: Held, past: Past) -> tuple[int, int]:
    """Months of that service "without a break" up to the round's date: the fewest, the most."""
    fewest, most = periods(facts, cadre, held, past)
    return _run(facts.day, fewest), _run(facts.day, most)
