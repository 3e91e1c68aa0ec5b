"""The plan file: what `-o` writes and `--format json` prints; its JSON Schema is generated here."""

import json
from importlib.metadata import version
from typing import Literal

from pydantic import Field

from rotplan.plan.conflicts import counted_points
from rotplan.plan.fingerprints import fingerprints
from rotplan.plan.further import NOTHING, Further
from rotplan.plan.moves import Move, find_moves
from rotplan.plan.points import Point
from rotplan.plan.reasons import Reason, reasons
from rotplan.plan.shortages import shortage_points
from rotplan.plan.told import Part, Text, ToldPoint, told_point, told_text
from rotplan.planning.judge import Breach, Judgement
from rotplan.planning.members import Member
from rotplan.planning.proposal import Answer, NoAnswer, NoPlan, Proposal
from rotplan.policy.docket import Docket, is_valid

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


class Tool(Part):
    version: str
    ortools: str


class Input(Part):
    path: str
    sha256: str
    kind: Literal["roster", "scores", "policy"]


class Asked(Part):
    """What the command line asked: a policy in place of the roster's own, and the cap that held."""

    policy: str | None
    max_moves: int | None


class Proof(Part):
    """What was confirmed: every tier at its bound, by a second solver, one plan among equals."""

    bound_met: bool
    second_opinion: Literal["agrees", "certificate", "limit"]
    canonical: bool


class TierValue(Part):
    name: str
    value: int | None
    bound: int | None


class Target(Part):
    clause: str
    met: int
    of: int
    goal: str
    before: int
    doubt: int
    waived: int


class Because(Part):
    kind: str
    clause: str | None
    beneficiary: str | None = Field(alias="for")
    doubt: bool
    text: Text


class PlannedMove(Part):
    cadre: str
    before: list[str] = Field(alias="from")
    after: list[str] = Field(alias="to")
    form: Literal["appointment", "rotation", "transfer", "reassignment"] | None
    chain: int
    because: list[Because]


class Finding(Part):
    clause: str
    force: str
    cadre: str | None
    post: str | None
    unit: str | None
    count: int
    doubt: bool
    text: Text


class WaiverOnRecord(Part):
    """`valid`: still in force on the round's date; an expired one is not counted."""

    clause: str
    cadre: str
    post: str | None
    basis: str
    until: str | None
    valid: bool


class ConflictMember(Part):
    kind: Literal["structure", "clause", "cap", "decision"]
    id: str
    text: Text


class PlanFile(Part):
    """Every key is always present."""

    rotplan_plan: Literal[1]
    tool: Tool
    inputs: list[Input]
    asked: Asked
    fingerprints: dict[str, dict[str, str]]
    status: Literal["optimal", "feasible", "infeasible", "undecided"]
    stopped: Literal["time", "signal", "gap"] | None
    proof: Proof
    tiers: list[TierValue]
    targets: list[Target]
    moves: list[PlannedMove]
    unplaced: list[str]
    holdings: dict[str, str | None]
    findings: list[Finding]
    waivers: list[WaiverOnRecord]
    conflict: list[ConflictMember]
    conflict_minimal: bool | None
    shortages: list[ToldPoint]
    repairs: list[ToldPoint]
    alternatives: list[ToldPoint]
    frontier: list[ToldPoint]
    prices: list[ToldPoint]


_NOTHING_MORE: dict[str, list[ToldPoint]] = {
    "repairs": [],
    "alternatives": [],
    "frontier": [],
    "prices": [],
}


