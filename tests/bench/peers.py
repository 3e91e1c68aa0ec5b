"""What a user would take instead: general solvers, given the whole model at once.

Each is handed the finished model (`whole_model.py`: rows, columns, one cost for each tier) and
solves tier after tier, holding each proved value by a row. The time limit is for all tiers
together; building the solver's own model counts, compiling rotplan's does not.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from tests.bench.whole import Ints, Row, Whole

LARGEST_PROBED = 2**20


@dataclass(frozen=True)
class Reached:
    """What a solver says of one tier: the best plan so far, and whether no better one exists."""

    x: Ints | None
    proved: bool
    infeasible: bool = False


class Model(Protocol):
    """A solver's own model of the program."""

    def minimise(self, cost: Ints, seconds: float, hint: Ints | None) -> Reached: ...

    def hold(self, cost: Ints, value: int) -> None: ...


@dataclass(frozen=True)
class Found:
    """The plan (nothing where none was found), the names of the proved tiers, proved infeasible."""

    x: Ints | None
    proved: tuple[str, ...]
    infeasible: bool


def lexicographic(make: Callable[[Whole], Model], program: Whole, seconds: float) -> Found:
    """Tier after tier until the time is over."""
    end, x, proved = time.monotonic() + seconds, None, list[str]()
    model = make(program)
    for name, cost in program.tiers:
        left = end - time.monotonic()
        if left <= 0:
            break
        reached = model.minimise(cost, left, x)
        x = x if reached.x is None else reached.x
        if reached.infeasible:
            return Found(None, (), infeasible=True)
        if not reached.proved or x is None:
            break
        proved.append(name)
        model.hold(cost, int(cost @ x))
    return Found(x, tuple(proved), infeasible=False)


class CpSat:
    """Naive CP-SAT: one Boolean for each pair, every row as it is."""

    def __init__(self, program: Whole) -> None:
        self.model = model = cp_model.CpModel()
        self.large = False
        widest = sum(int(np.abs(row.coefficient).sum()) for row in program.rows)
        columns = [model.new_bool_var("") for _ in range(program.columns)]
        short = [model.new_int_var(0, max(1, widest), "") for _ in range(program.shortfalls)]
        self.variables = [*columns, *short]
        for row in program.rows:
            total = self._sum(row.variable, row.coefficient)
            if row.low is not None and row.low == row.high:
                model.add(total == row.low)
                continue
            if row.low is not None:
                model.add(total >= row.low)
            if row.high is not None:
                model.add(total <= row.high)

    def _sum(self, variable: Ints, coefficient: Ints) -> Any:
        terms = [self.variables[v] for v in variable.tolist()]
        return cp_model.LinearExpr.weighted_sum(terms, coefficient.tolist())

    def _cost(self, cost: Ints) -> Any:
        paid = np.flatnonzero(cost)
        return self._sum(paid, cost[paid])

    def minimise(self, cost: Ints, seconds: float, hint: Ints | None) -> Reached:
        self.model.minimize(self._cost(cost))
        clear: Callable[[], None] = self.model.clear_hints
        clear()
        if hint is not None:
            for variable, value in zip(self.variables, hint.tolist(), strict=True):
                self.model.add_hint(variable, value)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        if np.abs(cost).max(initial=0) > LARGEST_PROBED or self.large:
            # with large coefficients its probing rules out what is possible (OR-Tools 9.15)
            self.large, solver.parameters.cp_model_presolve = True, False
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return Reached(None, proved=True, infeasible=True)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Reached(None, proved=False)
        x = np.array([solver.value(v) for v in self.variables], dtype=np.int64)
        return Reached(x, proved=status == cp_model.OPTIMAL)

    def hold(self, cost: Ints, value: int) -> None:
        self.model.add(self._cost(cost) <= value)


class Mip:
    """A MIP solver through MathOpt."""

    def __init__(self, program: Whole, solver: Any) -> None:
        self.solver, self.model = solver, mathopt.Model()
        add = self.model.add_variable
        columns = [add(lb=0, ub=1, is_integer=True) for _ in range(program.columns)]
        short = [add(lb=0, is_integer=True) for _ in range(program.shortfalls)]
        self.variables = [*columns, *short]
        for row in program.rows:
            self._row(row)

    def _row(self, row: Row) -> None:
        low = float("-inf") if row.low is None else row.low
        high = float("inf") if row.high is None else row.high
        added = self.model.add_linear_constraint(lb=low, ub=high)
        for v, c in zip(row.variable.tolist(), row.coefficient.tolist(), strict=True):
            added.set_coefficient(self.variables[v], float(c))

    def minimise(self, cost: Ints, seconds: float, hint: Ints | None) -> Reached:
        """A hint is given where the solver takes one (SCIP; HiGHS takes none)."""
        self.model.minimize(
            mathopt.LinearSum(
                float(cost[v]) * self.variables[v] for v in np.flatnonzero(cost).tolist()
            )
        )
        hints = []
        if hint is not None and self.solver == mathopt.SolverType.GSCIP:
            values = dict(zip(self.variables, map(float, hint.tolist()), strict=True))
            hints = [mathopt.SolutionHint(variable_values=values)]
        result = mathopt.solve(
            self.model,
            self.solver,
            params=mathopt.SolveParameters(
                time_limit=timedelta(seconds=seconds),
                relative_gap_tolerance=0.0,
                absolute_gap_tolerance=0.5,
            ),
            model_params=mathopt.ModelSolveParameters(solution_hints=hints),
        )
        reason, reasons = result.termination.reason, mathopt.TerminationReason
        if reason in (reasons.INFEASIBLE, reasons.INFEASIBLE_OR_UNBOUNDED):
            return Reached(None, proved=True, infeasible=True)
        if not result.has_primal_feasible_solution():
            return Reached(None, proved=False)
        values = result.variable_values()
        x = np.array([round(values[v]) for v in self.variables], dtype=np.int64)
        return Reached(x, proved=reason == reasons.OPTIMAL)

    def hold(self, cost: Ints, value: int) -> None:
        paid = np.flatnonzero(cost)
        self._row(Row(paid, cost[paid], None, value))


def highs(program: Whole) -> Model:
    return Mip(program, mathopt.SolverType.HIGHS)


def scip(program: Whole) -> Model:
    return Mip(program, mathopt.SolverType.GSCIP)


PEERS: dict[str, Callable[[Whole], Model]] = {"CP-SAT": CpSat, "HiGHS": highs, "SCIP": scip}
