"""How values are written where rotplan does not mind and others may: decomposed letters, outer
spaces, day/month/year. Each is told once a file, with the edits that mend all of it."""

import re
from typing import NamedTuple

from rotplan.language.words import nfc, same
from rotplan.roster.reading.problems import Edit, Problems
from rotplan.roster.reading.read_date import BadDateError, read_date
from rotplan.roster.reading.source import Mark, Source

# the keys of dates; elsewhere 3/2020 may be a number of some document
_DATES = frozenset(("born", "date", "from", "leaving", "reckon", "retires", "since", "to", "until"))
_SLASHED = re.compile(r"(?:[0-9]{1,2}/)?[0-9]{1,2}/[0-9]{4}")
_OUTER = " \t\u00a0"


def is_odd(written: str) -> bool:
    """Whether there is, or under another key would be, something to say about a text."""
    if written[:1] in _OUTER or written[-1:] in _OUTER:
        return True
    return "/" in written and _SLASHED.fullmatch(written) is not None


class _Told(NamedTuple):
    """What is said of a file: the first place, what stood there, how it was read, all edits."""

    value: str
    read: str
    edits: list[Edit]


class Spelling:
    """Collects the remarks about one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.told: dict[str, _Told] = {}

    def checked(self, written: str, style: str | None, mark: Mark, key: str | None) -> str:
        """The value as it is read: in NFC. Marks of block text span several lines: left alone."""
        value = nfc(written)
        if style in ("|", ">"):
            return value
        raw = self.source.text[mark.start : mark.end]
        if value is not written and value != written:
            self._remark("decomposed", mark, written, value, nfc(raw))
        elif written[:1] in _OUTER or written[-1:] in _OUTER:
            self._outer_spaces(mark, raw, written, style)
        elif key in _DATES and _SLASHED.fullmatch(written):
            self._local_date(mark, raw, written)
        return value

    def _outer_spaces(self, mark: Mark, raw: str, written: str, style: str | None) -> None:
        """Only where the text stands as it is read: no escape, no second line."""
        inner = raw[1:-1] if style else raw
        if written.strip(_OUTER) and inner == written:
            quote = style or ""
            trimmed = written.strip(_OUTER)
            self._remark("outer-spaces", mark, written, trimmed, f"{quote}{trimmed}{quote}")

    def _local_date(self, mark: Mark, raw: str, written: str) -> None:
        try:
            day = read_date(written)
        except BadDateError:
            return
        iso = day.earliest.isoformat()
        iso = iso if day.exact else iso[:7]
        self._remark("local-date", mark, written, iso, raw.replace(written, iso))

    def _remark(self, slug: str, mark: Mark, value: str, read: str, text: str) -> None:
        told = self.told.setdefault(slug, _Told(value, read, []))
        told.edits.append(Edit(mark, text))

    def report(self, problems: Problems) -> None:
        for slug, told in self.told.items():
            first, edits = told.edits[0].mark, tuple(told.edits)
            value, read = same(told.value), same(told.read)
            problems.add(slug, first, edits=edits, count=len(edits), value=value, read=read)
