"""From a docket to a proved answer: solve, judge from scratch, and ask a second solver."""

from dataclasses import dataclass
from typing import Literal

from rotplan.planning.again import DisagreementError, confirmed
from rotplan.planning.columns import scope_today
from rotplan.planning.conflict import Conflict, find_conflict
from rotplan.planning.engine import Budget
from rotplan.planning.judge import Judgement, judge
from rotplan.planning.program import compile_program, demands
from rotplan.planning.second import Opinion, second_opinion
from rotplan.planning.solver import Infeasible, Progress, Solved, Undecided, solve
from rotplan.policy.docket import Docket
from rotplan.rules.scope import Holding


@dataclass(frozen=True)
class Proposal:
    """A plan with what it amounts to, before and after; every value confirmed by the judge."""

    docket: Docket
    solved: Solved
    today: Judgement
    after: Judgement
    second_opinion: Opinion

    @property
    def holdings(self) -> dict[int, Holding]:
        return self.solved.holdings


@dataclass(frozen=True)
class NoPlan:
    """Proved: no plan exists."""

    docket: Docket
    conflict: Conflict
    second_opinion: Opinion


@dataclass(frozen=True)
class NoAnswer:
    """The budget ended before any plan was found."""

    docket: Docket
    stopped: Literal["time", "signal"] | None


Answer = Proposal | NoPlan | NoAnswer


def propose(docket: Docket, budget: Budget, progress: Progress = lambda *_: None) -> Answer:
    """The best plan of a docket, or why there is none."""
    program = compile_program(docket, demands(docket))
    outcome = solve(program, budget, progress)
    if isinstance(outcome, Undecided):
        return NoAnswer(docket, outcome.stopped)
    after = None
    if isinstance(outcome, Solved):
        after = confirmed(docket, outcome.holdings, outcome.tiers)
    progress("second opinion", None, None)
    opinion = second_opinion(program, outcome, budget)
    if opinion == "disagrees":
        raise DisagreementError("the second solver found what the first one ruled out")
    if isinstance(outcome, Infeasible):
        return NoPlan(docket, find_conflict(docket, budget), opinion)
    assert after is not None
    return Proposal(docket, outcome, judge(docket, scope_today(docket)), after, opinion)
