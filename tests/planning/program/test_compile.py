"""The compiled program against the judge and against brute force, on tiny made rosters.

Columns: those that nothing hard bars by itself, every single pair and every combination asked. Rows
and costs: random assignments keep all hard rows if and only if the judge finds no fault, and cost
in every tier what judge and brute force count.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from itertools import combinations, islice
from random import Random

import numpy as np
import pytest

from rotplan.planning.program.columns import constants, scope_of
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, demands
from rotplan.planning.proof.judge import Judgement, judge
from rotplan.policy.docket import Docket, candidates
from rotplan.rules.kit.rule import RowRule
from rotplan.rules.kit.scope import Holding, Scope
from tests.bench.ours import in_small_steps
from tests.kit.random_rounds import random_round
from tests.oracle import oracle, rosters

pytestmark = pytest.mark.thorough

SEEDS = range(0, 320, 5)
Plan = dict[int, Holding]
# What the judge says of one cadre's holding alone that is not about that holding.
OF_THE_WHOLE = ("not one holding for each candidate", "max_moves")


@cache
def compiled(seed: int) -> Program:
    docket = random_round(seed)
    with in_small_steps() if seed % 2 else nullcontext():
        return compile_program(docket, demands(docket))


# -- columns ----------------------------------------------------------------------------------


def about_pairs(docket: Docket) -> Docket:
    """Without the norms on units, ties and whole rounds: they bar no column by itself."""
    alone = [c for c in docket.clauses if not isinstance(c.rule, RowRule)]
    return docket.with_clauses(alone, docket.policy.tiers)


def asked(docket: Docket) -> Iterator[Holding]:
    """None, every single post (closing ones and those of others too), every two, some three."""
    yield ()
    posts = range(len(docket.table.posts))
    yield from combinations(posts, 1)
    yield from combinations(posts, 2)
    yield from islice(combinations(posts, 3), 0, None, 5)


def barred(docket: Docket, cadre: int, holding: Holding) -> bool:
    """Whether the judge refuses a cadre in a holding, whatever anybody else holds."""
    alone = Scope.of(docket.table, [cadre], [holding], constants(docket))
    return any(not f.startswith(OF_THE_WHOLE) for f in judge(docket, alone).faults)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_pair_is_a_column_if_nothing_hard_bars_it(seed: int) -> None:
    program, docket = compiled(seed), about_pairs(random_round(seed))
    columns = zip(program.cadre.tolist(), program.holding.tolist(), strict=True)
    found = {(cadre, program.among[holding]) for cadre, holding in columns}
    assert len(found) == program.columns
    today = set(docket.table.before)
    expected = {
        (cadre, holding)
        for cadre, _ in candidates(docket)
        for holding in {*asked(docket), *today}
        if not barred(docket, cadre, holding)
    }
    assert found == expected


# -- rows and costs -----------------------------------------------------------------------------


def plans(program: Program, rng: Random) -> Iterator[list[int]]:
    """Some choices of a column for each candidate, many of them near today's; posts once each."""
    of: dict[int, list[int]] = {}
    for column, seat in enumerate(program.seat.tolist()):
        of.setdefault(seat, []).append(column)
    if len(of) < len(program.candidates):
        return
    stays = {s: [c for c in columns if not program.moves[c]] for s, columns in of.items()}
    for n in range(24):
        chosen, taken = [], set[int]()
        moved = rng.sample(sorted(of), min(len(of), n % 4)) if n % 2 else sorted(of)
        for seat in rng.sample(sorted(of), len(of)):
            open_ = of[seat] if seat in moved or not stays[seat] else stays[seat]
            free = [c for c in open_ if taken.isdisjoint(posts(program, c))]
            if not free:
                break
            chosen.append(rng.choice(free))
            taken.update(posts(program, chosen[-1]))
        else:
            yield sorted(chosen)


def posts(program: Program, column: int) -> Holding:
    return program.among[int(program.holding[column])]


def as_holdings(program: Program, chosen: list[int]) -> Plan:
    return {int(program.cadre[c]): posts(program, c) for c in chosen}


def judged(docket: Docket, plan: Plan) -> Judgement:
    return judge(docket, scope_of(docket, plan))


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_and_tiers_are_what_the_judge_counts(seed: int) -> None:
    program, docket, rng = compiled(seed), random_round(seed), Random(f"rows {seed}")
    for chosen in plans(program, rng):
        columns = np.array(chosen, dtype=np.int64)
        judgement = judged(docket, as_holdings(program, chosen))
        assert (program.unmet(columns) == 0) == (not judgement.faults), judgement.faults
        if judgement.faults:
            continue
        shortfalls = program.shortfalls(columns)
        found = tuple(
            (tier.name, tier.constant + tier.of(columns, shortfalls)) for tier in program.tiers
        )
        assert found == judgement.tiers


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_counts_what_brute_force_counts(seed: int) -> None:
    """Faults, tiers, and how targets stand, of plans good and bad."""
    program, docket, rng = compiled(seed), random_round(seed), Random(f"rows {seed}")
    table = docket.table
    for chosen in plans(program, rng):
        plan = as_holdings(program, chosen)
        judgement = judged(docket, plan)
        pairs = frozenset((table.cadres[c].id, table.posts[p].id) for c in plan for p in plan[c])
        score = oracle.score(
            rosters.roster(seed), rosters.policy(seed), pairs, rosters.scores(seed)
        )
        assert (score is None) == bool(judgement.faults), judgement.faults
        if score is not None:
            assert judgement.tiers == score.tiers
            standings = {s.clause.id: (s.met, s.of) for s in judgement.standings}
            assert standings == {clause: both[:2] for clause, both in score.targets.items()}
