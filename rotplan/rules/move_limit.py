"""No more than so many cadres move: in the round, or away from one unit."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np

from rotplan.language.words import Words
from rotplan.roster.reading.field_types import Count
from rotplan.roster.table import Table
from rotplan.rules.kit.grouping import distinct, ranges
from rotplan.rules.kit.moves_cap import moves_in_the_round
from rotplan.rules.kit.rule import Brief, Options, RowRule
from rotplan.rules.kit.scope import Scope
from rotplan.rules.kit.seat_counts import unit_subjects
from rotplan.rules.kit.statements import Bound, Bounds, Statement
from rotplan.rules.kit.three_valued import Flags, Ints


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
            yield moves_in_the_round(brief.scope, options.max)
            return
        yield _per_unit(brief, _units(brief.table, brief.listed, options))

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


def _units(table: Table, listed: Flags, options: MoveLimitOptions) -> Ints:
    """Units that have a listed planned post."""
    numbers = np.unique(table.unit[listed & table.planned])
    kinds = [table.roster.unit_of[table.unit_ids[n]].kind for n in numbers]
    counted = [options.per == "unit" or kind == "agency" for kind in kinds]
    found: Ints = numbers[np.array(counted, dtype=bool)]
    return found


def _per_unit(brief: Brief[MoveLimitOptions], units: Ints) -> Bounds:
    """For each unit the columns in which a cadre holds less of it than today."""
    row, column = _giving_up(brief.scope, brief.listed, units)
    return Bounds(
        keys=tuple(units.tolist()),
        subjects=unit_subjects(brief.table, units),
        row=row,
        column=column,
        coefficient=np.ones_like(row),
        constant=np.zeros(len(units), dtype=np.int64),
        high=np.full(len(units), brief.options.max),
    )


def _giving_up(scope: Scope, listed: Flags, units: Ints) -> tuple[Ints, Ints]:
    """Places among the units, and columns, where some listed post held today is held no more."""
    table, width = scope.table, len(scope.table.unit_ids)
    wanted = np.isin(np.arange(width), units)
    served = [
        (cadre, int(table.unit[post]))
        for cadre in distinct(scope.cadre)[0].tolist()
        for post in table.before[cadre] + table.outside[cadre]
        if listed[post] and wanted[table.unit[post]]
    ]
    pairs, needed = np.unique(
        np.array(served, dtype=np.int64).reshape(-1, 2), axis=0, return_counts=True
    )
    order, cadres = np.arange(len(scope)), scope.cadre
    if not (cadres[1:] >= cadres[:-1]).all():
        order = np.argsort(cadres, kind="stable")
        cadres = cadres[order]
    starts = np.searchsorted(cadres, pairs[:, 0], side="left")
    ends = np.searchsorted(cadres, pairs[:, 0], side="right")
    pair, place = ranges(starts, ends - starts)
    column, unit = order[place], pairs[pair, 1]
    lost = _kept(scope, listed, column, unit) < needed[pair]
    return np.searchsorted(units, unit[lost]), column[lost]


def _kept(scope: Scope, listed: Flags, column: Ints, unit: Ints) -> Ints:
    """How many listed posts of a unit held today each column still holds."""
    table, width = scope.table, len(scope.table.unit_ids)
    columns, posts = scope.seats
    held = scope.seat_held | (table.has_outside[scope.cadre[columns]] & ~table.planned[posts])
    held &= listed[posts]
    keys, counts = np.unique(columns[held] * width + table.unit[posts[held]], return_counts=True)
    found = np.zeros(len(column), dtype=np.int64)
    some = np.zeros(len(scope), dtype=bool)
    some[columns[held]] = True
    near = np.flatnonzero(some[column])
    asked = column[near] * width + unit[near]
    at = np.minimum(np.searchsorted(keys, asked), max(len(keys) - 1, 0))
    if len(keys):
        found[near] = np.where(keys[at] == asked, counts[at], 0)
    return found
