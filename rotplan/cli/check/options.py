"""The options of `check`. Those that a project may set have no default here: settings.py has."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from rotplan.checking.format_names import OFFERED
from rotplan.cli.shared import color_option, lang_option, policy_option, root_option
from rotplan.language.words import nearest

LEVELS = ("error", "warning", "note", "never")


def _reports(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """`FORMAT=PATH`, any number of times."""
    reports = []
    for value in values:
        form, equals, path = value.partition("=")
        if not equals or not path or form not in OFFERED:
            near = nearest(form, OFFERED)
            meant = f" Did you mean '{near}'?" if near and near != form else ""
            raise click.BadParameter(
                f"'{value}' is not FORMAT=PATH with one of {', '.join(OFFERED)}.{meant}"
            )
        reports.append((form, path))
    return tuple(reports)


def _words(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Words separated by commas or spaces, or given one by one."""
    return tuple(word for value in values for word in value.replace(",", " ").split())


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is not a day, such as 2028-01-01.") from error


_OPTIONS = (
    click.option(
        "-f",
        "--format",
        type=click.Choice(["auto", *OFFERED]),
        envvar="ROTPLAN_FORMAT",
        help="What standard output gets (default auto: full, on GitHub runners github as well).",
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        callback=_reports,
        metavar="FORMAT=PATH",
        help="Write the findings in another form as well; may be repeated.",
    ),
    click.option(
        "--select",
        multiple=True,
        callback=_words,
        envvar="ROTPLAN_SELECT",
        metavar="CODES",
        help="Only these: RP203, RP2, unquoted-code, RP401:min-stay.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        callback=_words,
        envvar="ROTPLAN_IGNORE",
        metavar="CODES",
        help="Not these; written as for --select.",
    ),
    click.option(
        "--extend-select",
        multiple=True,
        callback=_words,
        metavar="CODES",
        help="These too, besides what is selected already.",
    ),
    click.option(
        "--extend-ignore",
        multiple=True,
        callback=_words,
        metavar="CODES",
        help="Not these either, besides what is ignored already.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        envvar="ROTPLAN_FAIL_ON",
        help="The lowest level that makes the exit code 1 (default error).",
    ),
    click.option(
        "--baseline",
        metavar="FILE",
        envvar="ROTPLAN_BASELINE",
        help="Leave out the findings that this file lists.",
    ),
    click.option(
        "--write-baseline",
        metavar="FILE",
        help="List the findings in FILE; one that is there already can only shrink.",
    ),
    click.option(
        "--as-of",
        callback=_day,
        metavar="DATE",
        help="Judge as if the round were dated so: who falls due by then?",
    ),
    click.option(
        "--statistics", is_flag=True, help="How many of each code, instead of the findings."
    ),
    click.option("--fix", is_flag=True, help="Mend what can be mended without changing a meaning."),
    click.option("--unsafe-fixes", is_flag=True, help="Guess too; look at --diff first."),
    click.option("--diff", is_flag=True, help="Show what would be mended, and write nothing."),
    click.option(
        "--max-per-rule",
        type=click.IntRange(min=0),
        metavar="N",
        help="In full, at most so many findings of one code (default 50); 0 for all.",
    ),
    click.option(
        "--exclusions",
        is_flag=True,
        help="Of a plan: ask about every pair that was left out, not about 2,000 of them.",
    ),
    click.option(
        "--mask", is_flag=True, help="For logs: ids only; no names, no values, no source lines."
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        metavar="N",
        help="Check the files in N processes; the output is the same.",
    ),
    click.option(
        "--changed",
        metavar="BASE",
        help="Only what may have changed in git since this branch left BASE.",
    ),
    click.option("--config", metavar="FILE", help="Use this file instead of looking for one."),
    click.option("--force-exclude", is_flag=True, help="Apply exclude to files named here too."),
    click.option("--show-files", is_flag=True, help="List the files that would be read, and stop."),
    click.option("--show-config", is_flag=True, help="Show what is set, and stop."),
    click.option("--stdin-filename", metavar="NAME", default="-", help="What - is called."),
    click.option(
        "-q", "--quiet", count=True, help="Errors only; twice: nothing but the exit code."
    ),
    color_option,
    lang_option,
    policy_option,
    root_option,
)


def check_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all options of `check`, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
