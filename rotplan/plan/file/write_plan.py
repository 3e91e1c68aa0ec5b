"""The plan file of an answer: what `-o` writes and `--format json` prints."""

from collections.abc import Iterable
from typing import Any, Literal, assert_never

from rotplan.plan.file import plan_records, plan_sections
from rotplan.plan.file.certificate_file import written
from rotplan.plan.file.fingerprints import fingerprints
from rotplan.plan.file.names_in_plan import NO_NAMES, names_in
from rotplan.plan.file.plan_records import AskedOnRecord, Proof, TierValue
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.file.point_json import ToldPoint, told_point, told_text
from rotplan.plan.telling.conflict_points import counted_points
from rotplan.plan.telling.demand_words import demand_words
from rotplan.plan.telling.extra_answers import NOTHING_ASKED, Further
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.besides_headings import BESIDES
from rotplan.plan.telling.report.report_on_answer import report_on
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.planning.conflict.demands import Member
from rotplan.planning.proof.exclusions import Exclusions
from rotplan.planning.propose import Answer, NoAnswer, NoPlan, Proposal
from rotplan.planning.solving.second_solver import Opinion
from rotplan.policy.docket import Docket


def plan_file(
    answer: Answer,
    policy: str | None = None,
    more: Further = NOTHING_ASKED,
    account: Account | None = None,
    report: ToldReport | None = None,
) -> PlanFile:
    """The plan file of any answer; `policy` is what replaced the roster's own.

    `account` and `report`: what is told of it, where something else tells it too.
    """
    if account is None and isinstance(answer, Proposal):
        account = Account(answer)
    told = {point.kind: _told(point.parts) for point in more.points}
    report = report or report_on(answer, account)
    plan = PlanFile(
        **_blank(answer.docket, policy)
        | _said(answer, account)
        | told
        | {"report": plan_sections.report_sections(report, [w for w in BESIDES if w in told])}
    )
    return plan.model_copy(update={"names": names_in(plan, answer.docket)})


def _blank(docket: Docket, policy: str | None) -> dict[str, Any]:
    """Every key as it is in the file of an answer that says nothing."""
    return {
        "rotplan_plan": 1,
        "tool": plan_sections.tool(),
        "inputs": plan_sections.inputs(docket),
        "asked": AskedOnRecord(policy=policy, max_moves=docket.roster.round.max_moves),
        "fingerprints": fingerprints(docket),
        "status": "undecided",
        "stopped": None,
        "proof": Proof(bound_met=False, second_opinion="limit", canonical=False, exclusions=None),
        "tiers": [TierValue(name=name, value=None, bound=None) for name in docket.tier_names],
        "targets": [],
        "moves": [],
        "unplaced": [],
        "holdings": {},
        "findings": [],
        "waivers": plan_sections.waivers(docket),
        "conflict": [],
        "conflict_minimal": None,
        "shortages": [],
        "openings": [],
        "repairs": [],
        "alternatives": [],
        "frontier": [],
        "prices": [],
        "without_pair": [],
        "report": [],
        "names": NO_NAMES,
        "certificate": None,
    }


def _said(answer: Answer, account: Account | None) -> dict[str, Any]:
    """What an answer says, key by key."""
    shared = {
        "stopped": answer.stopped,
        "without_pair": plan_sections.without_pair_section(answer.without_pair),
    }
    if isinstance(answer, Proposal):
        return shared | _proposed(answer, account or Account(answer))
    if isinstance(answer, NoPlan):
        return shared | _impossible(answer)
    if isinstance(answer, NoAnswer):
        return shared
    assert_never(answer)


def _proposed(proposal: Proposal, account: Account) -> dict[str, Any]:
    solved, after = proposal.solved, proposal.after
    return {
        "status": "optimal" if solved.optimal else "feasible",
        "proof": Proof(
            bound_met=solved.optimal,
            second_opinion=_opinion(proposal.second_opinion),
            canonical=solved.canonical,
            exclusions=_exclusions(proposal.exclusions),
        ),
        "tiers": [TierValue(name=t.name, value=t.value, bound=t.bound) for t in solved.tiers],
        "targets": plan_sections.target_sections(proposal.today, after),
        "moves": plan_sections.planned_moves(account),
        "unplaced": [cadre.id for cadre in after.unplaced],
        "holdings": plan_sections.holdings(proposal),
        "findings": plan_sections.findings(after),
        "shortages": plan_sections.shortages(account),
        "openings": plan_sections.openings(account),
        "certificate": written(proposal.certificate) if proposal.certificate else None,
    }


def _impossible(answer: NoPlan) -> dict[str, Any]:
    docket, conflict = answer.docket, answer.conflict
    return {
        "status": "infeasible",
        "proof": Proof(
            bound_met=True,
            second_opinion=_opinion(answer.second_opinion),
            canonical=False,
            exclusions=_exclusions(answer.exclusions),
        ),
        "conflict": [told_member(docket, member) for member in conflict.members],
        "conflict_minimal": conflict.minimal,
        "shortages": _told(counted_points(docket, conflict)),
        "certificate": written(answer.certificate) if answer.certificate else None,
    }


def _told(points: Iterable[Point]) -> list[ToldPoint]:
    return [told_point(point, places=False) for point in points]


def _opinion(opinion: Opinion) -> Literal["agrees", "certificate", "limit"]:
    """No plan is written about which the solvers disagree."""
    return "limit" if opinion == "disagrees" else opinion


def _exclusions(found: Exclusions | None) -> plan_records.Excluded | None:
    return None if found is None else plan_records.Excluded(checked=found.checked, of=found.of)


def told_member(docket: Docket, member: Member) -> plan_records.ConflictMember:
    """A demand as a member of a conflict."""
    text = told_text(demand_words(docket, member))
    return plan_records.ConflictMember(kind=member.kind, id=member.id, text=text)
