"""Dates: every way of writing one, the ends of every range, months in ordinary and leap years."""

from calendar import monthrange
from datetime import date, timedelta

import pytest

from rotplan.language.dates import PartialDate, elapsed, last_day, month_index, month_words
from rotplan.language.words import Words
from rotplan.roster.ages import age_on, legal_birth
from rotplan.roster.reading.read_date import BadDateError, read_date

# ordinary and leap years, and those of centuries, which are leap years only every fourth time
YEARS = (1800, 1900, 1999, 2000, 2019, 2020, 2023, 2024, 2100, 2200)
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LEAP = {2000, 2020, 2024}
MONTHS = [(year, month) for year in YEARS for month in range(1, 13)]


def length(year: int, month: int) -> int:
    return 29 if month == 2 and year in LEAP else LENGTHS[month - 1]


def refused(text: str) -> Words:
    with pytest.raises(BadDateError) as caught:
        read_date(text)
    assert str(caught.value) == caught.value.reason.en
    return caught.value.reason


@pytest.mark.parametrize(("year", "month"), MONTHS)
def test_the_last_day_of_a_month_and_the_day_after(year: int, month: int) -> None:
    last = length(year, month)
    assert last_day(year, month) == last
    for day in (1, last):
        exact = PartialDate(date(year, month, day), date(year, month, day))
        assert read_date(f"{year}-{month:02}-{day:02}") == exact
        assert read_date(f"{day:02}/{month:02}/{year}") == exact
    for day in (0, last + 1, 99):
        for text in (f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}"):
            reason = refused(text)
            assert reason.en == f"{year}-{month:02d} has {last} days"
            assert reason.vi == f"tháng {month:02d}/{year} chỉ có {last} ngày"
    first, end = date(year, month, 1), date(year, month, last)
    assert (
        read_date(f"{year}-{month:02}")
        == read_date(f"{month:02}/{year}")
        == PartialDate(first, end)
    )


@pytest.mark.parametrize("year", YEARS)
def test_a_year_is_all_its_days(year: int) -> None:
    whole = read_date(str(year))
    assert whole == PartialDate(date(year, 1, 1), date(year, 12, 31))
    assert not whole.exact


@pytest.mark.parametrize("form", ["{}", "{}-06", "06/{}", "{}-06-15", "15/06/{}"])
def test_the_ends_of_the_years(form: str) -> None:
    for year in (1800, 2200):
        assert read_date(form.format(year)).earliest.year == year
    for year in (1799, 2201, 0, 9999):
        reason = refused(form.format(f"{year:04}"))
        assert reason.en == f"no year {year} here"
        assert reason.vi == f"năm {year} ngoài khoảng 1800–2200"


@pytest.mark.parametrize("form", ["2019-{}", "{}/2019", "2019-{}-15", "15/{}/2019"])
def test_the_ends_of_the_months(form: str) -> None:
    for month in (1, 12):
        assert read_date(form.format(month)).earliest.month == month
        assert read_date(form.format(f"{month:02}")).earliest.month == month
    for month in (0, 13, 99):
        reason = refused(form.format(f"{month:02}"))
        assert reason == Words(f"không có tháng {month}", f"there is no month {month}")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-2", "2019-02-01", "2019-02-28"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2/2019", "2019-02-01", "2019-02-28"),
        ("02/2019", "2019-02-01", "2019-02-28"),
        ("2019-2-3", "2019-02-03", "2019-02-03"),
        ("2019-02-03", "2019-02-03", "2019-02-03"),
        ("2019-02-3", "2019-02-03", "2019-02-03"),
        ("3/2/2019", "2019-02-03", "2019-02-03"),
        ("03/02/2019", "2019-02-03", "2019-02-03"),
        ("  2019-02-03 ", "2019-02-03", "2019-02-03"),
        ("\t2019\n", "2019-01-01", "2019-12-31"),
    ],
)
def test_each_way_of_writing(text: str, earliest: str, latest: str) -> None:
    found = read_date(text)
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)
    assert found.exact == (earliest == latest)


@pytest.mark.parametrize("text", ["80", "05", "99", " 80 "])
def test_a_year_of_two_digits(text: str) -> None:
    assert refused(text) == Words("năm phải đủ bốn chữ số", "a year takes four digits")


