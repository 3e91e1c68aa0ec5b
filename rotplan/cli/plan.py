"""`rotplan plan`: a roster in, a proved plan out."""

import os
import sys
from dataclasses import replace
from typing import assert_never

import click

from rotplan.checking import findings
from rotplan.cli.check.mistyped_options import check_policy
from rotplan.cli.exit_codes import FINDINGS, NO_PLAN, NO_TIME, USAGE
from rotplan.cli.option_pairs import PairedCommand
from rotplan.cli.output_paths import is_standard_output, refuse_outputs, write_output
from rotplan.cli.refusals import refusals_told
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
from rotplan.cli.solving_thread import Progress, run_in_thread
from rotplan.language.words import Lang, Words
from rotplan.plan.telling.extra_answers import Further, Wanted, further
from rotplan.plan.telling.moves_and_reasons import Account
from rotplan.plan.telling.report.report_on_answer import report_on
from rotplan.plan.telling.report.told_report import ToldReport
from rotplan.planning.engine import Budget
from rotplan.planning.program.memory_estimate import check_memory
from rotplan.planning.propose import Answer, NoAnswer, NoPlan, Proposal, propose
from rotplan.planning.witnesses import ProofWanted
from rotplan.policy.docket import Docket
from rotplan.policy.open_docket import open_docket
from rotplan.roster.load import UnreadableError, files_at, sort_out
from rotplan.roster.reading.field_types import LARGEST_INTEGER
from rotplan.roster.reading.problems import Level, Problems
from rotplan.system.available_memory import available_memory


@click.command("plan", cls=PairedCommand)
@click.argument("roster", metavar="ROSTER")
@click.option("-o", "--output", metavar="FILE", help="Write the plan here, always as JSON.")
@form_option("What standard output gets.")
@lang_option
@click.option(
    "--time-limit",
    callback=seconds,
    default="60",
    show_default=True,
    metavar="SECONDS",
    help="When to stop proving, such as 90 or 90s; the best plan so far is kept.",
)
@click.option(
    "--max-moves",
    type=click.IntRange(0, LARGEST_INTEGER),
    metavar="N",
    help="At most so many cadres move; replaces the round's max_moves.",
)
@policy_option
@root_option
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    default=None,
    metavar="N",
    help="Processor threads for the solvers (default: as many as there are).",
)
@click.option(
    "--alternatives",
    type=click.IntRange(min=1),
    default=None,
    metavar="K",
    help="K other plans, each as different as possible from all before it, with its cost.",
)
@click.option(
    "--frontier",
    type=click.Choice(["moves"]),
    default=None,
    help="What each number of moves can reach.",
)
@click.option("--prices", is_flag=True, help="What each clause, decision and cap costs.")
@click.option(
    "--certificate",
    is_flag=True,
    help="Let the plan file carry its certificate even where it does not prove every tier.",
)
@click.option(
    "--second-solver",
    is_flag=True,
    help="Ask another solver for a better plan, even where the certificate proves every tier.",
)
def command(
    roster: str,
    output: str | None,
    form: str,
    lang: str | None,
    time_limit: float,
    max_moves: int | None,
    policy: str | None,
    root: str | None,
    threads: int | None,
    alternatives: int | None,
    frontier: str | None,
    prices: bool,
    certificate: bool,
    second_solver: bool,
) -> int:
    """Propose the best set of transfers, proved and explained.

    ROSTER is a file, a folder whose files make one roster, or - for standard input.
    """
    said = language(lang)
    check_policy(policy, "--policy", said, FINDINGS)
    docket = _docket(roster, policy, root, max_moves, output, said)
    if docket is None:
        return FINDINGS
    budget = Budget(time_limit, threads or os.cpu_count() or 1)
    asked = ProofWanted(certificate, second_solver)
    wanted = Wanted(frontier is not None, prices, alternatives or 0)
    progress = Progress(docket, said)

    def work() -> tuple[Answer, Further]:
        check_memory(docket, available_memory())
        seen = progress.seen
        answer = propose(docket, budget, progress, seen=seen, asked=asked)
        progress("reasons", None, None)
        more = further(answer, wanted, budget)
        # what else was asked may be cut short as well
        return replace(answer, stopped=answer.stopped or budget.stopped), more

    with refusals_told(roster, said):
        (answer, more), caught = run_in_thread(work, budget, progress)
    _write(answer, more, output, form, said, policy)
    return 128 + caught if caught is not None else _exit_code(answer)


