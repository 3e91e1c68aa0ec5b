"""What the rows of a tier are given: a solver's prices in whole numbers, by the ids of the rows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rotplan.planning.program import Program, Tier
from rotplan.rules.verdict import Ints

SCALE = 2**20
LARGEST_MULTIPLIER = 2**58
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


def row_name(program: Program, row: int) -> str:
    """A row of the program by name, as multipliers name it."""
    return json.dumps(program.rows.name[row], ensure_ascii=False, default=list)


def multipliers(program: Program, tier: Tier, prices: Any) -> Multipliers:
    """A solver's prices in whole numbers, fit for use: right in sign, no shortfall overpaid."""
    rows, posts = program.rows, program.docket.table.posts
    post = np.minimum(_whole(prices.post), 0)
    row = _whole(prices.row)
    row = np.where(rows.sign > 0, np.maximum(row, 0), np.minimum(row, 0))
    settled = [(t, min(round(dual * SCALE), 0)) for t, dual in prices.settled]
    _fit(program, row, room_of(program, tier, settled), tier)
    return Multipliers(
        tier.name,
        {posts[n].id: int(post[n]) for n in np.flatnonzero(post).tolist()},
        {row_name(program, n): int(row[n]) for n in np.flatnonzero(row).tolist()},
        {t.name: y for t, y in settled if y},
    )


def _whole(prices: Any) -> Ints:
    near = np.clip(np.asarray(prices) * SCALE, -LARGEST_MULTIPLIER, LARGEST_MULTIPLIER)
    whole: Ints = np.rint(near).astype(np.int64)
    return whole


def room_of(program: Program, tier: Tier, settled: list[tuple[Tier, int]]) -> list[int]:
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
