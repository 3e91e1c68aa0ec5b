"""A basis of a linear program: from which the simplex method has a warm start."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import solution_pb2

from rotplan.planning.engine.mathopt_model import Floats

BASIC = solution_pb2.BASIS_STATUS_BASIC
AT_LOWER = solution_pb2.BASIS_STATUS_AT_LOWER_BOUND


@dataclass
class Basis:
    """The status of each variable and each row. Shapes (V,) and (L,), of MathOpt's BasisStatus."""

    variables: NDArray[Any]
    rows: NDArray[Any]

    def widened(self, variables: int, rows: int) -> "Basis":
        """With variables and rows that came later: these are in the basis, those are not."""
        more = np.full(variables - len(self.variables), AT_LOWER)
        slack = np.full(rows - len(self.rows), BASIC)
        return Basis(np.append(self.variables, more), np.append(self.rows, slack))

    def message(self) -> Any:
        """As the solver takes it."""
        basis = solution_pb2.BasisProto()
        for statuses, values in (
            (basis.variable_status, self.variables),
            (basis.constraint_status, self.rows),
        ):
            statuses.ids.extend(range(len(values)))
            statuses.values.extend(values.tolist())
        return basis


def resting(low: Floats, high: Floats) -> NDArray[Any]:
    """The status of rows with these limits that are not in the basis. Shapes (L,)."""
    at_upper = solution_pb2.BASIS_STATUS_AT_UPPER_BOUND
    status: NDArray[Any] = np.where(np.isinf(low), at_upper, AT_LOWER)
    status[low == high] = solution_pb2.BASIS_STATUS_FIXED_VALUE
    return status
