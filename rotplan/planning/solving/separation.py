"""Which rows of a relaxation, added up and rounded, cut its fractional solution off.

Weights are sought by elimination modulo a prime, so that no variable in use loses anything in
rounding and the limit loses the most that it can: the mod-k cuts of Caprara, Fischetti and
Letchford, Mathematical Programming 87 (2000). Only rows that are tight and have a fractional column
are asked, so a cut concerns a few communes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rotplan.planning.engine import Floats
from rotplan.planning.proof.row_sum import Combination
from rotplan.planning.solving.cuts import Numbering
from rotplan.planning.solving.reduced_costs import TOLERANCE
from rotplan.rules.kit.three_valued import Flags, Ints

PRIMES = (2, 3)
# A row in which more columns are in use is left out: its cuts would concern half a country.
WIDE = 200
# Elimination takes the third power of the rows at worst, 0.3 s for so many; cuts are added in part.
_ROWS, _AT_ONCE = 1_000, 50


@dataclass(frozen=True, eq=False)
class Solution:
    """A fractional solution: `columns` with `x` > 0, and every shortfall.

    `inside` says which of the program's rows were asked of it. `columns` (numbers) and `x` have
    shape (N,), `short` (S,), `inside` (R,).
    """

    columns: Ints
    x: Floats
    short: Floats
    inside: Flags


@dataclass(eq=False)
class Equation:
    """A tight row: what its variables come to, as one row or as a sum of rows with weights.

    Variables are fractional columns by place (0, 1, …), and shortfalls in use as −1 − number: −1 is
    shortfall 0, −2 shortfall 1.
    """

    coefficients: dict[int, int]
    value: int
    weights: dict[int, int]

    def add(self, other: "Equation", times: int, prime: int) -> None:
        """Add a multiple of another one, modulo a prime."""
        for mine, its in (
            (self.coefficients, other.coefficients),
            (self.weights, other.weights),
        ):
            for key, amount in its.items():
                total = (mine.get(key, 0) + times * amount) % prime
                if total:
                    mine[key] = total
                else:
                    mine.pop(key, None)
        self.value = (self.value + times * other.value) % prime


def combinations(numbering: Numbering, solution: Solution) -> list[Combination]:
    """Sums of rows whose rounding the solution breaks: the shortest ones, if the spot is small."""
    spot = _Spot(numbering, solution)
    if len(spot.rows) > _ROWS:
        return []
    found = [
        Combination(spot.with_candidates(weights, prime), prime)
        for prime in PRIMES
        for weights in _unsolvable(spot.equations(prime), prime)
    ]
    return sorted(found, key=lambda each: len(each.weights))[:_AT_ONCE]


class _Spot:
    """Where a solution is fractional: tight rows with a fractional column, and what is in them."""

    def __init__(self, numbering: Numbering, solution: Solution) -> None:
        self.numbering, self.solution = numbering, solution
        row, place, coefficient = numbering.entries(solution.columns)
        activity = np.bincount(row, coefficient * solution.x[place], len(numbering.limit))
        for n in self._with_shortfalls():
            activity[n] -= sum(a * solution.short[s] for s, a in numbering.amounts(n).items())
        tight = np.abs(activity - numbering.limit) < TOLERANCE
        tight[numbering.first_side : numbering.first_cut] &= solution.inside
        whole = solution.x > 1 - TOLERANCE
        near = np.bincount(row, minlength=len(tight)) <= WIDE
        near[np.setdiff1d(np.arange(len(tight)), row[~whole[place]])] = False
        self.rows = np.flatnonzero(near & tight)
        mine = (near & tight)[row]
        self.row, self.place, self.coefficient = row[mine], place[mine], coefficient[mine]
        self.whole = whole[self.place]

    def _with_shortfalls(self) -> Iterator[int]:
        numbering = self.numbering
        soft = numbering.program.rows.soft & self.solution.inside
        yield from (numbering.first_side + np.flatnonzero(soft)).tolist()
        yield from range(numbering.first_cut, len(numbering.limit))

    def equations(self, prime: int) -> list[Equation]:
        """The rows modulo a prime; columns chosen as a whole are taken from the value."""
        numbering, short = self.numbering, self.solution.short
        found = {r: Equation({}, int(numbering.limit[r]), {r: 1}) for r in self.rows.tolist()}
        entries = zip(
            self.row.tolist(),
            self.place.tolist(),
            self.coefficient.tolist(),
            self.whole.tolist(),
            strict=True,
        )
        for row, place, coefficient, whole in entries:
            mine = found[row]
            if whole:
                mine.value -= coefficient
            else:
                mine.coefficients[place] = mine.coefficients.get(place, 0) + coefficient
        for row, mine in found.items():
            used = {s: a for s, a in numbering.amounts(row).items() if short[s] > TOLERANCE}
            mine.coefficients |= {-1 - s: -a for s, a in used.items()}
            mine.coefficients = {k: c % prime for k, c in mine.coefficients.items() if c % prime}
            mine.value %= prime
        return list(found.values())

    def with_candidates(self, weights: dict[int, int], prime: int) -> dict[int, int]:
        """Weights modulo a prime, and those of candidates placed as a whole, made up for."""
        # modulo 2: a column that is chosen as a whole for candidate 3 stands in row 8 with 1; with
        # weights {8: 1} it is left over once, so row 3, that of the candidate, gets −1, which is 1
        every = np.zeros(len(self.numbering.limit), dtype=np.int64)
        every[list(weights)] = list(weights.values())
        mine = np.flatnonzero(self.whole & (every[self.row] != 0))
        seat = self.numbering.program.seat[self.solution.columns[self.place[mine]]]
        owed = every[self.row[mine]] * self.coefficient[mine]
        np.subtract.at(every, seat.astype(np.int64), owed)
        every %= prime
        return {row: int(every[row]) for row in np.flatnonzero(every).tolist()}


def _unsolvable(equations: list[Equation], prime: int) -> Iterator[dict[int, int]]:
    """Weights of sums in which no variable is left, and a value of −1 modulo the prime is.

    Of x + y ≤ 1, y + z ≤ 1, z + x ≤ 1, all tight at ½, the sum is 2x + 2y + 2z ≤ 3: no variable is
    left modulo 2, and 3 is −1. Halved and rounded down, x + y + z ≤ 1 cuts ½, ½, ½ off.

    >>> tight = [Equation({x: 1, y: 1}, 1, {x: 1}) for x, y in ((0, 1), (1, 2), (2, 0))]
    >>> [sorted(weights.items()) for weights in _unsolvable(tight, 2)]
    [[(0, 1), (1, 1), (2, 1)]]
    """
    left = dict.fromkeys(equations)
    holders: dict[int, list[Equation]] = {}
    for each in equations:
        for variable in each.coefficients:
            holders.setdefault(variable, []).append(each)
    for variable in sorted(holders, key=lambda v: (len(holders[v]), v)):
        known = dict.fromkeys(e for e in holders[variable] if variable in e.coefficients)
        mine = [each for each in known if each in left]
        if mine:
            pivot = min(mine, key=lambda e: len(e.weights) + len(e.coefficients))
            del left[pivot]
            mine.remove(pivot)
            _eliminate(variable, pivot, mine, prime, holders)
    for each in left:
        if each.value:
            times = -pow(each.value, -1, prime)
            yield {row: weight * times % prime for row, weight in each.weights.items()}


def _eliminate(
    variable: int,
    pivot: Equation,
    others: list[Equation],
    prime: int,
    holders: dict[int, list[Equation]],
) -> None:
    """Take a variable out of some equations by adding another one to them."""
    inverse = pow(pivot.coefficients[variable], -1, prime)
    for each in others:
        before = set(each.coefficients)
        each.add(pivot, -each.coefficients[variable] * inverse, prime)
        for new in each.coefficients.keys() - before:
            holders[new].append(each)
