"""Two relatives do not hold posts together that the law keeps apart, such as head and deputy."""

from collections.abc import Iterable, Iterator
from typing import Annotated, cast

import numpy as np
from pydantic import Field

from rotplan.language.words import Words, same
from rotplan.roster.reading.field_types import Fact, Text
from rotplan.roster.records import Tie
from rotplan.roster.table import Table
from rotplan.rules.kit.grouping import numbered
from rotplan.rules.kit.lazy_sequence import Made
from rotplan.rules.kit.relatives import Meetings, PostsHeld, Within
from rotplan.rules.kit.rule import Brief, Kinds, NamedPlaces, Options, RowRule
from rotplan.rules.kit.statements import Bound, Bounds, Statement, Subject

# A row: the two relatives, their relation, the number of the group, and the unit.
_Key = tuple[str, str, str, int, str]


class Group(Fact):
    """One holds a post of `a` and the other one of `b`, in the same unit at that level."""

    a: Kinds
    b: Kinds
    within: Within = "unit"


class FamilyOptions(Options):
    relations: Annotated[
        tuple[Text, ...], Words("các quan hệ bị ràng buộc", "the relations that count")
    ]
    groups: Annotated[
        tuple[Group, ...],
        Field(min_length=1),
        Words("các cặp nhóm chức danh không để người thân cùng giữ", "pairs of groups of kinds"),
    ]

    def kinds_named(self) -> NamedPlaces:
        for n, group in enumerate(self.groups):
            for side, kinds in (("a", group.a), ("b", group.b)):
                for i, kind in enumerate(kinds):
                    yield kind, ("groups", n, side, i)


class Family(RowRule[FamilyOptions]):
    """One breach for each tie, group and unit, however many posts each of the two holds."""

    name = "family"
    title = Words("người thân không cùng giữ chức vụ liên quan", "relatives kept apart")
    says = Words(
        "Hai người có quan hệ gia đình không cùng lúc giữ, một người chức danh nhóm a và người kia "
        "chức danh nhóm b, trong cùng đơn vị, huyện hoặc tỉnh.",
        "Of two relatives one does not hold a post of group a while the other holds one of group "
        "b, in the same unit, district or province.",
    )
    why = Words(
        "Ngăn ngừa lợi ích nhóm, cục bộ, tiêu cực trong công tác cán bộ.",
        "It keeps family interest out of decisions on people and money.",
    )
    law = ("R4.01", "R4.02", "R4.03", "R4.04", "R4.05")
    options = FamilyOptions
    waivable = True
    joins = True

    def joined(self, table: Table) -> Iterable[int]:
        return {table.cadre_number[id_] for tie in table.roster.ties for id_ in (tie.a, tie.b)}

    def statements(self, brief: Brief[FamilyOptions]) -> Iterator[Statement]:
        related = _related(brief.options.relations)
        ties = sorted(brief.table.roster.ties, key=lambda tie: (tie.a, tie.b, tie.kind))
        yield _rows(brief, [tie for tie in ties if _relation(tie.kind) in related])

    def judged(self, brief: Brief[FamilyOptions]) -> int:
        related = _related(brief.options.relations)
        return sum(_relation(tie.kind) in related for tie in brief.table.roster.ties)

    def breach(self, row: Bound, table: Table, options: FamilyOptions) -> Words:
        subject, relation = row.subject, cast(_Key, row.key)[2]
        names = [f"{table.roster.cadre_of[c].name} ({c})" for c in subject.cadres]
        unit = table.roster.unit_of[subject.unit or ""].name
        return Words(
            "{a} và {b} ({kind}) cùng giữ chức vụ liên quan ở {unit}",
            "{a} and {b} ({kind}) hold posts together in {unit}",
        ).format(
            a=names[0], b=names[1], kind=RELATION_WORDS.get(relation, same(relation)), unit=unit
        )


RELATION_WORDS = {
    "spouse": Words("vợ chồng", "spouses"),
    "parent": Words("cha mẹ và con", "parent and child"),
    "sibling": Words("anh chị em ruột", "siblings"),
}


def _relation(kind: str) -> str:
    """Parent and child are one relation."""
    return "parent" if kind == "child" else kind


def _related(relations: tuple[str, ...]) -> set[str]:
    return {_relation(kind) for kind in relations}


def _rows(brief: Brief[FamilyOptions], ties: list[Tie]) -> Bounds:
    """At most one of the two, for each tie, group, way round and unit.

    Where both sides of a group are the same kinds, the other way round says the same again.
    """
    table, groups = brief.table, brief.options.groups
    sides = [tie.a for tie in ties], [tie.b for tie in ties]
    a, b = (np.array([table.cadre_number[c] for c in side], dtype=np.int64) for side in sides)
    held = PostsHeld(brief, np.append(a, b))
    asked = [
        (number, held.meetings((first, group.a), (second, group.b), group.within))
        for number, group in enumerate(groups)
        for first, second in ((a, b), (b, a))[: 1 if set(group.a) == set(group.b) else 2]
    ]
    met = Meetings.sorted([found for _, found in asked])

    # what keys are made of outlives the rest of the meetings
    of_tie, at = met.tie.astype(np.int32), met.place.astype(np.int32)
    of_group = np.array([number for number, _ in asked], dtype=np.int32)[met.part]

    def key(n: int) -> _Key:
        tie, unit = ties[of_tie[n]], table.unit_ids[at[n]]
        return *_pair(tie), _relation(tie.kind), int(of_group[n]), unit

    def subject(n: int) -> Subject:
        tie = ties[of_tie[n]]
        return Subject(table.unit_ids[at[n]], (tie.a, tie.b))

    count = len(met.tie)
    relation, _ = numbered([(*_pair(tie), _relation(tie.kind)) for tie in ties])
    spot = (relation[met.tie] * len(groups) + of_group) * len(table.unit_ids) + met.place
    _, first, alike = np.unique(spot, return_index=True, return_inverse=True)
    return Bounds(
        keys=Made(count, key),
        subjects=Made(count, subject),
        row=met.row,
        column=met.column,
        coefficient=np.ones_like(met.row),
        constant=met.stay,
        high=np.ones(count, dtype=np.int64),
        alike=first[alike],
    )


def _pair(tie: Tie) -> tuple[str, str]:
    return min(tie.a, tie.b), max(tie.a, tie.b)
