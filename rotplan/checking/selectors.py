"""Choosing findings by code: `RP203`, `RP2` (all of 2xx), `unquoted-code`, `RP401:min-stay`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from rotplan.checking.code_slugs import slug_of
from rotplan.checking.findings import Finding
from rotplan.language.words import Words, nearest, same
from rotplan.roster.reading.catalogue import CATALOGUE, RENAMED


def misfit(word: str, clauses: Collection[str] | None = None) -> Words | None:
    """Why a word chooses nothing: no such code, none that speaks of clauses, no such clause of
    those given; nothing where it fits."""
    code, colon, clause = word.partition(":")
    codes = _codes(code)
    if not codes:
        return _no_such_code(code)
    if not colon:
        return None
    if not codes & _WITH_CLAUSES:
        return Words(
            f"«{word}»: mã {code} không nói về điều khoản nào (chỉ RP401, RP402)",
            f"'{word}': {code} speaks of no clause (RP401 and RP402 do)",
        )
    if clause and (clauses is None or clause in clauses):
        return None
    return Words(f"không có điều khoản «{clause}»", f"there is no clause '{clause}'") + (
        meant_instead(clause, clauses or ())
    )


def _no_such_code(code: str) -> Words:
    known = [*CATALOGUE, *RENAMED, *(entry.code for entry in CATALOGUE.values())]
    return Words(f"không có mã «{code}»", f"there is no code '{code}'") + meant_instead(code, known)


def meant_instead(word: str, known: Iterable[str]) -> Words:
    """«; did you mean …?», or nothing."""
    near = nearest(word, known) if word else None
    return Words(f"; có phải «{near}»?", f"; did you mean '{near}'?") if near else same("")


# the findings about today's holders: all others have no clause
_WITH_CLAUSES = frozenset(CATALOGUE[slug].code for slug in ("broken", "doubt"))


def names(words: Iterable[str], slug: str) -> bool:
    """Whether one of the words means just this code, not a group of codes."""
    return any(slug_of(word) == slug for word in words)


def is_told(slug: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Whether findings of a code are told at all."""
    wanted, code = list(select), CATALOGUE[slug].code
    chosen = not wanted or any(code in _selector(word).codes for word in wanted)
    return chosen and not any(code in _selector(word).codes for word in ignore)


def covered(word: str, others: Iterable[str]) -> bool:
    """Whether all that a word chooses is chosen by others too."""
    asked = _selector(word)
    left = set(asked.codes)
    for other in map(_selector, others):
        if other.clause in (None, asked.clause):
            left -= other.codes
    return not left


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
