"""The report on a plan, from what it amounts to and what is claimed of it. No solver is in it."""

from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.report.approvals_section import approval_points
from rotplan.plan.telling.report.moves_section import moves_point
from rotplan.plan.telling.report.proof_section import HowSure, proof_point, undecided_point
from rotplan.plan.telling.report.round_section import round_point, waiver_points
from rotplan.plan.telling.report.targets_section import target_points
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.plan.telling.report.unmet_section import unmet_points
from rotplan.policy.docket import Docket


def plan_report(account: Account, sure: HowSure) -> ToldReport:
    """All that is said of a plan by itself."""
    docket = account.arrangement.docket
    told = (
        round_point(docket),
        *target_points(account),
        moves_point(account),
        *approval_points(account),
        *unmet_points(account),
        *waiver_points(docket),
    )
    return ToldReport(told, (proof_point(sure),))


def undecided_report(docket: Docket, stopped: str | None) -> ToldReport:
    """Where no plan was found, and none was ruled out."""
    return ToldReport((round_point(docket), undecided_point(stopped)))
