"""Hand-compiled events, taken back in time from the first list.

A row of lineage.csv says what a unit was up to the day before it took effect: its name and its
district then, and which units took its land. A row whose own code is among those takers ends one
commune and begins another under the same code.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from rotplan.roster.gazetteer.units import Called, Commune, Under


class Event(NamedTuple):
    """One row: up to the day before `effective` the unit was so called, in that district."""

    effective: date
    basis: str
    event: str
    code: str
    name: str
    district: str
    to: tuple[str, ...]

    @property
    def eve(self) -> date:
        return self.effective - timedelta(days=1)


def event(row: list[str]) -> Event:
    effective, basis, kind, code, name, district, to = row
    return Event(
        date.fromisoformat(effective), basis, kind, code, name, district, tuple(to.split())
    )


class Lineage:
    """The communes that the events touch, each with all it was: latest first."""

    def __init__(self, events: Iterable[Event], last: Callable[[str], Commune | None]) -> None:
        """`last` gives a commune of the first list by its code."""
        self._last = last
        self.of: dict[str, list[Commune]] = {}
        ordered = sorted(events, key=lambda e: e.effective, reverse=True)
        for _, together in groupby(ordered, key=lambda e: e.effective):
            self._take_back(list(together))

    def _take_back(self, together: list[Event]) -> None:
        """Undo the events of one day."""
        ends = [e for e in together if e.to]
        takers = {code: self._earliest(code) for e in ends for code in e.to if code != "?"}
        for done in together:
            if not done.to:
                self._rewrite(done)
            elif done.code in done.to:
                earliest = self._earliest(done.code)
                self.of[done.code][-1] = replace(earliest, since=done.effective)
        for done in ends:
            to = tuple(code if code == "?" else takers[code].id for code in done.to)
            province = takers[done.to[0]].province
            self.of.setdefault(done.code, []).append(_ended(done, to, province))

    def _earliest(self, code: str) -> Commune:
        if code not in self.of:
            last = self._last(code)
            assert last is not None, f"lineage.csv: no commune {code}"
            self.of[code] = [last]
        return self.of[code][-1]

    def _rewrite(self, done: Event) -> None:
        """The commune goes on; only its district or its name was another before."""
        commune = self._earliest(done.code)
        if done.event == "moved":
            districts = (*commune.districts, Under(done.district, done.eve))
            self.of[done.code][-1] = replace(commune, districts=districts)
        else:
            names = (*commune.names, Called(done.name, done.eve))
            self.of[done.code][-1] = replace(commune, names=names)


def _ended(done: Event, to: tuple[str, ...], province: str) -> Commune:
    return Commune(
        id=f"{done.code}@{done.eve.isoformat()}",
        code=done.code,
        since=None,
        until=done.eve,
        names=(Called(done.name, None),),
        districts=(Under(done.district, None),),
        provinces=(province,),
        to=to,
    )
