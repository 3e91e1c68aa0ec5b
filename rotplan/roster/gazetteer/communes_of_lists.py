"""Communes as the lists have them: from which list to which one stands, its names, its heirs."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from rotplan.roster.gazetteer.former import FormerDistricts
from rotplan.roster.gazetteer.lists import Listing
from rotplan.roster.gazetteer.tables import rows
from rotplan.roster.gazetteer.units import Called, Commune, District, Under, called_in_turn
from rotplan.roster.gazetteer.vintages import vintages


class CommunesOfLists:
    """Makes communes by their code and the number of a list."""

    def __init__(
        self,
        folder: Path,
        lists: Sequence[Listing],
        former: FormerDistricts,
        districts: Mapping[str, District],
    ) -> None:
        self.lists, self.first, self.vintages = lists, lists[0], vintages(folder)
        self.districts, self._folder, self._former = districts, folder, former

    def id_of(self, code: str, number: int) -> str:
        """The id of what has a code on a list."""
        until = self.vintages[self._last_number(code, number)].until
        return code if until is None else f"{code}@{until.isoformat()}"

    def _last_number(self, code: str, number: int) -> int:
        """The last list on which a commune of a list still stands."""
        while number + 1 < len(self.lists) and self._goes_on(code, number):
            number += 1
        return number

    def _goes_on(self, code: str, number: int) -> bool:
        """Whether a commune stands on the next list too: its land and the kind of map the same."""
        after = self.lists[number + 1]
        return (
            number > 0
            and after.heirs.get(code) == [code]
            and code in after.rows
            and after.came_from(code) == (code,)
        )

    def of_list(self, code: str, number: int) -> Commune | None:
        """What has a code on a list, from its first list to its last."""
        if number == 0:
            return self.of_first(code)
        last = self._last_number(code, number)
        first = number
        while first > 1 and code in self.lists[first - 1].rows and self._goes_on(code, first - 1):
            first -= 1
        return Commune(
            id=self.id_of(code, last),
            code=code,
            since=self.vintages[first].since,
            until=self.vintages[last].until,
            names=self._names_since(code, first, last),
            districts=(),
            provinces=tuple(self.lists[n].rows[code][2] for n in range(first, last + 1)),
            first=first,
            to=self._heirs(code, last),
        )

    def of_first(self, code: str) -> Commune | None:
        """What has a code on the list with districts."""
        row = self.first.rows.get(code)
        if row is None:
            return None
        here = Under(row[2], None)
        return Commune(
            id=self.id_of(code, 0),
            code=code,
            since=None,
            until=self.vintages[0].until,
            names=(Called(row[1], None),),
            districts=(here, *self._former.lay_in(code)),
            provinces=(self.districts[row[2]].province,),
            to=self._heirs(code, 0),
        )

    def _heirs(self, code: str, number: int) -> tuple[str, ...]:
        """The ids of what took the land of a commune of a list."""
        if number + 1 == len(self.lists):
            return ()
        return tuple(self.id_of(c, number + 1) for c in self.lists[number + 1].heirs.get(code, ()))

    def _names_since(self, code: str, first: int, last: int) -> tuple[Called, ...]:
        """The names on each list and those of the changes between them, going back in time."""
        listed = (
            (self.vintages[n].since, self.lists[n].rows[code][1]) for n in range(first, last + 1)
        )
        begun = [(since or date.min, name) for since, name in listed]
        begun += self.changes.get(("commune", code), [])
        return called_in_turn(begun, self.vintages[last].until)

    @cached_property
    def changes(self) -> dict[tuple[str, str], list[tuple[date, str]]]:
        """(level, code) -> what units without districts were named by changes since their list."""
        found: dict[tuple[str, str], list[tuple[date, str]]] = {}
        for effective, level, code, name, *_ in rows(self._folder, "changes.csv"):
            found.setdefault((level, code), []).append((date.fromisoformat(effective), name))
        return found
