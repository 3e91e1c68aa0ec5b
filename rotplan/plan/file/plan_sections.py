"""What a plan file says of a set of holdings, part by part; all of it can be told again later."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Literal

from rotplan.plan.file.plan_records import (
    Barred,
    Because,
    FindingOnRecord,
    Input,
    OpeningBars,
    OpeningFor,
    OpeningOnRecord,
    PlannedMove,
    Target,
    Tool,
    WaiverOnRecord,
    WithoutPairOnRecord,
)
from rotplan.plan.file.point_json import ToldPoint, told_point, told_text
from rotplan.plan.telling.moves import Move
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.opening_points import ToldOpening
from rotplan.plan.telling.reasons import Reason
from rotplan.plan.telling.report.besides_headings import BESIDES, Besides, asked_besides
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.planning.program import precheck
from rotplan.planning.proof.judge import Judgement
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.policy.breach import Breach
from rotplan.policy.docket import Docket, is_valid


def tool() -> Tool:
    """Versions of rotplan and of the solvers' wheel."""
    return Tool(version=version("rotplan"), ortools=version("ortools"))


def inputs(docket: Docket) -> list[Input]:
    return [Input.model_validate(entry) for entry in docket.inputs]


def target_sections(today: Judgement, after: Judgement) -> list[Target]:
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


def holdings(arrangement: Arrangement) -> dict[str, str | None]:
    """Every planned post with its holder after the round, null if vacant."""
    table = arrangement.docket.table
    held = {
        p: table.cadres[number].id for number, posts in arrangement.holdings.items() for p in posts
    }
    planned = [n for n, flag in enumerate(table.planned.tolist()) if flag]
    return {table.posts[n].id: held.get(n) for n in planned}


def planned_moves(account: Account) -> list[PlannedMove]:
    """Every move with its reasons."""
    return [_move(move, account.reasons[move.cadre.id]) for move in account.moves]


def shortages(account: Account) -> list[ToldPoint]:
    """Why posts stay vacant and targets are missed, where it can be counted."""
    return [told_point(point, places=False) for point in account.shortages]


def openings(account: Account) -> list[OpeningOnRecord]:
    """Who could hold what stays vacant or misses its target."""
    return [_opening(each) for each in account.openings]


def _opening(each: ToldOpening) -> OpeningOnRecord:
    post, clause = each.asked
    return OpeningOnRecord(
        seat=OpeningFor(post=post.id, clause=clause.id if clause else None),
        could=[cadre.id for cadre in each.found.able],
        barred=[OpeningBars(clause=by, cadres=count) for by, count in each.found.barred],
        text=told_text(each.words),
    )


def report_sections(told: ToldReport, besides: Iterable[Besides] = ()) -> list[ToldPoint]:
    """The report; of what was asked besides the headings alone: the rest has keys of its own."""
    headings = (asked_besides(what) for what in BESIDES if what in besides)
    points = (*told.before, *headings, *told.after)
    return [told_point(point, places=False) for point in points]


def findings(after: Judgement) -> list[FindingOnRecord]:
    """Every breach and doubt."""
    return [_finding(b) for b in sorted(after.breaches, key=_finding_order)]


def _finding_order(breach: Breach) -> tuple[str, str, str, str]:
    cadre, post = breach.cadre, breach.post
    return (
        breach.clause.id,
        cadre.id if cadre else "",
        post.id if post else "",
        breach.unit or "",
    )


def _finding(breach: Breach) -> FindingOnRecord:
    return FindingOnRecord(
        clause=breach.clause.id,
        force=breach.clause.force,
        cadre=breach.cadre.id if breach.cadre else None,
        post=breach.post.id if breach.post else None,
        unit=breach.unit,
        count=breach.count,
        doubt=breach.doubt,
        text=told_text(breach.words),
    )


def waivers(docket: Docket) -> list[WaiverOnRecord]:
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


def without_pair_section(found: precheck.Precheck) -> list[WithoutPairOnRecord]:
    """Whom and what no legal pair is left for, and what bars them."""
    cadres = [_alone("cadre", alone) for alone in found.cadres]
    return cadres + [_alone("post", alone) for alone in found.posts]


def _alone(kind: Literal["cadre", "post"], alone: precheck.WithoutPair) -> WithoutPairOnRecord:
    barred = [Barred(by=by, count=n) for by, n in alone.barred]
    return WithoutPairOnRecord(kind=kind, id=alone.who.id, asked=alone.asked, barred=barred)
