"""Where two relatives may meet: the units in which both can hold posts of some kinds, in arrays.

A *spot* is a cadre and a unit as one number, cadre × units + unit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np

from rotplan.roster.table import NOWHERE
from rotplan.rules.kit.grouping import ranges
from rotplan.rules.kit.rule import ANY_POST, Brief
from rotplan.rules.kit.three_valued import Flags, Ints

Within = Literal["unit", "district", "province"]


@dataclass(frozen=True, eq=False)
class Spots:
    """Sorted spots; the columns of spot n are `size[n]` from `start[n]` on of `column`.

    `stays`: somebody without a column holds a post there, whatever is planned. `spot`, `start`,
    `size` and `stays` have shape (N,), `column` (E,).
    """

    spot: Ints
    start: Ints
    size: Ints
    column: Ints
    stays: Flags


@dataclass(frozen=True, eq=False)
class Meetings:
    """For each the tie (its place among those asked about), the unit, and how many of the two stay.

    Entry (`row`, `column`) is a column of one of the two in meeting `row`. `part`: of which of
    several answers it is. `tie`, `place`, `stay` and `part` have shape (N,), `row` and `column`
    (E,).
    """

    tie: Ints
    place: Ints
    stay: Ints
    row: Ints
    column: Ints
    part: Ints

    @classmethod
    def sorted(cls, answers: Sequence["Meetings"]) -> "Meetings":
        """Several answers in one, by tie, answer and unit."""
        sizes = [len(answer.tie) for answer in answers]
        part = np.repeat(np.arange(len(answers)), sizes)
        tie, place, stay, row, column = (
            np.concatenate([np.empty(0, np.int64), *each])
            for each in (
                [answer.tie for answer in answers],
                [answer.place for answer in answers],
                [answer.stay for answer in answers],
                [
                    answer.row + before
                    for answer, before in zip(answers, np.cumsum(sizes) - sizes, strict=True)
                ],
                [answer.column for answer in answers],
            )
        )
        order = np.lexsort((place, part, tie))
        new = np.empty_like(order)
        new[order] = np.arange(len(order))
        return cls(tie[order], place[order], stay[order], new[row], column, part[order])


class PostsHeld:
    """Which columns of each relative hold a listed post of some kinds, and in which unit."""

    def __init__(self, brief: Brief[Any], relatives: Ints) -> None:
        """`relatives` are table numbers."""
        self._brief, self._table, self._scope = brief, brief.table, brief.scope
        self._related = np.zeros(len(brief.table.cadres), dtype=bool)
        self._related[relatives] = True
        self._units = len(brief.table.unit_ids)
        self._spots: dict[tuple[tuple[str, ...], Within], Spots] = {}

    def meetings(
        self, a: tuple[Ints, tuple[str, ...]], b: tuple[Ints, tuple[str, ...]], within: Within
    ) -> Meetings:
        """Of ties, given by the cadres of either side and the kinds that count for them.

        A unit where no open post is of these kinds, or where both stay, is none: no plan could
        change it. The cadres are table numbers, one for each tie, shape (N,).
        """
        one, other = self._at(a[1], within), self._at(b[1], within)
        changeable = self._changeable((*a[1], *b[1]), within)
        least, beyond = (np.searchsorted(one.spot, (a[0] + n) * self._units) for n in (0, 1))
        tie, mine = ranges(least, beyond - least)
        place = one.spot[mine] - a[0][tie] * self._units
        wanted = b[0][tie] * self._units + place
        theirs = np.searchsorted(other.spot, wanted)
        meet = changeable[place] & (np.append(other.spot, -1)[theirs] == wanted)
        meet &= ~(one.stays[mine] & np.append(other.stays, False)[theirs])
        mine, theirs = mine[meet], theirs[meet]
        row, column = _together(one, mine, other, theirs)
        stay = one.stays[mine].astype(np.int64) + other.stays[theirs]
        return Meetings(tie[meet], place[meet], stay, row, column, np.zeros_like(stay))

    def _at(self, kinds: tuple[str, ...], within: Within) -> Spots:
        """For every relative at once; kept for the next ask."""
        asked = kinds, within
        if asked not in self._spots:
            self._spots[asked] = self._found(kinds, within)
        return self._spots[asked]

    def _found(self, kinds: tuple[str, ...], within: Within) -> Spots:
        place = np.where(self._of_kinds(kinds), self._place_of[within], NOWHERE)
        columns, posts = self._entries
        there = place[posts] != NOWHERE
        columns, posts = columns[there], posts[there]
        spot = self._scope.cadre[columns] * self._units + place[posts]
        rising = bool((columns[1:] >= columns[:-1]).all())
        order = np.argsort(spot, kind="stable") if rising else np.lexsort((columns, spot))
        spot, columns = spot[order], columns[order]
        once = np.append(True, (np.diff(spot) != 0) | (np.diff(columns) != 0))[: len(spot)]
        found, size = np.unique(spot[once], return_counts=True)
        staying = [c * self._units + place[p] for c, p in self._staying if place[p] != NOWHERE]
        spots = np.union1d(found, np.array(staying, dtype=np.int64))
        sizes = np.zeros(len(spots), dtype=np.int64)
        sizes[np.searchsorted(spots, found)] = size
        stays = np.isin(spots, staying)
        return Spots(spots, np.cumsum(sizes) - sizes, sizes, columns[once], stays)

    @cached_property
    def _entries(self) -> tuple[Ints, Ints]:
        """Column and post of all that relatives may hold, without the columns of a waiver."""
        columns, posts = self._scope.seats
        cadres = self._scope.cadre[columns]
        lifted = np.zeros(len(self._scope), dtype=bool)
        for number, post in self._brief.waived:
            named = (cadres == number) & ((posts == post) | (post == ANY_POST))
            lifted[columns[named]] = True
        kept = self._related[cadres] & ~lifted[columns]
        return columns[kept], posts[kept]

    @property
    def _staying(self) -> list[tuple[int, int]]:
        """Posts of people who have no column, without those of a waiver."""
        waived = self._brief.waived
        return [
            (c, p)
            for c, p in self._scope.constants
            if (c, ANY_POST) not in waived and (c, p) not in waived
        ]

    def _of_kinds(self, kinds: Iterable[str]) -> Flags:
        """The listed posts of some kinds (flags, shape (P,))."""
        number = self._table.kind_number
        among = np.zeros(len(number), dtype=bool)
        among[[number[kind] for kind in kinds if kind in number]] = True
        flags: Flags = among[self._table.kind] & self._brief.listed
        return flags

    def _changeable(self, kinds: Iterable[str], within: Within) -> Flags:
        """Units in which the round plans a post of some kinds (flags, shape (U,))."""
        flags = np.zeros(self._units + 1, dtype=bool)
        flags[self._place_of[within][self._of_kinds(kinds) & self._table.open]] = True
        return flags[:-1]  # what lies nowhere was noted behind all units

    @cached_property
    def _place_of(self) -> dict[Within, Ints]:
        """The place of each post at each level. Shape (P,)."""
        table = self._table
        places: dict[Within, Ints] = {"unit": table.unit}
        for level in get_args(Within)[1:]:
            of_unit = [table.place_number(unit, level) for unit in table.unit_ids]
            places[level] = np.array(of_unit, dtype=np.int64)[table.unit]
        return places


def _together(one: Spots, mine: Ints, other: Spots, theirs: Ints) -> tuple[Ints, Ints]:
    """Row and column of each entry: the columns of a spot of the one, then those of the other."""
    start = np.stack([one.start[mine], other.start[theirs] + len(one.column)], axis=1)
    size = np.stack([one.size[mine], other.size[theirs]], axis=1)
    half, place = ranges(start.ravel(), size.ravel())
    return half // 2, np.append(one.column, other.column)[place]
