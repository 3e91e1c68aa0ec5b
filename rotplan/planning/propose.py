"""From a docket to a proved answer: look, solve, judge from scratch, and call the witnesses.

The certificate is the first of them: a bound in whole numbers over every column. The judge then
names what bars the pairs that are no column, and tells neighbours of the plan. Another solver is
asked where the certificate falls short, or where the board asks for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rotplan.planning.conflict.conflict import Conflict, find_conflict
from rotplan.planning.conflict.one_cadre_conflict import conflict_around
from rotplan.planning.engine import Budget
from rotplan.planning.program.columns import scope_today
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.precheck import Precheck, precheck
from rotplan.planning.program.program import Program, demands
from rotplan.planning.proof.certificate import Certificate, certify_none
from rotplan.planning.proof.exclusions import Exclusions
from rotplan.planning.proof.judge import judge
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.planning.proof.multipliers import FEASIBILITY, Multipliers
from rotplan.planning.solving.confirm_by_judge import DisagreementError, confirmed
from rotplan.planning.solving.lexicographic import Infeasible, Solved, Undecided, solve
from rotplan.planning.solving.one_tier import TierProgress
from rotplan.planning.solving.second_solver import Opinion
from rotplan.planning.witnesses import NOTHING_MORE, Heard, ProofWanted, against_judge, hear
from rotplan.policy.docket import Docket

Stopped = Literal["time", "signal", "gap"] | None


@dataclass(frozen=True)
class Proposal(Arrangement):
    """A plan with what it amounts to, before and after; every value confirmed by the judge.

    `stopped`: what cut the search or a witness short; «gap» where it stood no chance and so was
    not gone on with.
    """

    solved: Solved
    stopped: Stopped
    second_opinion: Opinion
    certificate: Certificate | None
    exclusions: Exclusions | None
    without_pair: Precheck


@dataclass(frozen=True)
class NoPlan:
    """Proved: no plan exists."""

    docket: Docket
    conflict: Conflict
    stopped: Stopped
    second_opinion: Opinion
    certificate: Certificate | None
    exclusions: Exclusions | None
    without_pair: Precheck


@dataclass(frozen=True)
class NoAnswer:
    """The search ended before any plan was found, or ruled out; `stopped` says why."""

    docket: Docket
    stopped: Stopped
    without_pair: Precheck


Answer = Proposal | NoPlan | NoAnswer
Seen = Callable[[Precheck], None]


def propose(
    docket: Docket,
    budget: Budget,
    progress: TierProgress = lambda *_: None,
    *,
    seen: Seen = lambda _: None,
    asked: ProofWanted = NOTHING_MORE,
) -> Answer:
    """The best plan of a docket, or why there is none.

    `seen` is told, before any solving, who and what has no legal pair. Raises DisagreementError
    where a witness contradicts the solver.
    """
    program = compile_program(docket, demands(docket))
    alone = precheck(program)
    seen(alone)
    if alone.cadres:
        return _nothing_left(docket, program, alone, budget)
    outcome = solve(program, budget, progress)
    if isinstance(outcome, Undecided):
        return NoAnswer(docket, outcome.stopped, alone)
    if isinstance(outcome, Infeasible):
        heard = hear(program, outcome, budget, progress, asked)
        del program
        return _none(docket, find_conflict(docket, budget), heard, alone, budget)
    after = confirmed(docket, outcome.holdings, outcome.tiers)
    heard = hear(program, outcome, budget, progress, asked)
    return Proposal(
        docket=docket,
        holdings=outcome.holdings,
        today=judge(docket, scope_today(docket)),
        after=after,
        optimal=outcome.optimal,
        solved=outcome,
        stopped=budget.stopped or (None if outcome.optimal else "gap"),
        second_opinion=heard.opinion,
        certificate=heard.certificate,
        exclusions=heard.exclusions,
        without_pair=alone,
    )


def _none(
    docket: Docket, conflict: Conflict, heard: Heard, alone: Precheck, budget: Budget
) -> NoPlan:
    """No plan: which demands exclude each other, and what the witnesses said of that."""
    return NoPlan(
        docket=docket,
        conflict=conflict,
        stopped=budget.stopped,
        second_opinion=heard.opinion,
        certificate=heard.certificate,
        exclusions=heard.exclusions,
        without_pair=alone,
    )


def _nothing_left(docket: Docket, program: Program, alone: Precheck, budget: Budget) -> NoPlan:
    """No plan, because a cadre has no column: proved by counting, without a solver."""
    cadre = docket.table.cadre_number[alone.cadres[0].who.id]
    conflict = conflict_around(docket, cadre, budget)
    certified = certify_none(program, Multipliers.none(FEASIBILITY))
    if not certified.complete:
        raise DisagreementError("a cadre without a column was not found again")
    heard = Heard("certificate", certified, against_judge(program))
    return _none(docket, conflict, heard, alone, budget)
