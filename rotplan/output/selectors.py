"""Choosing findings by code: `RP203`, `RP2` (all of 2xx), `unquoted-code`, `RP401:min-stay`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rotplan.output.codes import slug_of
from rotplan.output.findings import Finding
from rotplan.roster.catalogue import CATALOGUE, RENAMED
from rotplan.text import nearest


class UnknownCodeError(Exception):
    """A word that chooses nothing; the message suggests what was meant."""

    def __init__(self, word: str) -> None:
        known = [*CATALOGUE, *RENAMED, *(entry.code for entry in CATALOGUE.values())]
        near = nearest(word, known)
        super().__init__(
            f"there is no code '{word}'" + (f"; did you mean '{near}'?" if near else "")
        )


def check_codes(words: Iterable[str]) -> None:
    """Raise UnknownCodeError for the first word that chooses nothing."""
    for word in words:
        if not is_code(word):
            raise UnknownCodeError(word)


def is_code(word: str) -> bool:
    """Whether a word chooses anything: a code, the beginning of codes, a slug, one clause."""
    code, _, _ = word.partition(":")
    return bool(_codes(code))


def names(words: Iterable[str], slug: str) -> bool:
    """Whether one of the words means just this code, not a group of codes."""
    return any(slug_of(word) == slug for word in words)


def is_told(slug: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Whether findings of a code are told at all."""
    wanted, code = list(select), CATALOGUE[slug].code
    chosen = not wanted or any(code in _selector(word).codes for word in wanted)
    return chosen and not any(code in _selector(word).codes for word in ignore)


def chooses(word: str, finding: Finding) -> bool:
    """Whether a word is about a finding."""
    return _selector(word).takes(finding)


@dataclass(frozen=True)
class _Selector:
    """What a word chooses: codes, and one clause if it names one."""

    codes: frozenset[str]
    clause: str | None

    def takes(self, finding: Finding) -> bool:
        return finding.code in self.codes and self.clause in (None, finding.problem.clause)


@cache
def _selector(word: str) -> _Selector:
    code, colon, clause = word.partition(":")
    return _Selector(_codes(code), clause if colon else None)


def _codes(word: str) -> frozenset[str]:
    slug = slug_of(word)
    if slug is not None:
        return frozenset((CATALOGUE[slug].code,))
    codes = (entry.code for entry in CATALOGUE.values())
    if word.upper() == "ALL":
        return frozenset(codes)
    beginning = word.upper()
    long_enough = beginning.startswith("RP") and len(beginning) > 2
    return frozenset(code for code in codes if long_enough and code.startswith(beginning))


def selected(
    findings: Iterable[Finding], select: Iterable[str], ignore: Iterable[str]
) -> tuple[Finding, ...]:
    """Those that `select` (all, if empty) chooses and `ignore` does not."""
    wanted, unwanted = (tuple(map(_selector, words)) for words in (select, ignore))
    return tuple(
        finding
        for finding in findings
        if (not wanted or any(s.takes(finding) for s in wanted))
        and not any(s.takes(finding) for s in unwanted)
    )
