"""Every commune under every name, read from the tables as plain CSV.

Follows successions by itself; nothing here is shared with the code that resolves places.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.paths import PACKAGE

TABLES = PACKAGE / "roster" / "gazetteer"
OLD, NEW = "three-tier", "two-tier"
# Provinces whose history is held: Hà Giang and Tuyên Quang.
TRACED = ("02", "08")
ROUND = "2019-10-15"
KINDS = ("Thị trấn", "Phường", "Đặc khu", "Xã", "Thành phố", "Thị xã", "Huyện", "Quận", "Tỉnh")
# Provinces that are no more, and what else a province's name has covered: which of the 63 hold
# their land, and which districts of others. Typed in anew, not read from the resolver's table.
FORMER: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Hà Tuyên": (("Hà Giang", "Tuyên Quang"), ()),
    "Hà Tây": (("Hà Nội",), ()),
    "Vĩnh Phú": (("Vĩnh Phúc", "Phú Thọ"), ("Huyện Mê Linh", "Huyện Sóc Sơn")),
    "Hà Bắc": (("Bắc Giang", "Bắc Ninh"), ()),
    "Bắc Thái": (("Bắc Kạn", "Thái Nguyên"), ()),
    "Hoàng Liên Sơn": (("Lào Cai", "Yên Bái"), ("Huyện Than Uyên", "Huyện Tân Uyên")),
    "Cao Lạng": (("Cao Bằng", "Lạng Sơn"), ()),
    "Hải Hưng": (("Hải Dương", "Hưng Yên"), ()),
    "Hà Nam Ninh": (("Hà Nam", "Nam Định", "Ninh Bình"), ()),
    "Nam Hà": (("Hà Nam", "Nam Định"), ()),
    "Hà Sơn Bình": (("Hà Nội", "Hòa Bình"), ()),
    "Nghệ Tĩnh": (("Nghệ An", "Hà Tĩnh"), ()),
    "Bình Trị Thiên": (("Quảng Bình", "Quảng Trị", "Huế"), ()),
    "Quảng Nam - Đà Nẵng": (("Quảng Nam", "Đà Nẵng"), ()),
    "Nghĩa Bình": (("Quảng Ngãi", "Bình Định"), ()),
    "Phú Khánh": (("Phú Yên", "Khánh Hòa"), ()),
    "Thuận Hải": (("Ninh Thuận", "Bình Thuận"), ()),
    "Gia Lai - Kon Tum": (("Gia Lai", "Kon Tum"), ()),
    "Sông Bé": (("Bình Dương", "Bình Phước"), ()),
    "Minh Hải": (("Bạc Liêu", "Cà Mau"), ()),
    "Hậu Giang": (("Cần Thơ", "Sóc Trăng"), ()),
    "Cửu Long": (("Vĩnh Long", "Trà Vinh"), ()),
    "Cần Thơ": (("Hậu Giang",), ()),
    "Đắk Lắk": (("Đắk Nông",), ()),
    "Lai Châu": (("Điện Biên",), ()),
    "Lào Cai": ((), ("Huyện Than Uyên", "Huyện Tân Uyên")),
    "Cao Bằng": ((), ("Huyện Pác Nặm", "Huyện Ba Bể", "Huyện Ngân Sơn")),
    "Vĩnh Phúc": ((), ("Huyện Mê Linh",)),
    "Đồng Nai": (("Bà Rịa - Vũng Tàu",), ("Huyện Cần Giờ",)),
    "Quảng Ninh": ((), ("Huyện Đình Lập",)),
}
# The first year of today's Hà Giang and Tuyên Quang, which were one province before.
DIVIDED_IN = 1991
# Until this day what a commune of a name that lives on gave away is not held against the name.
HELD_SINCE = "2008-10-01"


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


def lies_in(entry: "Entry", province: str) -> bool:
    """Whether an entry's commune lies in what was ever called so; communes of today by today."""
    name, own = split(province)[1], split(entry.province)[1]
    if own == name or entry.era == 2025:
        return own == name
    whole, districts = FORMER.get(name, ((), ()))
    return own in whole or entry.district in districts


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / name).read_text("utf-8").splitlines()))


def split(name: str) -> tuple[str, str]:
    """Kind and bare name of a full name."""
    kind = next(k for k in KINDS if name.lower().startswith(k.lower() + " "))
    return kind, name[len(kind) + 1 :]


class Country:
    """All entries of all eras."""

    def __init__(self) -> None:
        lists = {tier: table(f"{tier}/provinces.csv") for tier in (OLD, NEW)}
        self.provinces = {(t, r["code"]): r["name"] for t, rows in lists.items() for r in rows}
        self.districts = {r["code"]: r for r in table(f"{OLD}/districts.csv")}
        self.new = {r["code"]: r for r in table(f"{NEW}/communes.csv")}
        to: dict[str, list[str]] = defaultdict(list)
        for code, row in self.new.items():
            for before in row["from"].split():
                to[before].append(code)
        old = table(f"{OLD}/communes.csv")
        self.old = {r["code"]: {**r, "to": " ".join(sorted(to[r["code"]]))} for r in old}
        self.events = sorted(table("lineage.csv"), key=lambda e: e["effective"])
        self.entries = [*self._new(), *self._old(), *self._past()]

    def _province(self, district: str) -> str:
        return self.provinces[OLD, self.districts[district]["province"]]

    def _traced(self, district: str) -> bool:
        return self.districts[district]["province"] in TRACED

    def _new(self) -> Iterator[Entry]:
        for code, row in self.new.items():
            kind, name = split(row["name"])
            province = self.provinces[NEW, row["province"]]
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
            if "?" in event["to"] or self._is_told_apart_by_nothing(event):
                continue
            kind, name = split(event["name"])
            today: set[str] = set()
            for code in self._heirs(event, "2025-06-30"):
                today |= set(self.old[code]["to"].split())
            year = int(event["effective"][:4]) - 1
            district = self.districts[event["district"]]["name"]
            province = self._province(event["district"])
            traced = self._traced(event["district"])
            if year < DIVIDED_IN and traced:
                province = "Tỉnh Hà Tuyên"
            then = frozenset(self._then(event)) if traced else None
            yield Entry(kind, name, district, province, year, frozenset(today), then)

    def land_of(self, entry: Entry) -> set[str]:
        """The districts whose land a commune of today took."""
        if entry.district:
            return set()
        return {
            self.districts[row["district"]]["name"]
            for row in self.old.values()
            if entry.today & set(row["to"].split())
        }

    def _is_told_apart_by_nothing(self, event: dict[str, str]) -> bool:
        """Whether the words may be those of what bears the name since: they are of the later time
        then, as docs/places.md says."""
        lives_on = event["code"] in event["to"].split()
        return lives_on and str(DIVIDED_IN) < event["effective"] < HELD_SINCE

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
