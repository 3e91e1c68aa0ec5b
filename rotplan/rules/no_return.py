"""Nobody goes back to a unit that he or she left not long ago."""

from typing import Annotated

import numpy as np

from rotplan.language.dates import elapsed
from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Options, Pair, PairRule
from rotplan.rules.kit.service import career, same_units
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Verdicts


class NoReturnOptions(Options):
    months: Annotated[
        Count, Words("rời đi chưa đủ số tháng này thì chưa về", "months before one may come back")
    ] = 60


class NoReturn(PairRule[NoReturnOptions]):
    """Any kind of post in the unit counts; who serves there now does not return."""

    name = "no-return"
    title = Words("không quay lại nơi vừa rời đi", "no return to a unit just left")
    says = Words(
        "Không nhận chức danh ở đơn vị mà mình đã rời chưa đủ số tháng quy định, dù ở chức danh "
        "nào; người đang công tác tại đó thì không tính.",
        "Nobody takes a post, of whatever kind, in a unit left less than so many months ago; "
        "whoever serves there now is not meant.",
    )
    why = Words(
        "Quay lại sớm làm mất tác dụng của luân chuyển và dễ nối lại quan hệ cũ.",
        "An early return undoes the rotation and takes up old ties again.",
    )
    law = ()
    options = NoReturnOptions
    applies = "newcomers"
    turns_on = "unit"
    reads = ("history",)

    def broken(self, pairs: Pairs, options: NoReturnOptions) -> Verdicts:
        answers = pairs.by_cadre_unit(
            lambda cadre, unit: int(_returns(pairs.table, cadre, unit, options.months)),
            alike=lambda cadre: cadre.id if _left_lately(pairs.table, cadre, options) else None,
        )
        return answers.astype(np.int8)

    def breach(self, pair: Pair, options: NoReturnOptions) -> Words:
        return Words(
            "mới rời {unit} chưa đủ {months} tháng", "left {unit} less than {months} months ago"
        ).format(unit=pair.unit_name, months=options.months)

    def doubt(self, pair: Pair, options: NoReturnOptions) -> Words:
        return Words(
            "chưa rõ đã rời {unit} đủ {months} tháng hay chưa",
            "cannot tell whether {unit} was left {months} months ago or more",
        ).format(unit=pair.unit_name, months=options.months)


def _left_lately(table: Table, cadre: Cadre, options: NoReturnOptions) -> bool:
    """Whether the cadre may have left any unit so recently."""
    today = table.roster.round.date
    ends = (stint.longest.end for stint in career(table, cadre))
    return any(elapsed(end, today) < options.months for end in ends)


def _returns(table: Table, cadre: Cadre, unit: str, months: int) -> np.int8:
    units, today = same_units(table, (unit,)), table.roster.round.date
    stints = [(stint, stint.is_in(units)) for stint in career(table, cadre)]
    if any(stint.present and match for stint, match in stints):
        return NO
    answer = NO
    for stint, match in stints:
        if match is False or elapsed(stint.longest.end, today) >= months:
            continue
        certain = match is True and elapsed(stint.shortest.end, today) < months
        answer = max(answer, YES if certain else UNKNOWN)
    return answer
