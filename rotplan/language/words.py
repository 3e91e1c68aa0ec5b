"""How words, names, dates and numbers read, in Vietnamese and in English."""

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Lang = Literal["vi", "en"]

# What a terminal or an editor would act on instead of showing: controls, format and line marks.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f]"
)

# Letters and signs without a shape of their own: fillers of Hangul and Khmer, the empty Braille
# cell, joiners, variation selectors (Default_Ignorable_Code_Point of Unicode, and U+2800, U+1D159).
BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufff8\U0001d159\U000e0000\U000e0002-\U000e001f\U000e0080-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages."""

    vi: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.vi if lang == "vi" else self.en

    def __add__(self, more: "Words") -> "Words":
        return Words(self.vi + more.vi, self.en + more.en)

    def format(self, **parts: object) -> "Words":
        """Fill the braces; a part that is itself `Words` is taken in the language around it."""
        return Words(*(_fill(self[lang], lang, parts) for lang in LANGS))


LANGS: tuple[Lang, Lang] = ("vi", "en")


def _fill(template: str, lang: Lang, parts: dict[str, object]) -> str:
    return template.format(**{k: v[lang] if isinstance(v, Words) else v for k, v in parts.items()})


def same(text: str) -> Words:
    """A name or number that reads the same in both languages."""
    return Words(text, text)


def joined(items: Iterable[Words | str], separator: str = ", ") -> Words:
    """A list of names or phrases in one line."""
    parts = [item if isinstance(item, Words) else same(item) for item in items]
    return Words(separator.join(p.vi for p in parts), separator.join(p.en for p in parts))


def show(text: str) -> str:
    """The text with everything made visible that a terminal would act on."""
    return BLANK.sub(_named, HIDDEN.sub(_named, text)).replace("\n", "⏎")


def _named(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def day(value: date) -> Words:
    """15/10/2019 in Vietnamese, 2019-10-15 in English."""
    return Words(f"{value:%d/%m/%Y}", value.isoformat())


def month(year: int, number: int) -> Words:
    """10/2019 in Vietnamese, 2019-10 in English."""
    return Words(f"{number:02d}/{year}", f"{year}-{number:02d}")


def percent(part: int, whole: int) -> Words:
    """A share to one decimal, rounded half up: 87,5 % in Vietnamese, 87.5 % in English."""
    tenths = (2000 * part + whole) // (2 * whole)
    if tenths % 10 == 0:
        return same(f"{tenths // 10} %")
    return Words(f"{tenths // 10},{tenths % 10} %", f"{tenths // 10}.{tenths % 10} %")


def nfc(text: str) -> str:
    """Canonical composition: the form in which all text is stored."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def key(name: str) -> str:
    """What two spellings of one name share: case, spaces and tone placement do not matter.

    Accents do: `Hoà` and `Hòa` are one name, `Hoa` is another. The tone mark is moved to the end
    of its vowel group, so that both placements give the same letters in the same order. Ð (eth)
    and Ɖ look like Đ, and old keyboards write them for it.
    """
    folded = " ".join(name.split()).casefold().translate(_ETHS)
    decomposed = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", _TONED.sub(r"\1\3\2", decomposed))


_ETHS = str.maketrans("\u00f0\u0256", "\u0111\u0111")

# One or more vowels with their shape marks, the tone, and the vowels after it.
_TONED = re.compile(
    "([aeiouy][\u0302\u0306\u031b]?)([\u0300\u0301\u0303\u0309\u0323])"
    "((?:[aeiouy][\u0302\u0306\u031b]?)+)"
)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, if any is near.

    Looked for at a bounded cost, however many are known and however often it is asked: of many
    words only the neighbours by beginning and by ending are compared.
    """
    if len(word) > _LONGEST_SLIP:
        return None
    return _nearest(word, tuple(known))


# whoever slips in a longer word is not helped by a guess
_LONGEST_SLIP = 64
# so many are compared in full; of more, as many neighbours by beginning and by ending
_COMPARED = 60


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Kept, since a finding asks twice: for its words, and for its repair."""
    near = _neighbours(word, known) if len(known) > _COMPARED else known
    close = sorted(((in_common(word, k), k) for k in near), reverse=True)
    finalists = [k for common, k in close[:8] if common >= 0.6]
    ratios = [(difflib.SequenceMatcher(None, k, word).ratio(), k) for k in finalists]
    best = max(ratios, default=(0.0, ""))
    return best[1] if best[0] >= 0.6 else None


def _neighbours(word: str, known: tuple[str, ...]) -> set[str]:
    """The known words that stand next to a word in order of their beginnings and endings."""
    forwards, backwards = _ordered(known)
    near = set[str]()
    half = _COMPARED // 4
    for order, sought in ((forwards, word), (backwards, word[::-1])):
        at = bisect_left(order, (sought, ""))
        near.update(k for _, k in order[max(0, at - half) : at + half])
    return near


@lru_cache(maxsize=8)
def _ordered(known: tuple[str, ...]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    words = [k for k in known if len(k) <= 2 * _LONGEST_SLIP]
    return sorted((k, k) for k in words), sorted((k[::-1], k) for k in words)


def in_common(one: str, other: str) -> float:
    """A share that is never below `SequenceMatcher.ratio` of two words, and far cheaper: by their
    longest common subsequence, found with the letters of one as bits of a number."""
    return _share(len(one), _bits(one), other)


def much_in_common(one: str, others: Iterable[str], least: float) -> list[str]:
    """Those of many words of which that share is not below one."""
    length, where = len(one), _bits(one)
    return [other for other in others if _share(length, where, other) >= least]


def _bits(word: str) -> dict[str, int]:
    where: dict[str, int] = {}
    for n, letter in enumerate(word):
        where[letter] = where.get(letter, 0) | 1 << n
    return where


def _share(size: int, where: dict[str, int], other: str) -> float:
    length = size + len(other)
    if not length or 2 * min(size, len(other)) < 0.6 * length:
        return 0.0
    everything = (1 << size) - 1
    unmatched = everything
    for letter in other:
        if letter in where:
            hit = unmatched & where[letter]
            unmatched = (unmatched + hit | unmatched - hit) & everything
    return 2 * (size - unmatched.bit_count()) / length


def width(text: str) -> int:
    """Columns that the text takes in a terminal (combining marks none, wide letters two)."""
    return sum(_cell(c) for c in text)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
