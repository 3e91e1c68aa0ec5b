"""Rows of the restricted master that the program does not have: settled tiers, and cuts."""

from collections.abc import Iterator

import numpy as np

from rotplan.planning.engine import Floats, LinearProgram, unit_of
from rotplan.planning.program.program import TierCosts
from rotplan.planning.solving.cuts import Cuts
from rotplan.rules.kit.three_valued import Ints


class TierRows:
    """A row for each settled tier: no more than its value.

    Where its costs are very large they are told in a unit: the row's dual would be too small to be
    told from none.
    """

    def __init__(self, lp: LinearProgram) -> None:
        self.settled: list[tuple[TierCosts, int]] = []
        self._lp = lp
        self._rows: list[int] = []
        self._units: list[float] = []

    def add(self, tier: TierCosts, value: int) -> None:
        """A row without entries as yet."""
        unit = unit_of(float(np.abs(tier.cost).max(initial=0)))
        number = self._lp.add_rows(np.array([-np.inf]), np.array([value / unit]))
        self.settled.append((tier, value))
        self._rows.append(int(number[0]))
        self._units.append(unit)

    def enter(self, columns: Ints, variables: Ints, short_variables: Ints) -> None:
        """Put columns, and the shortfalls that the LP has, into the last row.

        `columns` and their `variables` have shape (N,), `short_variables` (S,), −1 where the LP has
        none.
        """
        (tier, _), number, unit = self.settled[-1], self._rows[-1], self._units[-1]
        cost = tier.cost[columns]
        priced = np.flatnonzero(cost)
        self._lp.add_entries(variables[priced], np.full(len(priced), number), cost[priced] / unit)
        short = np.flatnonzero((short_variables >= 0) & (tier.short != 0))
        self._lp.add_entries(
            short_variables[short], np.full(len(short), number), tier.short[short] / unit
        )

    def entries(self, columns: Ints) -> Iterator[tuple[Ints, Ints, Floats]]:
        """For each row: the places of the columns that stand in it, its number, coefficients.

        `columns`: shape (N,).
        """
        for (tier, _), number, unit in self._each():
            cost = tier.cost[columns]
            place = np.flatnonzero(cost)
            yield place, np.full(len(place), number), cost[place] / unit

    def add_shortfalls(self, new: Ints, short_variables: Ints) -> None:
        """Put shortfalls that are new to the LP into all rows.

        Numbers, shape (N,); their variables stand in `short_variables`, shape (S,).
        """
        for (tier, _), number, unit in self._each():
            priced = new[tier.short[new] != 0]
            self._lp.add_entries(
                short_variables[priced], np.full(len(priced), number), tier.short[priced] / unit
            )

    def duals(self) -> tuple[tuple[TierCosts, float], ...]:
        """Each tier with the dual of its row, one of a wrong sign taken as none."""
        duals = self._lp.duals(np.array(self._rows, dtype=np.int64)).tolist()
        told = [min(dual / unit, 0.0) for dual, unit in zip(duals, self._units, strict=True)]
        return tuple((tier, dual) for (tier, _), dual in zip(self.settled, told, strict=True))

    def _each(self) -> Iterator[tuple[tuple[TierCosts, int], int, float]]:
        """Each settled tier with its row and the unit in which it is told."""
        return zip(self.settled, self._rows, self._units, strict=True)


class CutRows:
    """Rows for the cuts of one tier; `cuts` are those that it still asks for."""

    def __init__(self, lp: LinearProgram) -> None:
        self.cuts: list[Cuts] = []
        self._lp = lp
        self._rows: Ints = np.empty(0, np.int64)

    def add(self, cuts: Cuts, columns: Ints, variables: Ints, short_variables: Ints) -> Ints:
        """Rows for some cuts with all that stands in them; their numbers in the LP.

        Shapes as for TierRows; the answer has one number for each cut.
        """
        added = self._lp.add_rows(np.full(len(cuts.limit), -np.inf), cuts.limit.astype(np.float64))
        place, number, coefficient = cuts.coefficients.entries(columns)
        first = cuts.coefficients.rows[0]
        self._lp.add_entries(variables[place], added[number - first], coefficient)
        owner = np.repeat(added, [len(amounts) for amounts in cuts.amounts])
        amounts = [item for each in cuts.amounts for item in each.items()]
        short, amount = np.array(amounts, dtype=np.int64).reshape(-1, 2).T
        self._lp.add_entries(short_variables[short], owner, -amount)
        self.cuts.append(cuts)
        self._rows = np.append(self._rows, added)
        return added

    def entries(self, columns: Ints, first: int) -> Iterator[tuple[Ints, Ints, Ints]]:
        """For each set of cuts: the place of each entry's column, its row, its coefficient.

        `first` is the number of the first cut among the rows of the relaxation. `columns`: shape
        (N,).
        """
        for cuts in self.cuts:
            place, cut, coefficient = cuts.coefficients.entries(columns)
            yield place, self._rows[cut - first], coefficient

    def leave(self) -> None:
        """Ask for none of the cuts any longer."""
        self._lp.free_above(self._rows)
        self.cuts, self._rows = [], np.empty(0, np.int64)

    def duals(self) -> Floats:
        """The dual of each cut, one of a wrong sign taken as none.

        Shape (N,), in units of the tier.
        """
        return np.minimum(self._lp.duals(self._rows), 0.0)
