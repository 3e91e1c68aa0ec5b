"""What is certain of an address that fits nothing."""

from collections.abc import Iterator
from dataclasses import replace

from rotplan.roster.area import Area, Asked, districts_called, named, provinces_called
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.units import Commune, District
from rotplan.roster.lookup import Reading, as_asked, distinct, in_order, larger, without_hamlets
from rotplan.roster.wording import Part


def agreed(book: Book, parts: tuple[Part, ...]) -> tuple[Reading, ...]:
    """The smallest unit on which all parts agree when the commune is not known.

    District and province that fit each other vouch for the district; if the commune exists
    elsewhere in that province, all three vouch for the province alone. One witness is not enough,
    unless nothing in the country has the commune's name.
    """
    for taken in without_hamlets(parts):
        orders = (as_asked(taken, levels) for levels in in_order(taken))
        found = distinct(reading for asked in orders for reading in _vouched(book, asked))
        if found:
            return found
    return ()


def _vouched(book: Book, asked: Asked) -> Iterator[Reading]:
    if asked.commune is None or asked == Asked(asked.commune):
        return
    provinces = provinces_called(book, asked.province)
    districts = districts_called(book, asked.district, provinces)
    if asked.province is not None and not provinces:
        return
    namesakes = list(book.names.communes_like(asked.commune.name))
    if asked.district is None or asked.province is None:
        found = [] if namesakes else list(larger(asked, districts, provinces))
    else:
        area = Area(book, asked, frozenset(d.code for d in districts), provinces, mixed=True)
        found = list(_by_both(area, districts, namesakes))
    yield from found
    next_larger = asked.district or asked.province
    if found and next_larger is not None:
        # what stands for the commune may be a hamlet, and the next larger name a commune
        within = Asked(province=asked.province if asked.district else None)
        inside = Area(book, within, frozenset(), provinces, mixed=True)
        yield from (Reading(c) for c in named(book, next_larger) if inside.holds(c))


def _by_both(
    area: Area, districts: tuple[District, ...], namesakes: list[Commune]
) -> Iterator[Reading]:
    """District and province fit each other: the district, unless the commune is elsewhere."""
    anywhere = replace(area, asked=Asked(province=area.asked.province))
    if not districts:
        return
    if any(anywhere.holds(c) and not area.holds(c) for c in namesakes):
        yield from (Reading(province=p) for p in area.provinces)
    else:
        yield from (Reading(district=d) for d in districts)
