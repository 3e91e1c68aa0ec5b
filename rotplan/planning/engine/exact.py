"""Integer programs in whole numbers from end to end, on CP-SAT: where floats cannot tell.

SCIP and HiGHS take a row as kept when it is broken by a millionth of its limit: at a limit of 10⁷
that is ten whole units. CP-SAT knows no tolerance, but is slower where the numbers are small. Its
presolve stays off: in OR-Tools 9.15 its probing rules out what is possible where coefficients pass
10¹³ (seen in a model of tests.bench.models: seed 725 with --weights).
"""

from typing import Any

import numpy as np

from rotplan.planning.engine.budget import Budget, SolverError
from rotplan.planning.engine.integer import Matrix, WholeProgram
from rotplan.planning.engine.mathopt_model import Floats
from rotplan.rules.kit.three_valued import Ints

# What a sum may reach: CP-SAT refuses models whose sums could leave 64 bits.
LARGEST_EXACT = 2**61


def close_exactly(matrix: Matrix, budget: Budget, *, effort: float | None = None) -> WholeProgram:
    """Solve a program whose variables are all whole; every number in it is taken as it is.

    `effort` limits the search by CP-SAT's own count of its work, which no clock decides; one
    worker, so that the same program has the same answer. Raises SolverError where a sum could be
    too large, or the solver refuses.
    """
    # pandas comes with it: half a second that only these few programs pay for
    from ortools.sat.python import cp_model

    model = _model(matrix, cp_model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_time_in_seconds = budget.left
    if effort is not None:
        solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status == cp_model.MODEL_INVALID:
        raise SolverError(f"CP-SAT refused a program: {model.validate()}")
    if status == cp_model.INFEASIBLE:
        return WholeProgram("infeasible", None)
    if status != cp_model.OPTIMAL and (effort is None or budget.left <= 0):
        budget.expire()
    x = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        x = np.array(solver.response_proto.solution, dtype=np.float64)
    return WholeProgram("optimal" if status == cp_model.OPTIMAL else "limit", x)


def _model(matrix: Matrix, cp_model: Any) -> Any:
    """The program variable by variable and row by row."""
    model, upper = cp_model.CpModel(), _upper(matrix)
    variables = [model.new_int_var(0, most, "") for most in upper.tolist()]
    order = np.argsort(matrix.row, kind="stable")
    ends = np.cumsum(np.bincount(matrix.row, minlength=len(matrix.low)))
    variable, coefficient = matrix.variable[order].tolist(), _whole(matrix.coefficient[order])
    first = 0
    for row, last in enumerate(ends.tolist()):
        there = [variables[n] for n in variable[first:last]]
        total = cp_model.LinearExpr.weighted_sum(there, coefficient[first:last])
        low, high = matrix.low[row], matrix.high[row]
        model.add_linear_constraint(
            total,
            -LARGEST_EXACT if np.isinf(low) else round(low),
            LARGEST_EXACT if np.isinf(high) else round(high),
        )
        first = last
    if matrix.cost.any():
        model.minimize(cp_model.LinearExpr.weighted_sum(variables, _whole(matrix.cost)))
    return model


def _upper(matrix: Matrix) -> Ints:
    """What each variable needs at the most: a shortfall no more than its rows could lack.

    Raises SolverError where what a row or the cost then reaches is too much.
    """
    reach = np.abs(matrix.coefficient * np.minimum(matrix.upper, 1.0)[matrix.variable])
    limits = np.maximum(_finite(matrix.low), _finite(matrix.high))
    most = np.bincount(matrix.row, reach, minlength=len(limits)) + limits
    lacking = np.zeros(len(matrix.upper))
    np.maximum.at(lacking, matrix.variable, most[matrix.row])
    upper = np.where(np.isinf(matrix.upper), lacking, matrix.upper)
    total = np.abs(matrix.coefficient) * upper[matrix.variable]
    widest = np.bincount(matrix.row, total, minlength=len(limits)).max(initial=0)
    if max(widest, float(np.abs(matrix.cost) @ upper)) >= LARGEST_EXACT:
        raise SolverError("a sum of this program could leave 64 bits")
    return np.ceil(upper).astype(np.int64)


def _finite(limits: Floats) -> Floats:
    found: Floats = np.where(np.isinf(limits), 0.0, np.abs(limits))
    return found


def _whole(numbers: Any) -> list[int]:
    return [round(number) for number in numbers.tolist()]
