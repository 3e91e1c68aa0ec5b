"""What may have been meant by a place that was not found: only ever shown, never taken."""

import difflib
from collections.abc import Iterable, Iterator

from rotplan.language.words import much_in_common
from rotplan.roster.gazetteer.address_parts import AddressPart
from rotplan.roster.gazetteer.book import Book
from rotplan.roster.gazetteer.units import Commune, Province, bare, letters
from rotplan.roster.gazetteer.units_by_name import districts_called, named_provinces

_MOST = 4
_NEAR = 0.75


def nearest_communes(book: Book, parts: tuple[AddressPart, ...]) -> list[Commune]:
    """Communes of this name elsewhere or of another kind, then of these letters, then the nearest;
    those in a named province, or a district's, first."""
    provinces = {p.code for p in named_provinces(book, parts)}
    districts = (d for p in parts for d in districts_called(book, p, ()))
    provinces |= {d.province for d in districts}
    smallest = [p for p in parts if "commune" in p.levels and not p.hamlet_like]
    asked = [p for p in smallest if not book.names.provinces_called(p.name)] or smallest
    if not asked:
        return []
    found = {commune.id: commune for commune in _like(book, asked[0])}
    ranked = sorted(found.values(), key=lambda c: (_rank(book, asked[0], c, provinces), c.id))
    return ranked[:_MOST]


def _rank(
    book: Book, part: AddressPart, commune: Commune, provinces: set[str]
) -> tuple[int, bool, bool]:
    """How unlike the name is; whether outside the named provinces; whether gone by now."""
    names = [bare(full).name for full in book.names.names_of(commune)]
    same_letters = letters(part.name) in map(letters, names)
    unlike = 0 if part.name in names else 2 - same_letters
    newest = book.vintages.newest.number
    at = {commune.province, book.province_later(commune.province, commune.last, newest)}
    return unlike, not at & provinces, not commune.is_new


def _like(book: Book, part: AddressPart) -> Iterator[Commune]:
    """Same letters; then names borne before; then the nearest letters."""
    wanted = letters(part.name)
    yield from book.names.communes_like(part.name)
    for code, _ in book.names.took_in(wanted.replace(" ", "")):
        yield from book.old(code)[:1]
    yield from alike(book, wanted, _MOST)


def alike(book: Book, wanted: str, most: int) -> Iterator[Commune]:
    """Communes whose letters are nearest, of so many names."""
    beginning = book.names.letters_by_beginning.get(wanted[:1], ())
    for near in difflib.get_close_matches(wanted, _about(wanted, beginning), most, _NEAR):
        yield from book.names.communes_like(near)


def alike_in(book: Book, wanted: str, provinces: Iterable[Province]) -> Iterator[Commune]:
    """Communes whose letters are near, of the names that the land of some provinces has or had."""
    beginnings = (book.names.regional.beginning(wanted[:1], p) for p in provinces)
    near = _about(wanted, dict.fromkeys(name for names in beginnings for name in names))
    matcher = difflib.SequenceMatcher(b=wanted)
    for name in near:
        matcher.set_seq1(name)
        if matcher.ratio() >= _NEAR:
            yield from book.names.communes_like(name)


def _about(wanted: str, names: Iterable[str]) -> list[str]:
    """Without what a bound says cannot be near enough: it need not be compared."""
    return much_in_common(wanted, (n for n in names if abs(len(n) - len(wanted)) < 3), _NEAR)
