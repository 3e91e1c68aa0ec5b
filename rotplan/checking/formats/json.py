"""`json`: findings in a versioned envelope. Minor versions add; refuse an unknown major one."""

import json
from collections.abc import Iterator
from typing import Any

from rotplan.checking.findings import Finding, Location, Report, finding_fingerprints, location_of
from rotplan.language.words import Words
from rotplan.roster.reading.problems import Edit, Level

FORMAT, VERSION = "rotplan.diagnostics", "1.0"


# a repair of more places is made by check itself; listed one by one it would outweigh its file
MOST_EDITS = 2_000


def lines(report: Report) -> Iterator[str]:
    envelope = {
        "format": FORMAT,
        "format_version": VERSION,
        "findings": list(records(report)),
        "summary": {level.name.lower(): report.count(level) for level in reversed(Level)},
        "files": list(report.files),
    }
    yield json.dumps(envelope, ensure_ascii=False, indent=1)


def records(report: Report) -> Iterator[dict[str, Any]]:
    for finding, mark in zip(report.findings, finding_fingerprints(report.findings), strict=True):
        yield _record(finding, mark, report.url(finding.code))


def _record(finding: Finding, fingerprint: str, url: str) -> dict[str, Any]:
    """One finding, its sentences in both languages."""
    problem = finding.problem
    return {
        "code": finding.code,
        "name": finding.slug,
        "severity": finding.level.name.lower(),
        "message": both(problem.words),
        **where(finding.place),
        "pointer": finding.pointer,
        "entity": finding.entity._asdict() if finding.entity else None,
        "help": both(problem.fix) if problem.fix else None,
        "url": url,
        "clause": problem.clause,
        "clause_at": where(finding.norm) if finding.norm else None,
        "basis": problem.basis,
        "fix": _fix(finding),
        "related": [{**where(at), "message": both(words)} for at, words in finding.related],
        "fingerprint": fingerprint,
    }


def where(at: Location) -> dict[str, Any]:
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }


def both(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _fix(finding: Finding) -> dict[str, Any] | None:
    if finding.applicability is None or len(finding.problem.edits) > MOST_EDITS:
        return None
    edits = [_edit(edit, finding.place.path) for edit in finding.problem.edits]
    return {"applicability": finding.applicability, "edits": edits}


def _edit(edit: Edit, path: str) -> dict[str, Any]:
    """Edits are made in the file of the finding."""
    return {**where(location_of(edit.mark, lambda _: path)), "content": edit.text}
