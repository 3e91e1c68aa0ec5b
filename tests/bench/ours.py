"""How the benchmark asks rotplan: the one place to change when its solver's entrance changes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from rotplan.planning.engine import Budget
from rotplan.planning.program import eligible, program
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.program import demands
from rotplan.planning.solving import reduced_costs
from rotplan.planning.solving.lexicographic import Infeasible, Solved, solve
from rotplan.policy.docket import Docket
from rotplan.rules.kit.scope import Holding


@dataclass(frozen=True)
class Outcome:
    """`holdings`: nothing where no plan was found; `proved` are names of tiers; `columns` how many
    there were to choose from; `cpu` the seconds of the process until compiling and each tier were
    done, from the start of compiling."""

    columns: int
    holdings: dict[int, Holding] | None
    proved: tuple[str, ...]
    infeasible: bool
    cpu: dict[str, float]


def solved(docket: Docket, seconds: float, *, canonical: bool) -> Outcome:
    """From facts in memory to proved tiers, without the second opinion."""
    began, cpu = time.process_time(), dict[str, float]()

    def reached(phase: str, *_: int | None) -> None:
        cpu[phase] = time.process_time() - began

    compiled = compile_program(docket, demands(docket))
    reached("compiling")
    outcome = solve(compiled, Budget(seconds), reached, canonical=canonical)
    if isinstance(outcome, Solved):
        proved = tuple(tier.name for tier in outcome.tiers if tier.proved)
        return Outcome(compiled.columns, outcome.holdings, proved, infeasible=False, cpu=cpu)
    no_plan = isinstance(outcome, Infeasible)
    return Outcome(compiled.columns, None, (), infeasible=no_plan, cpu=cpu)


@contextmanager
def in_small_steps() -> Iterator[None]:
    """Blocks of a cadre, slices of seven columns and one column a cadre and holding at a time: on a
    small model too the LP then begins with nearly nothing and must ask for the rest."""
    with (
        patch.multiple(eligible, _CELLS=1, _COLUMNS=3),
        patch.object(program, "_AT_ONCE", 7),
        patch.object(reduced_costs, "_BEST", 1),
    ):
        yield
