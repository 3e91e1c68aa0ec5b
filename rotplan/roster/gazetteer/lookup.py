"""Which units the parts of an address, or a code, may mean. Never by accents left out or guesses.

Names of any time are taken together: a commune of today, of 30/6/2025, or one that ended before;
a district counts where the commune ever lay in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from rotplan.roster.gazetteer.address_parts import AddressLevel, AddressPart
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.hamlets import without_hamlets
from rotplan.roster.gazetteer.part_orders import as_asked, in_any_order, in_order
from rotplan.roster.gazetteer.units import Commune, District, Province, bare
from rotplan.roster.gazetteer.units_by_name import (
    Area,
    AskedName,
    districts_called,
    named,
    namesakes,
    of_their_time,
    provinces_called,
    provinces_of,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a place as written may mean: a commune, or no more than what holds it."""

    commune: Commune | None = None
    district: District | None = None
    province: Province | None = None

    @property
    def level(self) -> AddressLevel:
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
        parts = "".join(f"+{code}" for code in self.province.districts)
        return f"p{self.province.code}@{self.province.map}{parts}"


def read_address(book: Book, parts: tuple[AddressPart, ...]) -> tuple[Reading, ...]:
    """Everything that an address may mean; nothing when its parts do not fit together."""
    for group in without_hamlets(book, parts):
        found = without_repeats(r for taken in group for r in _read_as(book, parts, taken))
        if found:
            return found
    return ()


def _read_as(
    book: Book, parts: tuple[AddressPart, ...], taken: tuple[AddressPart, ...]
) -> tuple[Reading, ...]:
    """What the parts taken may mean: in reading order, else in any."""
    for orders in (in_order(taken), in_any_order(taken)):
        asked = [as_asked(taken, levels) for levels in orders]
        for look in (_strictly, _across_maps):
            fits = {a: list(look(book, a)) for a in asked}
            found = without_repeats(r for readings in fits.values() for r in readings)
            if not found or _drops_a_commune(book, parts, taken, found):
                continue
            if look is _strictly and any(fits[a] for a in asked if taken == _from_small(a)):
                return found
            doubted = in_order(taken) if look is _strictly else in_any_order(taken)
            others = [a for a in map(partial(as_asked, taken), doubted) if not fits.get(a)]
            return without_repeats((*found, *_contradicted(book, others)))
    return ()


def _from_small(asked: AskedName) -> tuple[AddressPart, ...]:
    return tuple(part for part in asked if part is not None)


def _contradicted(book: Book, orders: Iterable[AskedName]) -> Iterator[Reading]:
    """Communes of the name in a province whose district the address says as well, though not of
    that district: «Đồng Văn, Yên Minh, Hà Giang» may be a slip, as well as another order. So may
    a province beside a district of another («huyện Thăng Bình, Bình Dương»)."""
    for asked in orders:
        if asked.district is None:
            continue
        if asked.commune is None:
            if districts_called(book, asked.district, ()):
                yield from (Reading(province=p) for p in provinces_called(book, asked.province))
            continue
        provinces = provinces_called(book, asked.province)
        districts = districts_called(book, asked.district, provinces)
        around = provinces or tuple(book.province(d.province, 0) for d in districts)
        if districts and (provinces or asked.province is None):
            inside = Area(book, None, around, mixed=True)
            called = [c for c in named(book, asked.commune) if inside.holds(c)]
            yield from (Reading(c) for c in of_their_time(book, called, provinces))


def _drops_a_commune(
    book: Book,
    parts: tuple[AddressPart, ...],
    taken: tuple[AddressPart, ...],
    found: tuple[Reading, ...],
) -> bool:
    """Whether a part left out as a hamlet may be the commune itself («Bản Rịa», «Phố Bảng»), and
    what is left may be more than a commune."""
    if all(reading.level == "commune" for reading in found):
        return False
    left_out = (part for part in parts if part not in taken)
    return any(next(book.names.communes_like(part.whole), None) is not None for part in left_out)


def without_repeats(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple({reading.id: reading for reading in readings}.values())


# -- communes --------------------------------------------------------------------------------


def _strictly(book: Book, asked: AskedName) -> Iterator[Reading]:
    """Units that were all there together: an old commune in its district and province, …"""
    yield from _readings(book, asked, mixed=False)


def _across_maps(book: Book, asked: AskedName) -> Iterator[Reading]:
    """Old names with today's province, or today's commune with the district it came from."""
    yield from _readings(book, asked, mixed=True)


def _readings(book: Book, asked: AskedName, *, mixed: bool) -> Iterator[Reading]:
    provinces = provinces_called(book, asked.province)
    districts = districts_called(book, asked.district, provinces)
    if asked.province is not None and not provinces:
        return
    if asked.district is not None and not districts:
        return
    if asked.commune is None:
        yield from larger(book, asked, districts, provinces)
        return
    inside = None if asked.district is None else frozenset(d.code for d in districts)
    area = Area(book, inside, None if asked.province is None else provinces, mixed)
    found = of_their_time(book, [c for c in named(book, asked.commune) if area.holds(c)], provinces)
    if found and mixed:
        # beside an old district the kind alone does not tell a new commune from its namesake
        found += [c for c in named(book, asked.commune.without_kind) if area.holds(c)]
    yield from (Reading(c) for c in found)
    if found:
        yield from (Reading(c) for c in namesakes(book, asked.commune, area, found))


def larger(
    book: Book, asked: AskedName, districts: tuple[District, ...], provinces: tuple[Province, ...]
) -> Iterator[Reading]:
    """No more than a district or a province."""
    if asked.district is None:
        yield from (Reading(province=p) for p in provinces)
        return
    yield from (Reading(district=d) for d in districts)
    for district in districts:
        if provinces and district.code not in book.whole_districts:
            yield from _of_then(book, district, provinces)
    if provinces:
        yield from _of_the_name(book, districts, provinces)


def _of_then(book: Book, district: District, provinces: tuple[Province, ...]) -> Iterator[Reading]:
    """Beside a province that is no more a district is one of then, whose extent is not known."""
    if all(p.is_former for p in provinces_of(book, district, provinces)):
        yield from (Reading(province=p) for p in provinces)


def _of_the_name(
    book: Book, districts: tuple[District, ...], provinces: tuple[Province, ...]
) -> Iterator[Reading]:
    """The province of then that bears the name, where only what it was merged with since has a
    district that is called as many are: it had one itself («huyện Châu Thành, Vĩnh Long»)."""
    then = tuple(p for p in provinces if p.map == 0)
    if any(provinces_of(book, d, then) for d in districts):
        return
    called = bare(districts[0].name).name if districts else ""
    if len(book.names.districts_called(called)) > 1:
        yield from (Reading(province=p) for p in then)


# -- codes -----------------------------------------------------------------------------------


def of_code(book: Book, code: str, years: tuple[date, date] | None) -> tuple[Reading, ...]:
    """The units that had a code at some time between two days (at any time, if none are given)."""
    if len(code) == 5:
        first, last = years or (date.min, date.max)
        known = (*book.without_district(code), *book.old(code))
        return tuple(
            Reading(c)
            for c in known
            if (c.since or date.min) <= last and first <= (c.until or date.max)
        )
    if len(code) == 3 and code in book.districts:
        return (Reading(district=book.districts[code]),)
    provinces = (listing.provinces.get(code) for listing in book.lists)
    return tuple(Reading(province=p) for p in provinces if p is not None)
