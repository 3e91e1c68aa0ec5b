"""Among a unit's leaders somebody speaks a language of the place."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from rotplan.language.words import Words, joined, key
from rotplan.roster.reading.field_types import Count
from rotplan.roster.records import Cadre
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Brief, Options, RowRule
from rotplan.rules.kit.seat_counts import NOT_COUNTED, by_unit, count, unit_subjects
from rotplan.rules.kit.statements import Bound, Statement
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Verdicts


class LanguageOptions(Options):
    min: Annotated[
        Count, Words("ít nhất bao nhiêu người nói được", "how many must speak one of them")
    ] = 1


class Language(RowRule[LanguageOptions]):
    """Units without `languages` are not judged."""

    name = "language"
    title = Words("có người nói được tiếng địa phương", "somebody speaks the local language")
    says = Words(
        "Ở mỗi đơn vị có ghi languages, trong các chức danh được liệt kê phải có ít nhất min người "
        "nói được một trong các tiếng đó.",
        "In each unit that gives its languages at least min of the listed posts are held by "
        "somebody who speaks one of them.",
    )
    why = Words(
        "Cán bộ nơi khác đến cần có người cùng làm việc nói được tiếng của đồng bào.",
        "Cadres from elsewhere need somebody beside them who speaks with the people.",
    )
    law = ("R7.08",)
    options = LanguageOptions

    def statements(self, brief: Brief[LanguageOptions]) -> Iterator[Statement]:
        table = brief.table
        with_language = [table.roster.unit_of[u].languages is not None for u in table.unit_ids]
        rows = by_unit(brief)
        rows = np.where(np.array(with_language, dtype=bool)[table.unit], rows, NOT_COUNTED)

        def asked(pairs: Pairs) -> Verdicts:
            return pairs.by_cadre_unit(
                lambda cadre, unit: int(_speaks(table, cadre, unit)),
                alike=lambda cadre: cadre.languages,
            ).astype(np.int8)

        counts = count(brief, rows, asked)
        subjects = unit_subjects(table, counts.numbers)
        yield counts.at_least(subjects, np.full(len(subjects), brief.options.min))

    def breach(self, row: Bound, table: Table, options: LanguageOptions) -> Words:
        unit = table.roster.unit_of[row.subject.unit or ""]
        return Words(
            "{unit} có {total} người nói được tiếng {languages}, cần ít nhất {low}",
            "{total} in {unit} speak {languages}, {low} at least are needed",
        ).format(
            unit=unit.name,
            total=row.total,
            low=row.low,
            languages=joined(sorted(unit.languages or ()), "/"),
        )


def _speaks(table: Table, cadre: Cadre, unit: str) -> np.int8:
    local = {key(language) for language in table.roster.unit_of[unit].languages or ()}
    if cadre.languages is None:
        return UNKNOWN
    return YES if local & {key(language) for language in cadre.languages} else NO
