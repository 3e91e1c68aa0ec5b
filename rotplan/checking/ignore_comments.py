"""Comments that set a finding aside: `# rotplan: ignore[RP401] until=2027-06-30 reason="…"`.

They act on their own line, or, standing alone, on the next line with content. A derogation from a
rotation rule belongs in `waivers:`, where the plan knows it; this only quietens `check`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rotplan.language.words import Words
from rotplan.roster.reading.path_at_offset import inside_scalar
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_date import BadDateError, read_date
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.source import Mark, Source

_COMMENT = re.compile(r"#[ \t]*rotplan:[ \t]*([^\r\n]*)")
_IGNORE = re.compile(r"ignore\b(?:\[(?P<codes>[^\]]*)\])?(?P<rest>.*)")
_OPTION = re.compile(r'\s*(?P<name>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')


@dataclass(frozen=True)
class Ignore:
    """One comment: codes with the place where each is written, the line it acts on, until when."""

    mark: Mark
    codes: tuple[tuple[str, Mark], ...]
    line: int
    until: date | None
    missing: tuple[str, ...]

    @property
    def source(self) -> Source:
        return self.mark.source


def ignores(
    document: Document, misfit: Callable[[str], Words | None], problems: Problems
) -> Iterator[Ignore]:
    """The well-formed ignore comments of a file; the others are reported.

    `misfit` says why a word chooses nothing, if it does not.
    """
    source = document.source
    if "rotplan:" not in source.text:
        return
    lines = _Lines(source)
    for match in _COMMENT.finditer(source.text):
        if _is_comment(document, match.start()):
            mark = Mark(source, match.start(), match.end())
            line = lines.acted_on(match.start())
            ignore = _read(mark, match[1], match.start(1), line, misfit, problems)
            if ignore is not None:
                yield ignore


def _is_comment(document: Document, at: int) -> bool:
    """A # is a comment at the beginning of a line or after a space, outside of every value."""
    before = document.source.text[at - 1 : at]
    return (not before or before in " \t\r\n[{,") and not inside_scalar(document.root, at)


def _read(
    mark: Mark,
    said: str,
    at: int,
    line: int,
    misfit: Callable[[str], Words | None],
    problems: Problems,
) -> Ignore | None:
    match = _IGNORE.match(said)
    if match is None or not (match["codes"] or "").strip():
        bare = Words(
            "phải nêu mã, ví dụ ignore[RP401]", "it must name codes, such as ignore[RP401]"
        )
        problems.add("bad-ignore", mark, reason=bare)
        return None
    codes = tuple(_codes(mark.source, match["codes"], at + match.start("codes")))
    options, wrong = _options(match["rest"])
    until = _date(options.get("until"))
    for word, _ in codes:
        wrong = misfit(word) or wrong
    if "until" in options and until is None:
        day = options["until"]
        wrong = Words(f"«{day}» không phải ngày", f"'{day}' is not a day")
    if wrong is not None:
        problems.add("bad-ignore", mark, reason=wrong)
        return None
    missing = tuple(name for name in ("until", "reason") if not options.get(name))
    return Ignore(mark, codes, line, until, missing)


def _codes(source: Source, written: str, at: int) -> Iterator[tuple[str, Mark]]:
    for match in re.finditer(r"[^\s,]+", written):
        yield match.group(), Mark(source, at + match.start(), at + match.end())


def _options(rest: str) -> tuple[dict[str, str], Words | None]:
    """`until=` and `reason=`; anything else is told."""
    options: dict[str, str] = {}
    at = 0
    while match := _OPTION.match(rest, at):
        options[match["name"]] = match["quoted"] if match["bare"] is None else match["bare"]
        at = match.end()
    strange = [name for name in options if name not in ("until", "reason")]
    left = rest[at:].strip()
    if strange or left:
        what = strange[0] if strange else left
        return options, Words(f"không hiểu «{what}»", f"'{what}' is not understood")
    return options, None


def _date(text: str | None) -> date | None:
    try:
        day = read_date(text or "")
    except BadDateError:
        return None
    return day.earliest if day.exact else None


class _Lines:
    """The lines that comments act on, asked in the order of the file: each line is seen once."""

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text
        # where the line of the last comment begins, and the content that is nearest to it
        self.at, self.content = 0, -1

    def acted_on(self, comment: int) -> int:
        """The comment's own line, or the next with content when nothing stands before it."""
        begin = max(self.text.rfind(end, self.at, comment) for end in "\n\r") + 1
        self.at = max(self.at, begin)
        if self.content < self.at:
            found = _CONTENT.match(self.text, self.at)
            self.content = found.end() - 1 if found else len(self.text)
        there = self.content if self.content < len(self.text) else comment
        return self.source.position(there)[0]


# blank lines and comments are passed over; what is found ends with the first letter of content
_CONTENT = re.compile(r"(?:[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n?|\n))*+[^\S\r\n]*[^\s#]")
