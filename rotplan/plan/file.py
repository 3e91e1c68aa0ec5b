"""The plan file of an answer: what `-o` writes and `--format json` prints."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Literal

from rotplan.plan import form, parts
from rotplan.plan.form import PlanFile, Proof, TierValue, Tool
from rotplan.planning.certificate import SCALE, Certificate
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
        tool=tool(),
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
        certificate=_certificate(proposal.certificate),
    )


def _without_plan(
    answer: NoPlan | NoAnswer, status: Literal["infeasible", "undecided"], proof: Proof
) -> PlanFile:
    docket, found = answer.docket, answer if isinstance(answer, NoPlan) else None
    return PlanFile(
        rotplan_plan=1,
        tool=tool(),
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
        certificate=_certificate(found.certificate) if found else None,
    )


def tool() -> Tool:
    """Versions of rotplan and of the solvers' wheel."""
    return Tool(version=version("rotplan"), ortools=version("ortools"))


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


def _certificate(certificate: Certificate | None) -> form.Certificate | None:
    if certificate is None:
        return None
    tiers = [
        form.CertifiedTier(
            name=given.tier,
            bound=found.exact,
            verdict="proved" if certificate.covers(given.tier) else "limit",
            posts=dict(sorted(given.posts.items())),
            rows=dict(sorted(given.rows.items())),
            settled=dict(sorted(given.settled.items())),
        )
        for given, found in certificate.tiers
    ]
    return form.Certificate(scale=SCALE, sha256=form.digest(tiers), tiers=tiers)
