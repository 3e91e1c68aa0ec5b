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
from ortools.math_opt import result_pb2
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


class LinearProgram:
    """A linear program that grows: GLOP goes on from its last basis each time. Minimises.

    Variables are ≥ 0; variables and rows are known by the numbers that adding them returns. It must
    stay feasible and bounded (the callers see to it by their artificials).
    """

    def __init__(self) -> None:
        self._model = mathopt.Model()
        self._variables: list[Any] = []
        self._rows: list[Any] = []
        self._solver: Any = None
        self._values = self._duals = np.empty(0)

    def add_rows(self, low: Floats, high: Floats) -> Ints:
        first = len(self._rows)
        self._rows += [
            self._model.add_linear_constraint(lb=least, ub=most)
            for least, most in zip(low.tolist(), high.tolist(), strict=True)
        ]
        return np.arange(first, len(self._rows), dtype=np.int64)

    def add_variables(self, owner: Ints, row: Ints, coefficient: Any, count: int) -> Ints:
        """So many variables; entries give which of them (0 …), its row and its coefficient."""
        first = len(self._variables)
        self._variables += [self._model.add_variable(lb=0.0) for _ in range(count)]
        self.add_entries(first + owner, row, coefficient)
        return np.arange(first, len(self._variables), dtype=np.int64)

    def add_entries(self, variable: Ints, row: Ints, coefficient: Any) -> None:
        cells = zip(variable.tolist(), row.tolist(), coefficient.tolist(), strict=True)
        for v, r, value in cells:
            self._rows[r].set_coefficient(self._variables[v], float(value))

    def set_cost(self, variables: Ints, cost: Floats) -> None:
        objective = self._model.objective
        for v, value in zip(variables.tolist(), cost.tolist(), strict=True):
            objective.set_linear_coefficient(self._variables[v], value)

    def set_upper(self, variables: Ints, upper: float) -> None:
        for v in variables.tolist():
            self._variables[v].upper_bound = upper

    def solve(self, budget: Budget) -> float | None:
        """The least cost; nothing when the budget ended first."""
        if self._solver is None:
            self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
        for parameters in _lp_parameters(budget):
            if budget.over:
                return None
            answer = self._answer(parameters, budget)
            if answer.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL:
                solution = answer.solutions[0]
                self._values = _dense(solution.primal_solution.variable_values, self._variables)
                self._duals = _dense(solution.dual_solution.dual_values, self._rows)
                return float(solution.primal_solution.objective_value)
        if budget.over:
            return None
        raise SolverError(f"GLOP ended with {answer.termination}")

    def _answer(self, parameters: mathopt.SolveParameters, budget: Budget) -> Any:
        """The solver's answer as a message, not as Python objects.

        Making an object of each variable's status in the basis takes several times as long as the
        pivots do, and the public call cannot leave it out; so the message is asked for where this
        release has it under the names that were looked up (OR-Tools 9.15).
        """
        core: Any = getattr(self._solver, "_proto_solver", None)
        changes: Any = getattr(self._solver, "_update_tracker", None)
        update = changes.export_update() if core and changes else None
        taken = update is None or core.update(update)
        if not core or not changes or not taken:
            answer = self._solver.solve(
                params=parameters, model_params=_ANSWERS, interrupter=budget.interrupter
            )
            return answer.to_proto()
        if update is not None:
            changes.advance_checkpoint()
        return core.solve(
            parameters.to_proto(),
            _ANSWERS.to_proto(),
            None,
            mathopt.CallbackRegistration().to_proto(),
            None,
            budget.interrupter.pybind_interrupter,
        )

    def values(self, variables: Ints) -> Floats:
        """The last solution."""
        found: Floats = self._values[variables]
        return found

    def duals(self, rows: Ints) -> Floats:
        found: Floats = self._duals[rows]
        return found


def _dense(vector: Any, of: list[Any]) -> Floats:
    """A sparse vector of the solver, by the numbers of variables or rows."""
    values = np.zeros(len(of))
    values[np.array(vector.ids, dtype=np.int64)] = vector.values
    return values


# Handing every zero of a solution over costs more than the pivots do.
_ANSWERS = mathopt.ModelSolveParameters(
    variable_values_filter=mathopt.SparseVectorFilter(skip_zero_values=True),
    dual_values_filter=mathopt.SparseVectorFilter(skip_zero_values=True),
    reduced_costs_filter=mathopt.SparseVectorFilter(filtered_items=()),
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
    model, variables = _model(matrix, whole)
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


def _model(matrix: Matrix, whole: Flags) -> tuple[Any, list[Any]]:
    model = mathopt.Model()
    variables = [
        model.add_variable(lb=0.0, ub=upper, is_integer=integer)
        for upper, integer in zip(matrix.upper.tolist(), whole.tolist(), strict=True)
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
    for variable, cost in enumerate(matrix.cost.tolist()):
        if cost:
            model.objective.set_linear_coefficient(variables[variable], cost)
    return model, variables


def _finite(limit: float) -> float:
    """The program's «no limit» as an infinity."""
    if abs(limit) < _LIMITLESS:
        return limit
    return float("inf") if limit > 0 else float("-inf")


class SolverError(RuntimeError):
    """A solver ended in a way that no program of ours should lead to."""
