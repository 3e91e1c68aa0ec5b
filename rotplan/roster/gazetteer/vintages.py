"""The lists of the country's units that are held: which days each is of, where its files are.

A new list is a folder with its files and one more row in vintages.csv; no date stands in the code.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from rotplan.roster.gazetteer.tables import HERE, rows


@dataclass(frozen=True, slots=True)
class Vintage:
    """One list: its place in time, the days on which its units stood, and its folder.

    The first is the list of the last day of its time and has districts; those after it are of the
    first day of theirs and have none.
    """

    number: int
    since: date | None
    until: date | None
    folder: Path

    @property
    def has_districts(self) -> bool:
        return self.number == 0

    def covers(self, on: date) -> bool:
        return (self.since or date.min) <= on <= (self.until or date.max)


class Vintages(tuple[Vintage, ...]):
    """All of them, in the order of time; the last one has no end."""

    __slots__ = ()

    @property
    def newest(self) -> Vintage:
        return self[-1]

    def on(self, day: date) -> Vintage:
        """The one whose units stood on a day."""
        return next(v for v in self if v.covers(day))

    @property
    def last_districts(self) -> date:
        """The last day of the list with districts."""
        return self[0].until or date.max


@cache
def vintages(folder: Path = HERE) -> Vintages:
    """What vintages.csv of a folder says."""
    begun = [
        Vintage(n, date.fromisoformat(since) if since else None, None, folder / files)
        for n, (since, files, *_) in enumerate(rows(folder, "vintages.csv"))
    ]
    ended = [replace(v, until=_eve(after)) for v, after in pairwise(begun)]
    return Vintages((*ended, begun[-1]))


def _eve(vintage: Vintage) -> date:
    assert vintage.since is not None, "vintages.csv: only the first list has no first day"
    return vintage.since - timedelta(days=1)
