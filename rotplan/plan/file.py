"""The plan file of an answer: what `-o` writes and `--format json` prints."""

from collections.abc import Iterator
from typing import Literal

from rotplan.plan import form, parts
from rotplan.plan.certified import written
from rotplan.plan.form import PlanFile, Proof, TierValue
from rotplan.planning.conflict import Member
from rotplan.planning.precheck import Precheck
from rotplan.planning.proposal import Answer, NoAnswer, NoPlan, Proposal


def plan_file(answer: Answer) -> PlanFile:
    """The plan file of any answer."""
    if isinstance(answer, Proposal):
        return _proposed(answer)
    if isinstance(answer, NoPlan):
        opinion = _opinion(answer.second_opinion)
        proof = Proof(bound_met=True, second_opinion=opinion, canonical=False)
        return _without_plan(answer, "infeasible", proof)
    return _without_plan(
        answer, "undecided", Proof(bound_met=False, second_opinion="limit", canonical=False)
    )


def _proposed(proposal: Proposal) -> PlanFile:
    docket, solved, after = proposal.docket, proposal.solved, proposal.after
    return PlanFile(
        rotplan_plan=1,
        tool=parts.tool(),
        inputs=parts.inputs(docket),
        asked=parts.asked(docket),
        status="optimal" if solved.optimal else "feasible",
        stopped=solved.stopped,
        proof=Proof(
            bound_met=solved.optimal,
            second_opinion=_opinion(proposal.second_opinion),
            canonical=solved.canonical,
        ),
        tiers=[TierValue(name=t.name, value=t.value, bound=t.bound) for t in solved.tiers],
        targets=parts.targets(proposal.today, after),
        moves=parts.planned_moves(proposal),
        unplaced=[cadre.id for cadre in after.unplaced],
        holdings=parts.holdings(proposal),
        findings=parts.findings(after),
        waivers=parts.waivers(docket),
        conflict=[],
        conflict_minimal=None,
        without_pair=list(_without_pair(proposal.without_pair)),
        certificate=written(proposal.certificate) if proposal.certificate else None,
    )


def _without_plan(
    answer: NoPlan | NoAnswer, status: Literal["infeasible", "undecided"], proof: Proof
) -> PlanFile:
    docket, found = answer.docket, answer if isinstance(answer, NoPlan) else None
    return PlanFile(
        rotplan_plan=1,
        tool=parts.tool(),
        inputs=parts.inputs(docket),
        asked=parts.asked(docket),
        status=status,
        stopped=None if isinstance(answer, NoPlan) else answer.stopped,
        proof=proof,
        tiers=[TierValue(name=n, value=None, bound=None) for n in docket.tier_names],
        targets=[],
        moves=[],
        unplaced=[],
        holdings={},
        findings=[],
        waivers=parts.waivers(docket),
        conflict=[_member(m) for m in found.conflict.members] if found else [],
        conflict_minimal=found.conflict.minimal if found else None,
        without_pair=list(_without_pair(answer.without_pair)),
        certificate=written(found.certificate) if found and found.certificate else None,
    )


def _opinion(opinion: str) -> Literal["agrees", "certificate", "limit"]:
    if opinion == "agrees":
        return "agrees"
    return "certificate" if opinion == "certificate" else "limit"


def _member(member: Member) -> form.ConflictMember:
    return form.ConflictMember(kind=member.kind, id=member.id, text=parts.text(member.words))


def _without_pair(found: Precheck) -> Iterator[form.WithoutPair]:
    for kind, several in (("cadre", found.cadres), ("post", found.posts)):
        for alone in several:
            yield form.WithoutPair(
                kind="cadre" if kind == "cadre" else "post",
                id=alone.who.id,
                asked=alone.asked,
                barred=[form.Barred(by=by, count=n) for by, n in alone.barred],
            )
