"""From a docket to a proved answer: look, solve, judge from scratch, and ask for a second opinion.

The second opinion is another solver's on the whole model, or, where that is too large for it, a
certificate: a bound in whole numbers over every column of a fresh compile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rotplan.planning.engine import Budget
from rotplan.planning.model.columns import scope_today
from rotplan.planning.model.compiling import compile_program
from rotplan.planning.model.program import Program, demands
from rotplan.planning.precheck import Precheck, precheck
from rotplan.planning.proof.certificate import Certificate, certify, certify_none
from rotplan.planning.proof.judge import judge
from rotplan.planning.proof.multipliers import FEASIBILITY, Multipliers
from rotplan.planning.questions.again import DisagreementError, confirmed
from rotplan.planning.questions.around import conflict_around
from rotplan.planning.questions.arrangement import Arrangement
from rotplan.planning.questions.conflict import Conflict, find_conflict
from rotplan.planning.second import Opinion, second_opinion
from rotplan.planning.solving.search import Progress
from rotplan.planning.solving.solver import Infeasible, Solved, Undecided, solve
from rotplan.policy.docket import Docket


@dataclass(frozen=True)
class Proposal(Arrangement):
    """A plan with what it amounts to, before and after; every value confirmed by the judge."""

    solved: Solved
    second_opinion: Opinion
    certificate: Certificate | None
    without_pair: Precheck


@dataclass(frozen=True)
class NoPlan:
    """Proved: no plan exists."""

    docket: Docket
    conflict: Conflict
    second_opinion: Opinion
    certificate: Certificate | None
    without_pair: Precheck


@dataclass(frozen=True)
class NoAnswer:
    """The budget ended before any plan was found."""

    docket: Docket
    stopped: Literal["time", "signal"] | None
    without_pair: Precheck


Answer = Proposal | NoPlan | NoAnswer
Seen = Callable[[Precheck], None]


def propose(
    docket: Docket,
    budget: Budget,
    progress: Progress = lambda *_: None,
    *,
    seen: Seen = lambda _: None,
    certificate: bool = False,
) -> Answer:
    """The best plan of a docket, or why there is none.

    `seen` is told, before any solving, who and what has no legal pair. With `certificate` the
    answer carries one whatever the second solver says.
    """
    program = compile_program(docket, demands(docket))
    alone = precheck(program)
    seen(alone)
    if alone.cadres:
        return _nothing_left(docket, program, alone, budget)
    outcome = solve(program, budget, progress)
    if isinstance(outcome, Undecided):
        return NoAnswer(docket, outcome.stopped, alone)
    after = None
    if isinstance(outcome, Solved):
        after = confirmed(docket, outcome.holdings, outcome.tiers)
    progress("second opinion", None, None)
    opinion = second_opinion(program, outcome, budget)
    if opinion == "disagrees":
        raise DisagreementError("the second solver found what the first one ruled out")
    # a fresh program is compiled for the certificate: two at once are too many for the memory
    del program
    certified = None
    if _wants_certificate(outcome, opinion, budget, asked=certificate):
        progress("certificate", None, None)
        certified = _certified(docket, outcome)
        if opinion == "limit" and certified.complete and _is_proved(outcome):
            opinion = "certificate"
    if isinstance(outcome, Infeasible):
        return NoPlan(docket, find_conflict(docket, budget), opinion, certified, alone)
    assert after is not None
    today = judge(docket, scope_today(docket))
    return Proposal(
        docket=docket,
        holdings=outcome.holdings,
        today=today,
        after=after,
        optimal=outcome.optimal,
        solved=outcome,
        second_opinion=opinion,
        certificate=certified,
        without_pair=alone,
    )


def _nothing_left(docket: Docket, program: Program, alone: Precheck, budget: Budget) -> NoPlan:
    """No plan, because a cadre has no column: proved by counting, without a solver."""
    cadre = docket.table.cadre_number[alone.cadres[0].who.id]
    conflict = conflict_around(docket, cadre, budget)
    certified = certify_none(program, Multipliers.none(FEASIBILITY))
    if not certified.complete:
        raise DisagreementError("a cadre without a column was not found again")
    return NoPlan(docket, conflict, "certificate", certified, alone)


def _is_proved(outcome: Solved | Infeasible) -> bool:
    return isinstance(outcome, Infeasible) or outcome.optimal


def _wants_certificate(
    outcome: Solved | Infeasible, opinion: Opinion, budget: Budget, *, asked: bool
) -> bool:
    """Whoever stops a run wants no more. The clock has no say: it is one compile, no search."""
    if budget.stopped == "signal":
        return False
    return asked or (opinion == "limit" and _is_proved(outcome))


def _certified(docket: Docket, outcome: Solved | Infeasible) -> Certificate:
    """What the solver's prices prove, re-checked over every column of a fresh compile."""
    fresh = compile_program(docket, demands(docket))
    if isinstance(outcome, Infeasible):
        return certify_none(fresh, outcome.multipliers or Multipliers.none(FEASIBILITY))
    values = {t.name: t.value for t in outcome.tiers if t.value is not None}
    bounds = {t.name: t.bound for t in outcome.tiers if t.bound is not None}
    certificate = certify(fresh, outcome.multipliers, values, bounds)
    for _, found in certificate.tiers:
        if found.bound is not None and found.bound > values[found.tier]:
            raise DisagreementError(f"{found.tier} cannot be below {found.bound}, a plan is")
    return certificate
