"""The plan file of an answer: what `-o` writes and `--format json` prints."""

from typing import Literal, assert_never

from rotplan.plan.file import plan_schema, plan_sections
from rotplan.plan.file.certificate_file import written
from rotplan.plan.file.fingerprints import fingerprints
from rotplan.plan.file.names_in_plan import NO_NAMES, names_in
from rotplan.plan.file.plan_schema import PlanFile, Proof, TierValue
from rotplan.plan.file.point_json import ToldPoint, told_point, told_text
from rotplan.plan.telling.conflict_points import counted_points
from rotplan.plan.telling.demand_words import demand_words
from rotplan.plan.telling.extra_answers import NOTHING_ASKED, Further
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.point import Point
from rotplan.plan.telling.report.besides_headings import Besides
from rotplan.plan.telling.report.report_on_answer import report_on
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.planning.conflict.demands import Member
from rotplan.planning.proof.exclusions import Exclusions
from rotplan.planning.propose import Answer, NoAnswer, NoPlan, Proposal
from rotplan.planning.solving.second_solver import Opinion
from rotplan.policy.docket import Docket

_NOTHING_MORE: dict[str, list[ToldPoint]] = {
    "repairs": [],
    "alternatives": [],
    "frontier": [],
    "prices": [],
}


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
    plan = _plan_file(answer, account)
    asked = plan.asked.model_copy(update={"policy": policy})
    named: dict[Besides, Point | None] = {
        "repairs": more.repairs,
        "alternatives": more.alternatives,
        "frontier": more.frontier,
        "prices": more.prices,
    }
    told: dict[str, list[ToldPoint]] = {name: _parts(point) for name, point in named.items()}
    asked_for = [name for name, point in named.items() if point is not None]
    sections = plan_sections.report_sections(report or report_on(answer, account), asked_for)
    plan = plan.model_copy(update={"asked": asked, "report": sections, **told})
    return plan.model_copy(update={"names": names_in(plan, answer.docket)})


def _parts(point: Point | None) -> list[ToldPoint]:
    """What stands under a heading; nothing where it was not asked."""
    return [told_point(part, places=False) for part in point.parts] if point else []


def _plan_file(answer: Answer, account: Account | None) -> PlanFile:
    if isinstance(answer, Proposal):
        return _proposed(answer, account or Account(answer))
    if isinstance(answer, NoPlan):
        opinion = _opinion(answer.second_opinion)
        proof = Proof(
            bound_met=True,
            second_opinion=opinion,
            canonical=False,
            exclusions=_exclusions(answer.exclusions),
        )
        conflict = {
            "conflict": [told_member(answer.docket, m) for m in answer.conflict.members],
            "conflict_minimal": answer.conflict.minimal,
            "shortages": _counted(answer),
            "certificate": written(answer.certificate) if answer.certificate else None,
            "stopped": answer.stopped,
        }
        return _without_plan(answer, "infeasible", proof).model_copy(update=conflict)
    if isinstance(answer, NoAnswer):
        proof = Proof(bound_met=False, second_opinion="limit", canonical=False, exclusions=None)
        nothing = _without_plan(answer, "undecided", proof)
        return nothing.model_copy(update={"stopped": answer.stopped})
    assert_never(answer)


def _proposed(proposal: Proposal, account: Account) -> PlanFile:
    docket, solved, after = proposal.docket, proposal.solved, proposal.after
    return PlanFile(
        rotplan_plan=1,
        tool=plan_sections.tool(),
        inputs=plan_sections.inputs(docket),
        asked=plan_schema.AskedOnRecord(policy=None, max_moves=docket.roster.round.max_moves),
        fingerprints=fingerprints(docket),
        status="optimal" if solved.optimal else "feasible",
        stopped=proposal.stopped,
        proof=Proof(
            bound_met=solved.optimal,
            second_opinion=_opinion(proposal.second_opinion),
            canonical=solved.canonical,
            exclusions=_exclusions(proposal.exclusions),
        ),
        tiers=[TierValue(name=t.name, value=t.value, bound=t.bound) for t in solved.tiers],
        targets=plan_sections.target_sections(proposal.today, after),
        moves=plan_sections.planned_moves(account),
        unplaced=[cadre.id for cadre in after.unplaced],
        holdings=plan_sections.holdings(proposal),
        findings=plan_sections.findings(after),
        waivers=plan_sections.waivers(docket),
        conflict=[],
        conflict_minimal=None,
        shortages=plan_sections.shortages(account),
        openings=plan_sections.openings(account),
        **_NOTHING_MORE,
        without_pair=plan_sections.without_pair_section(proposal.without_pair),
        report=[],
        names=NO_NAMES,
        certificate=written(proposal.certificate) if proposal.certificate else None,
    )


def _without_plan(
    answer: NoPlan | NoAnswer, status: Literal["infeasible", "undecided"], proof: Proof
) -> PlanFile:
    """The file of an answer that holds no plan, what is known of it left aside."""
    docket = answer.docket
    return PlanFile(
        rotplan_plan=1,
        tool=plan_sections.tool(),
        inputs=plan_sections.inputs(docket),
        asked=plan_schema.AskedOnRecord(policy=None, max_moves=docket.roster.round.max_moves),
        fingerprints=fingerprints(docket),
        status=status,
        stopped=None,
        proof=proof,
        tiers=[TierValue(name=n, value=None, bound=None) for n in docket.tier_names],
        targets=[],
        moves=[],
        unplaced=[],
        holdings={},
        findings=[],
        waivers=plan_sections.waivers(docket),
        conflict=[],
        conflict_minimal=None,
        shortages=[],
        openings=[],
        **_NOTHING_MORE,
        without_pair=plan_sections.without_pair_section(answer.without_pair),
        report=[],
        names=NO_NAMES,
        certificate=None,
    )


def _opinion(opinion: Opinion) -> Literal["agrees", "certificate", "limit"]:
    """No plan is written about which the solvers disagree."""
    return "limit" if opinion == "disagrees" else opinion


def _exclusions(found: Exclusions | None) -> plan_schema.Excluded | None:
    return None if found is None else plan_schema.Excluded(checked=found.checked, of=found.of)


def _counted(answer: NoPlan) -> list[ToldPoint]:
    """What of a conflict can be counted."""
    counted = counted_points(answer.docket, answer.conflict)
    return [told_point(point, places=False) for point in counted]


def told_member(docket: Docket, member: Member) -> plan_schema.ConflictMember:
    """A demand as a member of a conflict."""
    text = told_text(demand_words(docket, member))
    return plan_schema.ConflictMember(kind=member.kind, id=member.id, text=text)
