"""Partial dates as intervals, and whole months between days."""

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rotplan.language.words import Words, day, month, same

EXPECTED = Words(
    "yyyy, yyyy-mm, yyyy-mm-dd, mm/yyyy hoặc dd/mm/yyyy",
    "yyyy, yyyy-mm, yyyy-mm-dd, mm/yyyy or dd/mm/yyyy",
)

_FORMS = (
    re.compile(r"(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})/(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"),
)


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_day(year: int, month: int) -> int:
    """The number of the month's last day."""
    return 29 if month == 2 and isleap(year) else _DAYS[month - 1]


class BadDateError(ValueError):
    """The text is no date; `reason` says why in both languages."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


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


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> PartialDate:
    """Read a full or partial date in any of the accepted forms; raises BadDateError."""
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match and text.isascii():
            parts = match.groupdict()
            return _interval(int(parts["y"]), parts.get("m"), parts.get("d"))
    if re.fullmatch(r"\d{2}", text.strip()):
        raise BadDateError(Words("năm phải đủ bốn chữ số", "a year takes four digits"))
    raise BadDateError(Words("không nhận ra cách viết", "not a known way of writing one"))


def _interval(year: int, month_text: str | None, day_text: str | None) -> PartialDate:
    if not 1800 <= year <= 2200:
        raise BadDateError(Words(f"năm {year} ngoài khoảng 1800–2200", f"no year {year} here"))
    if month_text is None:
        return PartialDate(date(year, 1, 1), date(year, 12, 31))
    number = int(month_text)
    if not 1 <= number <= 12:
        raise BadDateError(Words(f"không có tháng {number}", f"there is no month {number}"))
    last = last_day(year, number)
    if day_text is None:
        return PartialDate(date(year, number, 1), date(year, number, last))
    if not 1 <= int(day_text) <= last:
        raise BadDateError(
            Words(
                f"tháng {number:02d}/{year} chỉ có {last} ngày",
                f"{year}-{number:02d} has {last} days",
            )
        )
    return PartialDate(date(year, number, int(day_text)), date(year, number, int(day_text)))


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
