"""Made hometowns with the truth known: every era, order, separator, abbreviation and spelling.

Reads the tables as plain CSV and follows successions by itself; nothing here is shared with the
code that resolves places.
"""

import csv
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rotplan

TABLES = Path(rotplan.__file__).parent / "roster" / "gazetteer"
# Provinces whose history is held: Hà Giang and Tuyên Quang.
TRACED = ("02", "08")
ROUND = "2019-10-15"
KINDS = ("Thị trấn", "Phường", "Đặc khu", "Xã", "Thành phố", "Thị xã", "Huyện", "Quận", "Tỉnh")
SHORT = {
    "Thị trấn": ("TT. ", "TT "),
    "Phường": ("P. ", "P."),
    "Xã": ("X. ", "xã "),
    "Thành phố": ("TP. ", "TP "),
    "Thị xã": ("TX. ", "TX "),
    "Huyện": ("H. ", "H."),
    "Quận": ("Q. ", "Q."),
    "Tỉnh": ("T. ", "tỉnh "),
}
OLD_STYLE = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé"}
OLD_STYLE |= {"ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}


@dataclass(frozen=True)
class Entry:
    """A commune under one name: kind and name, district and province of then, where it went.

    `today` are codes of 2025. `then` are names of the units of October 2019, for Tuyên Quang and
    Hà Giang only. `era` is the year from which it stood so.
    """

    kind: str
    name: str
    district: str
    province: str
    era: int
    today: frozenset[str]
    then: frozenset[str] | None


@dataclass(frozen=True)
class Hometown:
    """What somebody wrote, what was meant, and whether the words say so for certain: by the units
    of today, and by those of October 2019."""

    words: str
    meant: Entry
    certain: bool
    certain_then: bool


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / name).read_text("utf-8").splitlines()))


def split(name: str) -> tuple[str, str]:
    """Kind and bare name of a full name."""
    kind = next(k for k in KINDS if name.lower().startswith(k.lower() + " "))
    return kind, name[len(kind) + 1 :]


class Country:
    """All entries of all eras."""

    def __init__(self) -> None:
        self.provinces = {(r["list"], r["code"]): r["name"] for r in table("provinces.csv")}
        self.districts = {r["code"]: r for r in table("districts.csv")}
        self.old = {r["code"]: r for r in table("communes_before.csv")}
        self.new = {r["code"]: r for r in table("communes.csv")}
        self.events = sorted(table("lineage.csv"), key=lambda e: e["effective"])
        self.entries = [*self._new(), *self._old(), *self._past()]

    def _province(self, district: str) -> str:
        return self.provinces["2025-06-30", self.districts[district]["province"]]

    def _traced(self, district: str) -> bool:
        return self.districts[district]["province"] in TRACED

    def _new(self) -> Iterator[Entry]:
        for code, row in self.new.items():
            kind, name = split(row["name"])
            province = self.provinces["2025-07-01", row["province"]]
            traced = row["province"] == "08"
            sources = [c for c, r in self.old.items() if traced and code in r["to"].split()]
            then = frozenset(n for c in sources for n in self.in_2019(c)) if sources else None
            yield Entry(kind, name, "", province, 2025, frozenset((code,)), then)

    def _old(self) -> Iterator[Entry]:
        for code, row in self.old.items():
            if code in self.districts:
                continue
            kind, name = split(row["name"])
            district = row["district"]
            then = frozenset(self.in_2019(code)) if self._traced(district) else None
            today = frozenset(row["to"].split())
            yield Entry(
                kind,
                name,
                self.districts[district]["name"],
                self._province(district),
                2021,
                today,
                then,
            )

    def _past(self) -> Iterator[Entry]:
        for event in self.events:
            if "?" in event["to"]:
                continue
            kind, name = split(event["name"])
            today: set[str] = set()
            for code in self._heirs(event, "2025-06-30"):
                today |= set(self.old[code]["to"].split())
            year = int(event["effective"][:4]) - 1
            district = self.districts[event["district"]]["name"]
            province = self._province(event["district"])
            then = frozenset(self._then(event))
            yield Entry(kind, name, district, province, year, frozenset(today), then)

    def _heirs(self, event: dict[str, str], until: str) -> set[str]:
        """Codes that hold the land on a later day; a code may have ended and begun in between."""
        codes = set(event["to"].split() or [event["code"]])
        for later in self.events:
            after = event["effective"] < later["effective"] <= until
            if after and later["to"] and later["code"] in codes:
                codes.remove(later["code"])
                codes |= set(later["to"].split())
        return codes

    def _then(self, event: dict[str, str]) -> set[str]:
        """Names in October 2019 of what an event's unit then was."""
        if event["effective"] <= ROUND:
            return {n for code in self._heirs(event, ROUND) for n in (self.name_in_2019(code),)}
        if event["to"]:
            return {event["name"]}
        return self.in_2019(event["code"])

    def in_2019(self, code: str) -> set[str]:
        """Names in October 2019 of the units whose land a code of June 2025 holds."""
        codes = {code}
        for event in reversed(self.events):
            if event["effective"] > ROUND and codes & set(event["to"].split()):
                codes.add(event["code"])
        return {self.name_in_2019(c) for c in codes}

    def name_in_2019(self, code: str) -> str:
        """The full name that a code had: before the first later event that names it."""
        for event in self.events:
            if event["effective"] > ROUND and event["code"] == code:
                return event["name"]
        return self.old[code]["name"]


