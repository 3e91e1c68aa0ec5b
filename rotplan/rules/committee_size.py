"""A committee has as many members as the law gives it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count, error
from rotplan.roster.table import Table
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.rule import Brief, Options, RowRule
from rotplan.rules.kit.seat_counts import Counts, by_unit, count, limit_words, unit_subjects
from rotplan.rules.kit.statements import Bound, Statement
from rotplan.rules.kit.three_valued import YES, Ints, Verdicts

NOT_GIVEN = -1


class CommitteeSizeOptions(Options):
    min: Annotated[Count | None, Words("ít nhất bao nhiêu người", "members at least")] = None
    max: Annotated[Count | None, Words("nhiều nhất bao nhiêu người", "members at most")] = None

    def model_post_init(self, _: Any) -> None:
        """Raises PydanticCustomError where the options contradict each other or say nothing."""
        if self.min is None and self.max is None:
            raise _bad("cần min hoặc max", "min or max is needed")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise _bad(f"min {self.min} lớn hơn max {self.max}", "min is greater than max")


def _bad(vi: str, en: str) -> Exception:
    return error("bad-option", rule="committee-size", reason=Words(vi, en))


class CommitteeSize(RowRule[CommitteeSizeOptions]):
    """Filled listed seats in each unit that lists any; a unit's own `seats` come first."""

    name = "committee-size"
    title = Words("số lượng cấp ủy viên", "size of the committee")
    says = Words(
        "Ở mỗi đơn vị có liệt kê các chức danh này, số người giữ không ít hơn min và không nhiều "
        "hơn max; seats của đơn vị được ưu tiên.",
        "In each unit that lists such seats no fewer than min and no more than max of them are "
        "filled; a unit's own seats come first.",
    )
    why = Words(
        "Số lượng cấp ủy viên, ủy viên ban thường vụ do Trung ương quy định.",
        "The numbers of committee and standing committee members are laid down by the Centre.",
    )
    law = ("R2.10", "R3.05", "R3.06")
    options = CommitteeSizeOptions

    def statements(self, brief: Brief[CommitteeSizeOptions]) -> Iterator[Statement]:
        table, options = brief.table, brief.options

        def asked(pairs: Pairs) -> Verdicts:
            return np.full(len(pairs), YES)

        counts = count(brief, by_unit(brief), asked)
        own = _own(table)[:, counts.numbers]
        for mine, default, say in (
            (own[0], options.min, Counts.at_least),
            (own[1], options.max, Counts.at_most),
        ):
            limits = np.where(mine == NOT_GIVEN, NOT_GIVEN if default is None else default, mine)
            given = limits != NOT_GIVEN
            kept = counts.where(given)
            yield say(kept, unit_subjects(table, kept.numbers), limits[given])

    def breach(self, row: Bound, table: Table, options: CommitteeSizeOptions) -> Words:
        return Words(
            "{unit} có {total} người, {limit}", "{unit} has {total} members, {limit}"
        ).format(
            unit=table.roster.unit_of[row.subject.unit or ""].name,
            total=row.total,
            limit=limit_words(row),
        )

    def contradiction(
        self, first: CommitteeSizeOptions, second: CommitteeSizeOptions
    ) -> Words | None:
        least = max(o.min or 0 for o in (first, second))
        limits = [o.max for o in (first, second) if o.max is not None]
        if not limits or least <= min(limits):
            return None
        return Words(
            f"ít nhất {least} và nhiều nhất {min(limits)}",
            f"at least {least} and at most {min(limits)}",
        )


@lru_cache(maxsize=4)
def _own(table: Table) -> Ints:
    """Least and most of the `seats` of each unit, NOT_GIVEN without. Shape (2, units)."""
    seats = [table.roster.unit_of[unit].seats for unit in table.unit_ids]
    limits = [(None, None) if own is None else (own.min, own.max) for own in seats]
    given = [[NOT_GIVEN if limit is None else limit for limit in both] for both in limits]
    return np.array(given, dtype=np.int64).reshape(-1, 2).T
