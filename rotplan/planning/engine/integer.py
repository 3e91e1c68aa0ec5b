"""Integer programs: solved to optimality, or to a limit that is told."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import numpy as np
from ortools.math_opt.python import mathopt
from ortools.sat import sat_parameters_pb2

from rotplan.planning.engine.budget import Budget, SolverError
from rotplan.planning.engine.mathopt_model import Floats, Model
from rotplan.rules.kit.three_valued import Flags, Ints


@dataclass(frozen=True, eq=False)
class Matrix:
    """low ≤ A·x ≤ high with 0 ≤ x ≤ upper; A by row, variable, coefficient. Minimise cost·x.

    `row`, `variable` and `coefficient` have shape (E,), `low` and `high` (L,), `upper` and `cost`
    (V,).
    """

    row: Ints
    variable: Ints
    coefficient: Ints
    low: Floats
    high: Floats
    upper: Floats
    cost: Floats


Verdict = Literal["optimal", "infeasible", "limit"]


@dataclass(frozen=True, eq=False)
class WholeProgram:
    """What an integer solver says; `x` is there whenever it found a solution.

    Shape (V,), whole numbers.
    """

    verdict: Verdict
    x: Floats | None


Solver = Literal["SCIP", "HiGHS", "CP-SAT"]
_SOLVERS = {
    "SCIP": mathopt.SolverType.GSCIP,
    "HiGHS": mathopt.SolverType.HIGHS,
    "CP-SAT": mathopt.SolverType.CP_SAT,
}


def close(
    matrix: Matrix,
    whole: Flags,
    budget: Budget,
    *,
    solver: Solver = "SCIP",
    nodes: int | None = None,
) -> WholeProgram:
    """Solve the integer program to optimality; `whole` says which variables are integers.

    `nodes` limits the search tree: a limit that no clock decides. Raises SolverError where the
    solver fails. `whole` has shape (V,).
    """
    model = _model(matrix, whole)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=budget.left),
        node_limit=nodes if solver != "CP-SAT" else None,
        cp_sat=sat_parameters_pb2.SatParameters(max_number_of_conflicts=nodes or 2**62),
        threads=budget.threads if solver == "CP-SAT" else None,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.5,
    )
    try:
        # no interrupter: with one SCIP reports errors of its own on stderr (OR-Tools 9.15)
        result = mathopt.solve(model.inner, _SOLVERS[solver], params=parameters)
    except (AttributeError, RuntimeError, ValueError) as error:
        # MathOpt's own errors surface as an AttributeError about `StatusNotOk`
        raise SolverError(f"{solver} failed: {error.__context__ or error}") from error
    if result.termination.limit == mathopt.Limit.TIME:
        budget.expire()
    return _whole(result, len(matrix.cost))


def _whole(result: Any, variables: int) -> WholeProgram:
    reason, reasons = result.termination.reason, mathopt.TerminationReason
    if reason in (reasons.INFEASIBLE, reasons.INFEASIBLE_OR_UNBOUNDED):
        return WholeProgram("infeasible", None)
    x = None
    if result.has_primal_feasible_solution():
        x = np.zeros(variables)
        for variable, value in result.variable_values().items():
            x[variable.id] = round(value)
    return WholeProgram("optimal" if reason == reasons.OPTIMAL else "limit", x)


def _model(matrix: Matrix, whole: Flags) -> Model:
    model = Model()
    rows = model.add_rows(matrix.low, matrix.high)
    variables = model.add_variables(len(matrix.cost))
    model.set_upper(variables, matrix.upper)
    model.set_whole(variables[whole])
    model.set_coefficients(rows[matrix.row], variables[matrix.variable], matrix.coefficient)
    priced = np.flatnonzero(matrix.cost)
    model.set_cost(variables[priced], matrix.cost[priced])
    return model
