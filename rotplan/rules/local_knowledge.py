"""Among a unit's leaders somebody knows the place."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Brief, Options, RowRule
from rotplan.rules.kit.seat_counts import by_unit, count, unit_subjects
from rotplan.rules.kit.service import career, same_units, total
from rotplan.rules.kit.statements import Bound, Statement
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Verdicts
from rotplan.rules.non_local import place_verdict


class LocalKnowledgeOptions(Options):
    min: Annotated[
        Count, Words("ít nhất bao nhiêu người am hiểu", "how many must know the place")
    ] = 1
    months: Annotated[
        Count,
        Words("công tác ở đơn vị đủ số tháng này", "months in the unit that make one know it"),
    ] = 24


class LocalKnowledge(RowRule[LocalKnowledgeOptions]):
    """Known by service in the unit, or by being from there."""

    name = "local-knowledge"
    title = Words("có người am hiểu địa bàn", "somebody knows the place")
    says = Words(
        "Ở mỗi đơn vị, trong các chức danh được liệt kê phải có ít nhất min người là người địa "
        "phương hoặc đã công tác tại đơn vị đủ số tháng quy định.",
        "In each unit at least min of the listed posts are held by somebody who is a local or has "
        "served there for so many months.",
    )
    why = Words(
        "Người mới đến dễ bị cô lập nếu không có ai am hiểu địa bàn cùng làm việc.",
        "A newcomer is easily isolated where nobody in the leadership knows the place.",
    )
    law = ("R7.08",)
    options = LocalKnowledgeOptions

    def statements(self, brief: Brief[LocalKnowledgeOptions]) -> Iterator[Statement]:
        table, options = brief.table, brief.options

        def asked(pairs: Pairs) -> Verdicts:
            answers = pairs.by_cadre_unit(
                lambda cadre, unit: int(_knows(table, cadre, unit, options.months))
            )
            return answers.astype(np.int8)

        counts = count(brief, by_unit(brief), asked)
        subjects = unit_subjects(table, counts.numbers)
        yield counts.at_least(subjects, np.full(len(subjects), options.min))

    def breach(self, row: Bound, table: Table, options: LocalKnowledgeOptions) -> Words:
        return Words(
            "{unit} có {total} người am hiểu địa bàn, cần ít nhất {low}",
            "{total} in {unit} know the place, {low} at least are needed",
        ).format(
            unit=table.roster.unit_of[row.subject.unit or ""].name, total=row.total, low=row.low
        )


def _knows(table: Table, cadre: Cadre, unit: str, months: int) -> np.int8:
    units = same_units(table, (unit,))
    served = total((stint, stint.is_in(units)) for stint in career(table, cadre))
    if served.low >= months:
        return YES
    local = _is_local(table, cadre, unit)
    return max(local, NO if served.high < months else UNKNOWN)


def _is_local(table: Table, cadre: Cadre, unit: str) -> np.int8:
    """Whether the home lies in the unit; nobody's home lies in an agency."""
    kind = table.roster.unit_of[unit].kind
    if kind == "agency":
        return NO
    return place_verdict(table, cadre.home, table.place_number(unit, kind), kind)
