"""What a plan file says of the run that made it, and of what came out: against each other and the
facts. What only the run could tell is left unchecked, and so listed."""

from rotplan.language.words import Words
from rotplan.plan.file import plan_sections
from rotplan.plan.file.checked_plan import COMMAND, MISSING, RUN, SOLVER, VERSION, CheckedPlan
from rotplan.plan.file.fingerprints import fingerprints, written_cap
from rotplan.plan.file.json_diff import differences
from rotplan.plan.file.names_in_plan import names_in
from rotplan.plan.file.point_json import told_point
from rotplan.plan.telling.report.proof_section import witness_point
from rotplan.plan.telling.report.report_on_plan import undecided_report
from rotplan.planning.program.columns import scope_of
from rotplan.planning.proof.judge import judge
from rotplan.policy.docket import candidates

# what may have ended a run that came out so
_STOPPED: dict[str, tuple[str | None, ...]] = {
    "optimal": (None, "time", "signal"),
    "feasible": ("time", "signal", "gap"),
    "infeasible": (None, "time", "signal"),
    "undecided": ("time", "signal", "gap"),
}
# what there is nothing to say of where a run came out so
_NOTHING: dict[str, tuple[str, ...]] = {
    "optimal": ("conflict", "repairs"),
    "feasible": ("conflict", "repairs"),
    "infeasible": (
        "targets", "moves", "unplaced", "holdings", "findings", "openings",
        "alternatives", "prices",
    ),
    "undecided": (
        "targets", "moves", "unplaced", "holdings", "findings", "openings",
        "alternatives", "prices",
        "conflict", "repairs", "shortages",
    ),
}  # fmt: skip


def check_claims(case: CheckedPlan) -> None:
    """What was asked, with which tools, of which facts, and what ended the run."""
    plan, now = case.plan, plan_sections.tool()
    if plan.tool.version != now.version:
        case.leave(VERSION, "tool.version")
    if plan.tool.ortools != now.ortools:
        case.leave(RUN, "tool.ortools")
    case.leave(COMMAND, "asked.policy", "asked.max_moves")
    # what was not asked is empty; whether it was asked is not written down
    answers = ("alternatives", "frontier", "prices") if case.solved else ("frontier",)
    case.leave(COMMAND, *(key for key in answers if not getattr(plan, key)))
    cap = written_cap(case.docket.roster)
    if plan.asked.max_moves is None and cap is not None and not case.lacks("asked.max_moves"):
        case.say(
            "plan-claim", "asked", "max_moves", key="asked.max_moves", claimed="null", found=cap
        )
    _fingerprints(case)
    case.leave(RUN, "stopped")
    if plan.stopped not in _STOPPED[plan.status] and not case.lacks("stopped"):
        allowed = ", ".join(reason or "null" for reason in _STOPPED[plan.status])
        words = Words(
            "{stopped} không đi cùng status {status}, chỉ có thể là {allowed}",
            "{stopped} does not go with the status {status}, it can be {allowed}",
        )
        what = words.format(stopped=plan.stopped or "null", status=plan.status, allowed=allowed)
        case.say("plan-answer", "stopped", key="stopped", what=what)


def _fingerprints(case: CheckedPlan) -> None:
    """The digests of the facts, where the same version wrote them."""
    now, stated = fingerprints(case.docket), case.plan.fingerprints
    if stated == now:
        return
    if not case.taken.same_version:
        case.leave(VERSION, "fingerprints")
        return
    path = next(iter(differences(now, stated)), ())
    words = Words("khác ở {where}", "it differs at {where}")
    what = words.format(where=".".join(map(str, path)))
    case.say("plan-part", "fingerprints", *path, key="fingerprints", what=what)


# -- what came out ---------------------------------------------------------------------------


def check_conclusion(case: CheckedPlan) -> None:
    """Status and proof against the tiers, which are checked by themselves."""
    _empty(case)
    if case.lacks("tiers.bound"):
        case.leave(MISSING, "status", "proof.bound_met")
    else:
        _status(case)
    _second_opinion(case)
    _report(case)
    case.compare_whole("names", names_in(case.plan, case.docket))
    if case.plan.status == "optimal":
        case.leave(SOLVER, "proof.canonical")
    elif case.plan.proof.canonical:
        _differs(case, "canonical", "true", "false")


