"""No answer depends on a clock without saying so: `stopped` is null, or the proof is whole.

The clock is counted here, not timed: a budget that ends at the n-th time that anybody asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rotplan.plan.file import plan_file
from rotplan.plan.form import PlanFile
from rotplan.planning.engine import Budget
from rotplan.planning.proposal import propose
from rotplan.planning.witnesses import Asked
from rotplan.policy.docket import Docket
from tests.bench.ours import open_roster

FOLDER = Path(__file__).parent / "clock"


@dataclass
class Counted(Budget):
    """Ends when it has been asked so often."""

    asks: int = 10**9
    asked: int = 0

    @property
    def over(self) -> bool:
        self.asked += 1
        if self.asked > self.asks:
            self.expire()
        return self.stopped is not None


def planned(docket: Docket, budget: Budget, *, second_solver: bool) -> PlanFile:
    return plan_file(propose(docket, budget, asked=Asked(second_solver=second_solver)))


def steps(asks: int) -> Iterator[int]:
    """Every number of asks where they are few, and some thirty beyond."""
    yield from range(min(asks, 25))
    yield from range(25, asks, max(1, asks // 30))


@pytest.mark.parametrize("second_solver", [False, True])
@pytest.mark.parametrize("name", ["nine-communes", "no-plan"])
def test_whatever_ends_early_says_so(name: str, second_solver: bool) -> None:
    docket = open_roster(FOLDER / f"{name}.yaml")
    whole = Counted(600)
    right = planned(docket, whole, second_solver=second_solver)
    assert right.stopped is None
    told, early = right.model_dump(), 0
    for asks in steps(whole.asked):
        found = planned(docket, Counted(600, asks=asks), second_solver=second_solver)
        if found.stopped is None:
            assert found.model_dump() == told, asks
        else:
            assert found.stopped == "time"
            early += 1
            if found.status == right.status == "optimal":
                assert [t.value for t in found.tiers] == [t.value for t in right.tiers]
    assert early > 0


def test_an_integer_solver_at_its_time_limit_says_so() -> None:
    """Where nobody asks the clock afterwards it would pass for a limit of another kind."""
    import numpy as np

    from rotplan.planning.engine import close
    from rotplan.planning.model.compiling import compile_program
    from rotplan.planning.model.program import demands
    from rotplan.planning.solving.whole import whole_matrix

    docket = open_roster(FOLDER / "nine-communes.yaml")
    program = compile_program(docket, demands(docket))
    matrix = whole_matrix(program, [], program.tiers[-1], np.arange(program.columns))
    for solver in ("SCIP", "HiGHS"):
        budget = Budget(0.0)
        answer = close(matrix, np.ones(len(matrix.cost), dtype=bool), budget, solver=solver)
        assert answer.verdict == "optimal" or budget.stopped == "time"
