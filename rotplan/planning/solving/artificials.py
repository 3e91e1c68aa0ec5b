"""Artificials of the restricted master: what stands in for all that hard rows lack, at a price."""

import numpy as np

from rotplan.planning.engine import Floats, LinearProgram
from rotplan.planning.solving.reduced_costs import TOLERANCE
from rotplan.rules.kit.three_valued import Ints


class Artificials:
    """Variables ≥ 0 of the LP, each in one row. `price`: what a unit costs, in units of the tier.

    `variables` are the LP's numbers, shape (N,), in the order in which they came.
    """

    def __init__(self, lp: LinearProgram) -> None:
        self.variables: Ints = np.empty(0, np.int64)
        self.price = 1.0
        self._lp = lp

    def add(self, rows: Ints, sign: Ints | Floats) -> Ints:
        """One for each of some rows, by the LP's numbers; theirs. Shapes (N,)."""
        count = len(rows)
        added = self._lp.add_variables(np.arange(count), rows, sign.astype(np.float64), count)
        self._lp.set_cost(added, np.full(count, self.price))
        self.variables = np.append(self.variables, added)
        return added

    def set_price(self, price: float) -> None:
        """Let all cost so much."""
        self.price = price
        self._lp.set_cost(self.variables, np.full(len(self.variables), price))

    @property
    def are_used(self) -> bool:
        """Whether the last solution leaves something hard unmet."""
        return bool((self._lp.values(self.variables) > TOLERANCE).any())
