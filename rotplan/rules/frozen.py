"""Nobody changes post while an investigation or a disciplinary procedure is open."""

from typing import Annotated

import numpy as np

from rotplan.language.words import Words, joined
from rotplan.roster.records import Cadre, Circumstance
from rotplan.roster.table import Table
from rotplan.rules.kit.person_rule import Changes, PersonRule
from rotplan.rules.kit.rule import Brief, Options
from rotplan.rules.kit.statements import Bound
from rotplan.rules.kit.three_valued import NO, YES, Flags


class FrozenOptions(Options):
    circumstances: Annotated[
        tuple[Circumstance, ...],
        Words("hoàn cảnh khiến phải giữ nguyên", "circumstances that freeze a cadre"),
    ] = ("under_investigation",)


class Frozen(PersonRule[FrozenOptions]):
    """One breach a cadre: for a post given up as for a new one, a first post included."""

    name = "frozen"
    title = Words("tạm dừng điều động, bổ nhiệm", "no change of post for the time being")
    says = Words(
        "Cán bộ đang bị kiểm tra, điều tra, xem xét kỷ luật thì không thay đổi chức danh, kể cả "
        "nhận chức danh lần đầu.",
        "A cadre under investigation or a disciplinary procedure changes post in no way, a first "
        "post included.",
    )
    why = Words(
        "Chưa có kết luận thì chưa xem xét điều động, luân chuyển, bổ nhiệm.",
        "Until the matter is settled no move or appointment is considered.",
    )
    law = ("R6.07", "R6.08")
    options = FrozenOptions

    def answer(self, table: Table, options: FrozenOptions, cadre: Cadre) -> np.int8:
        return YES if set(options.circumstances) & set(cadre.circumstances) else NO

    def breaks(self, brief: Brief[FrozenOptions], changes: Changes) -> Flags:
        """A waiver may name the post given up or the new one; it lifts those of the other side."""
        gone = brief.listed[changes.gone_post] & ~changes.gone_waived
        gone &= ~changes.any_of(changes.taken, changes.taken_waived)[changes.gone]
        taken = brief.listed[changes.taken_post] & ~changes.taken_waived
        taken &= ~changes.any_of(changes.gone, changes.gone_waived)[changes.taken]
        return changes.any_of(changes.gone, gone) | changes.any_of(changes.taken, taken)

    def breach(self, row: Bound, table: Table, options: FrozenOptions) -> Words:
        cadre = table.roster.cadre_of[row.subject.cadres[0]]
        return Words(
            "{name} ({id}) đang {why} mà thay đổi chức danh",
            "{name} ({id}) changes post while {why}",
        ).format(
            name=cadre.name,
            id=cadre.id,
            why=joined(frozen_reasons(cadre, options.circumstances)),
        )


CIRCUMSTANCE_WORDS: dict[Circumstance, Words] = {
    "pregnant": Words("mang thai", "pregnant"),
    "child_under_36_months": Words(
        "nuôi con dưới 36 tháng tuổi", "raising a child under 36 months"
    ),
    "serious_illness": Words("điều trị bệnh nặng", "seriously ill"),
    "studying": Words("đi học tập trung", "studying full time"),
    "seconded": Words("biệt phái", "seconded"),
    "under_investigation": Words("bị kiểm tra, điều tra", "under investigation"),
    "hardship": Words("có hoàn cảnh đặc biệt khó khăn", "in special hardship"),
}


def frozen_reasons(cadre: Cadre, asked: tuple[Circumstance, ...]) -> list[Words]:
    """Those of the circumstances asked for that a cadre is in, whatever their order on file."""
    shared = {*cadre.circumstances} & {*asked}
    return [words for circumstance, words in CIRCUMSTANCE_WORDS.items() if circumstance in shared]
