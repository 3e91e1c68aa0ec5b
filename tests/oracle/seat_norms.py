"""Rules about who sits in the listed seats: `local-knowledge`, `language`, `composition`,
`committee-size`.

Outside holders are constants and "their seats count in Y"; a closing post is "in no seat count";
"a row that no planned post can change is not judged".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .dates import Span, elapsed
from .facts import Cadre, Clause, Facts, Post
from .names import plain_name
from .places import lies_in
from .rows import Row, State, listed_units
from .service import in_total, names_of
from .verdicts import Verdict, among, below, both, either, known, opposite

Member = Callable[[Cadre], Verdict]


def _seats(posts: Iterable[Post]) -> tuple[str, ...]:
    """The seats that a row counts; none when no planned post can change the count."""
    kept = [post for post in posts if not post.closing]
    return tuple(post.id for post in kept) if any(post.open for post in kept) else ()


def _held_by(facts: Facts, state: State, seats: tuple[str, ...], member: Member) -> tuple[int, int]:
    """How many of the seats the group holds: surely, and at most."""
    holders = [facts.cadres[state.after[seat]] for seat in seats if seat in state.after]
    verdicts = [member(cadre) for cadre in holders]
    return verdicts.count(Verdict.YES), len(verdicts) - verdicts.count(Verdict.NO)


def _row(
    facts: Facts, key: str, seats: tuple[str, ...], member: Member, bounds: tuple[int, int]
) -> Row:
    """low <= seats held by the group <= high, with the worse and with the better coefficients."""
    low, high = bounds

    def worse(state: State) -> int:
        surely, at_most = _held_by(facts, state, seats, member)
        return max(0, low - surely, at_most - high)

    def better(state: State) -> int:
        surely, at_most = _held_by(facts, state, seats, member)
        return max(0, low - at_most, surely - high)

    return Row((key,), worse, better)


def _knows(facts: Facts, clause: Clause, unit: str) -> Member:
    """ "Someone with `months` in that unit, or local to it": months served there in any kind,
    history and present; local by the home. Nobody's home lies in an agency."""
    names, months = names_of(facts, [unit]), clause.number("months", 24)
    agency = facts.units[unit].kind == "agency"

    def member(cadre: Cadre) -> Verdict:
        served = in_total(
            facts,
            cadre,
            lambda held: held.unit in names,
            lambda stint: among(stint.units, names),
        )
        local = Verdict.NO if agency else lies_in(facts, cadre.home, unit)
        return either((local, opposite(below(*served, months))))

    return member


def local_knowledge(facts: Facts, clause: Clause) -> list[Row]:
    """ "Fewer than `min` of a unit's listed posts are held by someone with `months` in that unit,
    or local to it"."""
    rows = []
    for unit, posts in listed_units(facts, clause).items():
        seats, low = _seats(posts), clause.number("min", 1)
        if seats:
            rows.append(_row(facts, unit, seats, _knows(facts, clause, unit), (low, len(seats))))
    return rows


def _speaks(languages: frozenset[str]) -> Member:
    """A speaker of one of these languages."""

    def member(cadre: Cadre) -> Verdict:
        if cadre.languages is None:
            return Verdict.CANNOT_TELL
        return known(not languages.isdisjoint(cadre.languages))

    return member


def language(facts: Facts, clause: Clause) -> list[Row]:
    """ "Fewer than `min` of a unit's listed posts are held by a speaker of one of the unit's
    `languages`; units without the field are not judged"."""
    rows = []
    for unit, posts in listed_units(facts, clause).items():
        seats, spoken, low = _seats(posts), facts.units[unit].languages, clause.number("min", 1)
        if seats and spoken is not None:
            rows.append(_row(facts, unit, seats, _speaks(spoken), (low, len(seats))))
    return rows


def _ages(facts: Facts, born: Span) -> tuple[int, int]:
    """ "Complete years on the round's date", fewest and most; a birth date "known only by its year
    is 1 January"."""
    year_only = (born.last - born.first).days > 31
    last = born.first if year_only else born.last
    return elapsed(last, facts.day) // 12, elapsed(born.first, facts.day) // 12


def _of_age(facts: Facts, group: Mapping[str, Any], cadre: Cadre) -> Verdict:
    """ "`under: 40` is < 40, `between: [40, 50]` includes both"."""
    if cadre.born is None:
        return Verdict.CANNOT_TELL
    ages = _ages(facts, cadre.born)
    if "under" in group:
        return below(*ages, int(group["under"]))
    least, most = (int(age) for age in group["between"])
    return both((opposite(below(*ages, least)), below(*ages, most + 1)))


def _belongs(facts: Facts, group: Mapping[str, Any]) -> Member:
    """The `group` of a composition clause."""

    def member(cadre: Cadre) -> Verdict:
        if "under" in group or "between" in group:
            return _of_age(facts, group, cadre)
        if "sex" in group:
            return Verdict.CANNOT_TELL if cadre.sex is None else known(cadre.sex == group["sex"])
        if cadre.ethnicity is None:
            return Verdict.CANNOT_TELL
        return known(plain_name(cadre.ethnicity) != plain_name(group["not_ethnicity"]))

    return member


def composition(facts: Facts, clause: Clause) -> list[Row]:
    """ "Of the Y listed seats (filled or not) fewer than ceil(min*Y/100) or more than
    floor(max*Y/100) are held by the group"; "no listed seats: not judged"."""
    units = listed_units(facts, clause)
    if clause.options.get("within", "unit") == "round":
        units = {"round": [post for posts in units.values() for post in posts]}
    member, rows = _belongs(facts, clause.options["group"]), []
    for key, posts in units.items():
        seats = _seats(posts)
        low = -(-clause.number("min", 0) * len(seats) // 100)
        high = clause.number("max", 100) * len(seats) // 100
        if seats:
            rows.append(_row(facts, key, seats, member, (low, high)))
    return rows


def committee_size(facts: Facts, clause: Clause) -> list[Row]:
    """ "The number of filled listed posts is outside" `min`, `max`; "a unit's `seats`
    overrides", each of the two by itself."""
    rows = []
    for unit, posts in listed_units(facts, clause).items():
        seats, own = _seats(posts), facts.units[unit].seats
        low = own.get("min", clause.number("min", 0))
        high = own.get("max", clause.number("max", len(seats)))
        if seats:
            rows.append(_row(facts, unit, seats, lambda _: Verdict.YES, (low, high)))
    return rows
