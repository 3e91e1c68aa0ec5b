"""What is certain of an address that fits nothing."""

from collections.abc import Iterator

from rotplan.roster.area import Area, Asked, districts_called, named, provinces_called, provinces_of
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.units import Commune, District, Province, letters
from rotplan.roster.hamlets import without_hamlets
from rotplan.roster.lookup import Reading, distinct, larger
from rotplan.roster.nearness import alike
from rotplan.roster.orders import as_asked, in_order
from rotplan.roster.wording import Part

_MANY = 50


def agreed(book: Book, parts: tuple[Part, ...]) -> tuple[Reading, ...]:
    """The smallest unit on which all parts agree when the commune is not known.

    District and province that fit each other vouch for the district; if a commune of the name, or
    of one like it, is elsewhere in that province, for the province alone («Khuân Hà, Chiêm Hóa»).
    Communes of just this name anywhere are kept: they may have lain there. One witness is not
    enough, unless nothing in the country has the commune's name.
    """
    for group in without_hamlets(book, parts):
        orders = (as_asked(taken, levels) for taken in group for levels in in_order(taken))
        found = distinct(reading for asked in orders for reading in _vouched(book, asked))
        if found:
            return found
    return ()


def _vouched(book: Book, asked: Asked) -> Iterator[Reading]:
    if asked.commune is None or asked == Asked(asked.commune):
        return
    provinces = provinces_called(book, asked.province)
    districts = districts_called(book, asked.district, provinces)
    alone = asked.district is None or asked.province is None
    if alone and next(book.names.communes_like(asked.commune.name), None) is not None:
        return
    if (asked.province and not provinces) or (asked.district and not districts):
        return
    around = _around(book, districts, provinces)
    if asked.district is not None and _may_be_elsewhere(book, asked.commune, districts, around):
        yield from (Reading(province=p) for p in around)
        yield from (Reading(c) for d in districts for c in _gone(book, d))
    else:
        yield from larger(book, asked, districts, provinces)
    yield from (Reading(c) for c in named(book, asked.commune))
    yield from _next_larger(book, asked, provinces)


def _around(
    book: Book, districts: tuple[District, ...], provinces: tuple[Province, ...]
) -> tuple[Province, ...]:
    """The provinces of districts, as named beside them or else on the old map."""
    if not provinces:
        return tuple(book.old_provinces[d.province] for d in districts)
    return tuple(p for d in districts for p in provinces_of(book, d, provinces))


def _may_be_elsewhere(
    book: Book, part: Part, districts: tuple[District, ...], around: tuple[Province, ...]
) -> bool:
    """Whether a commune of such a name is in the provinces, but not in the districts."""
    codes = frozenset(d.code for d in districts)
    inside, there = (Area(book, held, around, mixed=True) for held in (None, codes))
    return any(
        inside.holds(c) and not there.holds(c) for c in alike(book, letters(part.name), _MANY)
    )


def _gone(book: Book, district: District) -> Iterator[Commune]:
    """Communes that have left a district for another province."""
    return (c for c in book.ever_in(district.code) if c.province != district.province)


def _next_larger(book: Book, asked: Asked, provinces: tuple[Province, ...]) -> Iterator[Reading]:
    """What stands for the commune may be a hamlet, and the next larger name a commune."""
    part = asked.district or asked.province
    inside = Area(book, None, provinces if asked.district and asked.province else None, mixed=True)
    if part is not None:
        yield from (Reading(c) for c in named(book, part) if inside.holds(c))
