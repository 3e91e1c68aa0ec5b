"""What the duals of a relaxation prove, whatever came of its own optimum: a Lagrangian bound.

Any duals of the right signs give one (weak duality, docs/proof.md), so neither a slightly broken
row nor a slightly wrong objective of the LP can carry it above what a plan costs. The relaxation
takes its value from here. Reduced costs of columns outside the LP are not below the tolerance.
"""

import numpy as np

from rotplan.planning.engine import Floats
from rotplan.planning.program.program import Program, TierCosts
from rotplan.planning.solving.cuts import Cuts
from rotplan.planning.solving.reduced_costs import TOLERANCE, Prices
from rotplan.rules.kit.three_valued import Ints

# Roundings of a sum in double precision: so many, each of this part of its largest number.
_ROUNDINGS, _PART = 8.0, float(np.finfo(np.float64).eps)


def dual_bound(
    program: Program,
    prices: Prices,
    columns: Ints,
    settled: list[tuple[TierCosts, int]],
    cuts: list[Cuts],
) -> tuple[float, float]:
    """No plan is below the first number by more than the second.

    `columns`: those of the LP that may be used, shape (N,); all others are reckoned at the
    tolerance.
    """
    seats = len(program.candidates)
    reduced = _reduced(program, prices, columns, cuts)
    least = np.zeros(seats)
    np.minimum.at(least, program.seat[columns], reduced)
    limits = _limits(program, prices, settled, cuts)
    overpaid = _overpaid(program, prices, cuts)
    value = float(prices.candidate.sum() + least.sum() + limits.sum()) - overpaid
    told = float(np.abs(prices.candidate).sum() + np.abs(limits).sum())
    largest = float(np.abs(prices.cost.cost[columns]).max(initial=0))
    return value, TOLERANCE * max(seats, 1) + _ROUNDINGS * _PART * (told + seats * largest)


def _reduced(program: Program, prices: Prices, columns: Ints, cuts: list[Cuts]) -> Floats:
    """The reduced costs of some columns. Shape (N,)."""
    reduced = prices.bare(program, columns)
    for tier, dual in prices.settled:
        reduced -= dual * tier.cost[columns].astype(np.float64)
    place, row, coefficient = program.rows.entries(columns)
    np.subtract.at(reduced, place, prices.row[row] * coefficient)
    for each in cuts:
        place, row, coefficient = each.coefficients.entries(columns)
        np.subtract.at(reduced, place, prices.row[row] * coefficient)
    return reduced


def _limits(
    program: Program, prices: Prices, settled: list[tuple[TierCosts, int]], cuts: list[Cuts]
) -> Floats:
    """What each row's dual makes of its limit, rows of candidates aside."""
    rows = program.rows
    sides = np.where(rows.sign > 0, rows.low, rows.high)
    limit = np.concatenate([sides, *(each.limit for each in cuts)]).astype(np.float64)
    there = np.flatnonzero(prices.row)
    held = [dual * value for (_, dual), (_, value) in zip(prices.settled, settled, strict=True)]
    return np.concatenate([prices.row[there] * limit[there], prices.post, held])


def _overpaid(program: Program, prices: Prices, cuts: list[Cuts]) -> float:
    """What shortfalls could earn at the most where their rows are given more than they cost.

    By the LP's tolerance that is next to nothing for one unit; no shortfall has more units than
    all that stands in a row.
    """
    rows = program.rows
    if not rows.shortfalls:
        return 0.0
    room = prices.cost.short.astype(np.float64)
    for tier, dual in prices.settled:
        room -= dual * tier.short
    soft = np.flatnonzero(rows.soft)
    np.subtract.at(room, rows.short[soft], np.abs(prices.row[soft]))
    number = len(rows)
    for each in cuts:
        for amounts in each.amounts:
            for short, amount in amounts.items():
                room[short] += prices.row[number] * amount
            number += 1
    sides = np.abs(np.where(rows.sign > 0, rows.low, rows.high))[soft]
    most = len(program.candidates) * int(np.abs(rows.coefficient).max(initial=1))
    units = np.zeros(rows.shortfalls)
    np.maximum.at(units, rows.short[soft], most + sides)
    return float((np.maximum(-room, 0.0) * units).sum())
