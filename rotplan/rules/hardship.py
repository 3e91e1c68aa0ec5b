"""Nobody is left in hard places for too long."""

from datetime import date
from typing import Annotated, Any

import numpy as np

from rotplan.language.dates import Months, elapsed
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count, Text, error
from rotplan.roster.records import Cadre, Unit
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import NamedPlaces, Options, Pair, PairRule
from rotplan.rules.kit.service import FOREVER, career, same_units, unbroken_until
from rotplan.rules.kit.three_valued import NO, Verdicts, at_least


class HardshipOptions(Options):
    """Hard units are listed, or told by their zone (the class of difficulty, 3 the hardest)."""

    months: Annotated[
        Count,
        Words("ở liên tục từ số tháng này thì được đổi", "months after which one is relieved"),
    ] = 60
    units: Annotated[tuple[Text, ...] | None, Words("các đơn vị khó khăn", "the hard units")] = None
    zone: Annotated[
        Count | None,
        Words("hoặc đơn vị có zone từ mức này", "or the units of this zone and above"),
    ] = None

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where the options say nowhere."""
        if self.units is None and self.zone is None:
            raise error(
                "bad-option",
                rule="hardship",
                reason=Words("cần units hoặc zone", "either units or zone is needed"),
            )

    def units_named(self) -> NamedPlaces:
        yield from ((unit, ("units", n)) for n, unit in enumerate(self.units or ()))

    def is_hard(self, unit: Unit) -> bool:
        in_zone = unit.zone is not None and self.zone is not None and unit.zone >= self.zone
        return in_zone or unit.id in (self.units or ())


class Hardship(PairRule[HardshipOptions]):
    """Service without a break in any hard units, up to the round's date."""

    name = "hardship"
    title = Words("không ở nơi khó khăn quá lâu", "relief from hard places")
    says = Words(
        "Ai đã công tác liên tục ở các đơn vị khó khăn đủ số tháng quy định thì sau đợt không còn "
        "giữ chức danh ở nơi khó khăn.",
        "Whoever has served in hard units for so many months without a break holds no post in one "
        "after the round.",
    )
    why = Words(
        "Gánh nặng ở vùng khó khăn cần được chia đều; người đi lâu cần có ngày về.",
        "The burden of hard places is to be shared, and whoever went there is to come back.",
    )
    law = ("R7.08",)
    options = HardshipOptions
    applies = "everyone"
    turns_on = "unit"
    reads = ("since", "history")

    def broken(self, pairs: Pairs, options: HardshipOptions) -> Verdicts:
        low, high = pairs.span_by_cadre(
            lambda cadre: served_in_hardship(pairs.table, cadre, options)
        )
        too_long = at_least(low, high, options.months)
        unit_of = pairs.table.roster.unit_of
        hard = pairs.by_post(lambda post: int(options.is_hard(unit_of[post.unit])))
        return np.where(hard == 1, too_long, NO)

    def breach(self, pair: Pair, options: HardshipOptions) -> Words:
        return Words(
            "đã ở vùng khó khăn liên tục {months} tháng, từ {limit} tháng thì được đổi",
            "{months} months in hard places without a break, relief is due at {limit}",
        ).format(
            months=served_in_hardship(pair.table, pair.cadre, options).low, limit=options.months
        )

    def doubt(self, pair: Pair, options: HardshipOptions) -> Words:
        return Words(
            "chưa rõ đã ở vùng khó khăn đủ {limit} tháng hay chưa",
            "cannot tell whether {limit} months were served in hard places",
        ).format(limit=options.months)


def served_in_hardship(table: Table, cadre: Cadre, options: HardshipOptions) -> Months:
    """Fewest and most months in hard units without a break up to the round's date."""
    hard = same_units(table, (u.id for u in table.roster.units if options.is_hard(u)))
    today: date = table.roster.round.date
    stints = [(stint, stint.is_in(hard)) for stint in career(table, cadre)]
    shortest = unbroken_until(today, [s.shortest for s, match in stints if match])
    longest = unbroken_until(today, [s.longest for s, match in stints if match is not False])
    return Months(elapsed(shortest, today), min(FOREVER, elapsed(longest, today)))
