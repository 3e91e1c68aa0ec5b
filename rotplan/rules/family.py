"""Two relatives do not hold posts together that the law keeps apart, such as head and deputy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, cast, get_args

import numpy as np
from pydantic import Field

from rotplan.roster.facts import Tie
from rotplan.roster.fields import Fact, Text
from rotplan.roster.table import NOWHERE, Table
from rotplan.rules.rule import ANY_POST, Brief, Kinds, Named, Options, RowRule
from rotplan.rules.statements import Bound, Bounds, Statement, Subject
from rotplan.rules.verdict import Flags, Ints
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
    joins = True

    def joined(self, table: Table) -> Iterable[int]:
        return {table.cadre_number[id_] for tie in table.roster.ties for id_ in (tie.a, tie.b)}

    def statements(self, brief: Brief[FamilyOptions]) -> Iterator[Statement]:
        related = _related(brief.options.relations)
        posts = _PostsHeld(brief)
        ties = sorted(brief.table.roster.ties, key=lambda tie: (tie.a, tie.b, tie.kind))
        rows = [
            row
            for tie in ties
            if _relation(tie.kind) in related
            for n, group in enumerate(brief.options.groups)
            for row in _rows(posts, tie, n, group)
        ]
        yield Bounds.upper(rows)

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
    """Which columns of each relative hold a listed post of some kinds, and in which unit."""

    def __init__(self, brief: Brief[FamilyOptions]) -> None:
        self.brief, self.table, self.scope = brief, brief.table, brief.scope
        self._sides: dict[tuple[tuple[str, ...], Within], _Sides] = {}
        self._changeable: dict[Group, set[int]] = {}

    def places(self, cadre: int, kinds: tuple[str, ...], within: Within) -> dict[int, "_Side"]:
        """By unit number: where the cadre holds, or may hold, a post of these kinds."""
        asked = kinds, within
        if asked not in self._sides:
            self._sides[asked] = self._found(kinds, within)
        return self._sides[asked].get(cadre, {})

    def changeable(self, group: Group) -> set[int]:
        """Units in which the round plans a post of the group's kinds; found once for all ties."""
        if group not in self._changeable:
            kinds = self._of_kinds((*group.a, *group.b))
            places = np.unique(self._place_of[group.within][kinds & self.table.open])
            self._changeable[group] = set(places.tolist())
        return self._changeable[group]

    def _found(self, kinds: tuple[str, ...], within: Within) -> "_Sides":
        """For every relative at once."""
        place = np.where(self._of_kinds(kinds), self._place_of[within], NOWHERE)
        columns, posts = self._entries
        cadre, there = self.scope.cadre[columns], place[posts]
        order = np.lexsort((columns, there, cadre))
        order = order[there[order] != NOWHERE]
        cadre, there, columns = cadre[order], there[order], columns[order]
        spot = cadre * (len(self.table.unit_ids) + 1) + there
        once = np.append(True, (np.diff(spot) != 0) | (np.diff(columns) != 0))[: len(spot)]
        cadre, there, columns, spot = cadre[once], there[once], columns[once], spot[once]
        starts = np.flatnonzero(np.append(True, np.diff(spot) != 0)[: len(spot)])
        sides: _Sides = {}
        for first, part in zip(starts.tolist(), np.split(columns, starts[1:]), strict=False):
            sides.setdefault(int(cadre[first]), {})[int(there[first])] = _Side(part, False)
        for number, post in self._staying:
            if place[post] != NOWHERE:
                mine = sides.setdefault(number, {})
                side = mine.get(int(place[post]), _Side(np.empty(0, np.int64), False))
                mine[int(place[post])] = _Side(side.columns, True)
        return sides

    @cached_property
    def _entries(self) -> tuple[Ints, Ints]:
        """Column and post of all that relatives may hold, without the columns of a waiver."""
        columns, posts = self.scope.seats
        cadres = self.scope.cadre[columns]
        related = np.zeros(len(self.table.cadres), dtype=bool)
        related[[self.table.cadre_number[c] for t in self._ties for c in (t.a, t.b)]] = True
        lifted = np.zeros(len(self.scope), dtype=bool)
        for number, post in self.brief.waived:
            named = (cadres == number) & ((posts == post) | (post == ANY_POST))
            lifted[columns[named]] = True
        kept = related[cadres] & ~lifted[columns]
        return columns[kept], posts[kept]

    @property
    def _ties(self) -> tuple[Tie, ...]:
        return self.table.roster.ties

    @property
    def _staying(self) -> list[tuple[int, int]]:
        """Posts of people who have no column, without those of a waiver."""
        waived = self.brief.waived
        return [
            (c, p)
            for c, p in self.scope.constants
            if (c, ANY_POST) not in waived and (c, p) not in waived
        ]

    def _of_kinds(self, kinds: tuple[str, ...]) -> Flags:
        """The listed posts of some kinds (flags, length P)."""
        number = self.table.kind_number
        among = np.zeros(len(number), dtype=bool)
        among[[number[kind] for kind in kinds if kind in number]] = True
        flags: Flags = among[self.table.kind] & self.brief.listed
        return flags

    @cached_property
    def _place_of(self) -> dict[Within, Ints]:
        """The place of each post at each level. Shape (P,)."""
        table, levels = self.table, get_args(Within)
        return {
            level: table.unit
            if level == "unit"
            else _ints(table.place_number(u, level) for u in table.unit_ids)[table.unit]
            for level in levels
        }


@dataclass(frozen=True)
class _Side:
    """The columns of one relative that count in a unit; `constant` if no column decides it."""

    columns: Ints
    constant: bool


# by cadre, then by unit number
_Sides = dict[int, dict[int, _Side]]


def _ints(numbers: Iterable[int]) -> Ints:
    return np.array(list(numbers), dtype=np.int64)


def _rows(posts: _PostsHeld, tie: Tie, number: int, group: Group) -> Iterator[Bound]:
    """At most one of the two, for each unit and each way round.

    A unit where no open post is of the group's kinds is not judged: no plan could change it.
    """
    table = posts.table
    ids, changeable = (tie.a, tie.b), posts.changeable(group)
    for first, second in (ids, ids[::-1]):
        a = posts.places(table.cadre_number[first], group.a, group.within)
        b = posts.places(table.cadre_number[second], group.b, group.within)
        for place in sorted(a.keys() & b.keys()):
            if place not in changeable or (a[place].constant and b[place].constant):
                continue
            column = np.append(a[place].columns, b[place].columns)
            unit = table.unit_ids[place]
            key: _Key = (min(ids), max(ids), _relation(tie.kind), number, unit)
            constant = int(a[place].constant) + int(b[place].constant)
            subject = Subject(unit, ids)
            yield Bound(key, subject, column, np.ones_like(column), constant, high=1)
