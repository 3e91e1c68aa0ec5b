"""Whoever stands for election is young enough at the congress to serve the term."""

from typing import Annotated

import numpy as np

from rotplan.language.dates import Months, month_index, month_words
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count, Day, Partial
from rotplan.roster.records import Cadre
from rotplan.roster.roster import Roster
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Kinds, NamedPlaces, Options, Pair, PairRule
from rotplan.rules.kit.service import career
from rotplan.rules.kit.three_valued import (
    NO,
    UNKNOWN,
    YES,
    Verdicts,
    all_of,
    any_of,
    below,
    negated,
)

_FOREVER = 10**6


class ElectionAgeOptions(Options):
    """`reckon` overrides the round's own reckoning month."""

    first_time: Annotated[
        Count, Words("số tháng cần còn khi tham gia lần đầu", "months needed the first time")
    ] = 60
    re_elected: Annotated[
        Count, Words("số tháng cần còn khi tái cử", "months needed for re-election")
    ] = 30
    re_elected_kinds: Annotated[
        Kinds,
        Words(
            "giữ một trong các loại chức danh này là tái cử",
            "holding one of these kinds of post is re-election",
        ),
    ]
    re_elected_since: Annotated[
        Day,
        Words("tính cả chức danh đã giữ từ ngày này", "posts held since this day count as well"),
    ]
    reckon: Annotated[
        Partial | None,
        Words("tháng tính tuổi; không ghi thì theo round", "the reckoning month; else the round's"),
    ] = None

    def kinds_named(self) -> NamedPlaces:
        kinds = enumerate(self.re_elected_kinds)
        yield from ((kind, ("re_elected_kinds", n)) for n, kind in kinds)


class ElectionAge(PairRule[ElectionAgeOptions]):
    """Months from the reckoning month to retirement, against the figure that fits."""

    name = "election-age"
    title = Words("đủ tuổi tham gia cấp ủy, ứng cử", "young enough to be elected")
    says = Words(
        "Tính từ tháng mốc (tháng đại hội hoặc bầu cử) đến tháng nghỉ hưu, người tham gia lần đầu "
        "phải còn ít nhất first_time tháng, người tái cử phải còn ít nhất re_elected tháng.",
        "From the reckoning month (of the congress or election) to retirement, first_time months "
        "must be left for a first election and re_elected months for a re-election.",
    )
    why = Words(
        "Người được bầu phải còn đủ thời gian công tác cho cả nhiệm kỳ hoặc phần nhiệm kỳ mà "
        "quy định đòi hỏi.",
        "Whoever is elected should serve the term, or the part of it that the rules ask for.",
    )
    law = ("R2.01", "R2.02", "R2.03", "R2.04", "R2.05", "R3.01", "R3.02", "R3.03", "R3.04", "R3.15")
    options = ElectionAgeOptions
    applies = "everyone"
    turns_on = "kind"
    reads = ("born", "sex")

    def lacks(self, roster: Roster, options: ElectionAgeOptions) -> str | None:
        return "reckon" if options.reckon is None and roster.round.reckon is None else None

    def broken(self, pairs: Pairs, options: ElectionAgeOptions) -> Verdicts:
        table = pairs.table
        low, high = pairs.span_by_cadre(lambda cadre: _left(table, cadre, options))
        elected = pairs.by_cadre(lambda cadre: int(re_elected(table, cadre, options)))
        again = elected.astype(np.int8)
        too_late = below(low, high, options.re_elected), below(low, high, options.first_time)
        return any_of([all_of([again, too_late[0]]), all_of([negated(again), too_late[1]])])

    def breach(self, pair: Pair, options: ElectionAgeOptions) -> Words:
        retires = pair.table.retirement(pair.cadre)
        assert retires is not None
        again = re_elected(pair.table, pair.cadre, options) == YES
        return Words(
            "tính từ {reckon} chỉ còn {left} tháng công tác, {case} cần {needed} tháng",
            "{left} months of service are left from {reckon}, {needed} are needed {case}",
        ).format(
            reckon=month_words(_reckoned(pair.table, options).low),
            left=max(_left(pair.table, pair.cadre, options).high, 0),
            needed=options.re_elected if again else options.first_time,
            case=Words("tái cử", "for re-election")
            if again
            else Words("tham gia lần đầu", "for a first election"),
        )

    def doubt(self, pair: Pair, options: ElectionAgeOptions) -> Words:
        if pair.table.retirement(pair.cadre) is None:
            return Words(
                "chưa rõ tháng nghỉ hưu (thiếu ngày sinh)",
                "cannot tell the month of retirement (date of birth unknown)",
            )
        return Words(
            "chưa rõ là tái cử hay lần đầu, hoặc còn đủ số tháng hay không",
            "cannot tell whether it is a re-election, or whether enough months are left",
        )


def _reckoned(table: Table, options: ElectionAgeOptions) -> Months:
    """First and last possible reckoning month."""
    reckon = options.reckon or table.roster.round.reckon
    assert reckon is not None
    return Months(month_index(reckon.earliest), month_index(reckon.latest))


def _left(table: Table, cadre: Cadre, options: ElectionAgeOptions) -> Months:
    """Fewest and most months from the reckoning month to retirement."""
    retires, reckon = table.retirement(cadre), _reckoned(table, options)
    if retires is None:
        return Months(-_FOREVER, _FOREVER)
    return Months(retires.low - reckon.high, retires.high - reckon.low)


def re_elected(table: Table, cadre: Cadre, options: ElectionAgeOptions) -> np.int8:
    """Whether the cadre holds one of the kinds, or has held one since the date."""
    answer = NO
    for stint in career(table, cadre):
        match = stint.is_of(options.re_elected_kinds)
        if match is False or stint.longest.end < options.re_elected_since:
            continue
        certain = match is True and (
            stint.present or stint.shortest.end >= options.re_elected_since
        )
        answer = max(answer, YES if certain else UNKNOWN)
    return answer
