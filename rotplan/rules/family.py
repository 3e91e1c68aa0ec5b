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
    """Which columns of a cadre hold a listed post of some kinds in some unit."""

    def __init__(self, brief: Brief[FamilyOptions]) -> None:
        self.brief, self.table, self.scope = brief, brief.table, brief.scope
        self._staying: dict[int, list[int]] = {}
        for cadre, post in self.scope.constants:
            self._staying.setdefault(cadre, []).append(post)
        self._places: dict[tuple[int, tuple[str, ...], Within], dict[int, _Side]] = {}
        self._changeable: dict[Group, set[int]] = {}

    def places(self, cadre: int, kinds: tuple[str, ...], within: Within) -> dict[int, "_Side"]:
        """By unit number: where the cadre holds, or may hold, a post of these kinds."""
        asked = cadre, kinds, within
        if asked not in self._places:
            self._places[asked] = self._found(cadre, kinds, within)
        return self._places[asked]

    def _found(self, cadre: int, kinds: tuple[str, ...], within: Within) -> dict[int, "_Side"]:
        if (cadre, ANY_POST) in self.brief.waived:
            return {}
        place = np.where(self._of_kinds(kinds), self._place_of[within], NOWHERE)
        waived = {p for c, p in self.brief.waived if c == cadre}
        staying = [p for p in self._staying.get(cadre, ()) if p not in waived]
        fixed = {int(place[p]) for p in staying} - {NOWHERE}
        found = self._held_in(cadre, place, waived)
        nothing = np.empty(0, np.int64)
        return {u: _Side(found.get(u, nothing), u in fixed) for u in sorted(found.keys() | fixed)}

    def changeable(self, group: Group) -> set[int]:
        """Units in which the round plans a post of the group's kinds; found once for all ties."""
        if group not in self._changeable:
            kinds = self._of_kinds((*group.a, *group.b))
            places = np.unique(self._place_of[group.within][kinds & self.table.open])
            self._changeable[group] = set(places.tolist())
        return self._changeable[group]

    def _held_in(self, cadre: int, place: Ints, waived: set[int]) -> dict[int, Ints]:
        """For each place the columns of the cadre that hold a post there."""
        columns, posts = self._entries(cadre)
        if waived:
            lifted = columns[np.isin(posts, list(waived))]
            stand = ~np.isin(columns, lifted)
            columns, posts = columns[stand], posts[stand]
        there = place[posts]
        columns, there = columns[there != NOWHERE], there[there != NOWHERE]
        once = np.unique(there * len(self.scope) + columns)
        places, starts = np.unique(once // max(len(self.scope), 1), return_index=True)
        parts = np.split(once % max(len(self.scope), 1), starts[1:])
        return dict(zip(places.tolist(), parts, strict=False))

    def _entries(self, cadre: int) -> tuple[Ints, Ints]:
        """Column and post of all that the cadre may hold, outside posts that stay included."""
        own = self.scope.columns_of.get(cadre, np.empty(0, np.int64))
        column, post = self.scope.among.posts(self.scope.holding[own])
        kept = [
            (number, outside)
            for number in (own.tolist() if self.table.outside[cadre] else ())
            for outside in self.table.outside[cadre]
            if outside in self.scope.posts_in(number)
        ]
        extra = np.array(kept, dtype=np.int64).reshape(-1, 2)
        return np.append(own[column], extra[:, 0]), np.append(post, extra[:, 1])

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
