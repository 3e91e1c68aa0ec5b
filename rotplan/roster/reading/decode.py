"""Bytes to text: size, encoding, invisible characters, indentation; nothing is changed silently."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import BinaryIO

import yaml

from rotplan.language.words import HIDDEN, Words, same
from rotplan.roster.reading.problems import Edit, Problems
from rotplan.roster.reading.source import Mark, Source

LIMIT = 64 * 1024 * 1024
_INDENT = re.compile(r"^[ ]*[\t\u00a0][ \t\u00a0]*(?=[^ \t\u00a0\r\n#])", re.MULTILINE)
_TCVN3 = re.compile(rb"[\xa1-\xfe][a-z]|[a-z][\xa8-\xb8\xb5-\xfe]")


_PIECE = 1024 * 1024


def read_within(stream: BinaryIO) -> bytes:
    """What a stream holds; of more than the limit only so much that it is seen to be more."""
    pieces, left = [], LIMIT + 1
    while left and (piece := stream.read(min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


@dataclass(frozen=True)
class Readable:
    """The text to parse. It differs from the user's only in mended indents and hidden characters.

    `shifts` are (offset in the parsed text, offset in the user's text) from which on the
    difference between the two holds.
    """

    source: Source
    text: str
    shifts: tuple[tuple[int, int], ...] = ((0, 0),)

    def original(self, offset: int) -> int:
        """Offset in the user's text for an offset in the parsed text."""
        parsed, user = self.shifts[bisect_right(self.shifts, (offset, len(self.text) * 2)) - 1]
        return user + offset - parsed


def decode(path: str, data: bytes, problems: Problems) -> Readable | None:
    """The text of a file, or nothing where its size or encoding forbids reading on."""
    if len(data) > LIMIT:
        problems.add("too-large", None, path=path, limit=LIMIT // 1024 // 1024)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _report_encoding(path, data, error.start, problems)
        return None
    source = Source(path, text)
    return _mend_indents(source, _hide(source, problems), problems)


def _report_encoding(path: str, data: bytes, at: int, problems: Problems) -> None:
    before = data[:at].decode("utf-8-sig")
    source = Source(path, before + "\N{REPLACEMENT CHARACTER}")
    problems.add(
        "encoding",
        Mark(source, len(before), len(before) + 1),
        byte=data[at],
        guess=_guess(data),
    )


def _guess(data: bytes) -> Words:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > len(data[:200]) // 4:
        return same("UTF-16")
    if b"\xcc" in data or b"\xec" in data or b"\xd2" in data:
        return same("Windows-1258")
    if _TCVN3.search(data):
        return Words("TCVN3 (phông .VnTime) hoặc VNI", "TCVN3 (.VnTime fonts) or VNI")
    return Words("một bảng mã một byte", "a single-byte encoding")


def _hide(source: Source, problems: Problems) -> str:
    """Report every character that cannot be seen; each is read as a space."""
    visible = source.text.replace("\n", "").replace("\r", "").isprintable()
    if visible or not HIDDEN.search(source.text):
        return source.text
    for match in HIDDEN.finditer(source.text):
        mark = Mark(source, match.start(), match.end())
        gone = (Edit(mark, "", safe=False),)
        problems.add("hidden-character", mark, edits=gone, code=ord(match.group()))
    return HIDDEN.sub(" ", source.text)


def _mend_indents(source: Source, text: str, problems: Problems) -> Readable:
    """Report indents of tabs and no-break spaces, and read such a line as a sibling of the last.

    Lines inside quoted or block text may begin with a tab; there the parser is content as it is,
    and so are we: only what it refuses is mended.
    """
    if "\t" not in text and "\u00a0" not in text:
        return Readable(source, text)
    indents = _INDENT.findall(text)
    if not indents or ("\u00a0" not in "".join(indents) and _parses(text)):
        return Readable(source, text)
    pieces: list[str] = []
    shifts, at, length, indent = [(0, 0)], 0, 0, ""
    for match in _INDENT.finditer(text):
        slug = "nbsp-indent" if "\u00a0" in match.group() else "tab-indent"
        before = text[at : match.start()]
        indent = " " * _sibling_column(indent, before)
        mark = Mark(source, match.start(), match.end())
        problems.add(slug, mark, edits=(Edit(mark, indent, safe=False),))
        pieces += [before, indent]
        length += len(before) + len(indent)
        at = match.end()
        shifts.append((length, at))
    return Readable(source, "".join([*pieces, text[at:]]), tuple(shifts))


def _parses(text: str) -> bool:
    """Whether the parser takes the text, tabs and all."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader):
            pass
    except yaml.YAMLError:
        return False
    return True


def _sibling_column(indent: str, before: str) -> int:
    """The column at which the last line with content puts its key.

    `before`: everything behind the indent mended last, which such a line may begin with.
    """
    lines = before.splitlines()
    for number in reversed(range(len(lines))):
        line = lines[number] if number else indent + lines[0]
        if line.strip() and not line.lstrip().startswith("#"):
            return len(line) - len(line.lstrip(" -")) + (0 if line.rstrip()[-1] != ":" else 2)
    return 0
