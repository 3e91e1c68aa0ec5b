"""A plan file checked from the files it was made from, without asking any solver.

The holdings are judged anew, whatever the file says of them is told again and compared, and where
it carries a certificate every bound is computed anew over all columns. Each difference is located,
and what cannot be judged so is listed: no key is passed over (`plan_keys.py`).
"""

from rotplan.language.words import Words
from rotplan.plan.file import plan_sections
from rotplan.plan.file.certificate_file import check_certificate
from rotplan.plan.file.check_claims import check_claims, check_conclusion
from rotplan.plan.file.check_exclusions import check_exclusions
from rotplan.plan.file.check_holdings import check_holdings
from rotplan.plan.file.checked_plan import AFTER_ERRORS, CheckedPlan
from rotplan.plan.file.parse_plan import MisfitError, Taken, taken_in
from rotplan.plan.file.reopen_inputs import opened_again
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.refused_sizes import refusal_words
from rotplan.planning.program.column_costs import TooLargeError
from rotplan.planning.program.compile import compile_program
from rotplan.planning.program.memory_estimate import TooMuchError, check_memory
from rotplan.planning.program.precheck import precheck
from rotplan.planning.program.program import Program, demands
from rotplan.policy.docket import Docket
from rotplan.roster.reading.named_files import Folder
from rotplan.roster.reading.problems import Problems
from rotplan.roster.reading.read_yaml import Document
from rotplan.roster.reading.source import Mark
from rotplan.roster.reading.validate import locate


def verify(
    document: Document,
    problems: Problems,
    memory: int | None = None,
    root: Folder | None = None,
    *,
    exclusions: bool = False,
) -> None:
    """Report everything in a plan file that does not hold.

    `memory`: bytes that may be used. `root`: the folder below which its inputs may lie.
    `exclusions`: ask about every pair that the plan's program left out, not about a few.
    """
    taken = None if document.cut or document.refused else _taken(document, problems)
    docket = opened_again(taken, document.root, problems, root) if taken is not None else None
    if taken is None or docket is None:
        return
    case, before = CheckedPlan(taken, document.root, docket, problems), problems.errors
    account = check_staleness(case)
    program = compiled(docket, memory)
    if isinstance(program, Program):
        _alone(case, program)
        check_exclusions(case, program, everything=exclusions)
    else:
        case.leave(program, "without_pair", "proof.exclusions")
    if problems.errors == before:
        check_certificate(case, program)
    else:
        case.leave(AFTER_ERRORS, "certificate", "tiers.bound", "proof.bound_met", "status")
    check_answers(case, account)
    case.list_unchecked()


def check_staleness(case: CheckedPlan) -> Account | None:
    """What the file says against the facts alone; what is told of its holdings, if they stand."""
    if tuple(tier.name for tier in case.plan.tiers) != case.docket.tier_names:
        names = ", ".join(case.docket.tier_names)
        case.say("plan-form", "tiers", what=Words(f"phải là [{names}]", f"it should be [{names}]"))
        return None
    case.compare("waivers", plan_sections.waivers(case.docket))
    check_claims(case)
    check_conclusion(case)
    return check_holdings(case) if case.solved else None


def check_answers(case: CheckedPlan, account: Account | None) -> None:
    """What the file says beside its plan, or in place of one."""
    plan = case.plan
    counted = plan.shortages and not case.solved
    told = plan.conflict, plan.repairs, plan.alternatives, plan.frontier, plan.prices
    if counted or any(told):
        # the words of these stand beside the questions, and those beside the solvers
        from rotplan.plan.file.check_no_plan import check_answered

        check_answered(case, account)


def compiled(docket: Docket, memory: int | None) -> Program | Words:
    """Every column and row of a docket, or why it is too much."""
    try:
        check_memory(docket, memory)
        return compile_program(docket, demands(docket))
    except (TooMuchError, TooLargeError) as error:
        return refusal_words(error)


def _alone(case: CheckedPlan, program: Program) -> None:
    """Who and what has no legal pair; a cadre without any is a proof that there is no plan."""
    found = precheck(program)
    case.compare("without_pair", plan_sections.without_pair_section(found))
    if found.cadres and case.plan.status == "undecided":
        case.say("plan-status", "status", key="status", claimed="undecided", found="infeasible")


def _taken(document: Document, problems: Problems) -> Taken | None:
    """The file in its form; its values by JSON, the places of what does not fit by the tree."""
    source, root = document.source, document.root
    try:
        return taken_in(source.text)
    except MisfitError as error:
        for misfit in error.misfits:
            mark = locate(root, misfit.path, key=misfit.of_key) if misfit.path else root.mark
            if misfit.offset is not None:
                mark = Mark(source, misfit.offset, misfit.offset + 1)
            problems.add("plan-form", mark, what=misfit.what)
    return None
