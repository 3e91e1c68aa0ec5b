"""`gitlab`: a Code Quality report (an array of issues with a fingerprint each)."""

import json
from collections.abc import Iterator
from typing import Any

from rotplan.checking.findings import Finding, Report, finding_fingerprints
from rotplan.language.words import Lang, show
from rotplan.roster.reading.problems import Level

_SEVERITY = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def lines(report: Report) -> Iterator[str]:
    marks = finding_fingerprints(report.findings)
    issues = [_issue(f, m, report.lang) for f, m in zip(report.findings, marks, strict=True)]
    yield json.dumps(issues, ensure_ascii=False, indent=1)


def _issue(finding: Finding, fingerprint: str, lang: Lang) -> dict[str, Any]:
    at = finding.place
    return {
        "description": f"{finding.code} {show(finding.problem.words[lang])}",
        "check_name": f"{finding.code} {finding.slug}",
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.level],
        "location": {"path": at.path, "lines": {"begin": at.line, "end": at.end_line}},
    }
