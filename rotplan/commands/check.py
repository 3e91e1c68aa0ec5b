"""`rotplan check`: every problem of rosters and policies, located."""

import sys
from pathlib import Path

import click

from rotplan.commands.common import (
    FINDINGS,
    fail,
    gravest,
    lang_option,
    language,
    policy_option,
    show_problems,
)
from rotplan.output import findings
from rotplan.planning.lint import lint
from rotplan.policy.docket import open_docket
from rotplan.policy.policy import build_policy, load_policy
from rotplan.roster.load import UnreadableError, find
from rotplan.roster.problems import Level, Problems


@click.command("check")
@click.argument("rosters", nargs=-1, required=True, metavar="ROSTER...")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "full", "json"]),
    default="text",
    show_default=True,
    help="text and full are the same: with excerpt and caret.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="The lowest level that makes the exit code 1.",
)
@lang_option
@policy_option
def command(
    rosters: tuple[str, ...], form: str, fail_on: str, lang: str | None, policy: str | None
) -> int:
    """Report every problem in rosters and policies, with its line.

    ROSTER is a file, a folder whose files make one roster, or - for standard input. Reading
    errors, contradictions, and clauses that today's holders break are all listed in one run.
    """
    said, problems, files = language(lang), Problems(), 0
    for path in rosters:
        try:
            files += _check(path, policy, problems)
        except UnreadableError as error:
            raise fail(str(error)) from error
    listed = list(problems)
    if form == "json":
        sys.stdout.write(findings.to_json(listed))
    else:
        show_problems(listed, said, sys.stdout)
        sys.stderr.write(findings.summary(listed, files, said) + "\n")
    worst = gravest(listed)
    if fail_on == "never" or worst is None:
        return 0
    return FINDINGS if worst >= Level[fail_on.upper()] else 0


def _check(path: str, policy: str | None, problems: Problems) -> int:
    """Check all that a path holds; how many files were read."""
    found = find(path, problems)
    for documents in found.rosters:
        docket = open_docket(documents, problems, policy)
        if docket is not None:
            lint(docket, problems)
    for document in found.policies:
        place = document.source.path
        chain = load_policy(Path(place).name, place, None, problems)
        if chain is not None and not any(d.cut for _, d in chain):
            build_policy(chain, (), problems)
    return sum(len(d) for d in found.rosters) + len(found.policies)