def schema() -> str:
    """The JSON Schema of the plan file, as committed."""
    found = {"$schema": SCHEMA_ID, **PlanFile.model_json_schema(by_alias=True)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def to_json(plan: PlanFile) -> str:
    """The bytes of a plan file: keys in order, no clock, no machine."""
    data = plan.model_dump(by_alias=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def plan_file(answer: Answer, policy: str | None = None, more: Further = NOTHING) -> PlanFile:
    """The plan file of any answer; `policy` is what replaced the roster's own."""
    plan = _plan_file(answer)
    asked = plan.asked.model_copy(update={"policy": policy})
    named = {
        "repairs": more.repairs,
        "alternatives": more.alternatives,
        "frontier": more.frontier,
        "prices": more.prices,
    }
    told = {name: _parts(point) for name, point in named.items()}
    return plan.model_copy(update={"asked": asked, **told})


def _parts(point: Point | None) -> list[ToldPoint]:
    """What stands under a heading; nothing where it was not asked."""
    return [told_point(part, places=False) for part in point.parts] if point else []


def _plan_file(answer: Answer) -> PlanFile:
    if isinstance(answer, Proposal):
        return _proposed(answer)
    if isinstance(answer, NoPlan):
        return _without_plan(
            answer.docket,
            "infeasible",
            None,
            Proof(bound_met=True, second_opinion=_opinion(answer.second_opinion), canonical=False),
            [_member(m) for m in answer.conflict.members],
            answer.conflict.minimal,
        ).model_copy(update={"shortages": _counted(answer)})
    assert isinstance(answer, NoAnswer)
    nothing = Proof(bound_met=False, second_opinion="limit", canonical=False)
    return _without_plan(answer.docket, "undecided", answer.stopped, nothing, [], None)


def _proposed(proposal: Proposal) -> PlanFile:
    docket, solved, after = proposal.docket, proposal.solved, proposal.after
    moves = find_moves(proposal)
    why = reasons(proposal, moves)
    return PlanFile(
        rotplan_plan=1,
        tool=tool(),
        inputs=_inputs(docket),
        asked=Asked(policy=None, max_moves=docket.roster.round.max_moves),
        fingerprints=fingerprints(docket),
        status="optimal" if solved.optimal else "feasible",
        stopped=solved.stopped,
        proof=Proof(
            bound_met=solved.optimal,
            second_opinion=_opinion(proposal.second_opinion),
            canonical=solved.canonical,
        ),
        tiers=[TierValue(name=t.name, value=t.value, bound=t.bound) for t in solved.tiers],
        targets=_targets(proposal.today, after),
        moves=[_move(move, why[move.cadre.id]) for move in moves],
        unplaced=[cadre.id for cadre in after.unplaced],
        holdings=_holdings(proposal),
        findings=[_finding(b) for b in sorted(after.breaches, key=_finding_order)],
        waivers=_waivers(docket),
        conflict=[],
        conflict_minimal=None,
        shortages=[told_point(point, places=False) for point in shortage_points(proposal)],
        **_NOTHING_MORE,
    )


def _without_plan(
    docket: Docket,
    status: Literal["infeasible", "undecided"],
    stopped: Literal["time", "signal"] | None,
    proof: Proof,
    conflict: list[ConflictMember],
    minimal: bool | None,
) -> PlanFile:
    return PlanFile(
        rotplan_plan=1,
        tool=tool(),
        inputs=_inputs(docket),
        asked=Asked(policy=None, max_moves=docket.roster.round.max_moves),
        fingerprints=fingerprints(docket),
        status=status,
        stopped=stopped,
        proof=proof,
        tiers=[TierValue(name=n, value=None, bound=None) for n in docket.tier_names],
        targets=[],
        moves=[],
        unplaced=[],
        holdings={},
        findings=[],
        waivers=_waivers(docket),
        conflict=conflict,
        conflict_minimal=minimal,
        shortages=[],
        **_NOTHING_MORE,
    )


def tool() -> Tool:
    """Versions of rotplan and of the solvers' wheel."""
    return Tool(version=version("rotplan"), ortools=version("ortools"))


def _opinion(opinion: str) -> Literal["agrees", "limit"]:
    return "agrees" if opinion == "agrees" else "limit"


def _inputs(docket: Docket) -> list[Input]:
    return [Input.model_validate(entry) for entry in docket.inputs]


def _targets(today: Judgement, after: Judgement) -> list[Target]:
    before = {s.clause.id: s.met for s in today.standings}
    return [
        Target(
            clause=s.clause.id,
            met=s.met,
            of=s.of,
            goal=f"{s.clause.goal}%",
            before=before[s.clause.id],
            doubt=s.doubt,
            waived=s.waived,
        )
        for s in after.standings
    ]


def _move(move: Move, why: tuple[Reason, ...]) -> PlannedMove:
    return PlannedMove(
        cadre=move.cadre.id,
        before=[p.id for p in move.before],
        after=[p.id for p in move.after],
        form=move.form,
        chain=move.chain,
        because=[_because(reason) for reason in why],
    )


def _because(reason: Reason) -> Because:
    return Because(
        kind=reason.kind,
        clause=reason.clause.id if reason.clause else None,
        beneficiary=reason.beneficiary.id if reason.beneficiary else None,
        doubt=reason.doubt,
        text=told_text(reason.words),
    )


def _holdings(proposal: Proposal) -> dict[str, str | None]:
    """Every planned post with its holder after the round, null if vacant."""
    table = proposal.docket.table
    held = {
        p: table.cadres[number].id for number, posts in proposal.holdings.items() for p in posts
    }
    planned = [n for n, flag in enumerate(table.planned.tolist()) if flag]
    return {table.posts[n].id: held.get(n) for n in planned}


def _finding_order(breach: Breach) -> tuple[str, str, str, str]:
    cadre, post = breach.cadre, breach.post
    return (
        breach.clause.id,
        cadre.id if cadre else "",
        post.id if post else "",
        breach.unit or "",
    )


def _finding(breach: Breach) -> Finding:
    return Finding(
        clause=breach.clause.id,
        force=breach.clause.force,
        cadre=breach.cadre.id if breach.cadre else None,
        post=breach.post.id if breach.post else None,
        unit=breach.unit,
        count=breach.count,
        doubt=breach.doubt,
        text=told_text(breach.words),
    )


def _waivers(docket: Docket) -> list[WaiverOnRecord]:
    """All waivers, in an order that the file's own does not decide."""
    return [
        WaiverOnRecord(
            clause=waiver.clause,
            cadre=waiver.cadre,
            post=waiver.post,
            basis=waiver.basis,
            until=waiver.until.isoformat() if waiver.until else None,
            valid=is_valid(waiver, docket.roster),
        )
        for waiver in docket.roster.waivers_in_order
    ]


def _counted(answer: NoPlan) -> list[ToldPoint]:
    """What of a conflict can be counted."""
    counted = counted_points(answer.docket, answer.conflict)
    return [told_point(point, places=False) for point in counted]


def _member(member: Member) -> ConflictMember:
    return ConflictMember(kind=member.kind, id=member.id, text=told_text(member.words))
