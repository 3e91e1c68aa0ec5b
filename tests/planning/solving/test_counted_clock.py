"""No answer depends on a clock without saying so: `stopped` is null, or the proof is whole.

The clock is counted here, not timed: a budget that ends at the n-th time that anybody asks.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.file.write_plan import plan_file
from rotplan.planning.engine import Budget, close
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import demands
from rotplan.planning.propose import propose
from rotplan.planning.solving.whole_model import whole_matrix
from rotplan.planning.witnesses import ProofWanted
from rotplan.policy.docket import Docket
from tests.bench.models import model
from tests.kit.counted_budget import Counted
from tests.kit.opening import open_roster, open_round

pytestmark = pytest.mark.thorough

FOLDER = Path(__file__).parent / "clock"


def planned(docket: Docket, budget: Budget, *, second_solver: bool) -> PlanFile:
    return plan_file(propose(docket, budget, asked=ProofWanted(second_solver=second_solver)))


def steps(asks: int) -> Iterator[int]:
    """Every number of asks where they are few, and some thirty beyond."""
    yield from range(min(asks, 25))
    yield from range(25, asks, max(1, asks // 30))


@pytest.mark.parametrize("second_solver", [False, True])
@pytest.mark.parametrize("name", ["nine-communes", "no-plan"])
def test_whatever_ends_early_says_so(name: str, second_solver: bool) -> None:
    docket = open_roster(FOLDER / f"{name}.yaml")
    whole = Counted(10**9)
    right = planned(docket, whole, second_solver=second_solver)
    assert right.stopped is None
    told, early = right.model_dump(), 0
    for asks in steps(whole.asked):
        found = planned(docket, Counted(asks), second_solver=second_solver)
        if found.stopped is None:
            assert found.model_dump() == told, asks
        else:
            assert found.stopped == "time"
            early += 1
            claims_no_more(found, right)
    assert early > 0


@pytest.mark.parametrize("seed", [11, 35, 39])
def test_a_plan_that_is_not_the_best_is_not_called_so(seed: int) -> None:
    """Models whose first plan is worse than their best one."""
    docket = open_round(*model(seed))
    whole, worse = Counted(10**9), 0
    right = planned(docket, whole, second_solver=False)
    assert right.status == "optimal"
    for asks in range(whole.asked):
        found = planned(docket, Counted(asks), second_solver=False)
        claims_no_more(found, right)
        worse += bool(found.moves) and found.tiers != right.tiers
    assert worse


def claims_no_more(found: PlanFile, right: PlanFile) -> None:
    """A plan that was cut short is no better than the best one, and says no bound beyond it."""
    assert found.status in (right.status, "feasible", "undecided")
    assert found.proof.bound_met == (found.status in ("optimal", "infeasible"))
    for mine, best in zip(found.tiers, right.tiers, strict=True):
        if mine.value is None or best.value is None:
            return
        assert mine.bound is not None
        assert mine.bound <= best.value <= mine.value
        if mine.value != best.value:
            assert found.status == "feasible"
            return


def test_an_integer_solver_at_its_time_limit_says_so() -> None:
    """Where nobody asks the clock afterwards it would pass for a limit of another kind."""
    docket = open_roster(FOLDER / "nine-communes.yaml")
    program = compile_program(docket, demands(docket))
    matrix = whole_matrix(program, [], program.tiers[-1], np.arange(program.columns))
    for solver in ("SCIP", "HiGHS"):
        budget = Budget(0.0)
        answer = close(matrix, np.ones(len(matrix.cost), dtype=bool), budget, solver=solver)
        assert answer.verdict == "optimal" or budget.stopped == "time"
