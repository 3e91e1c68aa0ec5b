"""Which units the parts of an address, or a code, may mean. Never by accents left out or guesses.

Names of any time are taken together: a commune of today, of 30/6/2025, or one that ended before;
a district counts where the commune ever lay in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations
from typing import NamedTuple

from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.lineage import TRACED
from rotplan.roster.gazetteer.units import Bare, Commune, District, Province, bare, letters
from rotplan.roster.wording import LEVELS, Level, Part


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a place as written may mean: a commune, or no more than what holds it."""

    commune: Commune | None = None
    district: District | None = None
    province: Province | None = None

    @property
    def level(self) -> Level:
        if self.commune is not None:
            return "commune"
        return "province" if self.district is None else "district"

    @property
    def id(self) -> str:
        if self.commune is not None:
            return self.commune.id
        if self.district is not None:
            return f"d{self.district.code}"
        assert self.province is not None
        return f"p{self.province.code}{'' if self.province.new else '-'}"


class Asked(NamedTuple):
    """Parts with the level that each is taken for."""

    commune: Part | None = None
    district: Part | None = None
    province: Part | None = None


def read(book: Book, parts: tuple[Part, ...]) -> tuple[Reading, ...]:
    """Everything that an address may mean; nothing when its parts do not fit together."""
    for taken in _without_hamlets(parts):
        for orders in (_in_order(taken), _in_any_order(taken)):
            asked = [_asked(taken, levels) for levels in orders]
            for look in (_strictly, _across_maps):
                found = _distinct(r for a in asked for r in look(book, a))
                if found:
                    return found
    return ()


