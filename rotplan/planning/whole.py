"""A program as one whole-number model, for solvers that are given everything at once."""

import numpy as np

from rotplan.planning.engine import Matrix
from rotplan.planning.program import Program, Tier
from rotplan.planning.rows import NO_LIMIT, NONE, Rows
from rotplan.rules.verdict import Flags, Ints


def whole_matrix(
    program: Program,
    settled: list[tuple[Tier, int]],
    cost: Tier | None,
    columns: Ints,
    artificials: bool = False,
) -> Matrix:
    """Rows: candidates, posts, the program's, settled tiers. Variables: columns, shortfalls."""
    rows, seats, posts, count = program.rows, len(program.candidates), program.posts, len(columns)
    place, post = program.among.posts(program.holding[columns])
    entry, side, coefficient = rows.entries(columns)
    kept = _breakable(rows, side, coefficient)
    number = np.cumsum(kept) - 1
    entry, side, coefficient = entry[kept[side]], number[side[kept[side]]], coefficient[kept[side]]
    short, sign = rows.short[kept], rows.sign[kept]
    soft, hard = np.flatnonzero(short != NONE), np.flatnonzero(short == NONE)
    parts = [
        (program.seat[columns].astype(np.int64), np.arange(count), np.ones(count)),
        (seats + post, place, np.ones(len(post))),
        (seats + posts + side, entry, coefficient),
        (seats + posts + soft, count + short[soft], sign[soft]),
    ]
    first = seats + posts + len(short)
    for n, (tier, _) in enumerate(settled):
        whole = np.append(tier.cost[columns].astype(np.int64), tier.short)
        priced = np.flatnonzero(whole)
        parts.append((np.full(len(priced), first + n), priced, whole[priced]))
    variables = count + rows.shortfalls
    if artificials:
        extra = variables + np.arange(seats + len(hard))
        owner = np.append(np.arange(seats), seats + posts + hard)
        parts.append((owner, extra, np.append(np.ones(seats), sign[hard])))
        variables += len(extra)
    prices = np.zeros(variables)
    if artificials:
        prices[count + rows.shortfalls :] = 1.0
    elif cost is not None:
        prices[:count], prices[count:] = cost.cost[columns], cost.short
    upper = np.full(variables, np.inf)
    upper[:count] = 1.0
    none = np.full(posts, -float(NO_LIMIT))
    limits = [float(value) for _, value in settled]
    return Matrix(
        row=np.concatenate([p[0] for p in parts]),
        variable=np.concatenate([p[1] for p in parts]),
        coefficient=np.concatenate([p[2] for p in parts]).astype(np.float64),
        low=np.concatenate([np.ones(seats), none, rows.low[kept], np.full(len(limits), -NO_LIMIT)]),
        high=np.concatenate([np.ones(seats + posts), rows.high[kept], limits]),
        upper=upper,
        cost=prices,
    )


def _breakable(rows: Rows, side: Ints, coefficient: Ints) -> Flags:
    """Rows that some choice among the columns of these entries could break."""
    least = np.bincount(side, np.minimum(coefficient, 0), minlength=len(rows))
    most = np.bincount(side, np.maximum(coefficient, 0), minlength=len(rows))
    flags: Flags = (least < rows.low) | (most > rows.high)
    return flags