UNKNOWN = """
"" | 9 | 123 | 12345 | 80-05 | 5/80 | 1/2/80 | 2019/02 | 2019/02/03 | 03-02-2019 | 02-2019
3.2.2019 | 20190203 | 2019- | 2019-02- | -2019 | +2019 | 2019--02 | /2019 | 2/ | 2019-002
2019-02-003 | 002/2019 | 2019 02 | 2019- 02 | 3 /2/2019 | 2019-2-3-4 | 1/2/3/2019 | 12:30
2019-02-03T00:00 | 2019-02-03 10:00 | 2019-02-03Z | tháng 2/2019 | năm 2019 | Feb 2019
cuối năm | ? | 2019? | ~2019 | 2e3 | 0x7e3 | 2019.0 | ２０１９ | ٢٠١٩ | 2019–02 | 2019\u00a002
2019-0２-03 | 2019\u200b
"""


@pytest.mark.parametrize(
    "text", [t.strip().strip('"') for t in UNKNOWN.strip().replace("\n", "|").split("|")]
)
def test_no_other_way_is_taken(text: str) -> None:
    assert refused(text) == Words("không nhận ra cách viết", "not a known way of writing one")


# -- months ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2019-01-15", "2019-01-15", 0),
        ("2019-01-15", "2019-02-14", 0),
        ("2019-01-15", "2019-02-15", 1),
        ("2019-01-15", "2020-01-15", 12),
        ("2019-01-31", "2019-02-27", 0),
        ("2019-01-31", "2019-02-28", 1),
        ("2020-01-31", "2020-02-28", 0),
        ("2020-01-31", "2020-02-29", 1),
        ("2020-02-29", "2021-02-28", 12),
        ("2020-02-29", "2021-02-27", 11),
        ("2019-03-31", "2019-04-30", 1),
        ("2019-04-30", "2019-05-30", 1),
        ("2019-12-31", "2020-01-01", 0),
        ("2019-02-15", "2019-01-15", -1),
        ("2019-02-15", "2019-02-14", -1),
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    assert elapsed(date.fromisoformat(start), date.fromisoformat(end)) == months


def test_a_month_is_complete_on_its_day_or_on_the_last() -> None:
    """Counted a day at a time from each day of a leap year: by one every month, on that day."""
    for number in range(366):
        start = date(2020, 1, 1) + timedelta(days=number)
        complete = []
        for day in (start + timedelta(days=n) for n in range(1, 800)):
            if elapsed(start, day) > elapsed(start, day - timedelta(days=1)):
                complete.append(day)
        assert [month_index(day) - month_index(start) for day in complete] == [
            n + 1 for n in range(len(complete))
        ]
        assert all(
            day.day == min(start.day, monthrange(day.year, day.month)[1]) for day in complete
        )


def test_months_by_number() -> None:
    for year, month in MONTHS:
        assert month_index(date(year, month, 7)) == 12 * year + month - 1
        assert month_words(12 * year + month - 1) == Words(
            f"{month:02}/{year}", f"{year}-{month:02}"
        )


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("2019-02-03", "03/02/2019", "2019-02-03"),
        ("2019-02", "02/2019", "2019-02"),
        ("2019", "2019", "2019"),
        ("1800", "1800", "1800"),
    ],
)
def test_a_date_reads_as_it_is_known(text: str, vi: str, en: str) -> None:
    assert read_date(text).words == Words(vi, en)


# -- ages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "on", "youngest", "oldest"),
    [
        ("1984-02-02", "1999-02-01", 14, 14),
        ("1984-02-02", "1999-02-02", 15, 15),
        ("1984-02-29", "1999-02-27", 14, 14),
        ("1984-02-29", "1999-02-28", 15, 15),
        ("1984-02", "1999-02-01", 14, 15),
        ("1984-02", "1999-02-28", 15, 15),
        # by law a birth known only by its year is 1 January
        ("1984", "1998-12-31", 14, 14),
        ("1984", "1999-01-01", 15, 15),
    ],
)
def test_ages(born: str, on: str, youngest: int, oldest: int) -> None:
    assert age_on(read_date(born), date.fromisoformat(on)) == (youngest, oldest)


def test_a_year_alone_is_its_first_day_and_nothing_else_is() -> None:
    assert legal_birth(read_date("1984")) == read_date("1984-01-01")
    for text in ("1984-01-01", "1984-01", "1984-12", "1984-12-31"):
        assert legal_birth(read_date(text)) == read_date(text)
