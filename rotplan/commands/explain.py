"""`rotplan explain`: what a rule, a clause or a finding code says, why, and on which basis."""

import sys
from collections.abc import Iterator

import click

from rotplan.commands.common import (
    FINDINGS,
    colored,
    fail,
    lang_option,
    language,
    policy_option,
    screen_width,
    show_problems,
)
from rotplan.output import terminal
from rotplan.output.codes import explain_code
from rotplan.output.lines import Line
from rotplan.output.rulebook import Rulebook
from rotplan.policy.policy import Policy
from rotplan.policy.shipped import named_policy, shipped_policies
from rotplan.roster.problems import Problems
from rotplan.rules import RULES
from rotplan.text import Lang, nearest


@click.command("explain")
@click.argument("name", metavar="RULE|CLAUSE|CODE")
@lang_option
@policy_option
def command(name: str, lang: str | None, policy: str | None) -> int:
    """Say what a rule, a clause or a finding code (RP203) says, why, and on which basis.

    Clauses are looked up in the shipped policies, or in the one that --policy names.
    """
    said = language(lang)
    told = explain_code(name, said)
    if told is not None:
        sys.stdout.write("\n".join(told) + "\n")
        return 0
    policies = _policies(policy, said)
    lines = list(_explained(name, policies, said))
    if not lines:
        known = [*RULES, *(c.id for p in policies for c in p.clauses)]
        near = nearest(name, known)
        raise fail(
            f"no rule, clause or code '{name}'" + (f"; did you mean '{near}'?" if near else "")
        )
    terminal.render(lines, sys.stdout, color=colored(sys.stdout), width=screen_width(sys.stdout))
    return 0


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
