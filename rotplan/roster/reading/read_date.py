"""How a date is read: the forms in which it may be written, each known to a day, month or year."""

import re
from datetime import date
from functools import lru_cache

from rotplan.language.dates import PartialDate, last_day
from rotplan.language.words import Words

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


class BadDateError(ValueError):
    """The text is no date; `reason` says why in both languages."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


@lru_cache(maxsize=1 << 16)
def read_date(text: str) -> PartialDate:
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
