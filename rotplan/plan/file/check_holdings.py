"""The holdings of a plan file judged anew, and all that follows from them told again."""

from rotplan.language.words import Words
from rotplan.plan.file import plan_sections
from rotplan.plan.file.checked_plan import CheckedPlan
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.report.proof_section import HowSure
from rotplan.plan.telling.report.report_on_plan import plan_report
from rotplan.planning.program.columns import scope_of, scope_today
from rotplan.planning.proof.judge import Judgement, judge
from rotplan.planning.proof.judged_plan import Arrangement
from rotplan.policy.docket import candidates
from rotplan.rules.kit.scope import Holding


def check_holdings(case: CheckedPlan) -> Account | None:
    """Report what is wrong with the holdings, or with what the file says of them.

    What there is to tell of them, if they are a plan.
    """
    before = case.problems.errors
    holdings = _holdings(case)
    if case.problems.errors > before:
        return None
    docket = case.docket
    after = judge(docket, scope_of(docket, holdings))
    if not case.lacks("moves"):
        _against_moves(case)
    for fault in after.faults:
        case.say("plan-fault", "holdings", what=fault)
    if after.faults:
        return None
    today, optimal = judge(docket, scope_today(docket)), case.plan.status == "optimal"
    account = Account(Arrangement(docket, holdings, today, after, optimal))
    _told_again(case, account, today, after)
    return account


def _told_again(case: CheckedPlan, account: Account, today: Judgement, after: Judgement) -> None:
    """All that follows from the holdings, against what the file says."""
    plan = case.plan
    for n, ((name, value), tier) in enumerate(zip(after.tiers, plan.tiers, strict=True)):
        if tier.value != value and not case.lacks("tiers.value"):
            stated = "null" if tier.value is None else tier.value
            case.say("plan-tier", "tiers", n, "value", tier=name, claimed=stated, found=value)
    case.compare("targets", plan_sections.target_sections(today, after))
    case.compare("moves", plan_sections.planned_moves(account))
    case.compare("findings", plan_sections.findings(after))
    case.compare("shortages", plan_sections.shortages(account))
    case.compare("openings", plan_sections.openings(account))
    told = plan_report(account, _sure(case))
    case.compare("report", plan_sections.report_sections(told, case.besides))
    unplaced = [cadre.id for cadre in after.unplaced]
    if plan.unplaced != unplaced and not case.lacks("unplaced"):
        names = ", ".join(unplaced)
        what = Words(f"phải là [{names}]", f"it should be [{names}]")
        case.say("plan-part", "unplaced", key="unplaced", what=what)


def _sure(case: CheckedPlan) -> HowSure:
    """What the file claims of its run: that is for `check_claims.py`; here, how it is told."""
    plan, left_out = case.plan, case.plan.proof.exclusions
    return HowSure(
        tuple((tier.name, tier.value, tier.bound) for tier in plan.tiers),
        plan.stopped,
        plan.proof.second_opinion,
        None if left_out is None else (left_out.checked, left_out.of),
        plan.proof.canonical,
    )


def _holdings(case: CheckedPlan) -> dict[int, Holding]:
    """What each candidate holds; posts and cadres that cannot be are reported."""
    table, held = case.docket.table, dict[int, list[int]]()
    may = {number for number, _ in candidates(case.docket)}
    planned = case.docket.roster.planned
    for post, cadre in case.plan.holdings.items():
        number = None if cadre is None else table.cadre_number.get(cadre)
        if post not in planned:
            _unheld(case, post, Words("không thuộc đợt này", "is no post of this round"))
        elif cadre is not None and number not in may:
            words = Words("{id} không thuộc đợt này", "{id} is no cadre of this round")
            _unheld(case, post, words.format(id=cadre))
        elif number is not None:
            held.setdefault(number, []).append(table.post_number[post])
    for post in sorted(planned - case.plan.holdings.keys()):
        what = Words("chưa ghi", "is not listed")
        case.say("plan-holding", "holdings", post=post, what=what)
    return {number: tuple(sorted(posts)) for number, posts in held.items()}


def _unheld(case: CheckedPlan, post: str, what: Words) -> None:
    case.say("plan-holding", "holdings", post, post=post, what=what)


def _against_moves(case: CheckedPlan) -> None:
    """Whom the file's own moves put elsewhere than its holdings do."""
    table = case.docket.table
    put = {p: c.id for c, posts in zip(table.cadres, table.before, strict=True) for p in posts}
    moved = {move.cadre: move.after for move in case.plan.moves}
    leaving = {c.id for c in table.cadres if c.leaving is not None}
    after = {table.posts[p].id: c for p, c in put.items() if c not in moved.keys() | leaving}
    after |= {post: cadre for cadre, posts in moved.items() for post in posts}
    for post, cadre in case.plan.holdings.items():
        stated = after.get(post)
        if stated != cadre and not case.docket.roster.post_of[post].closing:
            words = Words("ở đây là {here}, theo moves là {there}", "{here} here, {there} by moves")
            what = words.format(here=_who(cadre), there=_who(stated))
            _unheld(case, post, what)


def _who(cadre: str | None) -> Words:
    return Words("không ai", "nobody") if cadre is None else Words(cadre, cadre)
