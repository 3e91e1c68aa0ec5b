"""Who confirms an answer: the certificate, the judge on what is left out, another solver."""

from dataclasses import dataclass

from rotplan.planning.engine import Budget
from rotplan.planning.program.program import Program
from rotplan.planning.proof.certificate import Certificate, certify, certify_none
from rotplan.planning.proof.exclusions import Exclusions, exclusions, seed_of
from rotplan.planning.proof.multipliers import FEASIBILITY, Multipliers
from rotplan.planning.proof.neighbours import neighbours
from rotplan.planning.solving.confirm_by_judge import DisagreementError
from rotplan.planning.solving.lexicographic import Infeasible, Solved
from rotplan.planning.solving.one_tier import TierProgress
from rotplan.planning.solving.second_solver import Opinion, second_opinion


@dataclass(frozen=True)
class ProofWanted:
    """What the board wants beside the plan: a certificate even of what is not proved to the end,
    and another solver even where the certificate suffices."""

    certificate: bool = False
    second_solver: bool = False


NOTHING_MORE = ProofWanted()


@dataclass(frozen=True)
class Heard:
    """What the witnesses said."""

    opinion: Opinion
    certificate: Certificate | None
    exclusions: Exclusions | None


def hear(
    program: Program,
    outcome: Solved | Infeasible,
    budget: Budget,
    progress: TierProgress,
    asked: ProofWanted,
) -> Heard:
    """All witnesses about an answer; raises DisagreementError where one contradicts it.

    Whoever stops a run by a signal wants no more. The clock has no say over the certificate: it is
    arithmetic over the columns that there are, no search.
    """
    if budget.stopped == "signal":
        return Heard("limit", None, None)
    progress("certificate", None, None)
    proved = isinstance(outcome, Infeasible) or outcome.optimal
    excluded = against_judge(program, outcome)
    certified = certificate_of(program, outcome) if proved or asked.certificate else None
    complete = proved and certified is not None and certified.complete
    opinion: Opinion = "certificate" if complete else "limit"
    if proved and (asked.second_solver or not complete):
        progress("second solver", None, None)
        other = second_opinion(program, outcome, budget)
        if other == "disagrees":
            raise DisagreementError("the second solver found what the first one ruled out")
        opinion = "agrees" if other == "agrees" else opinion
    return Heard(opinion, certified, excluded)


def certificate_of(program: Program, outcome: Solved | Infeasible) -> Certificate:
    """What the solver's prices prove, in whole numbers over every column.

    Raises DisagreementError where they rule out the plan itself.
    """
    if isinstance(outcome, Infeasible):
        return certify_none(program, outcome.multipliers or Multipliers.none(FEASIBILITY))
    values = {t.name: t.value for t in outcome.tiers if t.value is not None}
    bounds = {t.name: t.bound for t in outcome.tiers if t.bound is not None}
    certificate = certify(program, outcome.multipliers, values, bounds)
    for _, found in certificate.tiers:
        if found.bound is not None and found.bound > values[found.tier]:
            raise DisagreementError(f"{found.tier} cannot be below {found.bound}, a plan is")
    return certificate


def against_judge(program: Program, outcome: Solved | Infeasible | None = None) -> Exclusions:
    """What the judge says of pairs that are no column, and of neighbours of the plan.

    Raises DisagreementError where he contradicts the program.
    """
    seed = seed_of(program.docket)
    found = exclusions(program, seed)
    if found.unnamed:
        cadre, posts = found.unnamed[0]
        raise DisagreementError(f"nothing bars {cadre} from {list(posts)}, but it is no column")
    if isinstance(outcome, Solved):
        for each in neighbours(program, outcome.holdings, seed):
            raise DisagreementError(f"the program says {each.program}, the judge {each.judge}")
    return found
