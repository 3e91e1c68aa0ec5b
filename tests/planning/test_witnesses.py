"""What a faulty compile does not hide: columns left out, rows too tight or too loose, prices off.

Each test breaks a compiled program in one way, solves it as it is, and asks the witnesses.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rotplan.planning.engine import Budget
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, demands
from rotplan.planning.program.rows import Rows
from rotplan.planning.proof.exclusions import ALL, DRAWN, exclusions
from rotplan.planning.proof.neighbours import neighbours
from rotplan.planning.solving.confirm_by_judge import DisagreementError
from rotplan.planning.solving.lexicographic import Solved, solve
from rotplan.planning.witnesses import against_judge
from tests.bench import rounds
from tests.bench.models import model
from tests.kit.opening import open_roster, open_round
from tests.kit.samples import lam_binh

pytestmark = pytest.mark.thorough

MANY = 400  # neighbours: in a run there are fewer


@pytest.fixture(scope="module")
def program() -> Program:
    docket = lam_binh()
    return compile_program(docket, demands(docket))


def solved(program: Program) -> Solved:
    outcome = solve(program, Budget(60), canonical=False)
    assert isinstance(outcome, Solved)
    return outcome


def without(program: Program, gone: np.ndarray) -> Program:
    """The program as if some columns had been forgotten."""
    kept = np.flatnonzero(~gone)
    rows = program.rows
    place, row, coefficient = rows.entries(kept)
    size = np.bincount(place, minlength=len(kept))
    fewer = replace(rows, start=np.append(0, np.cumsum(size)), row=row, coefficient=coefficient)
    return replace(
        program,
        seat=program.seat[kept],
        holding=program.holding[kept],
        moves=program.moves[kept],
        rows=fewer,
        tiers=tuple(replace(t, cost=t.cost[kept]) for t in program.tiers),
        start=np.empty(0, np.int64),
    )


def test_all_that_is_left_out_is_named(program: Program) -> None:
    found = exclusions(program, 1)
    assert found.unnamed == ()
    assert found.checked == found.of
    pairs = len(program.candidates) * len(program.among)
    assert found.of == pairs - program.columns
    assert 0 < found.of <= ALL


@pytest.mark.parametrize("seed", range(4))
def test_a_tenth_of_the_columns_forgotten_is_noticed(program: Program, seed: int) -> None:
    """Those of today aside: without them there might be no plan at all."""
    rng = np.random.default_rng(seed)
    gone = (rng.random(program.columns) < 0.1) & program.moves
    faulty = without(program, gone)
    with pytest.raises(DisagreementError, match="nothing bars"):
        against_judge(faulty, solved(faulty))
    assert len(exclusions(faulty, 1).unnamed) == int(gone.sum())


def test_one_column_forgotten_is_noticed_where_all_are_asked_about(program: Program) -> None:
    gone = np.zeros(program.columns, dtype=bool)
    gone[int(np.flatnonzero(program.moves)[17])] = True
    faulty = without(program, gone)
    ((cadre, posts),) = exclusions(faulty, 1).unnamed
    forgotten = int(np.flatnonzero(gone)[0])
    table = program.docket.table
    assert cadre == table.cadres[int(program.cadre[forgotten])].id
    holding = program.among[int(program.holding[forgotten])]
    assert posts == tuple(table.posts[p].id for p in holding)


def test_of_many_some_are_drawn(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rotplan.planning.proof.exclusions.ALL", 100)
    few = exclusions(program, 5)
    assert (few.checked, few.unnamed) == (DRAWN, ())
    assert few.of == exclusions(program, 5, everything=True).checked
    gone = (np.random.default_rng(0).random(program.columns) < 0.1) & program.moves
    named = exclusions(without(program, gone), 5).unnamed
    assert 0 < len(named) < int(gone.sum())
    # the same seed draws the same pairs, another one others
    assert exclusions(without(program, gone), 5).unnamed == named
    assert exclusions(without(program, gone), 6).unnamed != named


def test_so_many_are_all_asked_about_and_of_more_so_many(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (ALL, DRAWN) == (20_000, 2_000)
    of = exclusions(program, 1).of
    monkeypatch.setattr("rotplan.planning.proof.exclusions.ALL", of)
    assert exclusions(program, 1).checked == of
    monkeypatch.setattr("rotplan.planning.proof.exclusions.ALL", of - 1)
    assert exclusions(program, 1).checked == DRAWN


def test_only_pairs_that_are_no_column_are_drawn(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few there are to draw from, and wherever they lie."""
    few = without(program, program.seat > 1)
    first = replace(few, candidates=program.candidates[:2])
    for name, value in (("ALL", 0), ("DRAWN", 5)):
        monkeypatch.setattr(f"rotplan.planning.proof.exclusions.{name}", value)
    for seed in range(200):
        found = exclusions(first, seed)
        assert (found.checked, found.unnamed) == (5, ())


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_small_rosters_have_nothing_unnamed(seed: int) -> None:
    """With all rules, decisions, waivers, outside posts and closing ones."""
    docket = open_round(*model(seed))
    found = exclusions(compile_program(docket, demands(docket)), seed)
    assert found.unnamed == ()
    assert found.checked == found.of


