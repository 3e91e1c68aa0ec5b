"""What is certain of an address that fits nothing."""

from collections.abc import Iterator

from rotplan.roster.gazetteer.address_parts import AddressLevel, AddressPart
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.hamlets import without_hamlets
from rotplan.roster.gazetteer.lookup import Reading, larger, without_repeats
from rotplan.roster.gazetteer.part_orders import as_asked, in_any_order, in_order
from rotplan.roster.gazetteer.place_suggestions import alike_in
from rotplan.roster.gazetteer.units import Commune, District, Province, letters
from rotplan.roster.gazetteer.units_by_name import (
    Area,
    AskedName,
    districts_called,
    named,
    provinces_called,
    provinces_of,
    took_in,
)

_DISTRICTS = ("huyện", "huyện đảo", "quận", "thị xã", "thành phố")


def agreed(book: Book, parts: tuple[AddressPart, ...]) -> tuple[Reading, ...]:
    """The smallest unit on which all parts agree when the commune is not known.

    District and province that fit each other vouch for the district; if a commune of the name, or
    of one like it, is elsewhere in that province, for the province alone («Khuân Hà, Chiêm Hóa»).
    A province is believed beside a district that nothing is known of: districts have ended.
    Where the province has no commune of this name, those anywhere else are kept: they may have
    lain there. One witness is not enough, unless nothing in the country has the commune's name.
    """
    for group in without_hamlets(book, parts):
        for taken_in in (in_order, _by_kind):
            orders = [(taken, as_asked(taken, o)) for taken in group for o in taken_in(taken)]
            said = (r for taken, asked in orders for r in _said(book, parts, taken, asked))
            if found := without_repeats(said):
                return found
    return ()


def _by_kind(parts: tuple[AddressPart, ...]) -> list[tuple[AddressLevel, ...]]:
    """Any order in which what is larger than a commune says its kind: «tỉnh A, xã B, huyện C»."""
    return [
        levels
        for levels in in_any_order(parts)
        if all(p.kind for p, level in zip(parts, levels, strict=True) if level != "commune")
    ]


def _said(
    book: Book, parts: tuple[AddressPart, ...], taken: tuple[AddressPart, ...], asked: AskedName
) -> Iterator[Reading]:
    if asked.district is not None and not districts_called(book, asked.district, ()):
        if not _names_another(book, parts, taken):
            yield from _believed(book, asked)
        return
    yield from _vouched(book, asked)


# -- beside a district that nothing is known of ----------------------------------------------


def _believed(book: Book, asked: AskedName) -> Iterator[Reading]:
    """The province, wherever its name ever reached; and what may have lain there."""
    provinces = provinces_called(book, asked.province)
    assert asked.district is not None
    if not provinces or _is_commune_elsewhere(book, asked.district, provinces):
        return
    if _is_another_province(book, asked.district, provinces):
        return
    yield from (Reading(province=p) for p in provinces)
    yield from _elsewhere(book, asked.commune, provinces)


def _is_commune_elsewhere(book: Book, part: AddressPart, provinces: tuple[Province, ...]) -> bool:
    """Whether what stands for the district may be a commune, but of no such province: the text
    contradicts itself then."""
    inside = Area(book, None, provinces, mixed=True)
    called = [] if part.kind in _DISTRICTS else list(named(book, part))
    return bool(called) and not any(inside.holds(c) for c in called)


def _is_another_province(book: Book, part: AddressPart, provinces: tuple[Province, ...]) -> bool:
    """Whether what stands for the district is a province elsewhere («Hải Dương, Hà Nội»)."""
    if part.kind:
        return False
    newest = book.vintages.newest.number
    here, there = (
        {book.province_later(p.code, p.map, newest) for p in ps}
        for ps in (provinces, book.names.provinces_called(part.name))
    )
    return bool(there) and not here & there


def _names_another(
    book: Book, parts: tuple[AddressPart, ...], taken: tuple[AddressPart, ...]
) -> bool:
    """Whether a part that is left out as a hamlet says something larger."""
    left_out = (part for part in parts if part not in taken)
    return any(
        "commune" not in p.levels or (not p.hamlet_like and bool(provinces_called(book, p)))
        for p in left_out
    )


def _elsewhere(
    book: Book, part: AddressPart | None, provinces: tuple[Province, ...]
) -> Iterator[Reading]:
    """Communes of just this name that never lay in those provinces, unless one in them has it, or
    took in one of the name."""
    if part is None:
        return
    inside = Area(book, None, provinces or None, mixed=True)
    called = list(named(book, part))
    if not provinces or not any(inside.holds(c) for c in (*called, *took_in(book, part))):
        yield from (Reading(c) for c in called)


# -- beside a district that is known ---------------------------------------------------------


def _vouched(book: Book, asked: AskedName) -> Iterator[Reading]:
    if asked.commune is None or asked == AskedName(asked.commune):
        return
    provinces = provinces_called(book, asked.province)
    districts = districts_called(book, asked.district, provinces)
    alone = asked.district is None or asked.province is None
    if alone and _is_known(book, asked.commune):
        return
    if (asked.province and not provinces) or (asked.district and not districts):
        return
    around = _around(book, districts, provinces)
    if asked.district is not None and _may_be_elsewhere(book, asked.commune, districts, around):
        yield from (Reading(province=p) for p in around)
        yield from (Reading(c) for d in districts for c in _gone(book, d))
    else:
        yield from larger(book, asked, districts, provinces)
    yield from _elsewhere(book, asked.commune, around)
    yield from _next_larger(book, asked, provinces)


def _is_known(book: Book, part: AddressPart) -> bool:
    """Whether something has the name of what stands for the commune: a commune, or what is larger
    and holds no such district («quận 1, Đà Nẵng»)."""
    names = book.names
    if next(names.communes_like(part.name), None) is not None:
        return True
    return not part.kind and any(
        names.provinces_called(name) or names.long_ago(name) or names.districts_called(name)
        for name in (part.name, part.whole)
    )


def _around(
    book: Book, districts: tuple[District, ...], provinces: tuple[Province, ...]
) -> tuple[Province, ...]:
    """The provinces of districts, as named beside them or else on the first list, and those that
    held them at another time."""
    found = list[Province]()
    for district in districts:
        own = (book.province(district.province, 0),)
        found += provinces_of(book, district, provinces) if provinces else own
        if district.code not in book.whole_districts:
            found += book.names.held_besides(district)
    return tuple(dict.fromkeys(found))


def _may_be_elsewhere(
    book: Book, part: AddressPart, districts: tuple[District, ...], around: tuple[Province, ...]
) -> bool:
    """Whether a commune of such a name is in the provinces, but not in the districts."""
    codes = frozenset(d.code for d in districts)
    inside, there = (Area(book, held, around, mixed=True) for held in (None, codes))
    like = alike_in(book, letters(part.name), around)
    return any(inside.holds(c) and not there.holds(c) for c in like)


def _gone(book: Book, district: District) -> Iterator[Commune]:
    """Communes that have left a district for another province."""
    return (c for c in book.ever_in(district.code) if c.province != district.province)


def _next_larger(
    book: Book, asked: AskedName, provinces: tuple[Province, ...]
) -> Iterator[Reading]:
    """What stands for the commune may be a hamlet, and the next larger name a commune."""
    part = asked.district or asked.province
    inside = Area(book, None, provinces if asked.district and asked.province else None, mixed=True)
    if part is not None:
        yield from (Reading(c) for c in named(book, part) if inside.holds(c))
