"""Nobody is moved on before having stayed in a post for a minimum time."""

from typing import Annotated

from rotplan.language.dates import Months, elapsed
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre, Post
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.service import FOREVER, in_post
from rotplan.rules.kit.three_valued import Verdicts, below


class MinStayOptions(Options):
    months: Annotated[
        Count, Words("số tháng tối thiểu giữ một chức danh", "months in a post at least")
    ] = 36


class MinStay(PairRule[MinStayOptions]):
    """One breach for each post given up before its time."""

    name = "min-stay"
    title = Words("đủ thời gian giữ chức trước khi chuyển", "a minimum stay before the next move")
    says = Words(
        "Cán bộ không thôi một chức danh khi giữ chưa đủ số tháng tối thiểu; mỗi chức danh thôi "
        "sớm tính một trường hợp.",
        "A cadre gives up no post held for less than so many months; one breach for each post.",
    )
    why = Words(
        "Luân chuyển phải đủ thời gian để làm được việc và để đánh giá cán bộ.",
        "A posting must last long enough to get work done and to judge the cadre by it.",
    )
    law = ("R1.05",)
    options = MinStayOptions
    applies = "movers"

    def broken(self, pairs: Pairs, options: MinStayOptions) -> Verdicts:
        held = pairs.by_pair(lambda cadre, post: held_for(pairs.table, cadre, post), 2)
        return below(held[:, 0], held[:, 1], options.months)

    def breach(self, pair: Pair, options: MinStayOptions) -> Words:
        months = held_for(pair.table, pair.cadre, pair.post).high
        return Words(
            "thôi chức {kind} ở {unit} sau {months} tháng, chưa đủ {least} tháng",
            "gives up {kind} in {unit} after {months} months, {least} are needed",
        ).format(kind=pair.kind, unit=pair.unit_name, months=months, least=options.months)

    def doubt(self, pair: Pair, options: MinStayOptions) -> Words:
        return Words(
            "chưa rõ đã giữ chức {kind} ở {unit} đủ {least} tháng hay chưa",
            "cannot tell whether {kind} in {unit} for {least} months already",
        ).format(kind=pair.kind, unit=pair.unit_name, least=options.months)


def held_for(table: Table, cadre: Cadre, post: Post) -> Months:
    """Whole months that a post held today has been held by the round's date."""
    today, (longest, shortest) = table.roster.round.date, in_post(table, cadre, post)
    most = min(FOREVER, elapsed(longest.start, today))
    return Months(elapsed(shortest.start, today), most)
