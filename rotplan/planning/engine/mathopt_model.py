"""MathOpt's model, filled in arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.elemental.python import enums
from ortools.math_opt.python import mathopt

from rotplan.rules.kit.three_valued import Ints

Floats = NDArray[np.float64]

_COEFFICIENT = enums.DoubleAttr2.LINEAR_CONSTRAINT_COEFFICIENT


class Model:
    """Rows and variables by number, in arrays; it minimises.

    The public calls take one cell at a time and are most of what a large relaxation costs, so the
    store behind them is asked, which every part of a model hands out («internal use only», OR-Tools
    9.15, to which the package is tied). Shapes are those of `LinearProgram`: (N,) for numbers and
    what is said of them, (E,) for entries.
    """

    def __init__(self) -> None:
        self.inner = mathopt.Model()
        self._store: Any = self.inner.objective.elemental

    def add_rows(self, low: Floats, high: Floats) -> Ints:
        """Rows without entries; their numbers. Shapes (N,)."""
        rows: Ints = self._store.add_elements(enums.ElementType.LINEAR_CONSTRAINT, len(low))
        self._set(enums.DoubleAttr1.LINEAR_CONSTRAINT_LOWER_BOUND, rows, low)
        self._set(enums.DoubleAttr1.LINEAR_CONSTRAINT_UPPER_BOUND, rows, high)
        return rows

    def add_variables(self, count: int) -> Ints:
        """So many variables ≥ 0; their numbers. Shape (count,)."""
        added: Ints = self._store.add_elements(enums.ElementType.VARIABLE, count)
        self._set(enums.DoubleAttr1.VARIABLE_LOWER_BOUND, added, np.zeros(count))
        return added

    def set_coefficients(self, rows: Ints, variables: Ints, values: Ints | Floats) -> None:
        """Cell by cell. Shapes (E,)."""
        cells = np.column_stack([rows, variables]).astype(np.int64)
        self._store.set_attrs(_COEFFICIENT, cells, values.astype(np.float64))

    def set_cost(self, variables: Ints, cost: Floats) -> None:
        """Of some variables. Shapes (N,)."""
        self._set(enums.DoubleAttr1.OBJECTIVE_LINEAR_COEFFICIENT, variables, cost)

    def set_upper(self, variables: Ints, upper: Floats) -> None:
        """Of some variables. Shapes (N,)."""
        self._set(enums.DoubleAttr1.VARIABLE_UPPER_BOUND, variables, upper)

    def set_high(self, rows: Ints, high: Floats) -> None:
        """Of some rows. Shapes (N,)."""
        self._set(enums.DoubleAttr1.LINEAR_CONSTRAINT_UPPER_BOUND, rows, high)

    def set_whole(self, variables: Ints) -> None:
        """Let some variables take whole numbers only. Shape (N,)."""
        keys = np.asarray(variables, dtype=np.int64).reshape(-1, 1)
        whole = np.ones(len(keys), dtype=bool)
        self._store.set_attrs(enums.BoolAttr1.VARIABLE_INTEGER, keys, whole)

    def _set(self, attribute: Any, numbers: Ints, values: Floats) -> None:
        keys = np.asarray(numbers, dtype=np.int64).reshape(-1, 1)
        self._store.set_attrs(attribute, keys, np.asarray(values, dtype=np.float64))
