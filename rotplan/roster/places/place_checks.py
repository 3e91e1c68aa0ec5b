"""Places and codes that cannot be read for certain, each with its line and what may be meant."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rotplan.language.words import Words, joined, same
from rotplan.roster.gazetteer.address_parts import besides, part, parts
from rotplan.roster.gazetteer.lookup import Reading, of_code
from rotplan.roster.gazetteer.place_suggestions import nearest_communes
from rotplan.roster.gazetteer.succession import Spot
from rotplan.roster.gazetteer.units import FIRST_CODES, bare
from rotplan.roster.places.labels import commune_label, reading_label, spots_label
from rotplan.roster.places.resolve_place import Resolved, padded
from rotplan.roster.places.whereabouts import Whereabouts
from rotplan.roster.reading.nodes import KeyPath
from rotplan.roster.reading.problems import Entity, Problems
from rotplan.roster.records import Cadre, Place, Unit
from rotplan.roster.roster import Roster

_SLUGS = {
    "not-found": "place-not-found",
    "no-code": "unknown-code",
    "short-code": "short-code",
    "code-name": "code-disagrees",
    "list-not-held": "list-not-held",
}


_SHOWN = 6
_VIET_NAM = ("việt nam", "vietnam", "viet nam", "nước việt nam", "chxhcn việt nam")
# for so many places the names most like them are looked for: whoever has thousands that are
# nowhere has no slips of the pen
_SOUGHT = 500
_SINCE_2004 = Words(
    "đơn vị hành chính có mã từ năm 2004 (124/2004/QĐ-TTg): ghi tên xã, huyện, tỉnh",
    "units have codes since 2004 (124/2004/QĐ-TTg): write commune, district and province",
)


class Remark(NamedTuple):
    """What to say of one place: the slug of the catalogue and the parts of its sentence."""

    slug: str
    parts: dict[str, Any]


def check_places(roster: Roster, problems: Problems) -> None:
    """Report what cannot be read; nothing is loaded where no place and no code asks for it."""
    written = [(c, path, place) for c in roster.cadres for path, place in places_of(c)]
    where = roster.whereabouts
    units = {u.id: u for _, _, place in written if (u := where.unit_named(place)) is not None}
    to_read = [w for w in written if where.unit_named(w[2]) is None]
    if not to_read and not any(u.code for u in units.values()):
        return
    known: dict[Place, Remark | None] = {}
    sought = 0
    for cadre, path, place in to_read:
        if place not in known:
            known[place] = remark = _remark(roster, place, nearest=sought < _SOUGHT)
            sought += remark is not None and remark.slug == "place-not-found"
        remark = known[place]
        if remark is not None:
            key = "code" if place.code else "abroad" if place.abroad else None
            inside = (*path, key) if key else path
            mark = roster.mark("cadres", roster.cadre_index[cadre.id], *inside)
            problems.add(remark.slug, mark, entity=roster.entity(cadre), **remark.parts)
    _check_codes(roster, problems)


def places_of(cadre: Cadre) -> Iterator[tuple[KeyPath, Place]]:
    """Every place of a cadre with its path in the record."""
    if cadre.home is not None:
        yield ("home",), cadre.home
    if cadre.birthplace is not None:
        yield ("birthplace",), cadre.birthplace
    for n, stay in enumerate(cadre.lived or ()):
        yield ("lived", n, "at"), stay.at
    if cadre.family_home is not None:
        yield ("family_home",), cadre.family_home


def written_as(place: Place) -> str:
    """A place as it stands in the file."""
    return place.code or place.words or place.abroad or ""


def _remark(roster: Roster, place: Place, *, nearest: bool) -> Remark | None:
    where, said = roster.whereabouts, dict[str, Any](place=written_as(place))
    if place.abroad is not None:
        named = _in_the_country(where, place.abroad)
        return None if named is None else Remark("abroad-at-home", said | {"named": named})
    resolved = where.resolve(place)
    if resolved.trouble is not None:
        more = _trouble(where, place, resolved, nearest)
        return Remark(_SLUGS[resolved.trouble], said | more)
    if resolved.unit is not None:
        return None
    return _vague(roster, resolved, said)


def _in_the_country(where: Whereabouts, country: str) -> Words | None:
    """What a country abroad is, if it is Viet Nam, or a province or a district of it."""
    name, names = part(country.casefold()).name, where.book.names
    if name in _VIET_NAM:
        return Words("Việt Nam", "Viet Nam")
    provinces = tuple(Reading(province=p) for p in names.provinces_called(name))
    districts = tuple(Reading(district=d) for d in names.districts_called(name))
    return _labels(where, provinces or districts) if provinces or districts else None


def _trouble(where: Whereabouts, place: Place, resolved: Resolved, nearest: bool) -> dict[str, Any]:
    """What else the sentence needs."""
    book, code = where.book, place.code or ""
    names = _labels(where, resolved.readings)
    if resolved.trouble == "not-found":
        words = parts(besides(place.words or "")[0], book.names) if nearest else ()
        near = nearest_communes(book, words)
        labels = joined([commune_label(book, c) for c in near], "; ")
        return {"certain": _certain(names), "hint": _hint(labels)}
    if resolved.trouble == "short-code":
        return {"hint": _hint(_named(where, padded(book, code)))}
    if resolved.trouble == "code-name":
        return {"name": place.words, "named": _labels(where, of_code(book, code, None))}
    year = Words(" năm {year}", " of {year}").format(year=place.as_of) if place.as_of else same("")
    too_early = place.as_of is not None and place.as_of < FIRST_CODES.year
    hint = _SINCE_2004 if too_early else _hint(_named(where, (code,)))
    return {"year": year, "named": names, "hint": hint}


def _certain(names: Words) -> Words:
    if not names.vi:
        return same("")
    return Words("; chỉ chắc là ở {names}", "; certain is only {names}").format(names=names)


def _hint(names: Words) -> Words:
    if not names.vi:
        return Words("viết đủ xã, huyện, tỉnh, có dấu", "write commune, district, province in full")
    return Words("có phải: {names}?", "did you mean: {names}?").format(names=names)


def _named(where: Whereabouts, codes: tuple[str, ...]) -> Words:
    """Codes with what they stand for."""
    readings = [(code, r) for code in codes for r in of_code(where.book, code, None)]
    labels = dict.fromkeys((code, reading_label(where.book, r)) for code, r in readings)
    return joined([Words(f"{c} {name.vi}", f"{c} {name.en}") for c, name in labels], "; ")


def _vague(roster: Roster, resolved: Resolved, said: dict[str, Any]) -> Remark | None:
    """Several communes, or none for certain, by the units of the round's date."""
    where, on = roster.whereabouts, roster.round.date
    spots = frozenset[Spot]().union(*(where.spots(r, on) for r in resolved.readings))
    if len(spots) == 1 and next(iter(spots)).commune is not None:
        return None
    communes = [r for r in resolved.readings if r.commune is not None]
    said["count"] = len(resolved.readings)
    said["where"] = spots_label(where.book, spots, on)
    if not communes:
        said["named"] = _labels(where, resolved.readings)
        return Remark("place-vague", said)
    if len(spots) == 1:
        (spot,) = spots
        outside = spot.province not in _own_provinces(roster)
        return None if outside else Remark("units-not-held", said)
    if len(resolved.readings) == 1:
        return Remark("place-divided", said | {"named": _labels(where, resolved.readings)})
    return Remark("place-ambiguous", said | {"named": _labels(where, resolved.readings)})


