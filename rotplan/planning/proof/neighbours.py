"""A program against the judge, away from the plan: what neighbours of it cost and break.

The plan itself is judged in any case. A compile with a row too tight or too loose, or a price that
is off, may agree with the judge there and yet be wrong about a better plan. So a few choices near
the plan are drawn, by numbers that only a seed decides, and each is told by both: whether it is a
plan, and if so what it comes to in every tier.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rotplan.planning.program.columns import scope_of
from rotplan.planning.program.program import Program
from rotplan.planning.proof.judge import judge
from rotplan.rules.kit.scope import Holding
from rotplan.rules.kit.three_valued import Ints

# A neighbour is judged from the facts: some 25 ms at 300 cadres, and more at more of them.
_MOST, _LEAST, _CADRES = 12, 2, 4_000
_TRIES = 8


@dataclass(frozen=True)
class Difference:
    """What the program says of a choice of columns, and what the judge says."""

    program: str
    judge: str


def neighbours(
    program: Program, holdings: dict[int, Holding], seed: int, count: int | None = None
) -> Iterator[Difference]:
    """Where program and judge differ about some neighbours of a plan: nothing, if all is right.

    `holdings` by table number; `count`: as many as the size of the round allows.
    """
    if count is None:
        count = min(_MOST, max(_LEAST, _CADRES // max(len(program.candidates), 1)))
    draw = _Draw(program, _columns(program, holdings), np.random.default_rng(seed))
    for _ in range(count):
        choice = draw.neighbour()
        if choice is not None:
            yield from compared(program, choice)


def compared(program: Program, choice: Ints) -> Iterator[Difference]:
    """Whether both say the same of a choice of one column for each candidate.

    Numbers of columns, shape (K,).
    """
    cadres, docket = program.candidates[program.seat[choice]], program.docket
    held = (program.among[h] for h in program.holding[choice].tolist())
    after = judge(docket, scope_of(docket, dict(zip(cadres.tolist(), held, strict=True))))
    broken = program.unmet(choice)
    if bool(broken) != bool(after.faults):
        yield Difference(f"{broken} demands unmet", "; ".join(after.faults) or "a plan")
    elif not broken:
        short = program.shortfalls(choice)
        told = tuple((t.name, t.of(choice, short) + t.constant) for t in program.tiers)
        if told != after.tiers:
            yield Difference(str(told), str(after.tiers))


def _columns(program: Program, holdings: dict[int, Holding]) -> Ints:
    """The column of each candidate in a plan, in the order of the candidates."""
    width, number = len(program.among), program.among.number
    known = program.seat.astype(np.int64) * width + program.holding
    cadres = enumerate(program.candidates.tolist())
    asked = [seat * width + number[holdings.get(cadre, ())] for seat, cadre in cadres]
    return np.searchsorted(known, np.array(asked, dtype=np.int64))


class _Draw:
    """Neighbours of one plan: a cadre takes another column, and whoever is in the way another."""

    def __init__(self, program: Program, plan: Ints, rng: np.random.Generator) -> None:
        self.program, self.plan, self.rng = program, plan, rng
        seats = np.arange(len(program.candidates) + 1)
        self.start = np.searchsorted(program.seat, seats)

    def neighbour(self) -> Ints | None:
        """One column for each candidate, one holder at most for each post; nothing if none fits."""
        for _ in range(_TRIES):
            choice = self.plan.copy()
            waiting = [int(self.rng.integers(len(choice)))] if len(choice) else []
            for _ in range(_TRIES):
                if not waiting:
                    return choice
                seat = waiting.pop()
                choice[seat] = self.rng.integers(self.start[seat], self.start[seat + 1])
                waiting += self._in_the_way(choice, seat)
        return None

    def _in_the_way(self, choice: Ints, seat: int) -> list[int]:
        """The other candidates who hold a post of this one's holding."""
        among, holding = self.program.among, self.program.holding[choice]
        mine = set(among[int(holding[seat])])
        place, post = among.posts(holding)
        hit = np.isin(post, list(mine)) & (place != seat)
        return [int(n) for n in np.unique(place[hit])]
