"""Pair rules that look at a career: experience, ages at elections, discipline, units left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .dates import Span, elapsed, month_of, retirement_month, span
from .facts import Cadre, Clause, Discipline, Facts, Post, Unit
from .service import in_total, names_of, without_a_break
from .verdicts import Verdict, among, below, both, either, known, opposite


def old_grade(facts: Facts, cadre: Cadre) -> int | None:
    """ "Old grade = the highest now held, else that of the last history entry": the one that ended
    last, of several the one begun last."""
    if cadre.held:
        return max(facts.kinds[facts.posts[post].kind].grade for post in cadre.held)
    if not cadre.history:
        return None
    kinds = max(cadre.history, key=lambda stint: (stint.until.last, stint.since.last)).kinds
    return facts.kinds[next(iter(kinds))].grade if len(kinds) == 1 else None


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


def experience(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Fewer `months` in total in those kinds (history and present, overlaps once)"."""
    kinds = frozenset(clause.options["kinds"])
    months = in_total(
        facts,
        cadre,
        lambda held: held.kind in kinds,
        lambda stint: among(stint.kinds, kinds),
    )
    return below(*months, clause.number("months", 0))


def _reached(until: Span, since: date) -> Verdict:
    """Did a stint last to that day or beyond?"""
    first, last = until.first.toordinal(), until.last.toordinal()
    return opposite(below(first, last, since.toordinal()))


def re_elected(facts: Facts, clause: Clause, cadre: Cadre) -> Verdict:
    """ "Re-elected = holds, or held since that date, one of those kinds"."""
    kinds = frozenset(clause.options["re_elected_kinds"])
    since = span(clause.options.get("re_elected_since", "0001-01-01")).first
    now = any(facts.posts[post].kind in kinds for post in cadre.held)
    past = (
        both((among(stint.kinds, kinds), _reached(stint.until, since))) for stint in cadre.history
    )
    return either((known(now), *past))


def election_age(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Fewer months between the reckoning month and retirement than the figure that fits"; "a
    clause may carry its own" `reckon`."""
    own = clause.options.get("reckon")
    reckon = span(own) if own is not None else facts.reckon
    assert reckon is not None, "an error at `round:`"
    left = months_left(facts, cadre, reckon.first)
    if left is None:
        return Verdict.CANNOT_TELL
    again = below(*left, clause.number("re_elected", 30))
    first = below(*left, clause.number("first_time", 60))
    elected = re_elected(facts, clause, cadre)
    if elected is Verdict.CANNOT_TELL:
        return again if again is first else Verdict.CANNOT_TELL
    return again if elected is Verdict.YES else first


def _from(wait: Mapping[str, str]) -> date:
    """The first day of a wait; without one it holds from the beginning."""
    return span(wait["from"]).first if "from" in wait else date.min


def _waiting(facts: Facts, clause: Clause, item: Discipline) -> Verdict:
    """Is the wait, "chosen by the date of the decision", not over? Tested on both ends of the
    date; a decision before every `from` asks no wait, and no wait ends an expulsion."""
    found: set[bool] = set()
    waits: list[Mapping[str, str]] = clause.options["waits"]
    for decided in (item.decided.first, item.decided.last):
        begun = [wait for wait in waits if _from(wait) <= decided]
        latest = max(begun, key=_from) if begun else {}
        endless = bool(begun) and item.form == "expulsion"
        found.add(endless or elapsed(decided, facts.day) < int(latest.get(item.form, 0)))
    return known(found.pop()) if len(found) == 1 else Verdict.CANNOT_TELL


def discipline(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "A higher grade before the wait is over"."""
    old = old_grade(facts, cadre)
    grade = facts.kinds[post.kind].grade
    higher = Verdict.CANNOT_TELL if old is None else known(grade > old)
    return both((higher, either(_waiting(facts, clause, item) for item in cadre.discipline)))


def no_return(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Goes to a unit, in any kind, left less than `months` ago, and not serving there now"."""
    names, months = names_of(facts, [post.unit]), clause.number("months", 60)
    if any(facts.posts[held].unit in names for held in cadre.held):
        return Verdict.NO
    verdicts = []
    for stint in cadre.history:
        shortest, longest = (elapsed(d, facts.day) for d in (stint.until.last, stint.until.first))
        verdicts.append(both((among(stint.units, names), below(shortest, longest, months))))
    return either(verdicts)


def _hard(clause: Clause, unit: Unit) -> bool:
    """Is it one of `units`, or of a `zone` not below the clause's? Without a zone it is not."""
    if unit.id in clause.options.get("units", ()):
        return True
    zone = clause.options.get("zone")
    return zone is not None and unit.zone is not None and unit.zone >= int(zone)


def hardship(facts: Facts, clause: Clause, cadre: Cadre, post: Post) -> Verdict:
    """ "Has served `months` without a break in hard units and holds a post in one after"."""
    hard = {unit.id for unit in facts.units.values() if _hard(clause, unit)}
    if post.unit not in hard:
        return Verdict.NO
    names = names_of(facts, hard)
    months = without_a_break(
        facts,
        cadre,
        lambda held: held.unit in hard,
        lambda stint: among(stint.units, names),
    )
    return opposite(below(*months, clause.number("months", 60)))
