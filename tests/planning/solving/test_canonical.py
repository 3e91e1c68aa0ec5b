"""One among equals: that a plan is the only one left is true by another solver too."""

from dataclasses import replace

import numpy as np
import pytest

from rotplan.planning.engine import Budget, close
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import TierCosts, demands
from rotplan.planning.solving import canonical
from rotplan.planning.solving.lexicographic import settled
from rotplan.planning.solving.one_tier import Search
from rotplan.planning.solving.relaxation import Bounded, Frame
from rotplan.planning.solving.whole_model import whole_matrix
from tests.bench.models import model
from tests.kit.opening import open_round

pytestmark = pytest.mark.thorough

SEEDS = range(60)


def searched(seed: int) -> Search | None:
    """All tiers proved; nothing where there is no plan."""
    docket = open_round(*model(seed))
    program = compile_program(docket, demands(docket))
    search = Search(program, Budget(60), lambda *_: None)
    search.warm_start()
    if search.incumbent.plan is None:
        found = search.settle(search.frame.shortage)
        if found is None or found.bound > 0:
            return None
    settled(search)
    assert len(search.frame.settled) == len(program.tiers)
    return search


def another(search: Search) -> bool:
    """Whether CP-SAT finds another plan of the same values, over all columns there are."""
    program, plan = search.program, search.incumbent.plan
    assert plan is not None
    mine = np.zeros(program.columns, dtype=np.int8)
    mine[plan] = 1
    same = TierCosts("same", mine, np.zeros(program.rows.shortfalls, dtype=np.int64))
    held = [*search.frame.settled, (same, len(plan) - 1)]
    matrix = whole_matrix(program, held, None, np.arange(program.columns))
    whole = np.ones(len(matrix.cost), dtype=bool)
    answer = close(matrix, whole, Budget(60), solver="CP-SAT")
    assert answer.verdict != "limit"
    return answer.x is not None


@pytest.fixture(scope="module")
def told() -> list[tuple[bool, bool, bool, bool]]:
    """Of each model: only one said, only one true, before the choice and after it."""
    found = []
    for seed in SEEDS:
        search = searched(seed)
        if search is not None:
            before = canonical.only_one(search), not another(search)
            found.append((*before, canonical.choose(search), not another(search)))
    return found


def test_the_only_one_is_known_before_any_choice(told: list[tuple[bool, ...]]) -> None:
    assert [(said, true) for said, true, _, _ in told if said != true] == []
    assert {said for said, _, _, _ in told} == {True, False}


def test_the_choice_leaves_one(told: list[tuple[bool, ...]]) -> None:
    assert all(said and true for _, _, said, true in told)


def test_weights_that_leave_several_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "_WEIGHT_BITS", 1)
    told = set()
    for seed in SEEDS:
        search = searched(seed)
        if search is not None:
            said = canonical.choose(search)
            assert said is not another(search)
            told.add(said)
    assert told == {True, False}


def test_rounding_loses_no_column_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relaxation's value may come out a little above what the plan costs."""
    relaxation = Frame.relaxation

    def rounded(self: Frame, cost: TierCosts, budget: Budget, *given: float) -> Bounded | None:
        bounded = relaxation(self, cost, budget, *given)
        return bounded and replace(bounded, value=bounded.value + 0.9 * bounded.slack)

    monkeypatch.setattr(Frame, "relaxation", rounded)
    search = searched(0)
    assert search is not None
    assert canonical.choose(search)
    assert search.frame.usable[search.incumbent.plan].all()
