"""A plan file back to a proposal: read strictly, held against its inputs, judged anew.

Whatever an explanation rests on is judged as `check` judges it; of what takes a solver, that no
plan is better, or that there is none, is asked again before anything is said.
"""

from dataclasses import dataclass

from rotplan.language.brevity import brief
from rotplan.language.words import Words, joined
from rotplan.plan.file.certificate_file import check_certificate
from rotplan.plan.file.checked_plan import CheckedPlan
from rotplan.plan.file.parse_plan import MisfitError, Taken, taken_in
from rotplan.plan.file.plan_schema import PlanFile
from rotplan.plan.file.reopen_inputs import facts_changed, input_folders, input_place
from rotplan.plan.file.verify import check_answers, check_staleness, compiled
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.planning.asking.difference import Weighed, weight
from rotplan.planning.asking.equally_good_plans import Questioner
from rotplan.planning.program.precheck import Precheck
from rotplan.planning.propose import Proposal
from rotplan.planning.solving.lexicographic import Solved, TierResult
from rotplan.planning.solving.second_solver import Opinion
from rotplan.planning.solving.solve_again import AS_IT_IS, Again, Impossible, Replanned
from rotplan.policy.docket import Docket
from rotplan.roster.reading.catalogue import CATALOGUE
from rotplan.roster.reading.named_files import Folder, may_name
from rotplan.roster.reading.nodes import Mapping
from rotplan.roster.reading.problems import Level, Problems
from rotplan.roster.reading.source import Source


class BadPlanError(Exception):
    """What was named as a plan is none, or was changed by hand: why, in both languages."""

    def __init__(self, words: Words, *reasons: Words) -> None:
        super().__init__(words.en)
        self.words, self.reasons = words, reasons


def read_plan(text: str) -> Taken:
    """The plan in a text; a BadPlanError where it is none."""
    try:
        return taken_in(text)
    except MisfitError as error:
        first = error.misfits[0]
        if first.offset is not None:
            words = Words(
                "không phải tệp phương án: {why}; lập bằng: rotplan plan DANH_SÁCH -o plan.json",
                "not a plan file: {why}; make one with: rotplan plan ROSTER -o plan.json",
            )
            raise BadPlanError(words.format(why=first.what)) from error
        words = Words(
            "không phải tệp phương án của phiên bản này: {where}; lập lại bằng: rotplan plan "
            "DANH_SÁCH -o plan.json",
            "not a plan file of this version: {where}; make it again with: rotplan plan ROSTER "
            "-o plan.json",
        )
        raise BadPlanError(words.format(where=first.what)) from error


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


def stale_words(taken: Taken, docket: Docket) -> tuple[Words, ...]:
    """Why a plan is refused: which files changed, and which facts in them; nothing where none did.

    Another way of writing the same facts does not make a plan stale.
    """
    files = _changed_files(taken.plan, docket.inputs)
    changed = facts_changed(taken, docket) if files else ()
    if not changed:
        return ()
    first = Words(
        "phương án đã cũ: {files} đã thay đổi sau khi lập; lập lại bằng rotplan plan",
        "the plan is stale: {files} changed since it was made; make it again with rotplan plan",
    ).format(files=joined(files))
    return (first, *changed)


def _changed_files(plan: PlanFile, inputs: list[dict[str, str]]) -> list[str]:
    """The files (as they are named now) whose content is not what the plan was made from."""
    known = {(file.kind, file.sha256) for file in plan.inputs}
    changed = [f["path"] for f in inputs if (f["kind"], f["sha256"]) not in known]
    now = {(f["kind"], f["sha256"]) for f in inputs}
    gone = [f.path for f in plan.inputs if (f.kind, f.sha256) not in now]
    return sorted(set(changed) | set(gone))


# -- judged anew -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Reopened:
    """The proposal of a plan file; nothing where it says that it holds none.

    `proved`: whether a certificate in the file proves what it concludes.
    """

    proposal: Proposal | None
    proved: bool


def reopened(taken: Taken, docket: Docket, text: str) -> Reopened:
    """A plan file judged anew; a BadPlanError where it is not what it says."""
    problems = Problems()
    case = CheckedPlan(taken, Mapping(Source("-", text), 0), docket, problems)
    account = check_staleness(case)
    check_answers(case, account)
    certified = taken.plan.certificate is not None
    if certified and not problems.errors:
        check_certificate(case, compiled(docket, None))
    reasons = tuple(problem.words for problem in problems if problem.level is Level.ERROR)
    if reasons:
        raise BadPlanError(_TAMPERED, *reasons)
    proposal = None if account is None else _proposal(taken.plan, account)
    return Reopened(proposal, certified and not case.leaves("status"))


def _proposal(plan: PlanFile, account: Account) -> Proposal:
    made = account.arrangement
    tiers = tuple(TierResult(tier.name, tier.value, tier.bound) for tier in plan.tiers)
    solved = Solved(made.holdings, tiers, plan.proof.canonical)
    opinion: Opinion = plan.proof.second_opinion
    return Proposal(
        docket=made.docket,
        holdings=made.holdings,
        today=made.today,
        after=made.after,
        optimal=solved.optimal,
        solved=solved,
        stopped=plan.stopped,
        second_opinion=opinion,
        certificate=None,
        exclusions=None,
        without_pair=Precheck((), ()),
    )


_TAMPERED = Words(
    "tệp phương án không khớp với các tệp mà nó dựa vào: tệp đã bị sửa; lập lại bằng rotplan plan",
    "the plan file does not go with the files that it was made from: it was edited; make it again "
    "with rotplan plan",
)


# -- asked again -----------------------------------------------------------------------------


def is_best(asking: Questioner) -> bool:
    """Whether it is sure again that no plan is better than one that is called the best.

    A BadPlanError where one is.
    """
    found = asking.ask(AS_IT_IS)
    if isinstance(found, Replanned):
        if weight(Weighed(found.docket, found.after)) < weight(asking.base):
            raise BadPlanError(_NOT_THE_BEST)
        return found.proved
    return False


def is_none(again: Again) -> bool:
    """Whether it is sure again that there is no plan; a BadPlanError where there is one."""
    found = again.ask(AS_IT_IS)
    if isinstance(found, Replanned):
        raise BadPlanError(_THERE_IS_ONE)
    return isinstance(found, Impossible)


_NOT_THE_BEST = Words(
    "tệp nói phương án này là tốt nhất, nhưng có phương án tốt hơn: tệp đã bị sửa; lập lại bằng "
    "rotplan plan",
    "the file says that this plan is the best, but there is a better one: it was edited; make it "
    "again with rotplan plan",
)
_THERE_IS_ONE = Words(
    "tệp nói không có phương án nào, nhưng có: tệp đã bị sửa; lập lại bằng rotplan plan",
    "the file says that no plan exists, but there is one: it was edited; make it again with "
    "rotplan plan",
)