# -- neighbours ---------------------------------------------------------------------------------


def differences(program: Program, count: int = MANY) -> int:
    return sum(1 for _ in neighbours(program, solved(program).holdings, 1, count))


def with_rows(program: Program, change: Callable[[Rows], Rows]) -> Program:
    return replace(program, rows=change(program.rows))


@pytest.mark.parametrize("seed", [2, 14, 26, 38, 1, 5])
def test_neighbours_agree_where_nothing_is_wrong(seed: int) -> None:
    docket = open_round(*model(seed))
    program = compile_program(docket, demands(docket))
    outcome = solve(program, Budget(60), canonical=False)
    if isinstance(outcome, Solved):
        assert list(neighbours(program, outcome.holdings, seed, 60)) == []


@pytest.mark.parametrize("by", [1, -1])
def test_hard_rows_one_too_tight_or_too_loose_are_noticed(by: int) -> None:
    docket = lam_binh(10)
    program = compile_program(docket, demands(docket))
    hard = ~program.rows.soft

    def moved(rows: Rows) -> Rows:
        """By one, on the side on which each row has a limit."""
        low = np.where(hard & (rows.sign > 0), rows.low + by, rows.low)
        high = np.where(hard & (rows.sign < 0), rows.high - by, rows.high)
        return replace(rows, low=low, high=high)

    assert hard.any()
    assert differences(program) == 0
    faulty = with_rows(program, moved)
    holdings = solved(program).holdings
    assert any(neighbours(faulty, holdings, 1, MANY))


@pytest.mark.parametrize("name", ["vacancies", "targets", "approvals", "moves", "preference"])
def test_prices_that_are_off_are_noticed(program: Program, name: str) -> None:
    rng = np.random.default_rng(3)
    wrong = rng.random(program.columns) < 0.1

    def off(cost: np.ndarray) -> np.ndarray:
        changed: np.ndarray = cost.astype(np.int64) + wrong
        return changed

    tiers = tuple(replace(t, cost=off(t.cost)) if t.name == name else t for t in program.tiers)
    holdings = solved(program).holdings
    assert any(neighbours(replace(program, tiers=tiers), holdings, 1, MANY))
    with pytest.raises(DisagreementError, match="the program says"):
        against_judge(replace(program, tiers=tiers), solved(program))


def test_a_shortfall_without_its_price_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(rounds.text(rounds.roster(8)), "utf-8")
    docket = open_roster(path)
    program = compile_program(docket, demands(docket))
    assert any(tier.short.any() for tier in program.tiers)
    free = tuple(replace(t, short=np.zeros_like(t.short)) for t in program.tiers)
    holdings = solved(program).holdings
    assert any(neighbours(replace(program, tiers=free), holdings, 1, MANY))
