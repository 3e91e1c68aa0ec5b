"""Not too many of a unit's leading posts change hands in one round."""

from collections.abc import Iterator

import numpy as np

from rotplan.roster.fields import Count
from rotplan.roster.table import Table
from rotplan.rules.rule import Brief, Options, RowRule
from rotplan.rules.statements import Bound, Statement, Subject
from rotplan.text import Words


class ContinuityOptions(Options):
    max_changed: Count


class Continuity(RowRule[ContinuityOptions]):
    """A post left empty is no change."""

    name = "continuity"
    title = Words("kế thừa, ổn định trong mỗi đơn vị", "continuity within each unit")
    law = ("R2.11",)
    options = ContinuityOptions

    def statements(self, brief: Brief[ContinuityOptions]) -> Iterator[Statement]:
        table, scope = brief.table, brief.scope
        counted = brief.listed & table.open
        new = ~table.is_held(scope.entry_cadre, scope.entry_post) & counted[scope.entry_post]
        columns, unit = scope.entry_column[new], table.unit[scope.entry_post[new]]
        for number in np.unique(table.unit[counted]).tolist():
            column, posts = np.unique(columns[unit == number], return_counts=True)
            subject = Subject(table.unit_ids[number])
            high = brief.options.max_changed
            yield Bound(number, subject, column, posts.astype(np.int64), high=high)

    def shortfall(
        self, subject: Subject, by: int, table: Table, options: ContinuityOptions
    ) -> Words:
        return Words(
            "ở {unit} có {changed} chức danh đổi người, cho phép {most}",
            "{changed} posts change hands in {unit}, {most} are allowed",
        ).format(
            unit=table.roster.unit_of[subject.unit or ""].name,
            changed=options.max_changed + by,
            most=options.max_changed,
        )
