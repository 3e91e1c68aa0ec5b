"""`gitlab`: a Code Quality report (an array of issues with a fingerprint each)."""

import json
from collections.abc import Iterator
from typing import Any

from rotplan.output.findings import Finding, Report
from rotplan.roster.problems import Level
from rotplan.text import Lang, show

_SEVERITY = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def lines(report: Report) -> Iterator[str]:
    issues = [_issue(finding, report.lang) for finding in report.findings]
    yield json.dumps(issues, ensure_ascii=False, indent=1)


def _issue(finding: Finding, lang: Lang) -> dict[str, Any]:
    at = finding.place
    return {
        "description": f"{finding.code} {show(finding.problem.words[lang])}",
        "check_name": f"{finding.code} {finding.slug}",
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITY[finding.level],
        "location": {"path": at.path, "lines": {"begin": at.line, "end": at.end_line}},
    }
