"""Communes, districts and provinces as the gazetteer has them. Days are inclusive."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from rotplan.language.words import key

# Units have codes since Quyết định 124/2004/QĐ-TTg of this day.
FIRST_CODES = date(2004, 7, 8)

_DASHES = re.compile("\\s*[-\u2010-\u2015\u2212]\\s*")
_ALIKE = str.maketrans(
    {"\u00d0": "Đ", "\u00f0": "đ", "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"}
)
_KIND = re.compile(r"(tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)\s+", re.I)


class Bare(NamedTuple):
    """A name without its kind: ("xã", "khuôn hà"); letters as `spelling` leaves them."""

    kind: str
    name: str


class Called(NamedTuple):
    """A full name such as "Xã Lăng Can", borne until a day (None: to the end)."""

    name: str
    until: date | None

    @property
    def bare(self) -> Bare:
        return bare(self.name)


def called_in_turn(begun: list[tuple[date, str]], until: date | None) -> tuple[Called, ...]:
    """Names with the days from which they were borne, up to a day, as names going back in time."""
    turns = [turn for turn in sorted(begun) if until is None or turn[0] <= until]
    kept = [turn for n, turn in enumerate(turns) if n == 0 or turn[1] != turns[n - 1][1]]
    ends = [since - timedelta(days=1) for since, _ in kept[1:]]
    called = [Called(name, end) for (_, name), end in zip(kept, [*ends, None], strict=True)]
    return tuple(reversed(called))


class Under(NamedTuple):
    """A district's code, that a commune lay in until a day (None: to the end)."""

    district: str
    until: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Commune:
    """One commune as long as its land is the same; its name and district may change meanwhile.

    `names` and `districts` go back in time. `to` are the ids of those that took its land, "?" one
    that the sources do not name. `first` is the number of the first list that it stands on, and
    `provinces` are the codes of its province on that list and on each after it.
    """

    id: str
    code: str
    since: date | None
    until: date | None
    names: tuple[Called, ...]
    districts: tuple[Under, ...]
    provinces: tuple[str, ...]
    first: int = 0
    to: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.names[0].name

    @property
    def province(self) -> str:
        """The code of its province on the last list that it stands on."""
        return self.provinces[-1]

    @property
    def last(self) -> int:
        """The number of the last list that it stands on."""
        return self.first + len(self.provinces) - 1

    @property
    def is_new(self) -> bool:
        """On the newest list."""
        return self.until is None

    @property
    def has_districts(self) -> bool:
        """Of a time in which communes lay in districts."""
        return bool(self.districts)

    def province_on_list(self, number: int) -> str | None:
        """The code of its province on a list; nothing if it does not stand there."""
        return self.provinces[number - self.first] if self.first <= number <= self.last else None

    def stands(self, on: date) -> bool:
        return (self.since or date.min) <= on <= (self.until or date.max)

    def district_on(self, on: date) -> str | None:
        """The code of its district on a day on which it stands."""
        at = None
        for under in self.districts:
            if under.until is None or on <= under.until:
                at = under.district
        return at


class District(NamedTuple):
    """A district; `province` is that of the first list in which it lies, or lay at its end."""

    code: str
    name: str
    province: str


class Province(NamedTuple):
    """A province as a list has it: `map` is the number of the list.

    A former province stands as those of the first list that hold its land; where one of them holds
    it only in part, `districts` are the codes of that part.
    """

    code: str
    name: str
    map: int
    districts: tuple[str, ...] = ()
    is_former: bool = False


@cache
def bare(name: str) -> Bare:
    """A full name as kind and name; the kind is taken off once («Phường Phường Đúc»)."""
    match = _KIND.match(name)
    return (
        Bare(match[1].lower(), spelling(name[match.end() :])) if match else Bare("", spelling(name))
    )


@lru_cache(maxsize=1 << 16)
def spelling(name: str) -> str:
    """What spellings of one name share: case, spaces, tone placement, NFC, dashes, apostrophes.

    Accents stay. A number has no leading zeros: «Phường 01» is «Phường 1».
    """
    text = key(_DASHES.sub("-", name.translate(_ALIKE)))
    return text.lstrip("0") or text if text.isdigit() else text


@lru_cache(maxsize=1 << 16)
def letters(name: str) -> str:
    """The bare letters of a name, without accents: only ever used to look further or to suggest."""
    decomposed = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))
