"""Some cadres are not moved to another unit unless they wish it."""

from typing import Annotated

import numpy as np

from rotplan.language.dates import Months, month_index
from rotplan.language.words import Words, joined
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre, Circumstance
from rotplan.roster.table import Table
from rotplan.rules.frozen import frozen_reasons
from rotplan.rules.kit.grouping import ranges
from rotplan.rules.kit.person_rule import Changes, PersonRule
from rotplan.rules.kit.rule import Brief, Options
from rotplan.rules.kit.statements import Bound
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Flags

_FOREVER = 10**6


class ProtectedOptions(Options):
    circumstances: Annotated[
        tuple[Circumstance, ...],
        Words("hoàn cảnh được bảo vệ", "circumstances that protect a cadre"),
    ] = ("pregnant", "child_under_36_months", "serious_illness", "studying")
    months_to_retirement: Annotated[
        Count,
        Words(
            "còn ít hơn số tháng này đến nghỉ hưu cũng được bảo vệ",
            "fewer months than these to retirement protect as well",
        ),
    ] = 18


class Protected(PersonRule[ProtectedOptions]):
    """One breach a cadre; every new post in another unit counts as moved."""

    name = "protected"
    title = Words("không điều động người đang được bảo vệ", "protected from being moved")
    says = Words(
        "Cán bộ mang thai, nuôi con dưới 36 tháng tuổi, bệnh nặng, đang đi học hoặc sắp nghỉ hưu "
        "không bị điều động sang đơn vị khác, trừ khi tự nguyện.",
        "A cadre who is pregnant, raises a child under 36 months, is seriously ill, studies full "
        "time or is about to retire is not moved to another unit, unless willing.",
    )
    why = Words(
        "Luật bảo vệ người trong các hoàn cảnh này; người sắp nghỉ hưu thì chuyển cũng không còn "
        "đủ thời gian làm việc ở nơi mới.",
        "The law protects people in such circumstances; and who is about to retire would not stay.",
    )
    law = ("R6.02", "R6.06", "R6.07")
    options = ProtectedOptions

    def answer(self, table: Table, options: ProtectedOptions, cadre: Cadre) -> np.int8:
        if cadre.willing:
            return NO
        if set(options.circumstances) & set(cadre.circumstances):
            return YES
        left, least = _left(table, cadre), options.months_to_retirement
        if left.high < least:
            return YES
        return NO if left.low >= least else UNKNOWN

    def breaks(self, brief: Brief[ProtectedOptions], changes: Changes) -> Flags:
        """A listed post is given up, and one in another unit is taken."""
        unit = brief.table.unit
        counts = np.flatnonzero(brief.listed[changes.gone_post] & ~changes.gone_waived)
        taken = np.bincount(changes.taken, minlength=changes.count)
        start, of = np.cumsum(taken) - taken, changes.gone[counts]
        old, new = ranges(start[of], taken[of])
        away = unit[changes.taken_post[new]] != unit[changes.gone_post[counts[old]]]
        return changes.any_of(of[old], away)

    def breach(self, row: Bound, table: Table, options: ProtectedOptions) -> Words:
        cadre = table.roster.cadre_of[row.subject.cadres[0]]
        why = frozen_reasons(cadre, options.circumstances)
        left = _left(table, cadre)
        if not why and left.high < options.months_to_retirement:
            why = [
                Words("còn {left} tháng đến nghỉ hưu", "{left} months from retirement").format(
                    left=max(0, left.high)
                )
            ]
        if not why:
            return Words(
                "{name} ({id}) chuyển sang đơn vị khác; chưa rõ còn bao lâu đến nghỉ hưu",
                "{name} ({id}) is moved to another unit; cannot tell how far retirement is",
            ).format(name=cadre.name, id=cadre.id)
        return Words(
            "{name} ({id}) chuyển sang đơn vị khác khi {why} và không ghi là tự nguyện",
            "{name} ({id}) is moved to another unit while {why}, and not on record as willing",
        ).format(name=cadre.name, id=cadre.id, why=joined(why))


def _left(table: Table, cadre: Cadre) -> Months:
    """Fewest and most months from the round's month to retirement."""
    retires, now = table.retirement(cadre), month_index(table.roster.round.date)
    if retires is None:
        return Months(-_FOREVER, _FOREVER)
    return Months(retires.low - now, retires.high - now)