def _labels(where: Whereabouts, readings: tuple[Reading, ...]) -> Words:
    labels = list(dict.fromkeys(reading_label(where.book, r) for r in readings))
    more = [f"… (+{len(labels) - _SHOWN})"] if len(labels) > _SHOWN else []
    return joined([*labels[:_SHOWN], *more], "; ")


def _own_provinces(roster: Roster) -> set[str | None]:
    """The provinces in which the round's authority lies."""
    ground = roster.whereabouts.ground(roster.round.authority, roster.round.date)
    return {spot.province for spot in ground.spots}


# -- the codes of the roster's own units -----------------------------------------------------


def _check_codes(roster: Roster, problems: Problems) -> None:
    """A unit's code must be known, and be that of a unit of its name."""
    where = roster.whereabouts
    for index, unit in enumerate(roster.units):
        if unit.code is None or unit.kind == "agency" or _fits(where, unit):
            continue
        known = of_code(where.book, unit.code, None)
        said: dict[str, Any] = {"place": unit.code, "name": unit.name}
        if known and not _may_have_changed(roster, known):
            slug, said["named"] = "code-disagrees", _labels(where, known)
        elif not known and (longer := padded(where.book, unit.code)):
            slug, said["hint"] = "short-code", _hint(_named(where, longer))
        elif not known and roster.round.date >= where.book.vintages.last_districts:
            slug, said["year"], said["hint"] = "unknown-code", same(""), _hint(same(""))
        else:
            continue
        entity = Entity("unit", unit.id, unit.name)
        problems.add(slug, roster.mark("units", index, "code"), entity=entity, **said)


def _fits(where: Whereabouts, unit: Unit) -> bool:
    for reading in of_code(where.book, unit.code or "", None):
        if reading.commune is not None and unit.kind == "commune":
            if where.units.agrees(unit.name, reading.commune):
                return True
        elif reading.level == unit.kind:
            full = (reading.district or reading.province or unit).name
            if bare(full).name == part(unit.name.casefold()).name:
                return True
    return False


def _may_have_changed(roster: Roster, known: tuple[Reading, ...]) -> bool:
    """Before the last old list a code may have stood for another name where no history is held."""
    book = roster.whereabouts.book
    old = [r.commune for r in known if r.commune is not None and r.commune.has_districts]
    before = roster.round.date < book.vintages.last_districts
    return before and any(c.province not in book.traced_since for c in old)
