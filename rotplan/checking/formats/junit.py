"""`junit`: a suite for each file, a case for each finding, one passing case for a clean file."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from rotplan.checking.findings import Finding, Report
from rotplan.language.words import show

# what XML 1.0 cannot hold, besides what `show` has made visible already
_FORBIDDEN = re.compile("[\ufffe\uffff]")


def lines(report: Report) -> Iterator[str]:
    by_file: dict[str, list[Finding]] = {path: [] for path in report.files}
    for finding in report.findings:
        by_file.setdefault(finding.place.path, []).append(finding)
    failed = sum(_fails(f, report) for f in report.findings)
    tests = sum(len(found) or 1 for found in by_file.values())
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="rotplan check" tests="{tests}" failures="{failed}" errors="0">'
    for path, found in by_file.items():
        yield from _suite(path, found, report)
    yield "</testsuites>"


def _fails(finding: Finding, report: Report) -> bool:
    return report.threshold is not None and finding.level >= report.threshold


def _suite(path: str, found: list[Finding], report: Report) -> Iterator[str]:
    failed = sum(_fails(f, report) for f in found)
    counts = f'tests="{len(found) or 1}" failures="{failed}" errors="0" skipped="0"'
    yield f"  <testsuite name={_attribute(path)} {counts}>"
    if not found:
        yield f'    <testcase name="no findings" classname={_attribute(path)} time="0"/>'
    for finding in found:
        yield from _case(finding, report)
    yield "  </testsuite>"


def _case(finding: Finding, report: Report) -> Iterator[str]:
    """A finding below the threshold passes, and says what it found."""
    at, said = finding.place, finding.problem.words[report.lang]
    name = _attribute(f"{finding.code} {finding.slug} {at.line}:{at.column}")
    yield (
        f"    <testcase name={name} classname={_attribute(at.path)} "
        f'file={_attribute(at.path)} line="{at.line}" time="0">'
    )
    text = escape(_clean(f"{at}: {finding.level.name.lower()}[{finding.code}] {said}"))
    if _fails(finding, report):
        kind = _attribute(f"{finding.code} {finding.slug}")
        yield f"      <failure type={kind} message={_attribute(said)}>{text}</failure>"
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("�", show(text))
