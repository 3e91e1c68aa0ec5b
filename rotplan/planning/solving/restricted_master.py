"""The restricted master: the linear relaxation over the columns and rows given to it so far.

A lazy row joins when a solution breaks it, a column when its reduced cost is negative. What a new
row lacks is made up for by a variable of its own from the start, an artificial or its shortfall
(unless that is in the LP already), so that the simplex method goes on from where it stood: at 1,500
communes with tight caps the moves tier was reached after 28 s, not 52.
"""

from functools import cached_property

import numpy as np

from rotplan.planning.engine import Budget, Floats, LinearProgram
from rotplan.planning.program.program import Program, TierCosts
from rotplan.planning.program.rows import NO_LIMIT
from rotplan.planning.solving.artificials import Artificials
from rotplan.planning.solving.assignment import NO_COLUMN, AssignmentTree
from rotplan.planning.solving.cuts import Cuts
from rotplan.planning.solving.extra_rows import CutRows, TierRows
from rotplan.planning.solving.reduced_costs import TOLERANCE, Prices
from rotplan.planning.solving.rows_by_column import DenseRow, SparseRows, for_pricing, spread
from rotplan.rules.kit.three_valued import Flags, Ints

# What a unit of hard shortfall costs at first, in the most that a column may cost beyond another,
# and how often more where that was too little. Each raise is a few more rounds; at 4 in place of 64
# the canonical choice for 3,321 communes took twice as long.
_DEAR, _RAISE = 64, 100


