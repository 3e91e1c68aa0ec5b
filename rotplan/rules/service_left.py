"""Whoever takes a post still has enough service before retirement."""

import numpy as np

from rotplan.roster.dates import month_index, month_words
from rotplan.roster.fields import Count
from rotplan.roster.table import Table
from rotplan.rules.rule import Options, Pair, PairRule
from rotplan.rules.scope import Pairs
from rotplan.rules.verdict import Verdicts, below
from rotplan.text import Words

_FOREVER = 10**6


class ServiceLeftOptions(Options):
    """`months_non_local` holds for the posts that a non-local clause in force lists."""

    months: Count = 120
    months_non_local: Count = 60


class ServiceLeft(PairRule[ServiceLeftOptions]):
    """From the month of the round to the month of retirement."""

    name = "service-left"
    title = Words("còn đủ thời gian công tác", "enough service left")
    law = ("R1.01", "R1.02", "R1.03")
    options = ServiceLeftOptions
    applies = "newcomers"

    def broken(self, pairs: Pairs, options: ServiceLeftOptions) -> Verdicts:
        table = pairs.table
        now = month_index(table.roster.round.date)
        span = [table.retirement(cadre) or (-_FOREVER, _FOREVER) for cadre in table.cadres]
        left = np.array(span, dtype=np.int64).reshape(-1, 2)[pairs.cadre] - now
        needed = pairs.by_post(lambda post: months_needed(table, post.kind, options))
        return below(left[:, 0], left[:, 1], needed)

    def breach(self, pair: Pair, options: ServiceLeftOptions) -> Words:
        retires = pair.table.retirement(pair.cadre)
        assert retires is not None
        left = retires.high - month_index(pair.table.roster.round.date)
        return Words(
            "nghỉ hưu tháng {month}, chỉ còn {left} tháng, cần {needed} tháng",
            "retires in {month}, {left} months are left, {needed} are needed",
        ).format(
            month=month_words(retires.high),
            left=max(left, 0),
            needed=months_needed(pair.table, pair.post.kind, options),
        )

    def doubt(self, pair: Pair, options: ServiceLeftOptions) -> Words:
        return Words(
            "chưa rõ còn bao nhiêu tháng công tác (thiếu ngày sinh hoặc giới tính)",
            "cannot tell how much service is left (date of birth or sex unknown)",
        )


def months_needed(table: Table, kind: str, options: ServiceLeftOptions) -> int:
    return options.months_non_local if kind in table.non_local_kinds else options.months