def made(count: int, seed: int = 7) -> Iterator[Hometown]:
    """So many hometowns, the same for the same seed."""
    country, rng = Country(), random.Random(seed)
    by_era: dict[tuple[bool, int], list[Entry]] = defaultdict(list)
    for entry in country.entries:
        by_era[entry.then is not None, entry.era].append(entry)
    pools = sorted(by_era)
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in country.entries:
        by_name[entry.name].append(entry)
    for _ in range(count):
        entry = rng.choice(by_era[rng.choice(pools)])
        yield _written(rng, entry, by_name[entry.name])


def damaged(count: int, seed: int = 12) -> Iterator[Hometown]:
    """So many with a letter of the commune wrong, a part left out, or a hamlet in front."""
    rng, known = random.Random(seed), {e.name.casefold() for e in Country().entries}
    for home in made(count, seed):
        meant = home.meant
        larger = [split(name)[1] for name in (meant.district, meant.province) if name]
        parts = [meant.name, *larger]
        how = rng.choice(("letter", "left out", "hamlet", "hamlet only"))
        if how == "letter":
            at = rng.randrange(len(meant.name))
            wrong = meant.name[:at] + rng.choice("abcđeôiuyạ") + meant.name[at + 1 :]
            parts[0] = "Khôngđâu" if wrong.casefold() in known else wrong
        elif how == "left out":
            parts.pop(rng.randrange(len(parts)))
        else:
            parts = ["Nà Ráo", *(parts if how == "hamlet" else parts[:-1])]
        yield Hometown(", ".join(parts), meant, certain=False, certain_then=False)


def _written(rng: random.Random, entry: Entry, namesakes: list[Entry]) -> Hometown:
    with_kind = rng.random() < 0.6 or entry.name.isdigit()
    with_district = bool(entry.district) and rng.random() < 0.85
    with_province = rng.random() < 0.85 or not entry.district
    parts = [_part(rng, entry.kind, entry.name, with_kind=with_kind)]
    if with_district:
        parts.append(_part(rng, *split(entry.district), with_kind=rng.random() < 0.5))
    if with_province:
        parts.append(_part(rng, *split(entry.province), with_kind=rng.random() < 0.4))
    fitting = [
        other
        for other in namesakes
        if (not with_kind or other.kind == entry.kind)
        and (not with_district or _same(other.district, entry.district))
        and (not with_province or _same(other.province, entry.province))
    ]
    return Hometown(
        words=_spelt(rng, _ordered(rng, parts)),
        meant=entry,
        certain=_one({other.today for other in fitting}),
        certain_then=_one({other.then or frozenset() for other in fitting}),
    )


def _one(meanings: set[frozenset[str]]) -> bool:
    """Whether all readings lead to one and the same unit."""
    return len(meanings) == 1 and len(next(iter(meanings))) == 1


def _same(a: str, b: str) -> bool:
    """District kinds change, so only the names count; today's communes have no district."""
    return bool(a and b) and split(a)[1] == split(b)[1]


def _part(rng: random.Random, kind: str, name: str, *, with_kind: bool) -> str:
    if not with_kind:
        return name
    if rng.random() < 0.5 and kind in SHORT:
        return rng.choice(SHORT[kind]) + name
    return f"{kind if rng.random() < 0.5 else kind.lower()} {name}"


def _ordered(rng: random.Random, parts: list[str]) -> str:
    order = rng.choice(("up", "up", "up", "down", "last-first"))
    if order == "down":
        parts = parts[::-1]
    elif order == "last-first":
        parts = [parts[-1], *parts[:-1]]
    separator = rng.choice((", ", ", ", ",", " - ", " – ", "; "))
    return separator.join(parts)


def _spelt(rng: random.Random, words: str) -> str:
    if rng.random() < 0.3:
        words = re.sub("|".join(OLD_STYLE), lambda m: OLD_STYLE[m[0]], words)
    if rng.random() < 0.15:
        words = words.upper()
    if rng.random() < 0.1:
        words = words.replace(" ", "  ")
    return unicodedata.normalize("NFD", words) if rng.random() < 0.2 else words
