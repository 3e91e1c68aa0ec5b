"""The forms in which findings are told: one file a form, each with `lines(report)`."""

import importlib
from collections.abc import Iterator

from rotplan.checking.findings import Report
from rotplan.checking.format_names import SYNONYMS


def lines(form: str, report: Report) -> Iterator[str]:
    """The report in a form, line by line, without line ends."""
    module = importlib.import_module(f"rotplan.checking.formats.{SYNONYMS.get(form, form)}")
    yield from module.lines(report)
