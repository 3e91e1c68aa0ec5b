"""What the rows of a tier are given: a solver's prices in whole numbers, by the ids of the rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rotplan.planning.program.program import Program, TierCosts
from rotplan.planning.proof.row_sum import Combination, NamedCut
from rotplan.rules.kit.three_valued import Ints

SCALE = 2**20
LARGEST_MULTIPLIER = 2**58
FEASIBILITY = "feasibility"
# A cut: what it is made of, and what it subtracts of each shortfall.
ToldCut = tuple[Combination, Mapping[int, int]]


@dataclass(frozen=True)
class Multipliers:
    """The multipliers of one tier in 1/SCALE; what is not named has none.

    `posts` by id, `rows` by the name of the row written as JSON, `settled` by the tier's name.
    `cuts` are further rows, made of these and of those before them.
    """

    tier: str
    posts: Mapping[str, int]
    rows: Mapping[str, int]
    settled: Mapping[str, int]
    cuts: tuple[NamedCut, ...] = ()

    @classmethod
    def none(cls, tier: str) -> "Multipliers":
        return cls(tier, {}, {}, {})


def row_name(program: Program, row: int) -> str:
    """A row of the program by name, as multipliers name it."""
    return json.dumps(program.rows.name[row], ensure_ascii=False, default=list)


def multipliers(
    program: Program, tier: TierCosts, prices: Any, cuts: Sequence[ToldCut] = ()
) -> Multipliers:
    """A solver's prices in whole numbers, fit for use: right in sign, no shortfall overpaid.

    `cuts`: those of the relaxation; their prices stand behind those of the program's rows.
    """
    rows, posts = program.rows, program.docket.table.posts
    post = np.minimum(_whole(prices.post), 0)
    row, cut = np.split(_whole(prices.row), [len(rows)])
    row = np.where(rows.sign > 0, np.maximum(row, 0), np.minimum(row, 0))
    settled = [(t, min(round(dual * SCALE), 0)) for t, dual in prices.settled]
    room = room_of(program, tier, settled)
    given = [_fit_cut(y, amounts, room) for y, (_, amounts) in zip(cut, cuts, strict=True)]
    while given and not given[-1]:
        given.pop()
    _fit(program, row, room, tier)
    return Multipliers(
        tier.name,
        {posts[n].id: int(post[n]) for n in np.flatnonzero(post).tolist()},
        {row_name(program, n): int(row[n]) for n in np.flatnonzero(row).tolist()},
        {t.name: y for t, y in settled if y},
        tuple(_named(program, cuts[n][0], y, n) for n, y in enumerate(given)),
    )


def _fit_cut(y: int, amounts: Mapping[int, int], room: list[int]) -> int:
    """What a cut may be given at most, and is; its shortfalls have so much less room."""
    most = min((max(room[short], 0) // amount for short, amount in amounts.items()), default=-y)
    given = min(max(int(y), -int(most)), 0)
    for short, amount in amounts.items():
        room[short] += given * amount
    return given


def _named(program: Program, made: Combination, multiplier: int, place: int) -> NamedCut:
    """A combination by the names of its rows; so many cuts stand before it."""
    table, weights = program.docket.table, sorted(made.weights.items())
    post = len(program.candidates)
    side = post + program.posts
    cut = side + len(program.rows)
    return NamedCut(
        made.divisor,
        {table.cadres[program.candidates[n]].id: w for n, w in weights if n < post},
        {table.posts[n - post].id: w for n, w in weights if post <= n < side},
        {row_name(program, n - side): w for n, w in weights if side <= n < cut},
        tuple(made.weights.get(cut + n, 0) for n in range(place)),
        multiplier,
    )


def _whole(prices: Any) -> Ints:
    near = np.clip(np.asarray(prices) * SCALE, -LARGEST_MULTIPLIER, LARGEST_MULTIPLIER)
    whole: Ints = np.rint(near).astype(np.int64)
    return whole


def room_of(program: Program, tier: TierCosts, settled: list[tuple[TierCosts, int]]) -> list[int]:
    """What the rows of each shortfall may be given in all, so that it does not pay."""
    room = [SCALE * price for price in tier.short.tolist()]
    for held, y in settled:
        for n in np.flatnonzero(held.short).tolist():
            room[n] -= y * int(held.short[n])
    return room


def _fit(program: Program, row: Ints, room: list[int], tier: TierCosts) -> None:
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
