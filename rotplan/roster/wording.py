"""A place in words taken apart: "xã Thuỷ Loa - Nà Hang" is the commune and the district.

Nothing is looked up here; which part is what is settled in `lookup.py`.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal

from rotplan.roster.gazetteer.units import spelling
from rotplan.text import nfc

Level = Literal["commune", "district", "province"]
LEVELS: tuple[Level, ...] = ("commune", "district", "province")

# Kind as written -> the kind meant. One letter needs its dot or a number («P1»).
_WHOLE = r"tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu"
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
_LEVELS: dict[str, tuple[Level, ...]] = {
    "": LEVELS,
    "tỉnh": ("province",),
    "thành phố": ("district", "province"),
    "thị xã": ("district",),
    "huyện": ("district",),
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
_SEPARATOR = re.compile(r"[,;|/()\n]+")
_DASH = re.compile("\\s*[-\u2010-\u2015\u2212]\\s*")
# What is smaller than a commune.
_HAMLET = re.compile(
    r"(?:thôn|bản|xóm|ấp|tổ|tdp|khu|khóm|làng|buôn|bon|plei|số|đường|đội|tiểu khu|ngõ|phố)\b"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an address: as written, its kind ("" if none is said), and its bare name."""

    text: str
    kind: str
    name: str

    @property
    def whole(self) -> str:
        """The name when what looks like a kind belongs to it («Phường Đúc»)."""
        return spelling(self.text)

    @property
    def without_kind(self) -> "Part":
        return Part(self.name, "", self.name)

    @property
    def levels(self) -> tuple[Level, ...]:
        return _LEVELS[self.kind]

    @property
    def hamlet_like(self) -> bool:
        return not self.kind and _HAMLET.match(self.text) is not None


def parts(words: str, dashed: Container[str]) -> tuple[Part, ...]:
    """The parts of an address, as written; `dashed` are the names that have a dash inside."""
    text = nfc(words).casefold().replace("\u00f0", "đ")
    pieces = (p for piece in _SEPARATOR.split(text) for p in _undashed(piece, dashed))
    found = (part(p) for piece in pieces for p in _at_kinds(piece))
    return tuple(p for p in found if p.name and p.name != "việt nam")


def part(text: str) -> Part:
    """One part, its kind taken off once."""
    text = " ".join(text.split()).strip(" .:")
    match = _KIND.match(text)
    if match is None:
        return Part(text, "", spelling(text))
    short = match["dot"] or match["two"] or match["number"]
    kind = match["whole"] or _SHORT[short]
    return Part(text, kind, spelling(text[match.end() :]))


def _undashed(piece: str, dashed: Container[str]) -> Iterator[str]:
    """Split at dashes, save inside a name that has one."""
    atoms = [a for a in _DASH.split(piece) if a.strip()]
    while atoms:
        joined = f"{atoms[0]}-{atoms[1]}" if len(atoms) > 1 else ""
        one = part(joined)
        if joined and (one.name in dashed or one.whole in dashed):
            yield joined
            atoms = atoms[2:]
        else:
            yield atoms.pop(0)


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
