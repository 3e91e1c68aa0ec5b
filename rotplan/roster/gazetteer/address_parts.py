"""A place in words taken apart: "xã Thuỷ Loa - Nà Hang" is the commune and the district.

Nothing is looked up here but whether a dash belongs to a name; which part is what is settled in
`lookup.py`.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from rotplan.language.words import nfc
from rotplan.roster.gazetteer.units import spelling

AddressLevel = Literal["commune", "district", "province"]
ADDRESS_LEVELS: tuple[AddressLevel, ...] = ("commune", "district", "province")

# Kind as written -> the kind meant. One letter needs its dot or a number («P1»).
_WHOLE = r"tỉnh|thành phố|thị xã|huyện đảo|huyện|quận|xã|phường|thị trấn|đặc khu"
_SHORT = {
    "tp": "thành phố",
    "t.p": "thành phố",
    "tx": "thị xã",
    "t.x": "thị xã",
    "tt": "thị trấn",
    "t.t": "thị trấn",
    "ttr": "thị trấn",
    "t": "tỉnh",
    "h": "huyện",
    "q": "quận",
    "x": "xã",
    "p": "phường",
    "f": "phường",
}
_LEVELS: dict[str, tuple[AddressLevel, ...]] = {
    "": ADDRESS_LEVELS,
    "tỉnh": ("province",),
    "thành phố": ("district", "province"),
    "thị xã": ("district",),
    "huyện": ("district",),
    "huyện đảo": ("district",),
    "quận": ("district",),
    "xã": ("commune",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
    "đặc khu": ("commune",),
}
_DOTTED = "|".join(re.escape(s) for s in sorted(_SHORT, key=len, reverse=True))
_KIND = re.compile(
    rf"(?:(?P<whole>{_WHOLE})[\s.:]+|(?P<dot>{_DOTTED})\.\s*|(?P<two>tp|tx|tt)\s+"
    rf"|(?P<number>[pfq])\s?(?=\d))(?=\S)"
)
# Before the kind of a further unit that follows without a comma.
_NEXT = re.compile(
    rf"(?<=\S)\s+(?=(?:(?:{_WHOLE})\s+(?!(?:{_WHOLE})\s)\S|(?:{_DOTTED})\.\s*\S|(?:tp|tx|tt)\s+\S|[pfq]\d))"
)
_SEPARATOR = re.compile(r"[,;|/()\[\]\n]+")
_DASH = re.compile("(\\s*[-\u2010-\u2015\u2212]\\s*)")
_MOST_SYLLABLES = 4
# What a form says before the place, what is said of its time, and what it was or is besides.
_SAID_BEFORE = re.compile(
    r"\s*(?:nguyên quán|sinh quán|trú quán|quê quán|quê(?=\s*[:\-–]|\s+(?:ở|tại)\s)|nơi sinh"
    r"|sinh tại|nơi ở|thường trú|hộ khẩu(?: thường trú)?|chỗ ở|địa chỉ)"
    r"(?: hiện nay| hiện tại)?(?: tại| ở)?(?:\s*[:\-–]\s*|\s+)"
)
_OF_THEN = re.compile(
    r"[(\[]\s*(?:cũ|mới|nay|trước đây|hiện nay)\s*[)\]]|\s+cũ(?=\s*(?:[,;)\-–]|$))"
)
_BESIDES = re.compile(
    r"[(\[,;]?\s*\b(?:nay|hiện nay|bây giờ|hiện|trước|trước đây|trước kia|tức|tên cũ|cũ)"
    r"\s+(?:là|thuộc)\b\s*(?P<said>[^()\[\]]+)[)\]]?"
)
# What is smaller than a commune.
_HAMLET = re.compile(
    r"(?:thôn|bản|xóm|ấp|tổ|tdp|khu|khóm|làng|buôn|bon|plei|số|đường|đội|tiểu khu|ngõ|phố)\b"
)


@dataclass(frozen=True, slots=True)
class AddressPart:
    """One part of an address: as written, its kind ("" if none is said), and its bare name."""

    text: str
    kind: str
    name: str

    @property
    def whole(self) -> str:
        """The name when what looks like a kind belongs to it («Phường Đúc»)."""
        return spelling(self.text)

    @property
    def without_kind(self) -> "AddressPart":
        return AddressPart(self.name, "", self.name)

    @property
    def levels(self) -> tuple[AddressLevel, ...]:
        return _LEVELS[self.kind]

    @property
    def hamlet_like(self) -> bool:
        return not self.kind and _HAMLET.match(self.text) is not None


class AddressNames(Protocol):
    """The names there are: those that have a dash inside, and whether anything is called so."""

    @property
    def dashed(self) -> Container[str]: ...

    def knows(self, name: str) -> bool: ...


def besides(words: str) -> tuple[str, str]:
    """The place, and what it is said to be now or to have been («nay là …»), if anything is."""
    text = nfc(words).casefold()
    match = _BESIDES.search(text)
    if match is None:
        return text, ""
    return text[: match.start()] + text[match.end() :], match["said"]


def parts(words: str, names: AddressNames) -> tuple[AddressPart, ...]:
    """The parts of an address, as written."""
    text = nfc(words).casefold().replace("\u00f0", "đ")
    text = _OF_THEN.sub("", _SAID_BEFORE.sub("", text) if _SAID_BEFORE.match(text) else text)
    pieces = (p for piece in _SEPARATOR.split(text) for p in _undashed(piece, names))
    found = (part(p) for piece in pieces for p in _at_kinds(piece))
    return tuple(p for p in found if p.name and p.name != "việt nam")


def part(text: str) -> AddressPart:
    """One part, its kind taken off once."""
    text = " ".join(text.split()).strip(" .:")
    match = _KIND.match(text)
    if match is None:
        return AddressPart(text, "", spelling(text))
    short = match["dot"] or match["two"] or match["number"]
    kind = match["whole"] or _SHORT[short]
    return AddressPart(text, kind, spelling(text[match.end() :]))


def _undashed(piece: str, names: AddressNames) -> Iterator[str]:
    """Split at dashes, save inside a name that has one or is written with them («Nà-Hang»)."""
    pieces = _DASH.split(piece)
    atoms, dashes = pieces[::2], pieces[1::2]
    while atoms:
        joined, count = _dashed_name(atoms, dashes, names)
        if joined.strip():
            yield joined
        atoms, dashes = atoms[count:], dashes[count:]


def _dashed_name(atoms: list[str], dashes: list[str], names: AddressNames) -> tuple[str, int]:
    """The first name, and how many pieces between dashes it takes."""
    both = "-".join(atoms[:2])
    if len(atoms) > 1 and any(name in names.dashed for name in (part(both).name, part(both).whole)):
        return both, 2
    for count in range(min(len(atoms), _MOST_SYLLABLES), 1, -1):
        joined = " ".join(atoms[:count])
        if set(map(len, dashes[: count - 1])) == {1} and names.knows(part(joined).name):
            return joined, count
    return atoms[0], 1


def _at_kinds(piece: str) -> Iterator[str]:
    """Split before kinds: "xã Khuôn Hà huyện Na Hang"; a kind alone is part of what follows."""
    start = 0
    for match in _NEXT.finditer(piece):
        before = piece[start : match.start()]
        if before.strip() and not _is_kind(before):
            yield before
            start = match.end()
    yield piece[start:]


def _is_kind(text: str) -> bool:
    """«thị» of «thị xã», or a kind before a name that begins with a kind."""
    word = text.strip().rstrip(".")
    return word in _LEVELS or word in _SHORT or word.split()[-1] == "thị"
