"""A solver's prices made fit: right in sign, and no shortfall given more than it costs."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import Program, TierCosts, demands
from rotplan.planning.proof.certificate import proved
from rotplan.planning.proof.multipliers import FEASIBILITY, SCALE, multipliers
from rotplan.planning.proof.named_rows import NamedRows
from rotplan.planning.proof.relaxation_check import Relaxed
from tests.bench import rounds
from tests.kit.opening import open_roster


@dataclass
class Prices:
    post: Any
    row: Any
    settled: tuple[tuple[TierCosts, float], ...] = field(default=())


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    path: Path = tmp_path_factory.mktemp("fit") / "r.yaml"
    path.write_text(rounds.text(rounds.roster(8)), "utf-8")
    docket = open_roster(path)
    return compile_program(docket, demands(docket))


def tier_of(program: Program, name: str) -> TierCosts:
    return next(tier for tier in program.tiers if tier.name == name)


def given(program: Program, tier: TierCosts, prices: Prices) -> tuple[np.ndarray, Any]:
    """The multiplier of each row, and all of them; `Relaxed` refuses what is not fit."""
    told = multipliers(program, tier, prices)
    named = NamedRows(program, (told,))
    row = np.zeros(len(program.rows), dtype=np.int64)
    for name, y in told.rows.items():
        row[named.number[name]] = y
    Relaxed(named, tier, told, [(t, 0) for t, _ in prices.settled])
    return row, told


@pytest.mark.parametrize("name", ["targets", "approvals"])
@pytest.mark.parametrize("times", [0.5, 1.0, 3.0, 1000.0])
def test_no_shortfall_is_given_more_than_it_costs(
    program: Program, name: str, times: float
) -> None:
    """What is too much is lessened in proportion, and nearly all that there is room for is left."""
    tier, rows = tier_of(program, name), program.rows
    priced = rows.soft & (tier.short[np.maximum(rows.short, 0)] > 0)
    assert priced.any()
    prices = Prices(np.zeros(program.posts), np.where(priced, times * rows.sign, 0.0))
    row, _ = given(program, tier, prices)
    share = np.bincount(rows.short[priced], minlength=rows.shortfalls)
    for n in np.flatnonzero(priced).tolist():
        fair = min(times, 1.0 / share[rows.short[n]]) * SCALE
        assert np.sign(row[n]) == rows.sign[n]
        assert fair - 2 <= abs(int(row[n])) <= fair


def test_signs_that_are_wrong_are_taken_as_none(program: Program) -> None:
    tier, rows = tier_of(program, "moves"), program.rows
    prices = Prices(np.ones(program.posts), np.where(rows.soft, 0, -rows.sign).astype(float))
    row, told = given(program, tier, prices)
    assert not row.any()
    assert told.posts == {}


def test_a_settled_tier_is_named_where_it_has_a_price(program: Program) -> None:
    vacancies, moves = tier_of(program, "vacancies"), tier_of(program, "moves")
    nothing = np.zeros(len(program.rows))
    for price, stated in ((0.0, {}), (0.25, {}), (-0.25, {"vacancies": -SCALE // 4})):
        prices = Prices(np.zeros(program.posts), nothing, ((vacancies, price),))
        assert given(program, moves, prices)[1].settled == stated


def test_an_unmet_demand_counts_one_and_no_more(program: Program) -> None:
    """Of hard rows only; those with a shortfall cost nothing where it is asked what is possible."""
    rows = program.rows
    nothing = np.zeros(program.columns, dtype=np.int8)
    free = np.zeros(rows.shortfalls, dtype=np.int64)
    tier = TierCosts(FEASIBILITY, nothing, free, unmet=1)
    prices = Prices(np.zeros(program.posts), 7.0 * rows.sign)
    row, _ = given(program, tier, prices)
    assert (row[~rows.soft] == SCALE * rows.sign[~rows.soft]).all()
    assert not row[rows.soft].any()


def test_a_tier_without_prices_proves_what_each_cadre_costs_at_least(program: Program) -> None:
    values = {tier.name: 10**6 for tier in program.tiers}
    found = {each.tier: each.bound for each in proved(program, (), values)}
    for tier in program.tiers:
        least = np.full(len(program.candidates), 10**9)
        np.minimum.at(least, program.seat, tier.cost.astype(np.int64))
        assert found[tier.name] == int(least.sum()) + tier.constant
