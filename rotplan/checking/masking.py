"""`--mask`: findings for logs that many can read. Codes, places and ids stay; names, values and
lines of the files do not.

What a sentence was filled with is left out unless it is known to be neither a name nor a value:
a number, a code, a key of the format, an id that is certainly one. Of a clause that somebody breaks
only its title is told: how it is broken says where people come from and to whom they are tied.
Fingerprints are those of the whole finding, so that a baseline matches.
"""

import re
from dataclasses import replace

from rotplan.checking.findings import Finding, LookedUp, Report
from rotplan.language.words import Words, same
from rotplan.roster.reading.catalogue import CATALOGUE
from rotplan.roster.reading.nodes import KeyPath
from rotplan.roster.reading.problems import Problem

_GONE = "…"
# parts that are the program's own words, or name a place in a file or a norm
_OPEN = frozenset(
    (
        "clause", "codes", "count", "expected", "guess", "key", "limit", "line", "missing", "rule",
        "tier", "where",
    )
)  # fmt: skip
# parts that are open in some sentences only
_OPEN_IN: dict[str, frozenset[str]] = {
    "syntax": frozenset(("what",)),
    "duplicate-id": frozenset(("id",)),
    "similar-ids": frozenset(("id", "other")),
    "lookalike-ids": frozenset(("id", "other")),
    "two-holders": frozenset(("post",)),
    "two-posts": frozenset(("posts",)),
    "namesakes": frozenset(("other",)),
    "stale-baseline": frozenset(("code",)),
    "unused-ignore": frozenset(("code",)),
    "vain-ignore": frozenset(("code",)),
    "expired-ignore": frozenset(("until",)),
    "policy-dates": frozenset(("policy", "valid", "round")),
}
# what a key of the format looks like: no name of a person does
_KEY = re.compile(r"[a-z][a-z0-9_-]*")


def masked(report: Report) -> Report:
    """The report without names, values and lines."""
    return replace(report, findings=tuple(map(_masked, report.findings)), excerpts=False)


def _masked(finding: Finding) -> Finding:
    who = finding.entity
    problem = finding.problem
    bare = replace(
        problem,
        words=_sentence(problem),
        fix=_fix(problem),
        entity=who._replace(name="") if who is not None else None,
        edits=(),
    )
    # what is looked up in the tree, as it was there
    known = LookedUp(_steps(finding.steps), bare.entity, finding.kinship)
    return replace(finding, problem=bare, root=None, known=known)


def _sentence(problem: Problem) -> Words:
    if "sentence" in problem.bare:
        return _open(problem.bare["sentence"])
    return CATALOGUE[problem.slug].words.format(**_parts(problem))


def _fix(problem: Problem) -> Words | None:
    """How to mend it, where that can be said without a value."""
    entry, parts = CATALOGUE[problem.slug], _parts(problem)
    if entry.fix is None or problem.fix is None:
        return None
    hidden = {name for name, value in parts.items() if value == _GONE}
    if any(f"{{{name}" in entry.fix.en for name in hidden):
        return None
    return entry.fix.format(**parts)


def _parts(problem: Problem) -> dict[str, object]:
    open_here = _OPEN_IN.get(problem.slug, frozenset()) | _OPEN
    told: dict[str, object] = {}
    for name, value in problem.parts.items():
        if name in problem.bare:
            told[name] = problem.bare[name]
        elif type(value) is int or (name in open_here and _is_plain(name, value)):
            told[name] = value
        else:
            told[name] = _GONE
    return told


def _is_plain(name: str, value: object) -> bool:
    """A key that a person made up may be a name."""
    return name != "key" or _KEY.fullmatch(str(value)) is not None


def _open(words: object) -> Words:
    return words if isinstance(words, Words) else same(str(words))


def _steps(steps: KeyPath) -> KeyPath:
    """The path of keys; one that no file should have may be a name."""
    return tuple(s if isinstance(s, int) or _KEY.fullmatch(s) else _GONE for s in steps)
