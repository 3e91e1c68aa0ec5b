"""Proof without a solver: a dual bound in whole numbers over every column of a fresh compile.

Whatever multipliers y the rows are given (≤ 0 for «at most», ≥ 0 for «at least»), no plan costs
less than

    Σ y·limit  +  Σ over candidates: least (cost − Σ y·coefficient) among the candidate's columns

as long as no shortfall would earn by being there. So a solver may suggest multipliers and be
trusted with nothing: here they are whole numbers (in 1/SCALE), and so is all that follows. A tier
is held at its value while those after it are bounded, and a column that no plan of that value can
use is left out of them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rotplan.planning.program import Program, Tier
from rotplan.rules.verdict import Flags, Ints

SCALE = 2**20
# What may be reached by a column on the way; the sum over candidates has no limit.
_LARGEST = 2**62
_MULTIPLIER = 2**58
_SLICE = 2**20
FEASIBILITY = "feasibility"


@dataclass(frozen=True)
class Multipliers:
    """The multipliers of one tier in 1/SCALE; what is not named has none.

    `posts` by id, `rows` by the name of the row written as JSON, `settled` by the tier's name.
    """

    tier: str
    posts: Mapping[str, int]
    rows: Mapping[str, int]
    settled: Mapping[str, int]

    @classmethod
    def none(cls, tier: str) -> "Multipliers":
        return cls(tier, {}, {}, {})


@dataclass(frozen=True)
class Proved:
    """What the multipliers of a tier prove: no plan is below `exact` / SCALE, constant included.

    Nothing is proved where `why` says what is wrong with them.
    """

    tier: str
    exact: int | None
    why: str = ""

    @property
    def bound(self) -> int | None:
        """In whole units, as values are counted."""
        return None if self.exact is None else -(-self.exact // SCALE)


@dataclass(frozen=True)
class Certificate:
    """Each tier's multipliers with what they prove; `claimed` are the bounds that a plan states."""

    tiers: tuple[tuple[Multipliers, Proved], ...]
    claimed: Mapping[str, int]

    def covers(self, tier: str) -> bool:
        """Whether the multipliers prove what is claimed of a tier."""
        found = next((p.bound for m, p in self.tiers if m.tier == tier), None)
        return found is not None and found >= self.claimed[tier]

    @property
    def complete(self) -> bool:
        return all(self.covers(tier) for tier in self.claimed)


def certify(
    program: Program,
    given: Iterable[Multipliers],
    values: Mapping[str, int],
    claimed: Mapping[str, int],
) -> Certificate:
    """The certificate of a plan with these tier values."""
    by_tier = {each.tier: each for each in given}
    found = proved(program, by_tier.values(), values)
    tiers = tuple((by_tier.get(p.tier, Multipliers.none(p.tier)), p) for p in found)
    return Certificate(tiers, claimed)


def certify_none(program: Program, given: Multipliers) -> Certificate:
    """The certificate that there is no plan: one hard demand at least goes unmet in any."""
    return Certificate(((given, none_exists(program, given)),), {FEASIBILITY: 1})


def row_names(program: Program) -> list[str]:
    """The program's rows by name, as multipliers name them."""
    return [json.dumps(name, ensure_ascii=False, default=list) for name in program.rows.name]


# -- from prices to multipliers -----------------------------------------------------------------


def multipliers(program: Program, tier: Tier, prices: Any) -> Multipliers:
    """A solver's prices in whole numbers, fit for use: right in sign, no shortfall overpaid."""
    rows, posts = program.rows, program.docket.table.posts
    post = np.minimum(_whole(prices.post), 0)
    row = _whole(prices.row)
    row = np.where(rows.sign > 0, np.maximum(row, 0), np.minimum(row, 0))
    settled = [(t, min(round(dual * SCALE), 0)) for t, dual in prices.settled]
    _fit(program, row, _room(program, tier, settled), tier)
    names = row_names(program) if row.any() else []
    return Multipliers(
        tier.name,
        {posts[n].id: int(post[n]) for n in np.flatnonzero(post).tolist()},
        {names[n]: int(row[n]) for n in np.flatnonzero(row).tolist()},
        {t.name: y for t, y in settled if y},
    )


def _whole(prices: Any) -> Ints:
    near = np.clip(np.asarray(prices) * SCALE, -_MULTIPLIER, _MULTIPLIER)
    whole: Ints = np.rint(near).astype(np.int64)
    return whole


