"""Whether places lie in the units where posts are: yes, no or cannot tell, a row for each place."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from rotplan.roster.gazetteer.address_parts import ADDRESS_LEVELS, AddressLevel
from rotplan.roster.gazetteer.succession import Spot
from rotplan.roster.gazetteer.vintages import vintages
from rotplan.roster.places.units_on_the_map import Ground
from rotplan.roster.places.whereabouts import Home
from rotplan.roster.records import Cadre, Place
from rotplan.roster.table import NOWHERE, Table
from rotplan.rules.kit.grouping import distinct, numbered
from rotplan.rules.kit.pairs import Pairs
from rotplan.rules.kit.three_valued import NO, UNKNOWN, YES, Flags, Ints, Verdicts


def judged_unit(table: Table, unit: str, level: AddressLevel, on: date) -> int:
    """Number of the unit of a level in which a post's unit lies; NOWHERE if it has none.

    A roster of today has no districts; asked by the units of before 1/7/2025 its communes stand in
    for them, since the gazetteer knows in which district they lay.
    """
    number = table.place_number(unit, level)
    if number == NOWHERE and level == "district":
        last = vintages().last_districts
        if on <= last < table.roster.round.date:
            return table.place_number(unit, "commune")
    return number


# With fewer pairs for each place than this they are answered one by one.
_FEW = 4


@lru_cache(maxsize=32)
def locality(table: Table, level: AddressLevel, on: date | None = None) -> "Locality":
    """Judged by the units of a day, the round's if none is given; kept for the next ask."""
    return Locality(table, level, on or table.roster.round.date)


class Locality:
    """Rows of answers over the units of one level in which there are posts."""

    def __init__(self, table: Table, level: AddressLevel, on: date) -> None:
        self._roster, self._level, self._on = table.roster, level, on
        numbers = np.array(
            [judged_unit(table, post.unit, level, on) for post in table.posts], dtype=np.int64
        )
        held = np.unique(numbers[numbers != NOWHERE]).tolist()
        self.unit_of_post = numbers
        self._column = {number: column for column, number in enumerate(held)}
        self._column_of_post = np.array(
            [self._column.get(number, NOWHERE) for number in numbers.tolist()], dtype=np.int64
        )
        self._units = [table.unit_ids[number] for number in held]
        self._rows: dict[Place, Verdicts] = {}

    def verdicts(self, pairs: Pairs, place_of: Callable[[Cadre], Place | None]) -> Verdicts:
        """Whether each cadre's place lies in the post's unit. Shape (N,)."""
        cadres, position = distinct(pairs.cadre)
        places = [place_of(pairs.table.cadres[n]) for n in cadres.tolist()]
        row, first = numbered(places)
        columns = self._column_of_post[pairs.post]
        if len(pairs) < _FEW * len(first):
            asked = zip(position.tolist(), columns.tolist(), strict=True)
            return np.array([self.of_pair(places[n], c) for n, c in asked], dtype=np.int8)
        if not first:
            return np.empty(0, dtype=np.int8)
        answers: Verdicts = np.stack([self.row(places[n]) for n in first])[row[position], columns]
        return answers

    def of_pair(self, place: Place | None, column: int) -> np.int8:
        """Whether one place lies in one unit: what `row` says there, without the rest of it.

        A roster as it stands asks about each place once or twice, never about all units.
        """
        if place is None:
            return UNKNOWN
        home = self._roster.whereabouts.home(place, self._on)
        if home.abroad:
            return np.int8(NO)
        own = home.own_first or not home.mapped
        if own or (home.own and not self._by_map.is_known[column]):
            return self._by_tree.answer(home.own, self._level, column)
        return self._by_map.answer(home.mapped, self._level, column)

    def verdict(self, place: Place | None, unit: int) -> np.int8:
        """For one unit, by its number in the table; posts must be there."""
        return self.of_pair(place, self._column[unit])

    def row(self, place: Place | None) -> Verdicts:
        """Whether one place lies in each unit. In the order of their numbers, shape (units,)."""
        if place is None:
            return np.full(len(self._units), UNKNOWN)
        if place not in self._rows:
            self._rows[place] = self._judge(self._roster.whereabouts.home(place, self._on))
        return self._rows[place]

    def _judge(self, home: Home) -> Verdicts:
        """By the gazetteer where it has both places, else by the roster's own tree."""
        if home.abroad:
            return np.full(len(self._units), NO)
        if home.own_first or not home.mapped:
            return self._by_tree.answers(home.own, self._level)
        mapped = self._by_map.answers(home.mapped, self._level)
        if not home.own:
            return mapped
        own = self._by_tree.answers(home.own, self._level)
        return np.where(self._by_map.is_known, mapped, own)

    @cached_property
    def _by_tree(self) -> "Spread":
        trees = (self._roster.places[unit] for unit in self._units)
        spots = (Spot(*(tree.get(level) for level in reversed(ADDRESS_LEVELS))) for tree in trees)
        return Spread([_all_of(spot) for spot in spots])

    @cached_property
    def _by_map(self) -> "Spread":
        where = self._roster.whereabouts
        return Spread([where.ground(unit, self._on) for unit in self._units])


