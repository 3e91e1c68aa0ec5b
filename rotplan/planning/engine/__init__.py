"""The one door to OR-Tools: a linear or integer program in arrays goes in, an answer comes out.

Through MathOpt, because it alone gives duals that can be trusted, takes an interrupter, and reaches
GLOP, HiGHS and SCIP in one wheel. GLOP solves the relaxations by the primal simplex without
presolve or scaling: they are small, start feasible, and what is wanted is a basis with its duals.
SCIP makes plans of what is left fractional, and closes what cuts leave open, over few columns.
HiGHS gives the second opinion on the whole model: measured at 30 communes (14,000 columns), it
refutes «one better» in about 1 s a tier where SCIP took 4 s and CP-SAT left one tier open after
100 s.
"""

from rotplan.planning.engine.budget import Budget, SolverError
from rotplan.planning.engine.exact import close_exactly
from rotplan.planning.engine.flow import LARGEST_COST, least_assignment
from rotplan.planning.engine.integer import Matrix, WholeProgram, close
from rotplan.planning.engine.linear import LinearProgram, unit_of
from rotplan.planning.engine.mathopt_model import Floats

__all__ = [
    "LARGEST_COST",
    "Budget",
    "Floats",
    "LinearProgram",
    "Matrix",
    "SolverError",
    "WholeProgram",
    "close",
    "close_exactly",
    "least_assignment",
    "unit_of",
]
