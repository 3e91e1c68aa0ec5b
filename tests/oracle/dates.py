"""Dates of the contract: partial dates as intervals, elapsed months, the retirement month."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

NEW_LAW = date(2021, 1, 1)
_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?")
_SLASHED = re.compile(r"(?:(?P<d>\d{1,2})/)?(?P<m>\d{1,2})/(?P<y>\d{4})")


@dataclass(frozen=True, slots=True)
class Span:
    """ "Partial dates are intervals": the first and the last day that a date may mean."""

    first: date
    last: date


def span(text: str) -> Span:
    """The forms "yyyy, yyyy-mm, yyyy-mm-dd, mm/yyyy, dd/mm/yyyy" of format.md section 2."""
    match = _ISO.fullmatch(text) or _SLASHED.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = int(match["y"]), match["m"], match["d"]
    if day is not None:
        exact = date(year, int(month), int(day))
        return Span(exact, exact)
    low, high = (int(month), int(month)) if month is not None else (1, 12)
    return Span(date(year, low, 1), date(year, high, monthrange(year, high)[1]))


def month_of(day: date) -> int:
    """The calendar month as one number: "difference of the calendar months" is a subtraction."""
    return day.year * 12 + day.month - 1


def back(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day."""
    year, month = divmod(month_of(day) - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def elapsed(start: date, end: date) -> int:
    """ "A month is complete on its day of the month, or on the month's last day"."""
    if end < start:
        return 0
    months = month_of(end) - month_of(start)
    complete = end.day >= min(start.day, monthrange(end.year, end.month)[1])
    return months if complete else months - 1


def retirement_age(sex: str, year: int) -> int:
    """Regulations R5.01, in months: 60 and 55 years, from 2021 +3 to 62 and +4 to 60."""
    steps = max(0, year - 2020)
    if sex == "female":
        return min(55 * 12 + 4 * steps, 60 * 12)
    return min(60 * 12 + 3 * steps, 62 * 12)


def retirement_month(birth: Span, sex: str, law_day: date) -> int:
    """Regulations R5.02-03: the month in which the age is reached, by the law of the round's date.

    "By law a birth date known only by its year is 1 January": the first day of the interval.
    """
    born = month_of(birth.first)
    if law_day < NEW_LAW:
        return born + retirement_age(sex, 2020)
    for year in range(2020, 2036):
        month = born + retirement_age(sex, year)
        if month <= month_of(date(year, 12, 1)):
            return month
    return born + retirement_age(sex, 2035)


def covered(periods: list[tuple[date, date]]) -> int:
    """Months inside any of the periods, "overlaps once": complete months of each joined stretch."""
    total, stretch = 0, None
    for start, end in sorted(period for period in periods if period[0] <= period[1]):
        if stretch is not None and start <= stretch[1]:
            stretch = (stretch[0], max(stretch[1], end))
            continue
        total += elapsed(*stretch) if stretch is not None else 0
        stretch = (start, end)
    return total + (elapsed(*stretch) if stretch is not None else 0)
