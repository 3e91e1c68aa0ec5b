"""Not too many of a unit's leading posts change hands in one round."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.table import Table
from rotplan.rules.kit.rule import Brief, Options, RowRule
from rotplan.rules.kit.seat_counts import merged, unit_subjects
from rotplan.rules.kit.statements import Bound, Bounds, Statement


class ContinuityOptions(Options):
    max_changed: Annotated[
        Count, Words("số chức danh được đổi người", "posts that may change hands")
    ]


class Continuity(RowRule[ContinuityOptions]):
    """A post left empty is no change."""

    name = "continuity"
    title = Words("kế thừa, ổn định trong mỗi đơn vị", "continuity within each unit")
    says = Words(
        "Ở mỗi đơn vị, trong các chức danh được liệt kê, không quá max_changed chức danh có người "
        "giữ mới sau đợt; chức danh để trống không tính là thay đổi.",
        "In each unit no more than max_changed of the listed posts are held after the round by "
        "somebody new; a post left empty is no change.",
    )
    why = Words(
        "Bảo đảm kế thừa, ổn định: không thay cùng lúc cả bộ máy lãnh đạo một nơi.",
        "Continuity: the leadership of a place is not replaced all at once.",
    )
    law = ("R2.11",)
    options = ContinuityOptions

    def statements(self, brief: Brief[ContinuityOptions]) -> Iterator[Statement]:
        table, scope = brief.table, brief.scope
        counted = brief.listed & table.open
        new = ~scope.entry_held & counted[scope.entry_post]
        units = np.unique(table.unit[counted])
        row = np.searchsorted(units, table.unit[scope.entry_post[new]])
        row, column, _, posts = merged(row, scope.entry_column[new], np.ones_like(row), len(units))
        yield Bounds(
            keys=tuple(units.tolist()),
            subjects=unit_subjects(table, units),
            row=row,
            column=column,
            coefficient=posts,
            constant=np.zeros(len(units), dtype=np.int64),
            high=np.full(len(units), brief.options.max_changed),
        )

    def breach(self, row: Bound, table: Table, options: ContinuityOptions) -> Words:
        subject = row.subject
        return Words(
            "ở {unit} có {changed} chức danh đổi người, cho phép {most}",
            "{changed} posts change hands in {unit}, {most} are allowed",
        ).format(
            unit=table.roster.unit_of[subject.unit or ""].name,
            changed=options.max_changed + row.shortfall,
            most=options.max_changed,
        )