def _exit_code(answer: Answer) -> int:
    if isinstance(answer, NoPlan):
        return NO_PLAN
    if isinstance(answer, NoAnswer):
        return NO_TIME
    if isinstance(answer, Proposal):
        return 0
    assert_never(answer)


def _docket(
    path: str,
    policy: str | None,
    root: str | None,
    max_moves: int | None,
    output: str | None,
    said: Lang,
) -> Docket | None:
    """The docket to plan; nothing when the roster has errors, which are then shown."""
    problems = Problems()
    try:
        files = files_at(path, root)
        named = [*files, policy] if policy is not None else files
        _refuse(output, named, said, path)
        found = sort_out(files, problems)
    except UnreadableError as error:
        raise fail(error.words[said]) from error
    if len(found.rosters) > 1:
        raise fail(_SEVERAL.format(path=path, n=len(found.rosters))[said])
    if not found.rosters and not problems.errors:
        raise fail(_NO_ROSTER.format(path=path)[said])
    docket = open_docket(found.rosters[0], problems, policy, root=root) if found.rosters else None
    # now that it is known which files the roster and its policies name
    _refuse(output, named, said, path)
    if docket is not None and problems.errors:
        docket = None
    show_problems((p for p in problems if p.level >= Level.WARNING), said, sys.stderr)
    if docket is None:
        sys.stderr.write(findings.summary(list(problems), len(found.rosters) or 1, said) + "\n")
        return None
    return docket.capped(max_moves)


_SEVERAL = Words(
    "{path} có {n} danh sách; hãy nêu tên một tệp", "{path} holds {n} rosters; name one file"
)
_NO_ROSTER = Words(
    "{path}: không có danh sách nào ở đây (không tệp nào bắt đầu bằng 'rotplan: 1')",
    "{path}: no roster here (no file begins with 'rotplan: 1')",
)


def _refuse(output: str | None, named: list[str], said: Lang, roster: str) -> None:
    """An output that is an input, or that standard output is already, is no output."""
    paths = [] if output is None else [output]
    printing = output is None or not is_standard_output(output)
    refuse_outputs(paths, named, said, printing=printing, folders=(roster,))


# -- what comes out ----------------------------------------------------------------------------


def _write(
    answer: Answer,
    more: Further,
    output: str | None,
    form: str,
    said: Lang,
    policy: str | None,
) -> None:
    asked = output is not None or form == "json"
    account = Account(answer) if isinstance(answer, Proposal) else None
    told = report_on(answer, account)
    text = _as_file(answer, policy, more, account, told) if asked else ""
    if output is not None and is_standard_output(output):
        sys.stdout.write(text)
        return
    if output is not None and not write_output(output, text, said):
        raise click.exceptions.Exit(USAGE)
    if form == "json":
        sys.stdout.write(text)
    else:
        _report(told, more, form, said)


def _as_file(
    answer: Answer, policy: str | None, more: Further, account: Account | None, told: ToldReport
) -> str:
    # the form of the file takes a while to build, and most runs only show the report
    from rotplan.plan.file.plan_schema import plan_json
    from rotplan.plan.file.write_plan import plan_file

    return plan_json(plan_file(answer, policy, more, account, told))


def _report(told: ToldReport, more: Further, form: str, said: Lang) -> None:
    from rotplan.show import markdown, terminal
    from rotplan.show.report_layout import report_lines

    lines = report_lines(told, said, more.points)
    if form in ("markdown", "md"):
        sys.stdout.write(markdown.render(lines))
    else:
        terminal.render(
            lines, sys.stdout, color=colored(sys.stdout), width=screen_width(sys.stdout)
        )
