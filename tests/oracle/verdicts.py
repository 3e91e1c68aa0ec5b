"""The three-valued verdict: yes, no, cannot tell."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Verdict(Enum):
    """ "Tests are three-valued: yes, no, cannot tell"; of a clause the question is always "is it
    broken?", of a group "does he or she belong to it?"."""

    NO = "no"
    YES = "yes"
    CANNOT_TELL = "cannot tell"


def known(fact: bool) -> Verdict:
    """A plain fact as a verdict."""
    return Verdict.YES if fact else Verdict.NO


def either(verdicts: Iterable[Verdict]) -> Verdict:
    """Any yes is yes, all no is no, else cannot tell."""
    found = set(verdicts)
    if Verdict.YES in found:
        return Verdict.YES
    return Verdict.CANNOT_TELL if Verdict.CANNOT_TELL in found else Verdict.NO


def opposite(verdict: Verdict) -> Verdict:
    """Yes for no and no for yes; what cannot be told stays so."""
    return {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}.get(verdict, verdict)


def both(verdicts: Iterable[Verdict]) -> Verdict:
    """Any no is no, all yes is yes, else cannot tell."""
    return opposite(either(opposite(verdict) for verdict in verdicts))


def below(low: int, high: int, limit: int) -> Verdict:
    """Is a number somewhere in low..high less than the limit? "A test that holds on both ends"."""
    if high < limit:
        return Verdict.YES
    return Verdict.NO if low >= limit else Verdict.CANNOT_TELL


def among(meanings: frozenset[str], wanted: Iterable[str]) -> Verdict:
    """Is the thing meant one of the wanted? "Several matches are cannot tell; none is … (no)"."""
    if meanings.isdisjoint(wanted):
        return Verdict.NO
    return Verdict.YES if meanings <= set(wanted) else Verdict.CANNOT_TELL