def _without_hamlets(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """As written; without what looks like a hamlet; without one more at the small end."""
    if 0 < len(parts) <= 3:
        yield parts
    rest = tuple(p for p in parts if not p.hamlet_like)
    if rest != parts and 0 < len(rest) <= 3:
        yield rest
    if len(rest) == 4:
        yield rest[1:]
        yield rest[:-1]


def _in_order(parts: tuple[Part, ...]) -> list[tuple[Level, ...]]:
    """Levels from small to large or from large to small, as the kinds allow."""
    up = [tuple(level for level in LEVELS if level not in left) for left in _left_out(len(parts))]
    both = dict.fromkeys(up + [levels[::-1] for levels in up])
    return [levels for levels in both if _fits(parts, levels)]


def _left_out(count: int) -> list[set[Level]]:
    if count == 3:
        return [set()]
    if count == 2:
        return [{level} for level in LEVELS]
    return [set(LEVELS) - {level} for level in LEVELS]


def _in_any_order(parts: tuple[Part, ...]) -> list[tuple[Level, ...]]:
    return [levels for levels in permutations(LEVELS, len(parts)) if _fits(parts, levels)]


def _fits(parts: tuple[Part, ...], levels: tuple[Level, ...]) -> bool:
    return all(level in part.levels for part, level in zip(parts, levels, strict=True))


def _asked(parts: tuple[Part, ...], levels: tuple[Level, ...]) -> Asked:
    return Asked(**dict(zip(levels, parts, strict=True)))


def _distinct(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple({reading.id: reading for reading in readings}.values())


# -- communes --------------------------------------------------------------------------------


def _strictly(book: Book, asked: Asked) -> Iterator[Reading]:
    """Units that were all there together: an old commune in its district and province, …"""
    yield from _readings(book, asked, mixed=False)


def _across_maps(book: Book, asked: Asked) -> Iterator[Reading]:
    """Old names with today's province, or today's commune with the district it came from."""
    yield from _readings(book, asked, mixed=True)


def _readings(book: Book, asked: Asked, *, mixed: bool) -> Iterator[Reading]:
    provinces = _provinces(book, asked.province)
    districts = _districts(book, asked.district, provinces)
    if asked.province is not None and not provinces:
        return
    if asked.district is not None and not districts:
        return
    if asked.commune is None:
        yield from _larger(asked, districts, provinces)
        return
    area = Area(book, asked, frozenset(d.code for d in districts), provinces, mixed)
    found = [c for c in named(book, asked.commune) if area.holds(c)]
    if found and mixed:
        # beside an old district the kind alone does not tell a new commune from its namesake
        found += [c for c in named(book, asked.commune.without_kind) if area.holds(c)]
    yield from (Reading(c) for c in found)
    if found:
        yield from (Reading(c) for c in _namesakes(book, asked.commune, area, found))


def _larger(
    asked: Asked, districts: tuple[District, ...], provinces: tuple[Province, ...]
) -> Iterator[Reading]:
    if asked.district is not None:
        yield from (Reading(district=d) for d in districts)
    else:
        yield from (Reading(province=p) for p in provinces)


def named(book: Book, part: Part) -> Iterator[Commune]:
    """Communes of any time that have exactly this name, and this kind if one is said."""
    for name in dict.fromkeys((part.name, part.whole)):
        for commune in book.communes_like(name):
            if any(_is_called(part, bare(full)) for full in book.names_of(commune)):
                yield commune


def _is_called(part: Part, called: Bare) -> bool:
    """Whether a part of an address says this name: its kind must be the one said, if any is."""
    return (called.name == part.name and part.kind in ("", called.kind)) or (
        called.name == part.whole
    )


@dataclass(frozen=True)
class Area:
    """Where a commune must lie: districts (codes) and provinces as asked for."""

    book: Book
    asked: Asked
    districts: frozenset[str]
    provinces: tuple[Province, ...]
    mixed: bool

    def holds(self, commune: Commune) -> bool:
        return self._in_district(commune) and self._in_province(commune)

    def _in_district(self, commune: Commune) -> bool:
        if self.asked.district is None:
            return True
        if not commune.is_new:
            return any(under.district in self.districts for under in commune.districts)
        return self.mixed and any(self._in_district(c) for c in self.book.came_from(commune))

    def _in_province(self, commune: Commune) -> bool:
        """A district that is named vouches for an old commune under its new province."""
        if self.asked.province is None:
            return True
        loose = self.mixed or self.asked.district is not None
        return any(self._lies_in(commune, p, loose=loose) for p in self.provinces)

    def _lies_in(self, commune: Commune, province: Province, *, loose: bool) -> bool:
        if commune.is_new == province.new:
            return commune.province == province.code
        if not loose:
            return False
        if province.new:
            return self.book.old_provinces[commune.province].to == province.code
        return any(c.province == province.code for c in self.book.came_from(commune))


def _namesakes(book: Book, part: Part, area: Area, found: list[Commune]) -> Iterator[Commune]:
    """Communes that took in one of this name since 2017, where no full history is held.

    Such a name is known without accents only: it can make an answer uncertain, never certain.
    """
    run_together = letters(part.name).replace(" ", "")
    codes = {commune.code for commune in found}
    for code, kind in book.took_in(run_together):
        if code not in codes and part.kind in ("", kind.lower()):
            commune = book.old(code)[0]
            if commune.province not in TRACED and area.holds(commune):
                yield commune


# -- districts and provinces -----------------------------------------------------------------


def _provinces(book: Book, part: Part | None) -> tuple[Province, ...]:
    if part is None:
        return ()
    found = book.provinces_called(part.name) + book.provinces_called(part.whole)
    kinds = {bare(p.name).kind for p in found}
    # «TP Tuyên Quang» is the city in the province; but provinces do become cities
    if part.kind == "thành phố" and "thành phố" not in kinds:
        return ()
    return tuple(dict.fromkeys(found))


def named_provinces(book: Book, parts: tuple[Part, ...]) -> tuple[Province, ...]:
    """Provinces that any part names."""
    can = (p for p in parts if "province" in p.levels)
    return tuple(dict.fromkeys(found for p in can for found in _provinces(book, p)))


def _districts(
    book: Book, part: Part | None, provinces: tuple[Province, ...]
) -> tuple[District, ...]:
    """Districts of a name in those provinces. Their kind is not asked: it has changed too often."""
    if part is None:
        return ()
    found = dict.fromkeys(book.districts_called(part.name) + book.districts_called(part.whole))
    return tuple(d for d in found if not provinces or _district_in(book, d, provinces))


def _district_in(book: Book, district: District, provinces: tuple[Province, ...]) -> bool:
    new = book.old_provinces[district.province].to
    return any(p.code == (new if p.new else district.province) for p in provinces)


# -- what is certain of an address that fits nothing -----------------------------------------


def agreed(book: Book, parts: tuple[Part, ...]) -> tuple[Reading, ...]:
    """The smallest unit on which all parts agree when the commune is not known.

    District and province that fit each other vouch for the district; if the commune exists
    elsewhere in that province, all three vouch for the province alone. One witness is not enough,
    unless nothing in the country has the commune's name.
    """
    for taken in _without_hamlets(parts):
        for asked in (_asked(taken, levels) for levels in _in_order(taken)):
            if asked.commune is not None and asked != Asked(asked.commune):
                found = _distinct(_vouched(book, asked))
                if found:
                    return found
    return ()


def _vouched(book: Book, asked: Asked) -> Iterator[Reading]:
    provinces = _provinces(book, asked.province)
    districts = _districts(book, asked.district, provinces)
    assert asked.commune is not None
    namesakes = list(book.communes_like(asked.commune.name))
    if asked.province is not None and not provinces:
        return
    if asked.district is None or asked.province is None:
        if not namesakes:
            yield from _larger(asked, districts, provinces)
    elif districts:
        inside = Area(book, asked, frozenset(d.code for d in districts), provinces, mixed=True)
        anywhere = replace(inside, asked=Asked(province=asked.province))
        if any(anywhere.holds(c) and not inside.holds(c) for c in namesakes):
            yield from (Reading(province=p) for p in provinces)
        else:
            yield from (Reading(district=d) for d in districts)


# -- codes -----------------------------------------------------------------------------------


def of_code(book: Book, code: str, years: tuple[date, date] | None) -> tuple[Reading, ...]:
    """The units that had a code at some time between two days (at any time, if none are given)."""
    if len(code) == 5:
        first, last = years or (date.min, date.max)
        new = book.new(code)
        known = (*((new,) if new else ()), *book.old(code))
        return tuple(
            Reading(c)
            for c in known
            if (c.since or date.min) <= last and first <= (c.until or date.max)
        )
    if len(code) == 3 and code in book.districts:
        return (Reading(district=book.districts[code]),)
    provinces = (book.old_provinces.get(code), book.new_provinces.get(code))
    return tuple(Reading(province=p) for p in provinces if p is not None)
