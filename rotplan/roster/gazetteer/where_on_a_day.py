"""Where a reading of a place may lie on a day."""

from datetime import date

from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.lookup import Reading
from rotplan.roster.gazetteer.succession import Spot, province_spots, spots
from rotplan.roster.gazetteer.units import District


def reach(book: Book, reading: Reading, on: date) -> frozenset[Spot]:
    """Every spot that one thing that was meant may have.

    Most districts were divided or rounded off before the data begins, so one that stands alone
    counts as anywhere in its province, and in what that has held besides, unless all its communes
    of all times are known.
    """
    if reading.commune is not None:
        return spots(book, reading.commune, on)
    if reading.district is None:
        assert reading.province is not None
        return province_spots(book, reading.province, on)
    district = reading.district
    if (district.code, on) not in book.spots_of_districts:
        book.spots_of_districts[district.code, on] = _around(book, district, on)
    return book.spots_of_districts[district.code, on]


def _around(book: Book, district: District, on: date) -> frozenset[Spot]:
    """Where a district that stands alone may lie."""
    inside = book.ever_in(district.code)
    known = frozenset[Spot]().union(*(spots(book, c, on) for c in inside))
    if district.code in book.whole_districts:
        return known
    own = book.province(district.province, 0)
    around = (own, *book.names.held_besides(district))
    return known.union(*(province_spots(book, p, on) for p in around))


def narrowed(
    book: Book, readings: tuple[Reading, ...], remark: tuple[Reading, ...]
) -> tuple[Reading, ...]:
    """Readings that agree with what is said besides («nay là …»); with it, if none does."""
    on = book.vintages.newest.since or date.min
    said = [spot for reading in remark for spot in reach(book, reading, on)]
    agreeing = tuple(
        reading
        for reading in readings
        if any(_meet(a, b) for a in reach(book, reading, on) for b in said)
    )
    return agreeing or readings + remark


def _meet(a: Spot, b: Spot) -> bool:
    """Whether two spots may be one place."""
    return all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))
