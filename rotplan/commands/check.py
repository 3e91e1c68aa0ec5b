"""`rotplan check`: every problem of rosters and policies, located."""

import sys
from typing import TYPE_CHECKING, Any

import click

from rotplan.commands.common import (
    FINDINGS,
    USAGE,
    color_option,
    colored,
    fail,
    lang_option,
    language,
    policy_option,
    screen_width,
    shown,
)
from rotplan.commands.config import Config, ConfigError, project_config, user_config
from rotplan.text import nearest

if TYPE_CHECKING:
    from rotplan.commands.settings import Settings
    from rotplan.commands.targets import Targets
    from rotplan.roster.problems import Level

_FORMS = ("full", "text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
_LEVELS = ("error", "warning", "note", "never")


def _reports(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> list[tuple[str, str]]:
    """`FORMAT=PATH`, any number of times."""
    reports = []
    for value in values:
        form, equals, path = value.partition("=")
        if not equals or not path or form not in _FORMS:
            near = nearest(form, _FORMS)
            meant = f" Did you mean '{near}'?" if near and near != form else ""
            raise click.BadParameter(
                f"'{value}' is not FORMAT=PATH with one of {', '.join(_FORMS)}.{meant}"
            )
        reports.append((form, path))
    return reports


@click.command("check")
@click.argument("rosters", nargs=-1, metavar="[ROSTER...]")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["auto", *_FORMS]),
    envvar="ROTPLAN_FORMAT",
    help="What standard output gets (default auto: full, and github beside it on its runners).",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    callback=_reports,
    metavar="FORMAT=PATH",
    help="Write the findings in another form as well; may be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    envvar="ROTPLAN_FAIL_ON",
    help="The lowest level that makes the exit code 1 (default error).",
)
@click.option(
    "--max-per-rule",
    type=click.IntRange(min=0),
    metavar="N",
    help="In full, at most so many findings of one code (default 50); 0 for all.",
)
@click.option("--config", metavar="FILE", help="Use this file instead of looking for one.")
@click.option("--force-exclude", is_flag=True, help="Apply exclude to files named here too.")
@click.option("--show-files", is_flag=True, help="List the files that would be read, and stop.")
@click.option("--show-config", is_flag=True, help="Show what is set, and stop.")
@click.option("--stdin-filename", metavar="NAME", default="-", help="What - is called.")
@click.option("-q", "--quiet", count=True, help="Errors only; twice: nothing but the exit code.")
@color_option
@lang_option
@policy_option
def command(rosters: tuple[str, ...], **options: Any) -> int:
    """Report every problem in rosters and policies, with its line.

    ROSTER is a file, a folder whose files make one roster, a quoted pattern, or - for standard
    input; without any, the project's `include`. Reading errors, contradictions, and clauses that
    today's holders break are all listed in one run.
    """
    from rotplan.commands.settings import settings
    from rotplan.commands.targets import targets

    try:
        project, user = project_config(options["config"]), user_config()
    except ConfigError as error:
        raise fail(str(error)) from error
    told = settings(options, project, user)
    if options["show_config"]:
        return _show_config(told, project, user)
    if not rosters and not told.include:
        raise click.UsageError("Name a roster, or set 'include' in rotplan.toml.")
    wanted = targets(rosters, told.include, told.exclude, force=options["force_exclude"])
    if options["show_files"]:
        sys.stdout.writelines(f"{shown(f)}\n" for group in wanted.groups for f in group)
        return _missing(wanted.missing, some=bool(wanted.groups))
    return _run(wanted, told, options)


def _run(wanted: "Targets", told: "Settings", options: dict[str, Any]) -> int:
    from rotplan.commands.checking import Question, check
    from rotplan.commands.telling import tell
    from rotplan.output.findings import Report
    from rotplan.roster.problems import Level

    checked = check(Question(wanted.groups, told.policy, options["stdin_filename"]))
    threshold = None if told.fail_on == "never" else Level[told.fail_on.upper()]
    report = Report(
        findings=checked.findings(),
        files=tuple(dict.fromkeys(map(shown, checked.files))),
        lang=language(told.lang),
        color=colored(sys.stdout, told.color),
        width=screen_width(sys.stdout),
        most=told.max_per_rule,
        threshold=threshold,
    )
    unwritten = tell(report, told.format, options["reports"], options["quiet"])
    unread = _missing((*wanted.missing, *checked.unreadable), some=bool(wanted.groups))
    return unread or unwritten or _verdict([f.level for f in report.findings], threshold)


def _verdict(levels: "list[Level]", threshold: "Level | None") -> int:
    return FINDINGS if threshold is not None and any(x >= threshold for x in levels) else 0


def _missing(messages: tuple[str, ...], *, some: bool) -> int:
    """Say what could not be read; the exit code that follows from it."""
    for message in messages:
        sys.stderr.write(f"rotplan: {message}\n")
    if not some and not messages:
        sys.stderr.write("rotplan: no file matched\n")
    return USAGE if messages or not some else 0


def _show_config(told: "Settings", project: Config, user: Config) -> int:
    """The settings in force, and the files that they come from."""
    for name, config in (("project", project), ("user", user)):
        sys.stdout.write(f"# {name}: {config.path or 'none'}\n")
    for name in told.__dataclass_fields__:
        value = getattr(told, name)
        shown_value = list(value) if isinstance(value, tuple) else value
        sys.stdout.write(f"{name.replace('_', '-')} = {shown_value!r}\n")
    return 0