def _report(case: CheckedPlan) -> None:
    """The report where there is no plan; that on a plan is told again from its holdings."""
    told = plan_sections.report_sections(
        undecided_report(case.docket, case.plan.stopped), case.besides
    )
    if case.plan.status == "undecided":
        case.compare("report", told)
    elif case.plan.status == "infeasible":
        # which round it is, and who confirmed it; what stands in the way takes a solver
        witness = told_point(witness_point(case.plan.proof.second_opinion), places=False)
        last = len(case.plan.report) - 1
        case.compare("report", [told[0], witness], [0, last] if last > 1 else range(last + 1))
        case.leave(SOLVER, "report")


def _status(case: CheckedPlan) -> None:
    plan = case.plan
    met = all(t.value is not None and t.value == t.bound for t in plan.tiers)
    for n, tier in enumerate(plan.tiers):
        if tier.value is not None and tier.bound is not None and tier.bound > tier.value:
            case.say(
                "plan-bound", "tiers", n, "bound",
                tier=tier.name, claimed=tier.bound, found=tier.value,
            )  # fmt: skip
    if case.solved:
        found = "optimal" if met else "feasible"
        if plan.status != found:
            case.say("plan-status", "status", key="status", claimed=plan.status, found=found)
        elif not met:
            case.leave(SOLVER, "status", "tiers.bound", "proof.bound_met")
    else:
        met = plan.status == "infeasible"
        _without_plan(case)
    if plan.proof.bound_met != met:
        _differs(case, "bound_met", str(plan.proof.bound_met).lower(), str(met).lower())


def _without_plan(case: CheckedPlan) -> None:
    """That there is none, or that none was found: not where everybody may stay as they are."""
    if case.plan.status == "undecided":
        case.leave(SOLVER, "status")
    elif _all_may_stay(case):
        words = Words(
            "nói là không có phương án nào, nhưng ai ở đâu cứ ở đó đã là một phương án",
            "it says that no plan exists, but everybody staying as they are is one",
        )
        case.say("plan-answer", "status", key="status", what=words)


def _all_may_stay(case: CheckedPlan) -> bool:
    """Whether what everybody holds today is a plan, closing posts left aside."""
    table = case.docket.table
    stay = {
        number: tuple(post for post in table.before[number] if not table.closing[post])
        for number, _ in candidates(case.docket)
    }
    return not judge(case.docket, scope_of(case.docket, stay)).faults


def _second_opinion(case: CheckedPlan) -> None:
    """`certificate` takes one in the file; whether it proves all is for `certificate_file.py`."""
    plan, stated = case.plan, case.plan.proof.second_opinion
    if plan.status in ("feasible", "undecided"):
        if stated != "limit":
            _differs(case, "second_opinion", stated, "limit")
    elif stated == "certificate":
        if plan.certificate is None:
            _differs(case, "second_opinion", stated, "limit")
    else:
        case.leave(SOLVER if stated == "agrees" else RUN, "proof.second_opinion")


def _differs(case: CheckedPlan, key: str, stated: str, found: str) -> None:
    if not case.lacks(f"proof.{key}"):
        case.say("plan-status", "proof", key, key=f"proof.{key}", claimed=stated, found=found)


# -- what there is nothing to say of -----------------------------------------------------------


def _empty(case: CheckedPlan) -> None:
    plan = case.plan
    words = Words("với status {status} thì để trống", "with the status {status} it is empty")
    nothing = words.format(status=plan.status)
    for key in _NOTHING[plan.status]:
        if getattr(plan, key):
            case.say("plan-part", key, key=key, what=nothing)
    for n, tier in enumerate(plan.tiers if not case.solved else ()):
        for side in ("value", "bound"):
            if getattr(tier, side) is not None:
                case.say("plan-part", "tiers", n, side, key=f"tiers.{side}", what=nothing)
    if plan.status == "undecided" and plan.certificate is not None:
        case.say("plan-part", "certificate", key="certificate", what=nothing)
    if plan.status != "infeasible" and plan.conflict_minimal is not None:
        case.say("plan-part", "conflict_minimal", key="conflict_minimal", what=nothing)
    if plan.status == "infeasible":
        _conflict_is_told(case)


def _conflict_is_told(case: CheckedPlan) -> None:
    """Where there is no plan it is said what stands in the way."""
    case.leave(SOLVER, "conflict", "conflict_minimal", "shortages", "repairs")
    untold = Words("không có phương án thì phải ghi", "without a plan it is told")
    for key in ("conflict", "conflict_minimal"):
        if getattr(case.plan, key) in ([], None) and not case.lacks(key):
            case.say("plan-answer", key, key=key, what=untold)
