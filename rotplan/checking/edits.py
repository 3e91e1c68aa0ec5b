"""Repairs: exact replacements of stretches of a file, so that comments and layout stay."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rotplan.roster.reading.problems import Edit, Problem
from rotplan.roster.reading.source import Source


@dataclass(frozen=True)
class Repaired:
    """A file before and after, with how many edits were made."""

    source: Source
    text: str
    edits: int


def exact_edits(problems: Iterable[Problem], *, unsafe: bool) -> list[Repaired]:
    """Every file that something can be mended in; edits that overlap an earlier one wait."""
    by_path: dict[str, list[Edit]] = {}
    for problem in problems:
        for edit in problem.edits:
            if edit.safe or unsafe:
                by_path.setdefault(edit.mark.source.path, []).append(edit)
    return [_repaired(edits) for edits in by_path.values()]


def _repaired(edits: list[Edit]) -> Repaired:
    source = edits[0].mark.source
    pieces: list[str] = []
    at = made = 0
    for edit in sorted(set(edits), key=lambda e: (e.mark.start, e.mark.end)):
        start, end = edit.mark.start, edit.mark.end
        if start >= at:
            pieces += [source.text[at:start], edit.text]
            at, made = end, made + 1
    return Repaired(source, "".join([*pieces, source.text[at:]]), made)


def diff(repaired: Repaired, name: str) -> Iterator[str]:
    """A unified diff that `patch` understands, without line ends."""
    before, after = (t.splitlines(keepends=True) for t in (repaired.source.text, repaired.text))
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line.rstrip("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
