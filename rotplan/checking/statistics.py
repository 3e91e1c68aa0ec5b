"""How many findings of each code and clause there are, the most frequent first."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rotplan.checking.findings import LEVEL_WORDS, Finding, Report
from rotplan.language.words import Words
from rotplan.roster.reading.problems import Level

_FIXABLE = Words("sửa tự động được", "fixable")


def statistics_lines(report: Report) -> Iterator[str]:
    """One line a code: how many, which, how grave."""
    for row, count in _counted(report):
        code, slug, clause, level, fixable = row
        name = f"{code} {slug}" + (f" {clause}" if clause else "")
        remark = f"  [{_FIXABLE[report.lang]}]" if fixable else ""
        yield f"{count:>7}  {name}  {LEVEL_WORDS[level][report.lang]}{remark}"


def statistics_json(report: Report) -> str:
    """The same as an array of objects."""
    return json.dumps([_record(row, count) for row, count in _counted(report)], indent=1)


_Row = tuple[str, str, str, Level, bool]


def _row(finding: Finding) -> _Row:
    clause = finding.problem.clause or ""
    return finding.code, finding.slug, clause, finding.level, finding.applicability == "safe"


def _counted(report: Report) -> list[tuple[_Row, int]]:
    counted = Counter(_row(finding) for finding in report.findings)
    return sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))


def _record(row: _Row, count: int) -> dict[str, Any]:
    code, slug, clause, level, fixable = row
    return {
        "code": code,
        "name": slug,
        "clause": clause or None,
        "severity": level.name.lower(),
        "fixable": fixable,
        "count": count,
    }
