"""Where the land of a commune lies on a given day: forward and back through the succession."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.units import Commune, Province


class Spot(NamedTuple):
    """A place at three levels, as ids that mean nothing outside their map; None is not known."""

    province: str | None
    district: str | None
    commune: str | None


def is_held(book: Book, province: str, on: date) -> bool:
    """Whether the communes of a province of the first list are known as they were on a day."""
    last = book.vintages.last_districts
    return book.traced_since.get(province, last) <= on <= last


def spots(book: Book, commune: Commune, on: date) -> frozenset[Spot]:
    """Where the land of a commune may lie on a day; several where it was divided."""
    if not commune.has_districts and on < (commune.since or date.min):
        return _all(book, book.came_from(commune), on)
    with_districts = on <= book.vintages.last_districts
    if with_districts and not is_held(book, commune.province, on):
        return frozenset((Spot(_province_on(book, commune, on), None, None),))
    if (commune.until or date.max) < on:
        found = frozenset(_of(book, c, on) for c in _forward(book, commune, on))
        return found | _open_end(book, commune, on)
    return frozenset(_of(book, c, on) for c in _back(book, commune, on))


def _province_on(book: Book, commune: Commune, on: date) -> str:
    """A commune may have changed province with its district."""
    district = commune.district_on(on)
    return commune.province if district is None else book.districts[district].province


def _all(book: Book, communes: Iterable[Commune], on: date) -> frozenset[Spot]:
    return frozenset[Spot]().union(*(spots(book, c, on) for c in communes))


def province_spots(book: Book, province: Province, on: date) -> frozenset[Spot]:
    """Everywhere in a province of any list, or in the part of it that is meant, on a day.

    Of a list before that day it is every commune that it has and had.
    """
    known = book.spots_of_provinces.get((province, on))
    if known is None:
        known = frozenset(_province_spots(book, province, on))
        book.spots_of_provinces[province, on] = known
    return known


def _province_spots(book: Book, province: Province, on: date) -> Iterable[Spot]:
    if province.districts:
        inside = (c for code in province.districts for c in book.ever_in(code))
        return _all(book, inside, on)
    number = book.vintages.on(on).number
    if number > province.map:
        return _all(book, book.all_in(province), on)
    return (
        Spot(c, None, None) for c in book.provinces_earlier(province.code, province.map, number)
    )


def _of(book: Book, commune: Commune, on: date) -> Spot:
    province = commune.province_on_list(book.vintages.on(on).number)
    return Spot(province, commune.district_on(on), commune.id)


def _forward(book: Book, commune: Commune, on: date) -> set[Commune]:
    """The communes of a later day that took the land, as far as the sources name them."""
    if commune.stands(on):
        return {commune}
    heirs = (book.commune(id_) for id_ in commune.to if id_ != "?")
    return {c for heir in heirs for c in _forward(book, heir, on)}


def _back(book: Book, commune: Commune, on: date) -> set[Commune]:
    """The communes of an earlier day from which the land came."""
    if commune.stands(on):
        return {commune}
    return {c for source in book.came_from(commune) for c in _back(book, source, on)}


def has_open_end(book: Book, commune: Commune) -> bool:
    """Whether part of the land went to units that the sources do not name."""
    return any(id_ == "?" or has_open_end(book, book.commune(id_)) for id_ in commune.to)


def _open_end(book: Book, commune: Commune, on: date) -> frozenset[Spot]:
    """Such a part may lie anywhere in the province of then."""
    if not has_open_end(book, commune):
        return frozenset()
    return province_spots(book, book.province(commune.province, 0), on)
