"""No more than so many cadres move: in the round, or away from one unit."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np

from rotplan.roster.fields import Count
from rotplan.roster.table import Table
from rotplan.rules.rule import Brief, Options, RowRule
from rotplan.rules.scope import Scope
from rotplan.rules.statements import Bound, Statement, Subject, flags_to_numbers
from rotplan.rules.verdict import Flags, Ints
from rotplan.text import Words


class MoveLimitOptions(Options):
    max: Annotated[Count, Words("số người tối đa", "cadres at most")]
    per: Annotated[
        Literal["round", "unit", "agency"],
        Words("tính cho cả đợt, từng đơn vị hay từng cơ quan", "for the round, a unit, an agency"),
    ] = "round"


class MoveLimit(RowRule[MoveLimitOptions]):
    """People are counted, not posts; who leaves the service never counts."""

    name = "move-limit"
    title = Words("số người chuyển trong một đợt", "how many move in one round")
    says = Words(
        "Không quá max người được điều chuyển trong cả đợt, hoặc rời khỏi mỗi đơn vị, mỗi cơ quan; "
        "người thôi công tác không tính.",
        "No more than max cadres move in the round, or give up a post in each unit or agency; who "
        "leaves the service never counts.",
    )
    why = Words(
        "Mỗi đợt chỉ làm được một số quyết định, và không cơ quan nào bị rút quá nhiều người.",
        "A round bears only so many decisions, and no body is to lose too many people at once.",
    )
    law = ()
    options = MoveLimitOptions

    def statements(self, brief: Brief[MoveLimitOptions]) -> Iterator[Statement]:
        options = brief.options
        if options.per == "round":
            column = flags_to_numbers(brief.scope.moves)
            yield Bound("round", Subject(), column, np.ones_like(column), high=options.max)
            return
        for number in _units(brief.table, brief.listed, options):
            column = _giving_up(brief.scope, brief.listed, number)
            subject = Subject(brief.table.unit_ids[number])
            yield Bound(number, subject, column, np.ones_like(column), high=options.max)

    def breach(self, row: Bound, table: Table, options: MoveLimitOptions) -> Words:
        subject = row.subject
        if subject.unit is None:
            return Words(
                "{moves} người chuyển, cho phép {most}", "{moves} cadres move, {most} are allowed"
            ).format(moves=options.max + row.shortfall, most=options.max)
        return Words(
            "{moves} người rời {unit}, cho phép {most}",
            "{moves} cadres give up posts in {unit}, {most} are allowed",
        ).format(
            moves=options.max + row.shortfall,
            unit=table.roster.unit_of[subject.unit].name,
            most=options.max,
        )


def _units(table: Table, listed: Flags, options: MoveLimitOptions) -> list[int]:
    """Units that have a listed planned post."""
    numbers = np.unique(table.unit[listed & table.planned]).tolist()
    kinds = [table.roster.unit_of[table.unit_ids[n]].kind for n in numbers]
    return [
        n
        for n, kind in zip(numbers, kinds, strict=True)
        if options.per == "unit" or kind == "agency"
    ]


def _giving_up(scope: Scope, listed: Flags, unit: int) -> Ints:
    """Columns in which a cadre no longer holds some listed post of the unit held today."""
    table = scope.table
    here = listed & (table.unit == unit)
    found = []
    for cadre, columns in scope.columns_of.items():
        held = {p for p in table.before[cadre] + table.outside[cadre] if here[p]}
        if held:
            found += [c for c in columns.tolist() if not held <= set(scope.posts_in(c))]
    return np.array(found, dtype=np.int64)
