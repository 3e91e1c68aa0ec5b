"""Age in complete years. By law a birth known only by its year is on 1 January."""

from datetime import date
from typing import NamedTuple

from rotplan.language.dates import PartialDate, elapsed


class Years(NamedTuple):
    """A number of years known to lie in [low, high]."""

    low: int
    high: int


def legal_birth(born: PartialDate) -> PartialDate:
    """The birth as the law counts it (regulations entries R2.05, R5.02)."""
    first, last = born.earliest, born.latest
    whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return PartialDate(first, first) if whole_year else born


def age_on(born: PartialDate, on: date) -> Years:
    """Youngest and oldest possible age on a day."""
    birth = legal_birth(born)
    return Years(elapsed(birth.latest, on) // 12, elapsed(birth.earliest, on) // 12)
