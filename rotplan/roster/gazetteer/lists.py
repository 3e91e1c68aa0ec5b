"""One list of the country's units, as its files have it."""

from functools import cached_property
from pathlib import Path

from rotplan.roster.gazetteer.tables import csv_table, rows
from rotplan.roster.gazetteer.units import District, Province
from rotplan.roster.gazetteer.vintages import Vintage


class Listing:
    """The provinces, districts and communes of a list. Where its files do not say from which units
    of the list before one came, it came from the unit that had its code."""

    def __init__(self, vintage: Vintage) -> None:
        self.vintage = vintage
        columns, found = csv_table(vintage.folder, "communes.csv")
        self._column = {name: n for n, name in enumerate(columns)}
        self.rows = {row[0]: row for row in found}
        self._provinces = rows(vintage.folder, "provinces.csv")
        self.provinces = {r[0]: Province(r[0], r[1], vintage.number) for r in self._provinces}

    @cached_property
    def districts(self) -> dict[str, District]:
        found = rows(self.folder, "districts.csv") if self.vintage.has_districts else []
        return {row[0]: District(*row) for row in found}

    @property
    def folder(self) -> Path:
        return self.vintage.folder

    def cell(self, code: str, column: str) -> str:
        """What the row of a commune says in a column; nothing where the list has none such."""
        at = self._column.get(column)
        return "" if at is None else self.rows[code][at]

    def came_from(self, code: str) -> tuple[str, ...]:
        """The codes on the list before of the communes that gave a commune its land."""
        return tuple(self.cell(code, "from").split()) or (code,)

    @cached_property
    def heirs(self) -> dict[str, list[str]]:
        """The codes here of the communes that took the land of one on the list before."""
        found: dict[str, list[str]] = {}
        for code in self.rows:
            for before in self.came_from(code):
                found.setdefault(before, []).append(code)
        return found

    @cached_property
    def province_after(self) -> dict[str, str]:
        """The code here of the province that took in one of the list before."""
        return {
            before: row[0]
            for row in self._provinces
            for before in ("".join(row[2:3]).split() or [row[0]])
        }

    def provinces_before(self, code: str) -> tuple[str, ...]:
        """The codes on the list before of what a province here was made of."""
        return tuple(before for before, here in self.province_after.items() if here == code)
