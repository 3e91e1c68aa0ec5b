"""Two relatives do not hold posts together that the law keeps apart, such as head and deputy."""

from collections.abc import Iterator
from typing import Annotated, Literal, cast

import numpy as np
from pydantic import Field

from rotplan.roster.facts import Tie
from rotplan.roster.fields import Fact, Text
from rotplan.roster.table import NOWHERE, Table
from rotplan.rules.rule import ANY_POST, Brief, Kinds, Named, Options, RowRule
from rotplan.rules.statements import Bound, Statement, Subject
from rotplan.text import Words, same

Within = Literal["unit", "district", "province"]

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

    def kinds_named(self) -> Named:
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

    def statements(self, brief: Brief[FamilyOptions]) -> Iterator[Statement]:
        related = _related(brief.options.relations)
        posts = _PostsHeld(brief)
        for tie in sorted(brief.table.roster.ties, key=lambda tie: (tie.a, tie.b, tie.kind)):
            if _relation(tie.kind) in related:
                for n, group in enumerate(brief.options.groups):
                    yield from _rows(posts, tie, n, group)

    def judged(self, brief: Brief[FamilyOptions]) -> int:
        related = _related(brief.options.relations)
        return sum(_relation(tie.kind) in related for tie in brief.table.roster.ties)

    def breach(self, row: Bound, table: Table, options: FamilyOptions) -> Words:
        subject, relation = row.subject, cast(_Key, row.key)[2]
        names = [table.roster.cadre_of[c].name for c in subject.cadres]
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


class _PostsHeld:
    """Which columns of a cadre hold a listed post of some kinds in some unit."""

    def __init__(self, brief: Brief[FamilyOptions]) -> None:
        self.brief, self.table, self.scope = brief, brief.table, brief.scope
        self.constants: dict[int, list[int]] = {}
        for cadre, post in self.scope.constants:
            self.constants.setdefault(cadre, []).append(post)
        self._changeable: dict[Group, set[int]] = {}
        # several groups ask about the same people
        self._holdings: dict[int, list[tuple[int | None, tuple[int, ...]]]] = {}

    def places(self, cadre: int, kinds: tuple[str, ...], within: Within) -> dict[int, "_Side"]:
        """By unit number: where the cadre holds, or may hold, a post of these kinds."""
        sides: dict[int, _Side] = {}
        if (cadre, ANY_POST) in self.brief.waived:
            return sides
        for column, posts in self._held(cadre):
            self._add(sides, cadre, posts, column, kinds, within)
        return sides

    def _held(self, cadre: int) -> list[tuple[int | None, tuple[int, ...]]]:
        """The columns of a cadre with their posts, None for what no column decides."""
        if cadre not in self._holdings:
            columns = self.scope.columns_of.get(cadre, np.empty(0, np.int64)).tolist()
            self._holdings[cadre] = [
                *((None, (post,)) for post in self.constants.get(cadre, ())),
                *((column, self.scope.posts_in(column)) for column in columns),
            ]
        return self._holdings[cadre]

    def changeable(self, group: Group) -> set[int]:
        """Units in which the round plans a post of the group's kinds; found once for all ties."""
        if group in self._changeable:
            return self._changeable[group]
        kinds = {*group.a, *group.b}
        flags = self.table.open & self.brief.listed
        numbers = [n for n in np.flatnonzero(flags).tolist() if self.table.posts[n].kind in kinds]
        self._changeable[group] = {self._place(n, group.within) for n in numbers}
        return self._changeable[group]

    def _add(
        self,
        sides: dict[int, "_Side"],
        cadre: int,
        posts: tuple[int, ...],
        column: int | None,
        kinds: tuple[str, ...],
        within: Within,
    ) -> None:
        if any((cadre, post) in self.brief.waived for post in posts):
            return
        for post in posts:
            record = self.table.posts[post]
            if record.kind in kinds and self.brief.listed[post]:
                place = self._place(post, within)
                if place != NOWHERE:
                    sides.setdefault(place, _Side()).add(column)

    def _place(self, post: int, within: Within) -> int:
        if within == "unit":
            return int(self.table.unit[post])
        return self.table.place_number(self.table.posts[post].unit, within)


class _Side:
    """The columns of one relative that count in a unit; `constant` if no column decides it."""

    def __init__(self) -> None:
        self.columns: dict[int, None] = {}
        self.constant = False

    def add(self, column: int | None) -> None:
        if column is None:
            self.constant = True
        else:
            self.columns[column] = None


def _rows(posts: _PostsHeld, tie: Tie, number: int, group: Group) -> Iterator[Bound]:
    """At most one of the two, for each unit and each way round.

    A unit where no open post is of the group's kinds is not judged: no plan could change it.
    """
    table = posts.table
    ids, changeable = (tie.a, tie.b), posts.changeable(group)
    for first, second in (ids, ids[::-1]):
        a = posts.places(table.cadre_number[first], group.a, group.within)
        if not a:
            continue
        b = posts.places(table.cadre_number[second], group.b, group.within)
        for place in sorted(a.keys() & b.keys()):
            if place not in changeable or (a[place].constant and b[place].constant):
                continue
            column = np.array([*a[place].columns, *b[place].columns], dtype=np.int64)
            unit = table.unit_ids[place]
            key: _Key = (min(ids), max(ids), _relation(tie.kind), number, unit)
            constant = int(a[place].constant) + int(b[place].constant)
            subject = Subject(unit, ids)
            yield Bound(key, subject, column, np.ones_like(column), constant, high=1)
