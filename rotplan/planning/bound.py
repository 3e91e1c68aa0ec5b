"""The linear relaxation, priced column by column: a bound that holds for every column there is.

The LP is given the columns of today and a few more; all others are priced with its duals, and those
that would improve it join, until none does. A row joins when the solution breaks it. The reduced
costs then say which columns no better plan can use, so what is left out is left out with proof.
"""

import math
from dataclasses import dataclass

import numpy as np

from rotplan.planning.assignment import NONE, Tree
from rotplan.planning.engine import Budget, Floats, LinearProgram, Matrix
from rotplan.planning.pricing import TOLERANCE, Layer, Prices, improving
from rotplan.planning.program import Program, Tier, slices
from rotplan.planning.rows import NO_LIMIT
from rotplan.planning.whole import whole_matrix
from rotplan.rules.verdict import Flags, Ints

# What a unit of hard shortfall costs at first, in the most that a column may cost beyond another,
# and how often more where that was too little. Each raise is a few more rounds; at 4 in place of 64
# the canonical choice for 3,321 communes took twice as long.
_DEAR, _RAISE = 64, 100


@dataclass(frozen=True, eq=False)
class Bounded:
    """A proved lower bound and the fractional solution that reaches it.

    `columns` are the program's numbers of the columns with `x` > 0.
    """

    value: float
    columns: Ints
    x: Floats
    prices: Prices

    @property
    def slack(self) -> float:
        """How far rounding may have carried the value, and reduced costs with it."""
        return TOLERANCE * math.sqrt(max(1.0, abs(self.value)))

    @property
    def least(self) -> int:
        """The least whole value that the relaxation allows."""
        return math.ceil(self.value - self.slack)


