"""Districts that ended or gave away communes, and the communes that once lay in them."""

from datetime import date
from pathlib import Path

from rotplan.roster.gazetteer.tables import rows
from rotplan.roster.gazetteer.units import District, Under


class FormerDistricts:
    """What former_districts.csv says: up to which day communes of the first list lay where.

    Codes are those of the official lists; where one went on under another name, what had it before
    has a code of our own, longer than any official one.
    """

    def __init__(self, folder: Path) -> None:
        self.districts: dict[str, District] = {}
        self._communes: dict[str, tuple[str, ...]] = {}
        self._lay_in: dict[str, list[Under]] = {}
        for code, name, province, until, communes, *_ in rows(folder, "former_districts.csv"):
            self.districts[code] = District(code, name, province)
            self._communes[code] = (*self._communes.get(code, ()), *communes.split())
            for commune in communes.split():
                under = Under(code, date.fromisoformat(until))
                self._lay_in.setdefault(commune, []).append(under)

    @property
    def communes(self) -> tuple[str, ...]:
        """The codes of all communes that lay in any of them."""
        return tuple(self._lay_in)

    def of(self, district: str) -> tuple[str, ...]:
        """The codes of the communes that lay in a district at its end."""
        return self._communes.get(district, ())

    def lay_in(self, commune: str) -> tuple[Under, ...]:
        """The ended districts in which a commune lay, going back in time."""
        found = self._lay_in.get(commune, ())
        return tuple(sorted(found, key=lambda under: under.until or date.max, reverse=True))
