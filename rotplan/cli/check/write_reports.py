"""How `check` tells what it found: standard output, report files, the summary on standard error."""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace

from rotplan.checking import statistics as counts
from rotplan.checking.findings import Report, summary
from rotplan.checking.formats import lines
from rotplan.cli.exit_codes import USAGE
from rotplan.cli.output_paths import put, write_output
from rotplan.language.words import Words
from rotplan.roster.reading.problems import Level


def tell(
    report: Report,
    form: str,
    reports: tuple[tuple[str, str], ...],
    quiet: int,
    aside: tuple[Words, ...] = (),
    *,
    statistics: bool = False,
) -> int:
    """Write everything; the exit code where a report could not be written, else 0."""
    # first: a reader that closes standard output early must not cost the reports
    failed = [path for said, path in reports if not _written(report, said, path)]
    if quiet < 2:
        only_errors = tuple(f for f in report.findings if f.level is Level.ERROR)
        told = replace(report, findings=only_errors) if quiet else report
        for line in _counted(told, form) if statistics else _shown(told, form):
            put(line + "\n")
    # where no file could be read, the reasons say all there is to say
    if not quiet and report.files:
        said = summary(report.findings, len(report.files), report.lang, aside)
        sys.stdout.flush()
        sys.stderr.write(said + "\n")
    return USAGE if failed else 0


def _counted(report: Report, form: str) -> Iterable[str]:
    return [counts.statistics_json(report)] if form == "json" else counts.statistics_lines(report)


def _shown(report: Report, form: str) -> list[str]:
    """`auto`: in full, and as annotations where GitHub runs this."""
    told = list(lines("full" if form == "auto" else form, report))
    if form == "auto" and os.environ.get("GITHUB_ACTIONS") == "true":
        told += lines("github", report)
    return told


def _written(report: Report, form: str, path: str) -> bool:
    """Whether a report could be written; files are readable by their owner only."""
    plain = replace(report, color=False, width=None, most=0)
    text = "".join(line + "\n" for line in lines(form, plain))
    return write_output(path, text, report.lang)
