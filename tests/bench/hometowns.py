"""Made hometowns with the truth known: every era, order, separator, abbreviation and spelling."""

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.country import DIVIDED_IN, FORMER, Country, Entry, lies_in, split

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
HAMLETS = ("Nà Tông", "Bản Bung", "Khau Cau", "Tân Lập", "Đồng Tâm", "Quang Trung")
BEFORE = ("Quê quán: ", "Quê: ", "Nơi sinh: ", "Nguyên quán ", "Quê quán ", "Thường trú tại ")
# The years from which the eras of the hometowns begin: before 2006, 2011, 2020, 2021, 2025.
ERAS = (1976, 2006, 2011, 2020, 2021, 2025)


@dataclass(frozen=True)
class Hometown:
    """What somebody wrote, what was meant, and whether the words say so for certain: by the units
    of today, and by those of October 2019."""

    words: str
    meant: Entry
    certain: bool
    certain_then: bool


def made(count: int, seed: int = 7) -> Iterator[Hometown]:
    """So many hometowns, the same for the same seed."""
    country, rng = Country(), random.Random(seed)
    by_era: dict[tuple[bool, int], list[Entry]] = defaultdict(list)
    for entry in country.entries:
        by_era[entry.then is not None, max(e for e in ERAS if e <= entry.era)].append(entry)
    districts = frozenset(split(r["name"])[1] for r in country.districts.values())
    pools = sorted(by_era)
    by_name = _by_name(country)
    for _ in range(count):
        entry = rng.choice(by_era[rng.choice(pools)])
        yield _written(rng, entry, by_name[entry.name], districts)


def _by_name(country: Country) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in country.entries:
        found[entry.name].append(entry)
    return found


def misplaced(count: int, seed: int = 15) -> Iterator[Hometown]:
    """So many of Hà Giang and Tuyên Quang in a district where no commune of the name ever lay, on
    either map: what was meant must not be ruled out."""
    country, rng = Country(), random.Random(seed)
    by_name = _by_name(country)
    provinces = {split(name)[1] for name in country.provinces.values()}
    old = [e for e in country.entries if e.then is not None and e.era == 2021]
    old = [e for e in old if e.name not in provinces]
    named = {e.district for e in old if split(e.district)[1] not in provinces}
    while count:
        entry, district = rng.choice(old), rng.choice(sorted(named))
        about = {d for e in by_name[entry.name] for d in (e.district, *country.land_of(e)) if d}
        if any(_same(district, d) for d in about):
            continue
        count -= 1
        parts = [entry.name, split(district)[1], split(entry.province)[1]]
        parts = parts[: rng.choice((2, 3, 3))]
        rng.choice((list.reverse, list.copy, rng.shuffle))(parts)
        yield Hometown(", ".join(parts), entry, certain=False, certain_then=False)


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
            # a province of then tells what the words are of: without it they are of later
            parts.pop(rng.randrange(len(parts) - (meant.era < DIVIDED_IN)))
        else:
            parts = ["Nà Ráo", *(parts if how == "hamlet" else parts[:-1])]
        yield Hometown(", ".join(parts), meant, certain=False, certain_then=False)


def _written(
    rng: random.Random, entry: Entry, namesakes: list[Entry], districts: frozenset[str]
) -> Hometown:
    with_kind = rng.random() < 0.6 or entry.name.isdigit()
    with_district = bool(entry.district) and rng.random() < 0.85
    with_province = rng.random() < 0.85 or not entry.district or entry.era < DIVIDED_IN
    province = _province_of_then(rng, entry)
    parts = [_part(rng, entry.kind, entry.name, with_kind=with_kind)]
    if with_district:
        parts.append(_part(rng, *split(entry.district), with_kind=rng.random() < 0.5))
    if with_province:
        parts.append(_part(rng, *split(province), with_kind=rng.random() < 0.4))
    fitting = [
        other
        for other in namesakes
        if (not with_kind or other.kind == entry.kind)
        and (not with_district or _same(other.district, entry.district))
        and (not with_province or lies_in(other, province))
    ]
    hamlet = rng.choice(HAMLETS) if not entry.district and with_kind else ""
    vague = not with_kind and not with_district and entry.name in districts
    return Hometown(
        words=_spelt(rng, _framed(rng, _ordered(rng, parts, hamlet))),
        meant=entry,
        certain=not vague and _one({other.today for other in fitting}),
        certain_then=not vague and _one({other.then or frozenset() for other in fitting}),
    )


def _province_of_then(rng: random.Random, entry: Entry) -> str:
    """The province as the entry has it; of a commune of before 2025 at times a former one."""
    former = [name for name in FORMER if lies_in(entry, f"Tỉnh {name}")]
    if entry.era == 2025 or not former or rng.random() < 0.7:
        return entry.province
    return f"Tỉnh {rng.choice(former)}"


def _framed(rng: random.Random, words: str) -> str:
    """What a form says before, or after."""
    if rng.random() < 0.15:
        return rng.choice(BEFORE) + words
    return words + " (cũ)" if rng.random() < 0.05 else words


def _one(meanings: set[frozenset[str]]) -> bool:
    """Whether all readings lead to one and the same unit."""
    return len(meanings) == 1 and len(next(iter(meanings))) == 1


def _same(a: str, b: str) -> bool:
    """District kinds change, so only the names count; today's communes have no district."""
    return bool(a and b) and split(a)[1] == split(b)[1]


def _part(rng: random.Random, kind: str, name: str, *, with_kind: bool) -> str:
    if rng.random() < 0.08 and "-" not in name:
        name = name.replace(" ", "-")
    if not with_kind:
        return name
    if rng.random() < 0.5 and kind in SHORT:
        return rng.choice(SHORT[kind]) + name
    return f"{kind if rng.random() < 0.5 else kind.lower()} {name}"


def _ordered(rng: random.Random, parts: list[str], hamlet: str) -> str:
    """In one of three orders; a hamlet stands beyond the commune."""
    if hamlet and rng.random() < 0.4:
        parts = [hamlet, *parts]
        return ", ".join(parts if rng.random() < 0.7 else parts[::-1])
    order = rng.choice(("up", "up", "up", "down", "last-first"))
    if order == "down":
        parts = parts[::-1]
    elif order == "last-first":
        parts = [parts[-1], *parts[:-1]]
    separator = rng.choice((", ", ", ", ",", " - ", " – ", "; "))
    return separator.join(parts)


def ordered_and_spelt(rng: random.Random, parts: list[str]) -> str:
    """Parts from small to large, written in one of the ways that people do."""
    return _spelt(rng, _framed(rng, _ordered(rng, parts, "")))


def _spelt(rng: random.Random, words: str) -> str:
    if rng.random() < 0.3:
        words = re.sub("|".join(OLD_STYLE), lambda m: OLD_STYLE[m[0]], words)
    if rng.random() < 0.15:
        words = words.upper()
    if rng.random() < 0.1:
        words = words.replace(" ", "  ")
    return unicodedata.normalize("NFD", words) if rng.random() < 0.2 else words
