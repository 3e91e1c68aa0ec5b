"""Whoever takes a post still has enough service before retirement."""

from typing import Annotated

from rotplan.language.dates import Months, month_index, month_words
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.three_valued import Verdicts, below

_FOREVER = 10**6


class ServiceLeftOptions(Options):
    """`months_non_local` holds for the posts that a non-local clause in force lists."""

    months: Annotated[
        Count, Words("số tháng công tác còn lại cần có", "months of service that must be left")
    ] = 120
    months_non_local: Annotated[
        Count,
        Words(
            "với chức danh mà điều khoản non-local liệt kê",
            "for posts that a non-local clause in force lists",
        ),
    ] = 60


class ServiceLeft(PairRule[ServiceLeftOptions]):
    """From the month of the round to the month of retirement."""

    name = "service-left"
    title = Words("còn đủ thời gian công tác", "enough service left")
    says = Words(
        "Từ tháng của đợt đến tháng nghỉ hưu, người nhận chức danh mới phải còn ít nhất months "
        "tháng; với chức danh bố trí người không là người địa phương thì months_non_local tháng.",
        "From the month of the round to retirement at least months are left to whoever takes a "
        "post; for posts that are to be held by non-locals, months_non_local.",
    )
    why = Words(
        "Luân chuyển cần đủ thời gian để rèn luyện và phát huy; bố trí người ngoài địa phương thì "
        "ít nhất một nhiệm kỳ.",
        "A rotation must have time to bear fruit; a non-local placement needs one term.",
    )
    law = ("R1.01", "R1.02", "R1.03")
    options = ServiceLeftOptions
    applies = "newcomers"
    turns_on = "kind"
    reads = ("born", "sex")

    def broken(self, pairs: Pairs, options: ServiceLeftOptions) -> Verdicts:
        table = pairs.table
        now = month_index(table.roster.round.date)
        low, high = pairs.span_by_cadre(
            lambda cadre: table.retirement(cadre) or Months(-_FOREVER, _FOREVER)
        )
        needed = pairs.by_post(lambda post: months_needed(table, post.kind, options))
        return below(low - now, high - now, needed)

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