def _room(program: Program, tier: Tier, settled: list[tuple[Tier, int]]) -> list[int]:
    """What the rows of each shortfall may be given in all, so that it does not pay."""
    room = [SCALE * price for price in tier.short.tolist()]
    for held, y in settled:
        for n in np.flatnonzero(held.short).tolist():
            room[n] -= y * int(held.short[n])
    return room


def _fit(program: Program, row: Ints, room: list[int], tier: Tier) -> None:
    """Lessen what goes beyond the room of its shortfall."""
    rows = program.rows
    if tier.name == FEASIBILITY:
        hard = ~rows.soft
        row[hard] = np.clip(row[hard], -SCALE, SCALE)
    soft = np.flatnonzero(rows.soft & (row != 0))
    given = np.bincount(rows.short[soft], np.abs(row[soft]), minlength=rows.shortfalls)
    for n in soft.tolist():
        short = int(rows.short[n])
        total, most = int(given[short]), max(room[short], 0)
        if total > most:
            row[n] = int(row[n]) * most // total if row[n] > 0 else -(-int(row[n]) * most // total)


# -- from multipliers to bounds -------------------------------------------------------------------


def proved(
    program: Program, given: Iterable[Multipliers], values: Mapping[str, int]
) -> Iterator[Proved]:
    """What each tier's multipliers prove, the tiers before it held at their values.

    `values` are the tiers' values in the plan, as they are counted there.
    """
    by_tier = {each.tier: each for each in given}
    usable: Flags = np.ones(program.columns, dtype=bool)
    settled: list[tuple[Tier, int]] = []
    for tier in program.tiers:
        suggested = by_tier.get(tier.name, Multipliers.none(tier.name))
        value = values[tier.name] - tier.constant
        try:
            relaxed = _Relaxed(program, tier, suggested, settled)
            exact = relaxed.bound(usable)
        except UnfitError as error:
            yield Proved(tier.name, None, str(error))
        else:
            yield Proved(tier.name, exact + SCALE * tier.constant)
            if exact <= SCALE * value:
                relaxed.drop(usable, SCALE * value - exact)
        settled.append((tier, value))


def none_exists(program: Program, given: Multipliers) -> Proved:
    """A bound on the hard demands that go unmet in any plan: if positive, there is no plan."""
    nothing = np.zeros(program.columns, dtype=np.int8)
    free = np.zeros(program.rows.shortfalls, dtype=np.int64)
    tier = Tier(FEASIBILITY, nothing, free, unmet=1)
    try:
        return Proved(FEASIBILITY, _Relaxed(program, tier, given, []).bound(None))
    except UnfitError as error:
        return Proved(FEASIBILITY, None, str(error))


class UnfitError(ValueError):
    """Multipliers from which nothing follows: what is wrong with them."""


