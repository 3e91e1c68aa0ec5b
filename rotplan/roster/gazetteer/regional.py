"""Which names there are in a province, to find those like one without comparing the country's."""

from rotplan.roster.gazetteer.units import Province, letters
from rotplan.roster.gazetteer.units_of_any_time import UnitsOfAnyTime


class RegionalNames:
    """The bare letters of communes of any time, by the province of the newest list that holds the
    land, and by their first letter."""

    def __init__(self, book: UnitsOfAnyTime, ids_by_letters: dict[str, list[str]]) -> None:
        self._book, self._newest = book, book.vintages.newest.number
        self._names: dict[tuple[str, str], dict[str, None]] = {}
        for name, ids in ids_by_letters.items():
            for province in {self._province_of(id_) for id_ in ids}:
                self._names.setdefault((province, name[:1]), {})[name] = None
        for code, communes in book.left.items():
            for name in (letters(called.bare.name) for c in communes for called in c.names):
                later = book.province_later(code, 0, self._newest)
                self._names.setdefault((later, name[:1]), {})[name] = None

    def beginning(self, first: str, province: Province) -> tuple[str, ...]:
        """Names that begin with a letter, in what holds a province of any list today."""
        code = self._book.province_later(province.code, province.map, self._newest)
        return tuple(self._names.get((code, first), ()))

    def _province_of(self, id_: str) -> str:
        code, _, until = id_.partition("@")
        book, rows = self._book, self._book.first.rows
        if not until:
            return book.newest.rows[code][2]
        if code in rows:
            own = book.districts[rows[code][2]].province
            return book.province_later(own, 0, self._newest)
        commune = book.commune(id_)
        return book.province_later(commune.province, commune.last, self._newest)
