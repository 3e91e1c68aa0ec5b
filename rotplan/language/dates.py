"""Partial dates as intervals, and whole months between days."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rotplan.language.words import Words, day, month, same

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_day(year: int, month: int) -> int:
    """The number of the month's last day."""
    return 29 if month == 2 and isleap(year) else _DAYS[month - 1]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day known to the day, the month or the year: it lies in [earliest, latest]."""

    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest

    @property
    def words(self) -> Words:
        """As precise as it is known."""
        if self.exact:
            return day(self.earliest)
        if (self.earliest.year, self.earliest.month) == (self.latest.year, self.latest.month):
            return month(self.earliest.year, self.earliest.month)
        return same(str(self.earliest.year))


class Months(NamedTuple):
    """A number of months known to lie in [low, high]."""

    low: int
    high: int


def elapsed(start: date, end: date) -> int:
    """Whole months from `start` to `end`; negative when `end` comes first.

    A month is complete on its day of the month, or on the month's last day.
    """
    months = 12 * (end.year - start.year) + end.month - start.month
    last = last_day(end.year, end.month)
    return months if end.day >= min(start.day, last) else months - 1


def month_index(value: date) -> int:
    """Months since the year 0: the difference of two is the months left from one to the other."""
    return 12 * value.year + value.month - 1


def month_words(index: int) -> Words:
    """The month of a `month_index`."""
    return month(index // 12, index % 12 + 1)
