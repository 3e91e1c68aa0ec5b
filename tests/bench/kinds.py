"""Hometowns of the kinds that tables of today do not have: `python -m tests.bench.kinds [COUNT]`.

Districts that ended, wards and cities since 2025, islands that are units of their own, provinces
under other names, districts that nobody has heard of, and texts that contradict themselves. The
truth is typed in or compiled apart (`tests/roster/gazetteer/`); only for namesakes the plain tables
are asked. Nothing here knows the code that resolves places.
"""

import csv
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rotplan.roster.records import Place
from tests.bench.country import Country, Entry, split
from tests.bench.hometowns import ordered_and_spelt
from tests.bench.places import TODAY, empty_roster
from tests.paths import TESTS

TABLES = TESTS / "roster" / "gazetteer"
# Districts that ended before codes began, and the provinces (of the 63) that hold their land.
LONG_ENDED: dict[str, tuple[str, ...]] = {
    "Kim Thi": ("Hưng Yên",),
    "Phù Tiên": ("Hưng Yên",),
    "Châu Giang": ("Hưng Yên",),
    "Mỹ Văn": ("Hưng Yên",),
    "Ninh Thanh": ("Hải Dương",),
    "Nam Thanh": ("Hải Dương",),
    "Cẩm Bình": ("Hải Dương",),
    "Tứ Lộc": ("Hải Dương",),
    "Kim Môn": ("Hải Dương",),
    "Hoàng Long": ("Ninh Bình",),
    "Gia Khánh": ("Ninh Bình",),
    "Phong Châu": ("Phú Thọ",),
    "Sông Thao": ("Phú Thọ",),
    "Tam Thanh": ("Phú Thọ",),
    "Bến Hải": ("Quảng Trị",),
    "Triệu Hải": ("Quảng Trị",),
    "Hương Điền": ("Huế",),
    "Hương Phú": ("Huế",),
    "Lệ Ninh": ("Quảng Bình",),
    "Vĩnh Thạch": ("Thanh Hóa",),
    "Lương Ngọc": ("Thanh Hóa",),
    "Đông Thiệu": ("Thanh Hóa",),
    "Thiệu Yên": ("Thanh Hóa",),
    "Trung Sơn": ("Thanh Hóa",),
    "An Thụy": ("Hải Phòng",),
    "Tiên Hưng": ("Thái Bình",),
    "Phụ Dực": ("Thái Bình",),
    "Thư Trì": ("Thái Bình",),
    "Vũ Tiên": ("Thái Bình",),
    "Bảy Núi": ("An Giang",),
    "Phú Châu": ("An Giang",),
    "Vĩnh An": ("Đồng Nai",),
    "Quảng Hà": ("Quảng Ninh",),
    "Chợ Rã": ("Bắc Kạn",),
    "Điềm He": ("Lạng Sơn",),
    "Thoát Lãng": ("Lạng Sơn",),
    "Bằng Mạc": ("Lạng Sơn",),
    "Việt Yên Dũng": ("Bắc Giang",),
    "Hòa Vang Bắc": ("Đà Nẵng",),
    "Khánh Xương": ("Khánh Hòa",),
}
# Island district -> (province, codes of today); then the communes that it had.
ISLANDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Lý Sơn": ("Quảng Ngãi", ("21548",)),
    "Cồn Cỏ": ("Quảng Trị", ("19742",)),
    "Côn Đảo": ("Bà Rịa - Vũng Tàu", ("26732",)),
    "Bạch Long Vĩ": ("Hải Phòng", ("11948",)),
    "Hoàng Sa": ("Đà Nẵng", ("20333",)),
    "Trường Sa": ("Khánh Hòa", ("22736",)),
    "Phú Quý": ("Bình Thuận", ("23272",)),
    "Cô Tô": ("Quảng Ninh", ("07192",)),
    "Vân Đồn": ("Quảng Ninh", ("06994",)),
    "Cát Hải": ("Hải Phòng", ("11914",)),
    "Phú Quốc": ("Kiên Giang", ("31078", "31105")),
}
ON_ISLANDS = (
    ("Xã An Vĩnh", "Lý Sơn", "21548"),
    ("Xã An Hải", "Lý Sơn", "21548"),
    ("Xã An Bình", "Lý Sơn", "21548"),
    ("Xã Ngũ Phụng", "Phú Quý", "23272"),
    ("Xã Tam Thanh", "Phú Quý", "23272"),
    ("Xã Long Hải", "Phú Quý", "23272"),
    ("Thị trấn Cô Tô", "Cô Tô", "07192"),
    ("Xã Thanh Lân", "Cô Tô", "07192"),
    ("Xã Đồng Tiến", "Cô Tô", "07192"),
    ("Thị trấn Cái Rồng", "Vân Đồn", "06994"),
    ("Xã Quan Lạn", "Vân Đồn", "06994"),
    ("Thị trấn Cát Bà", "Cát Hải", "11914"),
    ("Xã Trân Châu", "Cát Hải", "11914"),
    ("Xã Thổ Châu", "Phú Quốc", "31105"),
    ("Xã Gành Dầu", "Phú Quốc", "31078"),
    ("Thị trấn Trường Sa", "Trường Sa", "22736"),
)
# A name in use -> the provinces of the 63 that it means at most.
OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "Sài Gòn": ("Hồ Chí Minh",),
    "TP Sài Gòn": ("Hồ Chí Minh",),
    "TP.HCM": ("Hồ Chí Minh",),
    "tỉnh Gia Định": ("Hồ Chí Minh",),
    "tỉnh Thừa Thiên": ("Huế",),
    "tỉnh Thừa Thiên Huế": ("Huế",),
    "Bắc Cạn": ("Bắc Kạn",),
    "Kontum": ("Kon Tum",),
    "Đăk Lăk": ("Đắk Lắk",),
    "Bà Rịa Vũng Tàu": ("Bà Rịa - Vũng Tàu",),
    "tỉnh Hà Đông": ("Hà Nội",),
    "tỉnh Sơn Tây": ("Hà Nội",),
    "tỉnh Kiến An": ("Hải Phòng",),
    "tỉnh Gò Công": ("Tiền Giang",),
}


