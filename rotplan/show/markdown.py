"""A report as Markdown, for a mail or a wiki; what comes from a roster never acts as markup."""

import re
from collections.abc import Iterable

from rotplan.show.report_line import Line

_PREFIX = {
    "title": "# ",
    "note": "",
    "heading": "## ",
    "group": "### ",
    "item": "- ",
    "detail": "  - ",
    "fine": "    - ",
    "figure": "    ",
}
_ACTIVE = re.compile(r"([\\`*_\[\]<>#|~!])")
_BLOCK_START = re.compile(r"^(\s*\d*)([-+]|(?<=\d)[.)])(?=\s)")


def render(lines: Iterable[Line]) -> str:
    """The whole report as one text."""
    written: list[str] = []
    last = ""
    for line in lines:
        if line.kind == "gap":
            continue
        if written and not _closely(last, line.kind):
            written.append("")
        text = line.text if line.kind == "figure" else escape(line.text)
        written.append(_PREFIX[line.kind] + text)
        last = line.kind
    return "\n".join(written) + "\n"


def _closely(before: str, kind: str) -> bool:
    """Whether a line follows another without a gap: in a list, in a figure."""
    return {before, kind} <= {"item", "detail", "fine"} or before == kind == "figure"


def escape(text: str) -> str:
    """The text with everything made plain that Markdown or HTML would act on."""
    plain = _ACTIVE.sub(r"\\\1", text.replace("&", "&amp;"))
    return _BLOCK_START.sub(r"\1\\\2", plain)
