"""What commands share: the language, colour, width, and how problems and files are shown."""

import locale
import os
import shutil
import sys
from collections.abc import Iterable
from typing import IO

import click

from rotplan.output import findings
from rotplan.roster.problems import Level, Problem
from rotplan.text import Lang

FINDINGS, USAGE, NO_PLAN, NO_TIME = 1, 2, 3, 4

lang_option = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    help="Language of the output (default: ROTPLAN_LANG, then the locale).",
)
policy_option = click.option(
    "--policy", metavar="NAME|FILE", help="Use this policy instead of the roster's own."
)


def language(given: str | None) -> Lang:
    """`--lang`, then ROTPLAN_LANG, then the locale: `vi*` is Vietnamese, anything else English."""
    said = given or os.environ.get("ROTPLAN_LANG") or _locale()
    return "vi" if said.lower().startswith("vi") else "en"


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return locale.getlocale()[0] or ""


def colored(stream: IO[str]) -> bool:
    """NO_COLOR, then FORCE_COLOR, then TERM=dumb, then whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE")
    if forced and forced != "0":
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def screen_width(stream: IO[str]) -> int | None:
    """Columns of the terminal; nothing for a pipe or a file."""
    return shutil.get_terminal_size((80, 24)).columns if stream.isatty() else None


def show_problems(problems: Iterable[Problem], lang: Lang, stream: IO[str]) -> None:
    """Findings as text, a blank line between them."""
    color = colored(stream)
    for problem in problems:
        for line in findings.lines(problem, lang, color=color):
            stream.write(line + "\n")
        stream.write("\n")


def gravest(problems: Iterable[Problem]) -> Level | None:
    return max((p.level for p in problems), default=None)


def fail(message: str, code: int = USAGE) -> click.exceptions.Exit:
    """Say why on standard error; raise what it returns."""
    sys.stderr.write(f"rotplan: {message}\n")
    return click.exceptions.Exit(code)
