"""A linear program that grows, on GLOP."""

import math
from datetime import timedelta
from typing import Any

import numpy as np
from ortools.math_opt import result_pb2
from ortools.math_opt.python import mathopt
from pybind11_abseil import status

from rotplan.planning.engine.basis import AT_LOWER, BASIC, Basis, resting
from rotplan.planning.engine.budget import Budget, SolverError
from rotplan.planning.engine.mathopt_model import Floats, Model
from rotplan.rules.kit.three_valued import Ints

# Costs beyond the first are divided by the second, a power of two: they stay exact. Beyond their
# product, so far that they come down to the first.
_LARGEST_COST, _UNIT = 2.0**10, 2.0**6


def unit_of(largest: float) -> float:
    """The power of two in which numbers up to the largest are told to GLOP; 1 up to 2¹⁶."""
    if largest <= _LARGEST_COST * _UNIT:
        return 1.0
    return 2.0 ** math.ceil(math.log2(largest / _LARGEST_COST))


class LinearProgram:
    """A linear program that grows: GLOP goes on from its last basis each time. Minimises.

    Variables are ≥ 0; variables and rows are known by the numbers that adding them returns. It must
    stay feasible and bounded (the callers see to it by their artificials). Numbers of variables and
    rows are index arrays of shape (N,), and what is said of each, or answered, lies in the same
    order. Costs and duals are in units of the tier.
    """

    def __init__(self) -> None:
        self._model = Model()
        self._variables = 0
        self._low = self._high = np.empty(0)
        self._unit = 1.0
        self._solver: Any = None
        self._basis: Basis | None = None
        self._making_up: list[tuple[Ints, Ints]] = []
        self._last: Any = None
        self._values = self._duals = np.empty(0)

    def add_rows(self, low: Floats, high: Floats) -> Ints:
        """Rows without entries; their numbers. Shapes (N,)."""
        self._low, self._high = np.append(self._low, low), np.append(self._high, high)
        return self._model.add_rows(low, high)

    def add_variables(self, owner: Ints, row: Ints, coefficient: Any, count: int) -> Ints:
        """So many variables; entries give which of them (0 …), its row and its coefficient.

        Entries have shape (E,), the answer (count,).
        """
        added = self._model.add_variables(count)
        self._variables += count
        self.add_entries(added[owner], row, coefficient)
        return added

    def add_entries(self, variable: Ints, row: Ints, coefficient: Any) -> None:
        """Coefficients where there were none. Shapes (E,)."""
        self._model.set_coefficients(row, variable, coefficient)

    def set_unit(self, largest: float) -> None:
        """Before all costs are set anew: the largest of them, by which they are told to GLOP.

        Where duals are large it calls its answers imprecise. Up to costs of 2¹⁶ whole numbers
        remain far apart for its tolerance of 1e-6; beyond, whoever takes a bound from its duals
        has to reckon with what they are short of.
        """
        self._unit = max(unit_of(largest), _UNIT if largest > _LARGEST_COST else 1.0)

    def set_cost(self, variables: Ints, cost: Floats) -> None:
        """Of some variables. Shapes (N,)."""
        self._model.set_cost(variables, cost / self._unit)

    def set_upper(self, variables: Ints, upper: float) -> None:
        """One bound for some variables. Shape (N,)."""
        self._model.set_upper(variables, np.full(len(variables), upper))

    def free_above(self, rows: Ints) -> None:
        """Let rows be as large as they like. Shape (N,)."""
        self._high[rows] = np.inf
        self._model.set_high(rows, self._high[rows])

    def warm_start(self, variables: Ints, rows: Ints) -> None:
        """Begin at the basis of these: as many as there are rows, before the first solving.

        It is only a start: GLOP mends a basis that is none. Shapes (N,), together (L,).
        """
        self._basis = Basis(np.full(self._variables, AT_LOWER), resting(self._low, self._high))
        self._basis.variables[variables] = BASIC
        self._basis.rows[rows] = BASIC

    def make_up(self, rows: Ints, variables: Ints) -> None:
        """Let new variables make up for what new rows lack when solving goes on.

        So it goes on from a feasible solution. From another, the simplex method first looks for any
        feasible one, and most of what it had reached is lost. Shapes (N,), variable n for row n.
        """
        self._making_up.append((rows, variables))

    def _start(self) -> Any:
        """The basis to go on from, where it is not simply the last one; as a message."""
        basis, pairs = self._basis, self._making_up
        if basis is None and pairs and self._last is not None:
            last = self._last
            basis = Basis(
                np.array(last.variable_status.values), np.array(last.constraint_status.values)
            )
        self._basis, self._making_up = None, []
        if basis is None:
            return None
        none = np.empty(0, np.int64)
        rows, variables = (np.concatenate([none, *(p[n] for p in pairs)]) for n in range(2))
        basis = basis.widened(self._variables, len(self._low))
        basis.rows[rows] = resting(self._low[rows], self._high[rows])
        basis.variables[variables] = BASIC
        return basis.message()

    def solve(self, budget: Budget) -> float | None:
        """The least cost; nothing when the budget ended first. Raises SolverError."""
        if self._solver is None:
            self._solver = self._new_solver()
        start, failed = self._start(), ""
        for parameters in _lp_parameters(budget):
            if budget.over:
                return None
            try:
                answer = self._answer(parameters, budget, start)
            except (AttributeError, RuntimeError, ValueError, status.StatusNotOk) as error:
                # what went wrong on the way from one basis need not on the way from none
                failed = str(error.__context__ or error)
                self._solver, start = self._new_solver(), None
                continue
            if answer.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL:
                return self._taken(answer.solutions[0])
            if answer.termination.limit == result_pb2.LIMIT_TIME:
                budget.expire()
            failed, start = str(answer.termination), None
        if budget.over:
            return None
        raise SolverError(f"GLOP ended with {failed}")

    def _new_solver(self) -> Any:
        return mathopt.IncrementalSolver(self._model.inner, mathopt.SolverType.GLOP)

    def _taken(self, solution: Any) -> float:
        """Keep a solution with its duals and its basis; what it costs."""
        self._last = solution.basis
        self._values = _dense(solution.primal_solution.variable_values, self._variables)
        duals = _dense(solution.dual_solution.dual_values, len(self._low))
        self._duals = duals * self._unit
        return float(solution.primal_solution.objective_value) * self._unit

    def _answer(self, parameters: mathopt.SolveParameters, budget: Budget, start: Any) -> Any:
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
        answers = _ANSWERS.to_proto()
        if start is not None:
            answers.initial_basis.CopyFrom(start)
        return core.solve(
            parameters.to_proto(),
            answers,
            None,
            mathopt.CallbackRegistration().to_proto(),
            None,
            budget.interrupter.pybind_interrupter,
        )

    def values(self, variables: Ints) -> Floats:
        """The last solution. Shape (N,)."""
        found: Floats = self._values[variables]
        return found

    def duals(self, rows: Ints) -> Floats:
        """Those of the last solution. Shape (N,)."""
        found: Floats = self._duals[rows]
        return found


def _dense(vector: Any, length: int) -> Floats:
    """A sparse vector of the solver, by the numbers of variables or rows."""
    values = np.zeros(length)
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
