"""How units of the gazetteer are named to people: with the district and province of their time."""

from collections.abc import Iterable
from datetime import date

from rotplan.language.words import Words, day, joined, same
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.lookup import Reading
from rotplan.roster.gazetteer.succession import Spot
from rotplan.roster.gazetteer.units import Commune, Province, bare
from rotplan.roster.records import Place
from rotplan.roster.roster import Roster


def reading_label(book: Book, reading: Reading) -> Words:
    """«Xã Khuôn Hà, Huyện Lâm Bình, Tỉnh Tuyên Quang (đến 30/06/2025)»."""
    if reading.commune is not None:
        return commune_label(book, reading.commune)
    if reading.district is not None:
        province = book.province(reading.district.province, 0).name
        return same(f"{reading.district.name}, {province}")
    assert reading.province is not None
    return _province_label(book, reading.province)


def _province_label(book: Book, province: Province) -> Words:
    """A province that is no more with the one of today that holds its land."""
    here = book.province(province.code, province.map).name
    if not province.is_former and bare(province.name).name == bare(here).name:
        return same(book.province_name(province))
    today = _name_now(book, province.code, province.map)
    return Words(f"{province.name} (nay thuộc {today})", f"{province.name} (now in {today})")


def commune_label(book: Book, commune: Commune) -> Words:
    """A commune with what it lies in, and until when it was, if it is no more."""
    province = book.province_name(book.province(commune.province, commune.last))
    if commune.until is None:
        return same(f"{commune.name}, {province}")
    within = (book.districts[under.district].name for under in commune.districts[:1])
    place = ", ".join((commune.name, *within, province))
    until = day(commune.until)
    return Words(f"{place} (đến {until.vi})", f"{place} (until {until.en})")


def ended_units(roster: Roster, place: Place) -> Words | None:
    """What a place was called, where that is no unit of the round's date; nothing for unit ids."""
    where = roster.whereabouts
    if where.unit_named(place) is not None:
        return None
    readings = where.resolve(place).readings
    ended = [r for r in readings if r.commune is not None and not where.units.stands(r.commune)]
    if not ended or len(ended) < len(readings):
        return None
    return joined([reading_label(where.book, r) for r in ended], "; ")


def possible_units(roster: Roster, place: Place, on: date) -> Words | None:
    """The units in which a place in words may lie on a day; nothing if none are known."""
    where = roster.whereabouts
    spots = where.home(place, on).mapped
    return spots_label(where.book, spots, on) if spots else None


def spots_label(book: Book, spots: Iterable[Spot], on: date) -> Words:
    """The communes among some spots by name; one that is not known by the larger unit."""
    names = sorted(
        {_spot_name(book, spot, on) for spot in spots}, key=lambda name: bare(name)[::-1]
    )
    shown = names[:6] + ([f"… (+{len(names) - 6})"] if len(names) > 6 else [])
    return joined(shown)


def _spot_name(book: Book, spot: Spot, on: date) -> str:
    if spot.commune is not None:
        return name_on(book.commune(spot.commune), on)
    if spot.district is not None:
        return book.districts[spot.district].name
    return book.province_name(book.province(spot.province or "", book.vintages.on(on).number), on)


def _name_now(book: Book, code: str, number: int) -> str:
    """The name of the province on the newest list that took in one of a list before."""
    newest = book.vintages.newest.number
    return book.province_name(book.province(book.province_later(code, number, newest), newest))


def name_on(commune: Commune, on: date) -> str:
    """The name that a commune had on a day."""
    name = commune.name
    for called in commune.names:
        if called.until is not None and on <= called.until:
            name = called.name
    return name