class _Relaxed:
    """A program with its rows replaced by what their multipliers make of them."""

    def __init__(
        self, program: Program, tier: Tier, given: Multipliers, settled: list[tuple[Tier, int]]
    ) -> None:
        self.program, self.tier, self.given = program, tier, given
        self.settled = [(t, given.settled.get(t.name, 0), value) for t, value in settled]
        for unknown in sorted(set(given.settled) - {t.name for t, _ in settled}):
            raise UnfitError(f"no tier '{unknown}' comes before {tier.name}")
        self._check_signs()
        self._check_shortfalls()
        self._check_size()

    @cached_property
    def post(self) -> Ints:
        """The multiplier of each post."""
        return _numbered(self.given.posts, self.program.docket.table.post_number, "post")

    @cached_property
    def row(self) -> Ints:
        """The multiplier of each row."""
        if not self.given.rows:
            return np.zeros(len(self.program.rows), dtype=np.int64)
        number = {name: n for n, name in enumerate(row_names(self.program))}
        return _numbered(self.given.rows, number, "row")

    @cached_property
    def holding(self) -> Ints:
        """The sum of the multipliers of each holding's posts."""
        among = self.program.among
        position, post = among.posts(np.arange(len(among)))
        sums = np.zeros(len(among), dtype=np.int64)
        np.add.at(sums, position, self.post[post])
        return sums

    # -- whether anything follows from the multipliers ------------------------------------------

    def _check_signs(self) -> None:
        rows = self.program.rows
        wrong = np.flatnonzero(self.row * np.where(rows.sign > 0, 1, -1) < 0)
        if len(wrong):
            raise UnfitError(f"wrong sign of row {row_names(self.program)[wrong[0]]}")
        if (self.post > 0).any():
            post = self.program.docket.table.posts[int(np.flatnonzero(self.post > 0)[0])]
            raise UnfitError(f"wrong sign of post {post.id}")
        for tier, y, _ in self.settled:
            if y > 0:
                raise UnfitError(f"wrong sign of tier {tier.name}")

    def _check_shortfalls(self) -> None:
        """No shortfall may earn more than it costs: the bound would be minus infinity."""
        rows, row = self.program.rows, self.row
        room = _room(self.program, self.tier, [(t, y) for t, y, _ in self.settled])
        for n in np.flatnonzero(rows.soft & (row != 0)).tolist():
            room[int(rows.short[n])] -= abs(int(row[n]))
        if min(room, default=0) < 0:
            raise UnfitError("a shortfall is given more than it costs")
        if self.tier.unmet and int(np.abs(row[~rows.soft]).max(initial=0)) > SCALE:
            raise UnfitError("a hard row is given more than an unmet demand counts")

    def _check_size(self) -> None:
        """Refuse numbers whose sums over a column could leave 64 bits."""
        rows, most = self.program.rows, _greatest
        entries = int(np.diff(rows.start).max(initial=0))
        reached = (
            SCALE * most(self.tier.cost)
            + most(self.holding)
            + entries * most(self.row) * most(rows.coefficient)
            + sum(abs(y) * most(t.cost) for t, y, _ in self.settled)
        )
        if reached >= _LARGEST:
            raise UnfitError(f"a column could reach {reached}, beyond {_LARGEST}")

    # -- the bound --------------------------------------------------------------------------------

    def bound(self, usable: Flags | None) -> int:
        """No choice among the usable columns is below this, in 1/SCALE, constant left aside."""
        program, rows = self.program, self.program.rows
        limit = np.where(rows.sign > 0, rows.low, rows.high)
        named = np.flatnonzero(self.row).tolist()
        fixed = sum(int(self.row[n]) * int(limit[n]) for n in named)
        fixed += sum(self.given.posts.values())
        fixed += sum(y * value for _, y, value in self.settled)
        worst = SCALE if self.tier.unmet else np.iinfo(np.int64).max
        self._least = np.full(len(program.candidates), worst, dtype=np.int64)
        for columns in self._slices(usable):
            seat, cost = program.seat[columns], self._cost(columns)
            first = np.flatnonzero(np.append(True, seat[1:] != seat[:-1]))
            least, at = np.minimum.reduceat(cost, first), seat[first]
            self._least[at] = np.minimum(self._least[at], least)
        if not self.tier.unmet and (self._least == worst).any():
            raise UnfitError("a cadre has no column left")
        return fixed + sum(self._least.tolist())

    def drop(self, usable: Flags, spare: int) -> None:
        """Take from `usable` what is further from the least of its cadre than is to spare."""
        for columns in self._slices(usable):
            beyond = self._cost(columns) - self._least[self.program.seat[columns]]
            usable[columns[beyond > spare]] = False

    def _slices(self, usable: Flags | None) -> Iterator[Ints]:
        """The usable columns, some at a time."""
        count = self.program.columns
        for start in range(0, count, _SLICE):
            end = min(start + _SLICE, count)
            columns = np.arange(start, end)
            if usable is not None:
                columns = columns[usable[start:end]]
            if len(columns):
                yield columns

    def _cost(self, columns: Ints) -> Ints:
        """What some columns cost with the multipliers of their rows, in 1/SCALE."""
        program = self.program
        cost = SCALE * self.tier.cost[columns].astype(np.int64)
        cost -= self.holding[program.holding[columns]]
        for tier, y, _ in self.settled:
            if y:
                cost -= y * tier.cost[columns].astype(np.int64)
        if self.given.rows:
            place, row, coefficient = program.rows.entries(columns)
            named = np.flatnonzero(self.row[row])
            np.subtract.at(cost, place[named], (self.row[row] * coefficient)[named])
        return cost


def _numbered(given: Mapping[str, int], number: Mapping[str, int], what: str) -> Ints:
    values = np.zeros(len(number), dtype=np.int64)
    for name, y in given.items():
        if name not in number:
            raise UnfitError(f"there is no {what} {name}")
        if abs(y) > _MULTIPLIER:
            raise UnfitError(f"the multiplier of {what} {name} is beyond {_MULTIPLIER}")
        values[number[name]] = y
    return values


def _greatest(numbers: Any) -> int:
    """The greatest magnitude."""
    if not len(numbers):
        return 0
    return max(abs(int(numbers.min())), abs(int(numbers.max())))