class RestrictedMaster:
    """The LP: `columns` are the program's numbers of its N columns, in the order of their coming.

    `active`, shape (C,), and `inside`, (R,), say which of the program's columns and rows it has. Of
    those that it has `_column_variables` (N,), `_short_variables` (S,), `_candidate_rows` (K,),
    `_post_rows` (P,) and `_side_rows` (R,) give the LP's numbers; of the others −1.
    """

    def __init__(self, program: Program, shortage: TierCosts) -> None:
        """A row for each candidate and post, the columns of today, and artificials."""
        self.program = program
        self.inside: Flags = np.zeros(len(program.rows), dtype=bool)
        self.active: Flags = np.zeros(program.columns, dtype=bool)
        self.columns: Ints = np.empty(0, np.int64)
        self._program_rows: list[SparseRows | DenseRow] = []
        self._lp = LinearProgram()
        seats, posts = len(program.candidates), program.posts
        self._candidate_rows = self._lp.add_rows(np.ones(seats), np.ones(seats))
        self._post_rows = self._lp.add_rows(np.full(posts, -np.inf), np.ones(posts))
        self._side_rows = np.full(len(program.rows), -1, dtype=np.int64)
        self._tiers, self._cuts = TierRows(self._lp), CutRows(self._lp)
        self._short_variables = np.full(program.rows.shortfalls, -1, dtype=np.int64)
        self._column_variables: Ints = np.empty(0, np.int64)
        self._artificials, self._cost = Artificials(self._lp), shortage
        self._artificials.add(self._candidate_rows, np.ones(seats))
        self.add_columns(np.union1d(np.flatnonzero(~program.moves), program.start))

    def warm_start(self, tree: AssignmentTree) -> None:
        """Begin at the basis of an assignment: its columns, and the slack of all other rows.

        Those are the posts at its root; what the rows that it breaks lack is made up for.
        """
        self.add_columns(tree.columns[~self.active[tree.columns]])
        placed, reached = tree.chosen != NO_COLUMN, tree.reached_by != NO_COLUMN
        chosen = tree.chosen[placed]
        # columns 9 4 7 came in this order: `order` is 1 2 0, and 7, the second least, is at 2
        order = np.argsort(self.columns)
        columns = np.append(chosen, tree.reached_by[reached])
        place = order[np.searchsorted(self.columns[order], columns)]
        unplaced = self._artificials.variables[: len(placed)][~placed]
        basic = np.append(self._column_variables[place], unplaced)
        self._lp.warm_start(basic, self._post_rows[~reached])
        self.add_lazy_rows(self.broken(chosen, np.ones(len(chosen))))

    # -- costs ---------------------------------------------------------------------------------

    def swap(self, cost: TierCosts) -> None:
        """Minimise another cost."""
        self._cost = cost
        self._lp.set_unit(float(np.abs(cost.cost).max(initial=0)))
        self._lp.set_cost(self._column_variables, cost.cost[self.columns].astype(np.float64))
        known = np.flatnonzero(self._short_variables >= 0)
        self._lp.set_cost(self._short_variables[known], cost.short[known].astype(np.float64))
        width = int(cost.cost.max(initial=0)) - int(cost.cost.min(initial=0))
        self._artificials.set_price(float(cost.unmet or _DEAR * (width + 1)))

    def raise_price(self) -> None:
        """Let a unit of hard shortfall cost more."""
        self._artificials.set_price(_RAISE * self._artificials.price)

    # -- columns and rows ------------------------------------------------------------------------

    def add_columns(self, columns: Ints) -> None:
        """Give it some more columns. Numbers, shape (N,)."""
        program, count = self.program, len(columns)
        self.active[columns] = True
        place, post = program.among.posts(program.holding[columns])
        entry, side, coefficient = program.rows.entries(columns)
        mine = self.inside[side]
        # entries by owner, the place in `columns`: two columns, of candidate 3 with 2 in row 6, and
        # of candidate 5 with posts 8 and 9
        #   owner   0   1   1   1   0
        #   row    c3  c5  p8  p9  r6
        #   value   1   1   1   1   2
        owner = [np.arange(count), place, entry[mine]]
        rows = [self._candidate_rows[program.seat[columns]], self._post_rows[post]]
        rows.append(self._side_rows[side[mine]])
        values = [np.ones(count + len(post)), coefficient[mine]]
        tiers, cuts = self._tiers.entries(columns), self._cuts.entries(columns, len(program.rows))
        for place, row, amount in (*tiers, *cuts):
            owner.append(place)
            rows.append(row)
            values.append(amount)
        added = self._lp.add_variables(
            np.concatenate(owner), np.concatenate(rows), np.concatenate(values), count
        )
        self._lp.set_cost(added, self._cost.cost[columns].astype(np.float64))
        self.columns = np.append(self.columns, columns)
        self._column_variables = np.append(self._column_variables, added)

    @cached_property
    def _spread(self) -> Ints:
        """In how many columns each row stands."""
        return spread(self.program)

    def broken(self, columns: Ints, x: Floats) -> Ints:
        """Rows it does not have and that so much of some columns breaks.

        Shapes (N,); the answer are numbers of rows.
        """
        rows, used = self.program.rows, x > 0
        activity = rows.activity(columns[used], x[used])
        return np.flatnonzero((rows.excess(activity) > TOLERANCE) & ~self.inside)

    def add_lazy_rows(self, rows: Ints) -> None:
        """Give it some lazy rows that are broken, with their shortfalls or artificials.

        Numbers, shape (N,).
        """
        if not len(rows):
            return
        all_rows = self.program.rows
        self.inside[rows] = True
        self._program_rows.extend(for_pricing(self.program, rows, self._spread))
        low, high = all_rows.low[rows].astype(float), all_rows.high[rows].astype(float)
        low[low <= -NO_LIMIT], high[high >= NO_LIMIT] = -np.inf, np.inf
        self._side_rows[rows] = self._lp.add_rows(low, high)
        entry, row, coefficient = all_rows.entries(self.columns)
        new = np.isin(row, rows)
        self._lp.add_entries(
            self._column_variables[entry[new]], self._side_rows[row[new]], coefficient[new]
        )
        self._add_shortfalls(rows[all_rows.soft[rows]])
        hard = rows[~all_rows.soft[rows]]
        added = self._artificials.add(self._side_rows[hard], all_rows.sign[hard])
        self._lp.make_up(self._side_rows[hard], added)

    def _add_shortfalls(self, rows: Ints) -> None:
        """The shortfalls of some soft rows, each in its row; several rows may share one."""
        all_rows = self.program.rows
        short, first = np.unique(all_rows.short[rows], return_index=True)
        unknown = self._short_variables[short] < 0
        new, first = short[unknown], first[unknown]
        none = np.empty(0, np.int64)
        self._short_variables[new] = self._lp.add_variables(none, none, none, len(new))
        self._lp.set_cost(self._short_variables[new], self._cost.short[new].astype(np.float64))
        self._lp.add_entries(
            self._short_variables[all_rows.short[rows]], self._side_rows[rows], all_rows.sign[rows]
        )
        self._lp.make_up(self._side_rows[rows[first]], self._short_variables[new])
        self._tiers.add_shortfalls(new, self._short_variables)

    def add_tier(self, tier: TierCosts, value: int) -> None:
        """A row for a tier that is settled: no more than its value."""
        self._tiers.add(tier, value)
        self._tiers.enter(self.columns, self._column_variables, self._short_variables)

    def allow_only(self, usable: Flags) -> None:
        """Allow no other columns from here on. Shape (C,)."""
        gone = ~usable[self.columns]
        self._lp.set_upper(self._column_variables[gone], 0.0)

    def add_cuts(self, cuts: Cuts) -> None:
        """Give it some cuts that its solution breaks, each with an artificial."""
        added = self._cuts.add(cuts, self.columns, self._column_variables, self._short_variables)
        self._lp.make_up(added, self._artificials.add(added, np.full(len(added), -1)))

    def leave_cuts(self) -> None:
        """Ask for none of its cuts any longer."""
        self._cuts.leave()

    @property
    def settled(self) -> list[tuple[TierCosts, int]]:
        """The tiers that have a row, each with its value."""
        return self._tiers.settled

    @property
    def cuts(self) -> list[Cuts]:
        """The cuts that are asked for."""
        return self._cuts.cuts

    # -- solutions -------------------------------------------------------------------------------

    def solve(self, budget: Budget) -> float | None:
        """The least cost; nothing when the budget ended first."""
        return self._lp.solve(budget)

    @property
    def x(self) -> Floats:
        """How much of each of its columns the last solution uses. Shape (N,)."""
        return self._lp.values(self._column_variables)

    @property
    def shortfalls(self) -> Floats:
        """Each shortfall of the program in the last solution. Shape (S,)."""
        short = np.zeros(self.program.rows.shortfalls)
        known = np.flatnonzero(self._short_variables >= 0)
        short[known] = self._lp.values(self._short_variables[known])
        return short

    @property
    def pays(self) -> bool:
        """Whether the last solution leaves something hard unmet."""
        return self._artificials.are_used

    @property
    def lazy_rows(self) -> tuple[SparseRows | DenseRow, ...]:
        """Its rows beside those of candidates, posts and tiers: the program's, then cuts."""
        return (*self._program_rows, *(cuts.coefficients for cuts in self.cuts))

    def prices(self) -> Prices:
        """The duals of the last solution, those of a wrong sign (by a rounding) taken as none."""
        program, among = self.program, self.program.among
        posts = np.minimum(self._lp.duals(self._post_rows), 0.0)
        position, entry_post = among.posts(np.arange(len(among)))
        holding = np.bincount(position, posts[entry_post], minlength=len(among))
        sides = np.zeros(len(program.rows))
        sides[self.inside] = self._lp.duals(self._side_rows[self.inside])
        rows = program.rows
        sides = np.where(rows.sign > 0, np.maximum(sides, 0.0), np.minimum(sides, 0.0))
        if self._cost.unmet:
            most = np.where(rows.soft, np.inf, self._cost.unmet)
            sides = np.clip(sides, -most, most)
        candidate = self._lp.duals(self._candidate_rows)
        if self._cost.unmet:
            candidate = np.minimum(candidate, self._cost.unmet)
        return Prices(
            cost=self._cost,
            candidate=candidate,
            post=posts,
            holding=holding.astype(np.float64),
            row=np.append(sides, self._cuts.duals()),
            lazy_rows=self.lazy_rows,
            settled=self._tiers.duals(),
        )
