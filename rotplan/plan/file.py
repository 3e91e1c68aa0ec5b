"""The plan file: what `-o` writes and `--format json` prints; its JSON Schema is generated here."""

import json
from importlib.metadata import version
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rotplan.plan.fingerprints import fingerprints
from rotplan.plan.moves import Move, find_moves
from rotplan.plan.reasons import Reason, reasons
from rotplan.planning.judge import Breach, Judgement
from rotplan.planning.members import Member
from rotplan.planning.proposal import Answer, NoAnswer, NoPlan, Proposal
from rotplan.policy.docket import Docket, is_valid
from rotplan.text import Words

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(_Part):
    vi: str
    en: str


class Tool(_Part):
    version: str
    ortools: str


class Input(_Part):
    path: str
    sha256: str
    kind: Literal["roster", "scores", "policy"]


class Asked(_Part):
    """What the command line asked: a policy in place of the roster's own, and the cap that held."""

    policy: str | None
    max_moves: int | None


class Proof(_Part):
    """What was confirmed: every tier at its bound, by a second solver, one plan among equals."""

    bound_met: bool
    second_opinion: Literal["agrees", "certificate", "limit"]
    canonical: bool


class TierValue(_Part):
    name: str
    value: int | None
    bound: int | None


class Target(_Part):
    clause: str
    met: int
    of: int
    goal: str
    before: int
    doubt: int
    waived: int


class Because(_Part):
    kind: str
    clause: str | None
    beneficiary: str | None = Field(alias="for")
    doubt: bool
    text: Text


class PlannedMove(_Part):
    cadre: str
    before: list[str] = Field(alias="from")
    after: list[str] = Field(alias="to")
    form: Literal["appointment", "rotation", "transfer", "reassignment"] | None
    chain: int
    because: list[Because]


class Finding(_Part):
    clause: str
    force: str
    cadre: str | None
    post: str | None
    unit: str | None
    count: int
    doubt: bool
    text: Text


class WaiverOnRecord(_Part):
    """`valid`: still in force on the round's date; an expired one is not counted."""

    clause: str
    cadre: str
    post: str | None
    basis: str
    until: str | None
    valid: bool


class ConflictMember(_Part):
    kind: Literal["structure", "clause", "cap", "decision"]
    id: str
    text: Text


class PlanFile(_Part):
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


def schema() -> str:
    """The JSON Schema of the plan file, as committed."""
    found = {"$schema": SCHEMA_ID, **PlanFile.model_json_schema(by_alias=True)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def to_json(plan: PlanFile) -> str:
    """The bytes of a plan file: keys in order, no clock, no machine."""
    data = plan.model_dump(by_alias=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def plan_file(answer: Answer, policy: str | None = None) -> PlanFile:
    """The plan file of any answer; `policy` is what replaced the roster's own."""
    plan = _plan_file(answer)
    asked = plan.asked.model_copy(update={"policy": policy})
    return plan.model_copy(update={"asked": asked})


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
        )
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
    )


def tool() -> Tool:
    """Versions of rotplan and of the solvers' wheel."""
    return Tool(version=version("rotplan"), ortools=version("ortools"))


def _opinion(opinion: str) -> Literal["agrees", "limit"]:
    return "agrees" if opinion == "agrees" else "limit"


def _inputs(docket: Docket) -> list[Input]:
    return [Input.model_validate(entry) for entry in docket.inputs]


def _text(words: Words) -> Text:
    return Text(vi=words.vi, en=words.en)


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
        text=_text(reason.words),
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
        text=_text(breach.words),
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


def _member(member: Member) -> ConflictMember:
    return ConflictMember(kind=member.kind, id=member.id, text=_text(member.words))