class Frame:
    """A program on its way through the tiers, and the LP that grows with it.

    `usable` loses the columns that are proved needless; `settled` gains a row cost·x ≤ value for
    each tier that is proved.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.usable: Flags = np.ones(program.columns, dtype=bool)
        self.settled: list[tuple[Tier, int]] = []
        self._active: Flags = np.zeros(program.columns, dtype=bool)
        self._columns: Ints = np.empty(0, np.int64)
        self._in: Flags = np.zeros(len(program.rows), dtype=bool)
        nothing = np.zeros(program.columns, dtype=np.int8)
        free = np.zeros(program.rows.shortfalls, dtype=np.int64)
        self.shortage = Tier("feasibility", nothing, free, unmet=1)
        self._layers: list[Layer] = []
        self._lp = LinearProgram()
        self._start()

    # -- the LP -------------------------------------------------------------------------------

    def _start(self) -> None:
        """A row for each candidate and post, the columns of today, and artificials."""
        program = self.program
        seats, posts = len(program.candidates), program.posts
        self._candidate_rows = self._lp.add_rows(np.ones(seats), np.ones(seats))
        self._post_rows = self._lp.add_rows(np.full(posts, -np.inf), np.ones(posts))
        self._side_rows = np.full(len(program.rows), -1, dtype=np.int64)
        self._settled_rows: list[int] = []
        self._short_variables = np.full(program.rows.shortfalls, -1, dtype=np.int64)
        self._column_variables: Ints = np.empty(0, np.int64)
        self._artificials = self._lp.add_variables(
            np.arange(seats), self._candidate_rows, np.ones(seats), seats
        )
        self._unmet, self._cost = 1.0, self.shortage
        self._activate(np.union1d(np.flatnonzero(~program.moves), program.start))

    def set_out(self, tree: Tree) -> None:
        """Begin at the basis of an assignment: its columns, and the slack of all other rows.

        Those are the posts at its root, and the rows that it breaks.
        """
        self._activate(tree.columns[~self._active[tree.columns]])
        placed, led = tree.chosen != NONE, tree.leading != NONE
        chosen = tree.chosen[placed]
        broken = self._broken(chosen, np.ones(len(chosen)))
        self._admit(broken)
        order = np.argsort(self._columns)
        columns = np.append(chosen, tree.leading[led])
        place = order[np.searchsorted(self._columns[order], columns)]
        unplaced = self._artificials[: len(placed)][~placed]
        basic = np.append(self._column_variables[place], unplaced)
        slack = np.append(self._post_rows[~led], self._side_rows[broken])
        self._lp.set_out(basic, slack)

    def _swap(self, cost: Tier) -> None:
        """Minimise another cost."""
        self._cost = cost
        self._lp.set_unit(float(np.abs(cost.cost).max(initial=0)))
        self._lp.set_cost(self._column_variables, cost.cost[self._columns].astype(np.float64))
        known = np.flatnonzero(self._short_variables >= 0)
        self._lp.set_cost(self._short_variables[known], cost.short[known].astype(np.float64))
        width = int(cost.cost.max(initial=0)) - int(cost.cost.min(initial=0))
        self._price_artificials(float(cost.unmet or _DEAR * (width + 1)))

    def _price_artificials(self, price: float) -> None:
        """What a unit of hard shortfall costs."""
        self._unmet = price
        self._lp.set_cost(self._artificials, np.full(len(self._artificials), price))

    def _activate(self, columns: Ints) -> None:
        """Give the LP some more columns."""
        program, count = self.program, len(columns)
        self._active[columns] = True
        place, post = program.among.posts(program.holding[columns])
        entry, row, coefficient = program.rows.entries(columns)
        row = self._side_rows[row]
        entry, coefficient, row = entry[row >= 0], coefficient[row >= 0], row[row >= 0]
        owner = [np.arange(count), place, entry]
        rows = [self._candidate_rows[program.seat[columns]], self._post_rows[post], row]
        values = [np.ones(count + len(post)), coefficient]
        for (tier, _), number in zip(self.settled, self._settled_rows, strict=True):
            cost = tier.cost[columns]
            owner.append(np.flatnonzero(cost))
            rows.append(np.full(len(owner[-1]), number))
            values.append(cost[owner[-1]])
        added = self._lp.add_variables(
            np.concatenate(owner), np.concatenate(rows), np.concatenate(values), count
        )
        self._lp.set_cost(added, self._cost.cost[columns].astype(np.float64))
        self._columns = np.append(self._columns, columns)
        self._column_variables = np.append(self._column_variables, added)

    def _admit(self, rows: Ints) -> None:
        """Give the LP some more rows, with their shortfalls or artificials."""
        all_rows = self.program.rows
        self._in[rows] = True
        if len(rows):
            self._layers.append(Layer.of(self.program, rows))
        low, high = all_rows.low[rows].astype(float), all_rows.high[rows].astype(float)
        low[low <= -NO_LIMIT], high[high >= NO_LIMIT] = -np.inf, np.inf
        self._side_rows[rows] = self._lp.add_rows(low, high)
        entry, row, coefficient = all_rows.entries(self._columns)
        new = np.isin(row, rows)
        self._lp.add_entries(
            self._column_variables[entry[new]], self._side_rows[row[new]], coefficient[new]
        )
        soft = rows[all_rows.soft[rows]]
        self._admit_shortfalls(soft)
        hard = rows[~all_rows.soft[rows]]
        count = len(hard)
        added = self._lp.add_variables(
            np.arange(count), self._side_rows[hard], all_rows.sign[hard].astype(float), count
        )
        self._lp.set_cost(added, np.full(count, self._unmet))
        self._artificials = np.append(self._artificials, added)

    def _admit_shortfalls(self, rows: Ints) -> None:
        """The shortfalls of some soft rows, each in its row."""
        all_rows = self.program.rows
        short = np.unique(all_rows.short[rows])
        new = short[self._short_variables[short] < 0]
        none = np.empty(0, np.int64)
        self._short_variables[new] = self._lp.add_variables(none, none, none, len(new))
        self._lp.set_cost(self._short_variables[new], self._cost.short[new].astype(np.float64))
        self._lp.add_entries(
            self._short_variables[all_rows.short[rows]], self._side_rows[rows], all_rows.sign[rows]
        )
        for (tier, _), number in zip(self.settled, self._settled_rows, strict=True):
            priced = new[tier.short[new] != 0]
            self._lp.add_entries(
                self._short_variables[priced], np.full(len(priced), number), tier.short[priced]
            )

    # -- through the tiers ----------------------------------------------------------------------

    def settle(self, tier: Tier, value: int, prices: Prices | None, spare: float) -> None:
        """Hold a proved tier at its value; drop the columns that cannot reach it."""
        self.settled.append((tier, value))
        number = self._lp.add_rows(np.array([-np.inf]), np.array([float(value)]))
        self._settled_rows.append(int(number[0]))
        cost = tier.cost[self._columns]
        priced = np.flatnonzero(cost)
        self._lp.add_entries(
            self._column_variables[priced], np.full(len(priced), number[0]), cost[priced]
        )
        short = np.flatnonzero((self._short_variables >= 0) & (tier.short != 0))
        self._lp.add_entries(
            self._short_variables[short], np.full(len(short), number[0]), tier.short[short]
        )
        if prices is not None:
            self._drop(prices, spare)

    def _drop(self, prices: Prices, spare: float) -> None:
        for part in slices(self.program.columns):
            self.usable[part] &= prices.reduced(self.program, part) <= spare
        gone = ~self.usable[self._columns]
        self._lp.set_upper(self._column_variables[gone], 0.0)

    def relaxation(self, cost: Tier, budget: Budget, enough: float = 0.0) -> Bounded | None:
        """The relaxation over all usable columns; nothing when the budget ended first.

        Hard shortfall has a price, so the LP is feasible whatever row joins; where a tier would
        rather pay it than keep a row, the price is raised. Where no more than `enough` could still
        be gained, what is reached is taken, and its value is no bound.
        """
        self._swap(cost)
        while True:
            solved = self._lp.solve(budget)
            if solved is None:
                return None
            prices, x = self._prices(cost), self._lp.values(self._column_variables)
            (better, gain), broken = self._improving(prices), self._broken(self._columns, x)
            if len(broken) or gain > enough:
                self._activate(better)
                self._admit(broken)
            elif not cost.unmet and bool((self._lp.values(self._artificials) > TOLERANCE).any()):
                self._price_artificials(_RAISE * self._unmet)
            else:
                used = x > TOLERANCE
                return Bounded(solved, self._columns[used], x[used], prices)

    def _prices(self, cost: Tier) -> Prices:
        """The duals of the last solution."""
        program, among = self.program, self.program.among
        posts = self._lp.duals(self._post_rows)
        position, entry_post = among.posts(np.arange(len(among)))
        rows = np.zeros(len(program.rows))
        rows[self._in] = self._lp.duals(self._side_rows[self._in])
        settled = self._lp.duals(np.array(self._settled_rows, dtype=np.int64)).tolist()
        return Prices(
            cost=cost,
            candidate=self._lp.duals(self._candidate_rows),
            post=posts,
            holding=np.bincount(position, posts[entry_post], minlength=len(among)).astype(
                np.float64
            ),
            row=rows,
            layers=tuple(self._layers),
            settled=tuple((t, d) for (t, _), d in zip(self.settled, settled, strict=True)),
        )

    def _improving(self, prices: Prices) -> tuple[Ints, float]:
        """The best few columns that would improve the LP, and by how much all could at most."""
        return improving(self.program, prices, self.usable & ~self._active)

    def _broken(self, columns: Ints, x: Floats) -> Ints:
        """Rows not in the LP that so much of some columns breaks."""
        rows, used = self.program.rows, x > 0
        activity = rows.activity(columns[used], x[used])
        return np.flatnonzero((rows.excess(activity) > TOLERANCE) & ~self._in)

    # -- integer programs -----------------------------------------------------------------------

    def within(self, prices: Prices, gap: float) -> Ints:
        """Usable columns whose reduced cost is within a gap."""
        near = [
            np.flatnonzero(self.usable[part] & (prices.reduced(self.program, part) <= gap))
            + part.start
            for part in slices(self.program.columns)
        ]
        return np.concatenate([np.empty(0, np.int64), *near])

    @property
    def active(self) -> Ints:
        """The columns that the LP was given."""
        return np.flatnonzero(self._active & self.usable)

    def active_within(self, prices: Prices, gap: float) -> Ints:
        """Those of them that the LP was given."""
        near = np.zeros(self.program.columns, dtype=bool)
        near[self.within(prices, gap)] = True
        return np.flatnonzero(near & self._active)

    def matrix(self, cost: Tier, columns: Ints, kept: Ints) -> Matrix:
        """The whole-number program over some columns, beside some that are chosen already."""
        artificials = cost is self.shortage
        return whole_matrix(
            self.program, self.settled, cost, columns, kept=kept, artificials=artificials
        )