def _all_of(spot: Spot) -> Ground:
    return Ground(frozenset((spot,)), frozenset((spot.commune or "",)))


class Spread:
    """Units as spots: some units have several, each spot belongs to one. Shape (spots,)."""

    def __init__(self, grounds: list[Ground]) -> None:
        spots = [(n, spot) for n, g in enumerate(grounds) for spot in sorted(g.spots, key=_order)]
        owner = np.array([n for n, _ in spots], dtype=np.int64)
        self._starts = np.searchsorted(owner, np.arange(len(grounds)))
        self._number: dict[str, int] = {}
        # one row a level, in the order of LEVELS
        self._at = np.array(
            [[self._numbered(s[2 - n]) for _, s in spots] for n in range(3)], dtype=np.int64
        )
        whole = [spot.commune in grounds[n].whole for n, spot in spots]
        self._sure = [np.array(whole, dtype=bool), *(self._alike(n, owner) for n in (1, 2))]
        self.is_known: Flags = np.array([any(any(s) for s in g.spots) for g in grounds], dtype=bool)

    def _numbered(self, id_: str | None) -> int:
        return NOWHERE if id_ is None else self._number.setdefault(id_, len(self._number))

    def _alike(self, level: int, owner: Ints) -> Flags:
        """Spots of units that lie in one district (or province) as a whole."""
        at = self._at[level]
        if not len(at):
            return np.empty(0, dtype=bool)
        low, high = np.minimum.reduceat(at, self._starts), np.maximum.reduceat(at, self._starts)
        alike: Flags = (low == high)[owner]
        return alike

    def answers(self, spots: Iterable[Spot], level: AddressLevel) -> Verdicts:
        """Whether a place that may be at any of these spots lies in each unit. Shape (units,)."""
        each = [self._of_one(spot, ADDRESS_LEVELS.index(level)) for spot in spots]
        if not each:
            return np.full(len(self._starts), UNKNOWN)
        low, high = np.min(np.stack(each), axis=0), np.max(np.stack(each), axis=0)
        return np.where(low == high, low, UNKNOWN)

    def answer(self, spots: Iterable[Spot], level: AddressLevel, column: int) -> np.int8:
        """The same for one unit."""
        each = [self._in_unit(spot, ADDRESS_LEVELS.index(level), column) for spot in spots]
        if not each:
            return UNKNOWN
        return min(each) if min(each) == max(each) else UNKNOWN

    def _in_unit(self, spot: Spot, level: int, column: int) -> np.int8:
        """The best answer that any spot of the unit gives."""
        starts = self._starts
        last = starts[column + 1] if column + 1 < len(starts) else self._at.shape[1]
        return max(self._at_spot(spot, level, n) for n in range(int(starts[column]), int(last)))

    def _at_spot(self, spot: Spot, level: int, n: int) -> np.int8:
        answer = UNKNOWN
        for step in range(2, level - 1, -1):
            here, there = spot[2 - step], self._at[step, n]
            if here is None or there == NOWHERE:
                continue
            if self._number.get(here) != there:
                answer = NO
            elif step == level and self._sure[step][n]:
                answer = YES
        return answer

    def _of_one(self, spot: Spot, level: int) -> Verdicts:
        """A larger place that differs refutes; the level itself decides, if it is known."""
        answer = np.full(self._at.shape[1], UNKNOWN)
        for step in range(2, level - 1, -1):
            here = -2 if spot[2 - step] is None else self._number.get(spot[2 - step] or "", -3)
            there = self._at[step]
            both = (there != NOWHERE) & (here != -2)
            answer = np.where(both & (there != here), NO, answer)
            if step == level:
                answer = np.where(both & (there == here) & self._sure[step], YES, answer)
        if not len(answer):
            return answer
        combined: Verdicts = np.maximum.reduceat(answer, self._starts)
        return combined


def _order(spot: Spot) -> tuple[str, str, str]:
    return spot.province or "", spot.district or "", spot.commune or ""
