"""`rotplan explain`: a rule, clause or code; or a plan, a cadre or post in it, and why not."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from rotplan.cli.check.mistyped_options import check_policy
from rotplan.cli.exit_codes import FINDINGS
from rotplan.cli.option_pairs import refuse_without_plan
from rotplan.cli.output_paths import refuse_outputs
from rotplan.cli.shared import (
    colored,
    fail,
    form_option,
    lang_option,
    language,
    policy_option,
    root_option,
    screen_width,
    seconds,
    show_problems,
)
from rotplan.language.words import Lang, Words, nearest
from rotplan.policy.load_shipped import named_policy, shipped_policies
from rotplan.policy.policy import Policy
from rotplan.reference.code_pages import explain_code
from rotplan.reference.rule_descriptions import Rulebook
from rotplan.roster.reading.problems import Problems
from rotplan.rules import RULES
from rotplan.show import terminal
from rotplan.show.report_line import Line


@click.command("explain")
@click.argument("name", metavar="RULE|CLAUSE|CODE|PLAN")
@click.argument("about", metavar="[CADRE|POST]", required=False)
@click.option("--to", "target", metavar="POST", help="Why is the cadre not placed in this post?")
@click.option(
    "--roster",
    metavar="PATH",
    help="The plan's roster, if it lies elsewhere than the plan says.",
)
@form_option("How a plan is explained.")
@click.option(
    "--time-limit",
    callback=seconds,
    default="30",
    show_default=True,
    metavar="SECONDS",
    help="When to stop solving again; what is not answered by then is said to be open.",
)
@lang_option
@policy_option
@root_option
def command(
    name: str,
    about: str | None,
    target: str | None,
    roster: str | None,
    form: str,
    time_limit: float,
    lang: str | None,
    policy: str | None,
    root: str | None,
) -> int:
    """Say what a rule, a clause or a finding code (RP203) says, why, and on which basis.

    With a plan file: why each cadre moves, what if not, and how firm the plan is. With a cadre of
    it: why he or she moves or stays; with --to, why not to that post. With a post: who could hold
    it, ranked, and what bars the others.

    \b
    rotplan explain plan.json LB-014
    rotplan explain plan.json LB-014 --to thuong-lam/secretary
    rotplan explain plan.json thuong-lam/secretary
    """
    said = language(lang)
    asked = about is not None or target is not None
    if _is_plan(name, asked=asked):
        from rotplan.cli.explain.plan_questions import PlanQuestion, answer_question

        return answer_question(
            PlanQuestion(name, about, target, roster, policy, form, time_limit, said, root)
        )
    if asked:
        raise fail(f"{name}: {_NO_PLAN[said]}")
    refuse_without_plan(name, is_code=explain_code(name, said) is not None, lang=said)
    check_policy(policy, "--policy", said, FINDINGS)
    return _rulebook(name, said, policy)


_NO_PLAN = Words(
    "không có tệp phương án này (CADRE, POST và --to hỏi về một phương án)",
    "no such plan file (CADRE, POST and --to ask about a plan)",
)


def _is_plan(name: str, *, asked: bool) -> bool:
    """A plan is a file or standard input; rules, clauses and codes have neither dot nor slash, and
    nothing is asked about a cadre or post of theirs."""
    if name == "-" or name.endswith(".json"):
        return True
    there = os.path.exists(name)  # noqa: PTH110 - false, not an error, for names too long
    return there and (asked or "." in name or Path(name).name != name)


def _rulebook(name: str, said: Lang, policy: str | None) -> int:
    told = explain_code(name, said)
    if told is not None:
        sys.stdout.write("\n".join(told) + "\n")
        return 0
    policies = _policies(policy, said)
    refuse_outputs((), (), said)
    lines = list(_explained(name, policies, said))
    if not lines:
        known = [*RULES, *(c.id for p in policies for c in p.clauses)]
        near = nearest(name, known)
        meant = Words(f"; có phải «{near}»?", f"; did you mean '{near}'?") if near else ""
        raise fail(_UNKNOWN.format(name=name, meant=meant)[said])
    terminal.render(lines, sys.stdout, color=colored(sys.stdout), width=screen_width(sys.stdout))
    return 0


_UNKNOWN = Words(
    "không có quy tắc, điều khoản hay mã «{name}»{meant}",
    "no rule, clause or code '{name}'{meant}",
)


def _policies(name: str | None, said: Lang) -> list[Policy]:
    if name is None:
        return shipped_policies()
    problems = Problems()
    found = named_policy(name, problems)
    if found is None:
        show_problems(problems, said, sys.stderr)
        raise click.exceptions.Exit(FINDINGS)
    return [found]


def _explained(name: str, policies: list[Policy], said: Lang) -> Iterator[Line]:
    """The clauses of that name, each rule they rest on, and the rule of that name."""
    book = Rulebook(said)
    found = [(p, c) for p in policies if (c := p.clause(name)) is not None]
    for policy, clause in found:
        yield from book.clause(clause, policy)
    rules = {clause.rule.name: clause.rule for _, clause in found}
    if name in RULES:
        rules[name] = RULES[name]
    for rule in rules.values():
        yield from book.rule(rule)
        if rule.name == name:
            yield from book.resting(rule, policies)