@dataclass(frozen=True)
class Written:
    """Words, the codes of today that were meant (all of them possible), and their province among
    the 34; no codes where only the province is known."""

    words: str
    codes: frozenset[str]
    province: str


@dataclass
class Count:
    """Answers of one kind: how many were asked, held for certain, or wrongly ruled out."""

    count: Counter[str] = field(default_factory=Counter)
    wrong: list[Written] = field(default_factory=list)

    def share(self, what: str) -> float:
        return 100 * self.count[what] / max(1, self.count["asked"])


class Maker:
    """Makes hometowns of every kind, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng, self.country = random.Random(seed), Country()
        self.entries = [e for e in self.country.entries if e.era == 2021]
        self.by_province: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self.by_province.setdefault(split(entry.province)[1], []).append(entry)
        self.kinds: dict[str, Callable[[], Written]] = {
            "ended districts": self.ended,
            "districts of before 2004": self.long_ended,
            "wards and cities since 2025": self.changed,
            "island districts": self.island,
            "other names of provinces": self.renamed,
            "text that contradicts itself": self.contradicting,
        }
        self._ended, self._changed = rows("ended_districts.csv"), rows("changed_wards.csv")
        self._districts = {split(r["name"])[1] for r in self.country.districts.values()}
        self._districts |= {split(r["district"])[1] for r in self._ended}

    def write(self, *parts: str) -> str:
        return ordered_and_spelt(self.rng, list(parts))

    def _today(self, entry: Entry) -> Written:
        province = self._province(next(iter(entry.today)))
        return Written("", entry.today, province)

    def _province(self, code: str) -> str:
        return self.country.new[code]["province"]

    def _maybe_bare(self, full: str) -> str:
        return full if self.rng.random() < 0.6 else split(full)[1]

    def ended(self) -> Written:
        row = self.rng.choice(self._ended)
        words = self.write(row["commune"], self._maybe_bare(row["district"]), row["province"])
        in_province = self.by_province[_of_now(split(row["province"])[1])]
        province = self._today(in_province[0]).province
        return Written(words, frozenset(row["today"].split()), _moved(row, province))

    def long_ended(self) -> Written:
        district = self.rng.choice(sorted(LONG_ENDED))
        entry = self.rng.choice(self.by_province[self.rng.choice(LONG_ENDED[district])])
        name = f"{entry.kind} {entry.name}"
        words = self.write(self._maybe_bare(name), f"huyện {district}", entry.province)
        return Written(words, entry.today, self._today(entry).province)

    def changed(self) -> Written:
        row = self.rng.choice(self._changed)
        province = f"{self.rng.choice(('', 'tỉnh ', 'TP ', 'thành phố '))}{row['province']}"
        commune = self.rng.choice((row["name"], row["name"].replace("Phường", "P."), row["was"]))
        return Written(
            self.write(commune, province), frozenset((row["code"],)), self._province(row["code"])
        )

    def island(self) -> Written:
        codes: tuple[str, ...]
        if self.rng.random() < 0.5:
            commune, district, code = self.rng.choice(ON_ISLANDS)
            parts, codes = [commune, f"huyện {district}"], (code,)
        else:
            district = self.rng.choice(sorted(ISLANDS))
            parts, codes = [f"{self.rng.choice(('huyện ', 'H. '))}{district}"], ISLANDS[district][1]
        if self.rng.random() < 0.8:
            parts.append(f"{self.rng.choice(('', 'tỉnh '))}{ISLANDS[district][0]}")
        if ISLANDS[district][0] in ("Hải Phòng", "Đà Nẵng"):
            parts = [part.replace("tỉnh ", "thành phố ") for part in parts]
        return Written(self.write(*parts), frozenset(codes), self._province(codes[0]))

    def renamed(self) -> Written:
        name = self.rng.choice(sorted(OTHER_NAMES))
        entry = self.rng.choice(self.by_province[self.rng.choice(OTHER_NAMES[name])])
        commune = f"{entry.kind} {entry.name}"
        words = self.write(commune, self._maybe_bare(entry.district), name)
        return Written(words, entry.today, self._today(entry).province)

    def contradicting(self) -> Written:
        """A district that lies only in another province than the one that is named beside it."""
        entry, other = self.rng.choice(self.entries), self.rng.choice(self.entries)
        here = {split(e.district)[1] for e in self.by_province[split(entry.province)[1]]}
        one_province = self._today(entry).province == self._today(other).province
        if split(other.district)[1] in here or one_province:
            return self.contradicting()
        name, district = f"{entry.kind} {entry.name}", split(other.district)[1]
        if self.rng.random() < 0.7:
            words = self.write(name, self._maybe_bare(other.district), entry.province)
            return Written(words, entry.today, self._today(entry).province)
        bare = split(entry.province)[1]
        if any(e.name == bare and split(e.district)[1] == district for e in self.entries):
            return self.contradicting()  # «Bình Dương, Thăng Bình» is a commune
        there = {e.name for e in self.by_province[bare]}
        marked = district in there  # «Tân Phú, Nghệ An» is a commune
        named = other.district if marked else self._maybe_bare(other.district)
        words = self.write(named, bare)
        return Written(words, entry.today, self._today(entry).province)


def _of_now(province: str) -> str:
    return "Huế" if province == "Thừa Thiên Huế" else province


def _moved(row: dict[str, str], province: str) -> str:
    """Mê Linh went from Vĩnh Phúc to Hà Nội."""
    return "01" if row["district"] == "Huyện Mê Linh" else province


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / name).read_text("utf-8").splitlines()))


def measure(count: int, seed: int = 21) -> dict[str, Count]:
    """So many hometowns of every kind, judged by the units of 2026."""
    maker = Maker(seed)
    return {kind: judged(made(make, count)) for kind, make in maker.kinds.items()}


def made(make: Callable[[], Written], count: int) -> Iterator[Written]:
    return (make() for _ in range(count))


def judged(homes: Iterable[Written]) -> Count:
    """Whether what was meant is among the answers, and how narrow they are."""
    where, tally = empty_roster(TODAY).whereabouts, Count()
    for home in homes:
        found = where.home(Place(words=home.words), TODAY).mapped
        whole = {s.province for s in found if s.commune is None}
        communes = {s.commune for s in found if s.commune is not None}
        provinces = {s.province for s in found}
        tally.count["asked"] += 1
        tally.count["province certain"] += provinces == {home.province}
        tally.count["commune certain"] += bool(home.codes) and communes == home.codes and not whole
        held = home.province in whole or home.codes <= communes
        if found and not (held if home.codes else home.province in provinces):
            tally.wrong.append(home)
    return tally


def main(count: int, seeds: Iterable[int]) -> None:
    print("| kind | asked | wrong | province certain | commune certain |\n|---|---|---|---|---|")
    whole: dict[str, Count] = {}
    for seed in seeds:
        for kind, tally in measure(count, seed).items():
            into = whole.setdefault(kind, Count())
            into.count.update(tally.count)
            into.wrong += tally.wrong
    for kind, tally in whole.items():
        shares = " | ".join(
            f"{tally.share(w):.1f} %" for w in ("province certain", "commune certain")
        )
        print(f"| {kind} | {tally.count['asked']} | {len(tally.wrong)} | {shares} |")
    for kind, tally in whole.items():
        for home in tally.wrong[:10]:
            print(f"WRONG ({kind}) {home.words!r}, meant {sorted(home.codes)} in {home.province}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, range(21, 26))
