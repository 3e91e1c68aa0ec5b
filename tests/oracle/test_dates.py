"""The dates of the oracle against numbers worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from .dates import Span, covered, elapsed, month_of, retirement_month, span


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2016-10-15", "2019-10-15", 36),
        ("2016-10-16", "2019-10-15", 35),
        ("2016-02-29", "2019-02-28", 36),
        ("2016-08-31", "2019-09-30", 37),
        ("2016-08-31", "2019-09-29", 36),
    ],
)
def test_elapsed(start: str, end: str, months: int) -> None:
    """A month is complete on its day of the month, or on the month's last day."""
    assert elapsed(date.fromisoformat(start), date.fromisoformat(end)) == months


@pytest.mark.parametrize(
    ("born", "sex", "day", "month"),
    [
        ("1976-04", "male", date(2019, 10, 15), (2036, 4)),
        ("1966", "female", date(2020, 12, 31), (2021, 1)),
        ("9/1961", "male", date(2021, 1, 1), (2021, 12)),
        ("10/1961", "male", date(2021, 1, 1), (2022, 4)),
        ("15/03/1966", "male", date(2025, 8, 31), (2027, 12)),
        ("1966-04", "male", date(2025, 8, 31), (2028, 4)),
        ("1969-04-30", "female", date(2025, 8, 31), (2025, 12)),
        ("1975-05", "female", date(2025, 8, 31), (2035, 5)),
        ("1960-12", "male", date(2021, 1, 1), (2020, 12)),
    ],
)
def test_retirement(born: str, sex: str, day: date, month: tuple[int, int]) -> None:
    """The bands of regulations R5.03, and 60 and 55 for a round before 2021."""
    assert retirement_month(span(born), sex, day) == month_of(date(*month, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1976", date(1976, 1, 1), date(1976, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("02/2023", date(2023, 2, 1), date(2023, 2, 28)),
        ("1/12/2018", date(2018, 12, 1), date(2018, 12, 1)),
        ("2018-12-31", date(2018, 12, 31), date(2018, 12, 31)),
    ],
)
def test_span(text: str, first: date, last: date) -> None:
    """Partial dates are intervals."""
    assert span(text) == Span(first, last)


def test_covered() -> None:
    """Overlaps count once; separate stays are added."""
    day = date.fromisoformat
    stays = [(day("1990-01-01"), day("1995-01-01")), (day("1994-01-01"), day("1996-01-01"))]
    assert covered(stays) == 72
    assert covered([*stays, (day("2000-03-01"), day("2000-05-01"))]) == 74
