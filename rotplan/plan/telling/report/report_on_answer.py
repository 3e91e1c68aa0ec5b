"""The whole report on an answer as points: kept in the plan file, laid out by every output."""

from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.report.no_plan_section import no_plan_point
from rotplan.plan.telling.report.proof_section import HowSure, witness_point
from rotplan.plan.telling.report.report_on_plan import plan_report, undecided_report
from rotplan.plan.telling.report.round_section import round_point
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.planning.propose import Answer, NoPlan, Proposal


def report_on(answer: Answer, account: Account | None = None) -> ToldReport:
    """All that is said of an answer by itself.

    `account`: what is told of a plan, where something else tells it too.
    """
    if isinstance(answer, Proposal):
        return plan_report(account or Account(answer), _how_sure(answer))
    if isinstance(answer, NoPlan):
        told = round_point(answer.docket), no_plan_point(answer)
        return ToldReport(told, (witness_point(answer.second_opinion),))
    return undecided_report(answer.docket, answer.stopped)


def _how_sure(proposal: Proposal) -> HowSure:
    solved, left_out = proposal.solved, proposal.exclusions
    return HowSure(
        tuple((tier.name, tier.value, tier.bound) for tier in solved.tiers),
        proposal.stopped,
        proposal.second_opinion,
        None if left_out is None else (left_out.checked, left_out.of),
        solved.canonical,
    )
