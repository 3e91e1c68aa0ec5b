"""The month in which a cadre reaches retirement age, by the law in force on the round's date.

The ages are data (`policy/retirement.yaml`). Somebody retires in the first year Y at whose age
they arrive by the end of Y: this gives the birth-month bands of Decree 135/2020.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from rotplan.language.dates import Months, PartialDate, month_index
from rotplan.roster.reading.shipped_tables import shipped_table


@dataclass(frozen=True)
class RetirementLaw:
    """Ages in months by sex and year, in order; level before the first and after the last."""

    basis: str
    confidence: str
    ages: dict[str, dict[int, int]]

    def month(self, sex: str, born: int) -> int:
        """Month index of retirement for a month index of birth."""
        table = self.ages[sex]
        for year, age in table.items():
            if (born + age) // 12 <= year:
                return born + age
        return born + table[max(table)]

    def interval(self, sex: str | None, born: PartialDate | None) -> Months | None:
        """Earliest and latest month index of retirement; nothing when the birth is unknown.

        A birth known only by its year counts as 1 January of that year.
        """
        if born is None:
            return None
        month = month_index(born.earliest)
        months = [self.month(s, month) for s in ([sex] if sex else ["male", "female"])]
        return Months(min(months), max(months))


@cache
def retirement_law(on: date) -> RetirementLaw:
    """The table in force on a day; raises LookupError where there is none."""
    for entry in shipped_table("retirement"):
        valid = entry["valid"]
        if valid.get("from", date.min) <= on <= valid.get("to", date.max):
            ages = {sex: dict(sorted(entry[sex].items())) for sex in ("male", "female")}
            return RetirementLaw(entry["basis"], entry["confidence"], ages)
    raise LookupError(f"no retirement table covers {on}")
