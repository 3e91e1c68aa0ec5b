"""A plan file back to a proposal: read strictly, held against its inputs, judged anew."""

import json

from pydantic import ValidationError

from rotplan.plan.fingerprints import what_changed
from rotplan.plan.form import PlanFile
from rotplan.plan.inputs import input_folders, input_place
from rotplan.planning.model.columns import scope_of, scope_today
from rotplan.planning.precheck import Precheck
from rotplan.planning.proof.judge import judge
from rotplan.planning.proposal import Proposal
from rotplan.planning.second import Opinion
from rotplan.planning.solving.solver import Solved, TierResult
from rotplan.policy.docket import Docket
from rotplan.roster.brevity import brief
from rotplan.roster.catalogue import CATALOGUE
from rotplan.roster.enclosure import Folder, may_name
from rotplan.rules.scope import Holding
from rotplan.text import Words, joined


class BadPlanError(Exception):
    """What was named as a plan is none, or was changed by hand: why, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def read_plan(text: str) -> PlanFile:
    """The plan in a text; a BadPlanError where it is none."""
    try:
        return PlanFile.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        words = Words(
            "không phải tệp phương án (JSON): dòng {line}, cột {column}; lập bằng: rotplan plan "
            "DANH_SÁCH -o plan.json",
            "not a plan file (JSON): line {line}, column {column}; make one with: rotplan plan "
            "ROSTER -o plan.json",
        )
        raise BadPlanError(words.format(line=error.lineno, column=error.colno)) from error
    except (ValidationError, RecursionError) as error:
        where = ""
        if isinstance(error, ValidationError):
            where = ".".join(map(str, error.errors()[0]["loc"])) or "-"
        words = Words(
            "không phải tệp phương án của phiên bản này: {where}; lập lại bằng: rotplan plan "
            "DANH_SÁCH -o plan.json",
            "not a plan file of this version: {where}; make it again with: rotplan plan ROSTER "
            "-o plan.json",
        )
        raise BadPlanError(words.format(where=where)) from error


def roster_paths(plan: PlanFile, path: str, root: Folder | None = None) -> list[str]:
    """The roster's files: as they were named, else from the folder in which the plan lies.

    Raises BadPlanError where one lies outside of what the plan file at `path` may name.
    """
    found = []
    for named in (file.path for file in plan.inputs if file.kind == "roster"):
        there = input_place(named, path)
        if not may_name(there, input_folders(path), root):
            raise BadPlanError(CATALOGUE["outside"].words.format(file=brief(named)))
        found.append(there)
    return found


def changed_files(plan: PlanFile, inputs: list[dict[str, str]]) -> list[str]:
    """The files (as they are named now) whose content is not what the plan was made from."""
    known = {(file.kind, file.sha256) for file in plan.inputs}
    changed = [f["path"] for f in inputs if (f["kind"], f["sha256"]) not in known]
    now = {(f["kind"], f["sha256"]) for f in inputs}
    gone = [f.path for f in plan.inputs if (f.kind, f.sha256) not in now]
    return sorted(set(changed) | set(gone))


def stale_words(plan: PlanFile, docket: Docket, files: list[str]) -> tuple[Words, ...]:
    """Why a plan is refused: which files changed, and which facts in them."""
    told = what_changed(plan.fingerprints, docket)
    first = Words(
        "phương án đã cũ: {files} đã thay đổi sau khi lập; lập lại bằng rotplan plan",
        "the plan is stale: {files} changed since it was made; make it again with rotplan plan",
    ).format(files=joined(files))
    only = Words(
        "chỉ cách viết thay đổi (thứ tự, chú thích, khoảng trắng), không dữ kiện nào",
        "only the writing changed (order, comments, spacing), none of the facts",
    )
    return (first, *(told or (only,)))


def reopened(plan: PlanFile, docket: Docket) -> Proposal:
    """The proposal of a plan, judged anew; a BadPlanError where it is not what it says."""
    holdings = _holdings(plan, docket)
    after = judge(docket, scope_of(docket, holdings))
    claimed = tuple((tier.name, tier.value) for tier in plan.tiers)
    if after.faults or after.tiers != claimed:
        raise BadPlanError(_TAMPERED)
    tiers = tuple(TierResult(tier.name, tier.value, tier.bound) for tier in plan.tiers)
    solved = Solved(holdings, tiers, plan.proof.canonical, plan.stopped)
    opinion: Opinion = plan.proof.second_opinion
    today, alone = judge(docket, scope_today(docket)), Precheck((), ())
    return Proposal(
        docket=docket,
        holdings=holdings,
        today=today,
        after=after,
        optimal=solved.optimal,
        solved=solved,
        second_opinion=opinion,
        certificate=None,
        without_pair=alone,
    )


_TAMPERED = Words(
    "bố trí trong tệp phương án không khớp các giá trị nó nêu: tệp đã bị sửa; lập lại bằng rotplan "
    "plan",
    "the holdings in the plan file do not give the values that it states: it was edited; make it "
    "again with rotplan plan",
)


def _holdings(plan: PlanFile, docket: Docket) -> dict[int, Holding]:
    """What each cadre holds, by table numbers."""
    table = docket.table
    held: dict[int, list[int]] = {}
    for post, cadre in plan.holdings.items():
        if cadre is None:
            continue
        if post not in table.post_number or cadre not in table.cadre_number:
            raise BadPlanError(_TAMPERED)
        held.setdefault(table.cadre_number[cadre], []).append(table.post_number[post])
    return {number: tuple(sorted(posts)) for number, posts in held.items()}
