"""How the benchmark asks rotplan: the one place to change when its solver's entrance changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rotplan.planning.engine import Budget
from rotplan.planning.program import compile_program, demands
from rotplan.planning.solver import Infeasible, Solved, solve
from rotplan.policy.docket import Docket, open_docket
from rotplan.roster.load import find
from rotplan.roster.problems import Level, Problems
from rotplan.rules.scope import Holding


@dataclass(frozen=True)
class Outcome:
    """`holdings`: nothing where no plan was found; `proved` are names of tiers; `columns` how many
    there were to choose from."""

    columns: int
    holdings: dict[int, Holding] | None
    proved: tuple[str, ...]
    infeasible: bool


def solved(docket: Docket, seconds: float, *, canonical: bool) -> Outcome:
    """From facts in memory to proved tiers, without the second opinion."""
    program = compile_program(docket, demands(docket))
    outcome = solve(program, Budget(seconds), canonical=canonical)
    if isinstance(outcome, Solved):
        proved = tuple(tier.name for tier in outcome.tiers if tier.proved)
        return Outcome(program.columns, outcome.holdings, proved, infeasible=False)
    return Outcome(program.columns, None, (), infeasible=isinstance(outcome, Infeasible))


def open_roster(path: Path) -> Docket:
    """The docket of an instance; what is wrong with it ends the run."""
    problems = Problems()
    docket = open_docket(find(str(path), problems).rosters[0], problems)
    if docket is None:
        raise SystemExit("\n".join(_errors(problems)))
    return docket


def _errors(problems: Problems) -> Iterator[str]:
    yield from (problem.words.en for problem in problems if problem.level >= Level.ERROR)
