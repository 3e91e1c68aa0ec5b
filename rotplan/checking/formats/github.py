"""`github`: workflow commands that GitHub turns into annotations.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word,
so the gravest come first, no more than it shows are sent, and the rest are counted.
"""

from collections.abc import Iterator

from rotplan.checking.findings import Finding, Report
from rotplan.language.words import Words, show
from rotplan.roster.reading.problems import Level

SHOWN = 10
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def lines(report: Report) -> Iterator[str]:
    for level, command in _COMMANDS.items():
        found = [f for f in report.findings if f.level is level]
        for finding in found[:SHOWN]:
            yield f"::{command} {_properties(finding)}::{_data(_said(finding, report))}"
        if len(found) > SHOWN:
            more = Words("còn {n} vấn đề mức {level} không hiện ở đây",
                         "{n} more of level {level} are not annotated")  # fmt: skip
            yield more.format(n=len(found) - SHOWN, level=command)[report.lang]


def _said(finding: Finding, report: Report) -> str:
    problem, lang = finding.problem, report.lang
    parts = [problem.words[lang], problem.fix[lang] if problem.fix else ""]
    return "\n".join(show(part) for part in parts if part)


def _properties(finding: Finding) -> str:
    at = finding.place
    given = {
        "file": at.path,
        "line": at.line,
        "col": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "title": f"{finding.code} {finding.slug}",
    }
    return ",".join(f"{name}={_property(str(value))}" for name, value in given.items())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
