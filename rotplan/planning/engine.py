"""The one door to OR-Tools: a linear or integer program in arrays goes in, an answer comes out.

Through MathOpt, because it alone gives duals that can be trusted, takes an interrupter, and reaches
GLOP, HiGHS and SCIP in one wheel. GLOP solves the relaxations by the primal simplex without
presolve or scaling: they are small, start feasible, and what is wanted is a basis with its duals.
SCIP closes what is left fractional, over the few columns that are left. HiGHS gives the second
opinion on the whole model: measured at 30 communes (14,000 columns), it refutes «one better» in
about 1 s a tier where SCIP took 4 s and CP-SAT left one tier open after 100 s.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt
from ortools.sat import sat_parameters_pb2
from ortools.util.python import solve_interrupter

from rotplan.rules.verdict import Flags, Ints

Floats = NDArray[np.float64]
_LIMITLESS = 2.0**39


@dataclass
class Budget:
    """How long solving may go on: a deadline, and a stop that another thread may pull."""

    seconds: float
    threads: int = 1
    started: float = field(default_factory=time.monotonic)
    stopped: Literal["time", "signal"] | None = None
    _interrupter: Any = field(default_factory=solve_interrupter.SolveInterrupter, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def left(self) -> float:
        return max(0.0, self.started + self.seconds - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to stop now; remembers why."""
        with self._lock:
            if self.stopped is None and self.left <= 0:
                self.stopped = "time"
            return self.stopped is not None

    def stop(self) -> None:
        """End solving as soon as the solver looks up; the best plan so far is kept."""
        with self._lock:
            self.stopped = self.stopped or "signal"
        self._interrupter.interrupt()

    @property
    def interrupter(self) -> Any:
        return self._interrupter


@dataclass(frozen=True, eq=False)
class Matrix:
    """low ≤ A·x ≤ high with 0 ≤ x ≤ upper; A by row, variable, coefficient. Minimise cost·x."""

    row: Ints
    variable: Ints
    coefficient: Ints
    low: Floats
    high: Floats
    upper: Floats
    cost: Floats


@dataclass(frozen=True, eq=False)
class Relaxed:
    """An optimal solution of a linear program; `duals` one a row."""

    value: float
    x: Floats
    duals: Floats


Verdict = Literal["optimal", "infeasible", "limit"]


@dataclass(frozen=True, eq=False)
class Whole:
    """What an integer solver says; `x` is there whenever it found a solution."""

    verdict: Verdict
    x: Floats | None


Solver = Literal["SCIP", "HiGHS", "CP-SAT"]
_SOLVERS = {
    "SCIP": mathopt.SolverType.GSCIP,
    "HiGHS": mathopt.SolverType.HIGHS,
    "CP-SAT": mathopt.SolverType.CP_SAT,
}


def relax(matrix: Matrix, budget: Budget) -> Relaxed | None:
    """Solve the linear program by GLOP; nothing when the budget ended first.

    The program must be feasible and bounded (the callers see to it by their artificials).
    """
    model, variables, rows = _model(matrix, whole=False)
    for parameters in _lp_parameters(budget):
        result = mathopt.solve(
            model, mathopt.SolverType.GLOP, params=parameters, interrupter=budget.interrupter
        )
        if result.termination.reason == mathopt.TerminationReason.OPTIMAL:
            break
        if budget.over:
            return None
    else:
        raise SolverError(f"GLOP ended with {result.termination}")
    values, duals = result.variable_values(), result.dual_values()
    return Relaxed(
        value=result.objective_value(),
        x=np.array([values[v] for v in variables]),
        duals=np.array([duals[r] for r in rows]),
    )


def _lp_parameters(budget: Budget) -> list[mathopt.SolveParameters]:
    """The way that was measured fastest, then the solver's own defaults."""
    left = timedelta(seconds=budget.left)
    measured = mathopt.SolveParameters(
        time_limit=left,
        lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX,
        presolve=mathopt.Emphasis.OFF,
        scaling=mathopt.Emphasis.OFF,
    )
    return [measured, mathopt.SolveParameters(time_limit=left)]


def close(
    matrix: Matrix,
    whole: Flags,
    budget: Budget,
    *,
    solver: Solver = "SCIP",
    nodes: int | None = None,
) -> Whole:
    """Solve the integer program to optimality; `whole` says which variables are integers.

    `nodes` limits the search tree: a limit that no clock decides.
    """
    model, variables, _ = _model(matrix, whole=True, integers=whole)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=budget.left),
        node_limit=nodes if solver != "CP-SAT" else None,
        cp_sat=sat_parameters_pb2.SatParameters(max_number_of_conflicts=nodes or 2**62),
        threads=budget.threads if solver == "CP-SAT" else None,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.5,
    )
    try:
        result = mathopt.solve(model, _SOLVERS[solver], params=parameters)
    except (AttributeError, RuntimeError, ValueError) as error:
        # MathOpt's own errors surface as an AttributeError about `StatusNotOk`
        raise SolverError(f"{solver} failed: {error.__context__ or error}") from error
    return _whole(result, variables)


def _whole(result: Any, variables: list[Any]) -> Whole:
    reason, reasons = result.termination.reason, mathopt.TerminationReason
    if reason in (reasons.INFEASIBLE, reasons.INFEASIBLE_OR_UNBOUNDED):
        return Whole("infeasible", None)
    x = None
    if result.has_primal_feasible_solution():
        values = result.variable_values()
        x = np.array([round(values[v]) for v in variables], dtype=np.float64)
    return Whole("optimal" if reason == reasons.OPTIMAL else "limit", x)


def _model(
    matrix: Matrix, *, whole: bool, integers: Flags | None = None
) -> tuple[Any, list[Any], list[Any]]:
    model = mathopt.Model()
    is_whole = integers.tolist() if whole and integers is not None else [False] * len(matrix.cost)
    variables = [
        model.add_variable(lb=0.0, ub=upper, is_integer=integer)
        for upper, integer in zip(matrix.upper.tolist(), is_whole, strict=True)
    ]
    rows = [
        model.add_linear_constraint(lb=_finite(low), ub=_finite(high))
        for low, high in zip(matrix.low.tolist(), matrix.high.tolist(), strict=True)
    ]
    cells = zip(
        matrix.row.tolist(), matrix.variable.tolist(), matrix.coefficient.tolist(), strict=True
    )
    for row, variable, coefficient in cells:
        rows[row].set_coefficient(variables[variable], float(coefficient))
    model.minimize(
        mathopt.LinearSum(c * variables[n] for n, c in enumerate(matrix.cost.tolist()) if c)
    )
    return model, variables, rows


def _finite(limit: float) -> float:
    """The program's «no limit» as an infinity."""
    if abs(limit) < _LIMITLESS:
        return limit
    return float("inf") if limit > 0 else float("-inf")


class SolverError(RuntimeError):
    """A solver ended in a way that no program of ours should lead to."""
