"""`concise`: one line a finding."""

from collections.abc import Iterator

from rotplan.checking.findings import LEVEL_WORDS, Report
from rotplan.language.words import show


def lines(report: Report) -> Iterator[str]:
    """`path:line:column: level[code] slug: sentence`."""
    for finding in report.findings:
        level = LEVEL_WORDS[finding.level][report.lang]
        said = show(finding.problem.words[report.lang])
        yield f"{show(str(finding.place))}: {level}[{finding.code}] {finding.slug}: {said}"
